"""Writes the workbooks of this folder: by LibreOffice (soffice) from workbooks of openpyxl's, and by odfpy.

    python3 make.py
"""

import datetime
import pathlib
import subprocess
import tempfile

import openpyxl
from odf.number import Number, NumberStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

HERE = pathlib.Path(__file__).parent


FORMATS = [
    (1234, "00-000"), (1, '"Yes";"Yes";"No"'), (0, '"Yes";"Yes";"No"'), (5551234, "[<=9999999]000-0000;(000) 000-0000"),
    (-5, "#,##0.00;[Red]-#,##0.00"), (1234567, "0.00E+00"), (0.5, "# ?/?"), (45000.5, "[$-415]d mmm yyyy;@"),
    (45000.5, "dddd"), (45000.5, "h:mm AM/PM"), (0.5, "h:mm"), (1.5, "[mm]:ss"), (1234.5, '_-* #,##0.00 "zł"_-'),
    (7, "000"), (7, '"ID-"000'), (12345, "0"), (0.125, "0.0%"), (45000, "yyyy-mm-dd hh:mm"), (12, '0.00 "kg"'),
    (45000.25, "dd.mm.yyyy hh:mm:ss.000"), (123456789012345, "0"), (0.1 + 0.2, "General"),
]


def convert(source):
    subprocess.run(["soffice", "--headless", "--convert-to", "ods", "--outdir", str(HERE), str(source)], check=True)


def formats():
    book = openpyxl.Workbook()
    for row, (value, code) in enumerate(FORMATS, start=1):
        book.active.cell(row, 1, value).number_format = code
    book.save(HERE / "formats.xlsx")
    convert(HERE / "formats.xlsx")


def libreoffice():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Contacts"
    sheet.append(["Id", "Email", "Born", "Seen", "Call", "Hours", "Share", "Price", "Active", "Note", "Total"])
    values = [
        (7, "ada@desk.example", datetime.date(1815, 12, 10), 0.25, True, "first\nsecond  line "),
        (123456789012345, "grace@desk.example", datetime.date(1906, 12, 9), 0.5, False, "\tZażółć 漢字 😀 & <b>"),
        (42, "alan@desk.example", datetime.date(1912, 6, 23), 1.075, True, None),
    ]
    for row, (number, mail, born, share, active, note) in enumerate(values, start=2):
        # Dates before 1900 have no number in XLSX; the first row's is a text.
        sheet.append([number, mail, born if born.year >= 1900 else born.isoformat()])
        sheet.cell(row, 1).number_format = "00000"
        sheet.cell(row, 4, datetime.datetime(2024, 3, row, 10, 20, 30)).number_format = "yyyy-mm-dd hh:mm"
        sheet.cell(row, 5, datetime.time(8, 5, row)).number_format = "hh:mm:ss"
        sheet.cell(row, 6, datetime.timedelta(hours=24 + row, minutes=30)).number_format = "[h]:mm"
        sheet.cell(row, 7, share).number_format = "0.0%"
        sheet.cell(row, 8, 1234.5 + row).number_format = '#,##0.00 "EUR"'
        sheet.cell(row, 9, active)
        sheet.cell(row, 10, note)
        sheet.cell(row, 11, "=1/0" if row == 3 else f"=A{row}*2")
    sheet.merge_cells("B6:B8")
    sheet["B6"] = "merged@desk.example"
    sheet["A7"], sheet["A8"] = 1, 2
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["H"].hidden = True
    hidden = book.create_sheet("Lists")
    hidden.append(["a", "b"])
    hidden.sheet_state = "hidden"
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "libreoffice.xlsx"
        book.save(source)
        convert(source)


def odfpy():
    book = OpenDocumentSpreadsheet()
    padded = NumberStyle(name="N5")
    padded.addElement(Number(decimalplaces="0", minintegerdigits="5"))
    book.automaticstyles.addElement(padded)
    style = Style(name="id", family="table-cell", datastylename="N5")
    book.automaticstyles.addElement(style)
    table = Table(name="Contacts")
    book.spreadsheet.addElement(table)
    for cells in (
        [("string", None, "Id"), ("string", None, "Email"), ("string", None, "Born")],
        [("float", 7, "7", style), ("string", None, "ada@desk.example"), ("date", "1815-12-10", "10.12.1815")],
        [("float", 42, "42"), ("string", None, "alan@desk.example"), ("date", "1912-06-23T00:00:00", "23.6.1912")],
    ):
        row = TableRow()
        table.addElement(row)
        for kind, value, shown, *styles in cells:
            cell = TableCell(valuetype=kind, stylename=styles[0] if styles else None)
            if kind == "float":
                cell.setAttribute("value", value)
            if kind == "date":
                cell.setAttribute("datevalue", value)
            cell.addElement(P(text=shown))
            row.addElement(cell)
    row = TableRow()
    table.addElement(row)
    row.addElement(TableCell(numbercolumnsspanned=2, numberrowsspanned=1))
    row.addElement(CoveredTableCell())
    book.save(str(HERE / "odfpy.ods"))


formats()
libreoffice()
odfpy()
