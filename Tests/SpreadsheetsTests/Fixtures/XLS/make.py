"""Makes the books of this folder; see README.md."""

import datetime

import openpyxl
import xlwt


def style(code):
    return xlwt.easyxf(num_format_str=code)


def make_xlwt():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Kunden")
    for column, name in enumerate(["Nr", "Name", "PLZ", "Seit", "Dauer", "Betrag", "Aktiv", "Summe"]):
        sheet.write(0, column, name)
    rows = [
        (1001, "Zoë Łukaszewicz", 7033, datetime.datetime(2024, 3, 1), 26.5 / 24, 19.99, True),
        (1002, "株式会社サンプル", 80331, datetime.datetime(1999, 12, 31, 23, 59, 59), 0.5, -1234.5, False),
        (1003, '🍣 "quoted"\nline', 1067, datetime.datetime(1900, 1, 1), 26.0 / 24, 0.1 + 0.2, True),
    ]
    for row, (number, name, code, since, length, amount, active) in enumerate(rows, 1):
        sheet.write(row, 0, number)
        sheet.write(row, 1, name)
        sheet.write(row, 2, code, style("00000"))
        sheet.write(row, 3, since, style("yyyy-mm-dd hh:mm:ss" if row == 2 else "dd.mm.yyyy"))
        sheet.write(row, 4, length, style("[h]:mm"))
        sheet.write(row, 5, amount, style("#,##0.00"))
        sheet.write(row, 6, active)
        sheet.write(row, 7, xlwt.Formula("A%d*2" % (row + 1)))
    sheet.write(4, 0, 1004)
    sheet.write(4, 6, xlwt.Formula("1/0"))
    sheet.row(2).hidden = True
    sheet.col(5).hidden = True
    sheet.write_merge(6, 8, 1, 1, "merged")
    sheet.write(7, 0, 1)
    sheet.write_merge(0, 0, 9, 10, "wide")
    hidden = book.add_sheet("Alt")
    hidden.visibility = 1
    hidden.write(2, 1, "versteckt")
    book.save("xlwt.xls")


def make_source():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Klienci"
    sheet.append(["Nr", "Nazwa", "Kod", "Od", "Kwota", "Aktywny", "Suma", "Błąd"])
    sheet.append([1, "Zażółć gęślą jaźń", 123, datetime.date(2024, 3, 1), 19.99, True, "=A2*2", "=1/0"])
    sheet.append([2, "Ćma", 45, datetime.datetime(2024, 3, 1, 10, 20, 30), 0.1, False, '=B2&"!"', "=NA()"])
    for row in (2, 3):
        sheet.cell(row, 3).number_format = "00-000"
    sheet["D2"].number_format = "yyyy-mm-dd"
    sheet["D3"].number_format = "yyyy-mm-dd hh:mm:ss"
    sheet.merge_cells("B5:B7")
    sheet["B5"] = "x"
    sheet["A6"] = 3
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    book.create_sheet("Drugi")["A1"] = "ok"
    book.save("source.xlsx")


make_xlwt()
make_source()
