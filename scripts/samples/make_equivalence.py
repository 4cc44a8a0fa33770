"""Makes Tests/PipelineTests/Fixtures/equivalence: the tables of equivalence_tables.py, written by many programs.

    python3 scripts/samples/make_equivalence.py

Needs XlsxWriter, xlwt, openpyxl and odfpy from PyPI, the library libxlsxwriter, and LibreOffice (`soffice`).
"""

import csv
import ctypes
import datetime as dt
import os
import subprocess
import tempfile
import zipfile

from equivalence_tables import FORMATS, TABLES, csv_text

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Tests", "PipelineTests", "Fixtures",
                      "equivalence")
MADE = dt.datetime(2024, 3, 1, 12, 0)
DAY_ZERO = dt.datetime(1899, 12, 30)


def places():
    """All cells with their sheet's name, row and column; headers are texts."""
    for sheet, (header, *rows) in TABLES.items():
        for column, name in enumerate(header):
            yield sheet, 0, column, name
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                if cell is not None:
                    yield sheet, row, column, cell


def serial(value, base=DAY_ZERO):
    if isinstance(value, dt.timedelta):
        return value / dt.timedelta(days=1)
    if isinstance(value, dt.time):
        return (dt.datetime.combine(base, value) - base) / dt.timedelta(days=1)
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    return (value - base) / dt.timedelta(days=1)


# CSV


def write_csv(folder):
    os.makedirs(folder, exist_ok=True)
    for sheet, (header, *rows) in TABLES.items():
        with open(os.path.join(folder, sheet.lower() + ".csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            for cells in rows:
                writer.writerow(map(csv_text, cells) if cells else [""] * len(header))


def write_bundle(path, folder):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                bundle.writestr(zipfile.ZipInfo("export/" + name, MADE.timetuple()[:6]), file.read(),
                                zipfile.ZIP_DEFLATED)


# XLSX


def write_with_xlsxwriter(path, options):
    import xlsxwriter
    book = xlsxwriter.Workbook(path, options)
    book.set_properties({"created": MADE})
    formats = {code: book.add_format({"num_format": code} if code else {}) for code in number_formats()}
    bold, grey = book.add_format({"bold": True}), book.add_format({"bg_color": "#eeeeee"})
    sheets = {name: book.add_worksheet(name) for name in TABLES}
    base = DAY_ZERO + dt.timedelta(days=1462) if options.get("date_1904") else DAY_ZERO
    for name, row, column, cell in places():
        sheet = sheets[name]
        if isinstance(cell, str):
            sheet.write_string(row, column, cell, bold)
            continue
        style = formats[cell.format]
        if cell.formula:
            value = cell.value if isinstance(cell.value, (str, bool, int, float)) else serial(cell.value, base)
            sheet.write_formula(row, column, cell.formula, style, value)
        elif cell.kind == "text":
            sheet.write_string(row, column, cell.value)
        elif cell.kind == "rich":
            runs = [part for i, run in enumerate(cell.value) for part in ([bold, run] if i % 2 else [run])]
            sheet.write_rich_string(row, column, *runs)
        elif cell.kind == "link":
            sheet.write_url(row, column, cell.value[0], string=cell.value[1])
        elif cell.kind == "number":
            sheet.write_number(row, column, cell.value, style)
        elif cell.kind == "boolean":
            sheet.write_boolean(row, column, cell.value)
        elif cell.kind == "blank":
            sheet.write_blank(row, column, None, grey)
        else:
            sheet.write_datetime(row, column, cell.value, style)
    book.close()


def number_formats():
    return {None} | {cell.format for *_, cell in places() if not isinstance(cell, str)}


def write_with_libxlsxwriter(path):
    """The C library, called as a C program would."""
    lib = ctypes.CDLL("libxlsxwriter.so.4")
    pointer, row_number, column_number = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint16
    for name in ("workbook_new", "workbook_add_worksheet", "workbook_add_format"):
        getattr(lib, name).restype = pointer

    def call(name, *arguments):
        error = getattr(lib, name)(*arguments)
        assert not error, (name, error)

    def put(name, sheet, row, column, *arguments):
        call("worksheet_write_" + name, pointer(sheet), row_number(row), column_number(column), *arguments)

    book = pointer(lib.workbook_new(path.encode()))
    formats = {None: pointer()}
    for code in number_formats() - {None}:
        formats[code] = pointer(lib.workbook_add_format(book))
        lib.format_set_num_format(formats[code], code.encode())
    grey = pointer(lib.workbook_add_format(book))
    lib.format_set_bg_color(grey, 0xEEEEEE)
    sheets = {name: lib.workbook_add_worksheet(book, name.encode()) for name in TABLES}
    for name, row, column, cell in places():
        if isinstance(cell, str):
            put("string", sheets[name], row, column, cell.encode(), pointer())
            continue
        place, style = (sheets[name], row, column), formats[cell.format]
        shown = cell.value[1] if cell.kind == "link" else "".join(cell.value) if cell.kind == "rich" else cell.value
        if cell.formula and isinstance(shown, str):
            put("formula_str", *place, cell.formula.encode(), style, shown.encode())
        elif cell.formula and cell.kind != "boolean":
            put("formula_num", *place, cell.formula.encode(), style, ctypes.c_double(number_of(cell)))
        elif cell.kind == "link":
            put("url", *place, cell.value[0].encode(), style)
            put("string", *place, shown.encode(), style)
        elif isinstance(shown, str):
            put("string", *place, shown.encode(), style)
        elif cell.kind == "boolean":
            put("boolean", *place, ctypes.c_int(cell.value), style)
        elif cell.kind == "blank":
            put("blank", *place, grey)
        else:
            put("number", *place, ctypes.c_double(number_of(cell)), style)
    call("workbook_close", book)


def number_of(cell):
    return cell.value if isinstance(cell.value, (int, float)) else serial(cell.value)


def write_with_openpyxl(path):
    """It writes formulas without what they come to, so they are values here."""
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import PatternFill
    book = Workbook()
    book.remove(book.active)
    sheets = {name: book.create_sheet(name) for name in TABLES}
    for name, row, column, cell in places():
        target = sheets[name].cell(row + 1, column + 1)
        if isinstance(cell, str):
            target.value = cell
        elif cell.kind == "rich":
            target.value = CellRichText(*(TextBlock(InlineFont(b=True), run) if i % 2 else run
                                          for i, run in enumerate(cell.value)))
        elif cell.kind == "link":
            target.value, target.hyperlink = cell.value[1], cell.value[0]
        elif cell.kind == "blank":
            target.fill = PatternFill("solid", fgColor="EEEEEE")
        else:
            target.value = cell.value
            target.number_format = cell.format or "General"
            if cell.kind == "text":
                target.data_type = "s"
    book.save(path)


# XLS


def write_with_xlwt(path):
    """It writes formulas without what they come to, so they are values here."""
    import xlwt
    book = xlwt.Workbook(encoding="utf-8")
    bold = xlwt.Font()
    bold.bold = True
    plain = xlwt.Font()
    styles = {code: xlwt.easyxf(num_format_str=code or "General") for code in number_formats()}
    grey = xlwt.easyxf("pattern: pattern solid, fore_colour grey25")
    sheets = {name: book.add_sheet(name) for name in TABLES}
    for name, row, column, cell in places():
        sheet = sheets[name]
        if isinstance(cell, str):
            sheet.write(row, column, cell)
        elif cell.kind == "rich":
            runs = [(run, bold if i % 2 else plain) for i, run in enumerate(cell.value)]
            sheet.write_rich_text(row, column, runs)
        elif cell.kind == "error":
            sheet.row(row).set_cell_error(column, 0x2A)  # #N/A; it knows the name misspelt
        elif cell.kind == "blank":
            sheet.write(row, column, None, grey)
        elif cell.kind in FORMATS:
            sheet.write(row, column, serial(cell.value), styles[cell.format])
        else:
            sheet.write(row, column, cell.value[1] if cell.kind == "link" else cell.value, styles[cell.format])
    book.save(path)


# ODS


def write_with_odfpy(path):
    from odf import number as numbers
    from odf import table, text
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style
    book = OpenDocumentSpreadsheet()

    def style(name, format):
        book.automaticstyles.addElement(format)
        cell_style = Style(name="cell-" + name, family="table-cell", datastylename=format.getAttribute("name"))
        book.automaticstyles.addElement(cell_style)
        return cell_style

    styles = {}
    for code in sorted(code for code in number_formats() if code and set(code) == {"0"}):
        format = numbers.NumberStyle(name=f"zeros{len(code)}")
        format.addElement(numbers.Number(decimalplaces="0", minintegerdigits=str(len(code))))
        styles[code] = style(f"zeros{len(code)}", format)
    for name, truncates in (("time", "true"), ("elapsed", "false")):
        format = numbers.TimeStyle(name=name, truncateonoverflow=truncates)
        for element in (numbers.Hours(style="long"), numbers.Text(text=":"), numbers.Minutes(style="long")):
            format.addElement(element)
        styles[FORMATS[name]] = style(name, format)

    sheets = {name: table.Table(name=name) for name in TABLES}
    for name, (header, *rows) in TABLES.items():
        book.spreadsheet.addElement(sheets[name])
        for cells in [header, *rows]:
            line = table.TableRow()
            sheets[name].addElement(line)
            for cell in cells or [None]:
                line.addElement(odf_cell(table, text, cell, styles))
    book.save(path)


def odf_cell(table, text, cell, styles):
    if cell is None or not isinstance(cell, str) and cell.kind == "blank":
        return table.TableCell()
    if isinstance(cell, str):
        attributes, shown = {"valuetype": "string"}, cell
    else:
        attributes, shown = odf_value(cell), csv_text(cell)
        if cell.format in styles:
            attributes["stylename"] = styles[cell.format]
    element = table.TableCell(**attributes)
    for line in shown.split("\n"):
        paragraph = text.P()
        element.addElement(paragraph)
        add_text(text, paragraph, cell, line)
    return element


def add_text(text, paragraph, cell, line):
    """Runs and links have elements of their own, and so has white space that XML would lose."""
    kind = getattr(cell, "kind", "text")
    if kind == "rich":
        for i, run in enumerate(cell.value):
            if i % 2:
                paragraph.addElement(text.Span(text=run))
            else:
                paragraph.addText(run)
    elif kind == "link":
        paragraph.addElement(text.A(href=cell.value[0], type="simple", text=line))
    else:
        from odf import teletype
        teletype.addTextToElement(paragraph, line)


def odf_value(cell):
    value = cell.value
    if cell.kind == "number":
        if cell.format and "%" in cell.format:
            return {"valuetype": "percentage", "value": repr(value)}
        if cell.format and "zł" in cell.format:
            return {"valuetype": "currency", "currency": "PLN", "value": repr(value)}
        return {"valuetype": "float", "value": repr(value)}
    if cell.kind in ("date", "datetime"):
        return {"valuetype": "date", "datevalue": value.isoformat()}
    if cell.kind in ("time", "elapsed"):
        seconds = round(serial(value) * 86_400)
        hours, minutes = seconds // 3_600, seconds // 60 % 60
        return {"valuetype": "time", "timevalue": f"PT{hours:02}H{minutes:02}M{seconds % 60:02}S"}
    if cell.kind == "boolean":
        return {"valuetype": "boolean", "booleanvalue": "true" if value else "false"}
    return {"valuetype": "string"}


# LibreOffice


# It writes 0 for texts that formulas have come to, unless it has calculated them itself.
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert_with_libreoffice(source, ending):
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(folder + "/profile/user")
        with open(folder + "/profile/user/registrymodifications.xcu", "w", encoding="utf-8") as file:
            file.write(RECALCULATE)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                        ending, "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL)
        made, = (name for name in os.listdir(folder) if name.endswith("." + ending))
        with open(os.path.join(folder, made), "rb") as file, \
                open(os.path.join(FOLDER, "libreoffice." + ending), "wb") as target:
            target.write(file.read())


def main():
    def path(name):
        return os.path.join(FOLDER, name)

    write_csv(path("csv"))
    write_bundle(path("bundle.zip"), path("csv"))
    write_with_xlsxwriter(path("xlsxwriter.xlsx"), {})
    write_with_xlsxwriter(path("xlsxwriter-inline.xlsx"), {"constant_memory": True})
    write_with_xlsxwriter(path("xlsxwriter-1904.xlsx"), {"date_1904": True})
    write_with_libxlsxwriter(path("libxlsxwriter.xlsx"))
    write_with_openpyxl(path("openpyxl.xlsx"))
    write_with_xlwt(path("xlwt.xls"))
    write_with_odfpy(path("odfpy.ods"))
    for ending in ("xlsx", "xls", "ods"):
        convert_with_libreoffice(path("xlsxwriter.xlsx"), ending)


if __name__ == "__main__":
    main()
