"""Makes samples/onboarding.xlsx and samples/EXPECTED.csv from the CSV files of samples/onboarding.

    python3 scripts/samples/make_onboarding.py      needs XlsxWriter 3.3 (scripts/setup --bench installs it)

The workbook is what a person would have kept instead of the files: the same rows with the same mistakes, but dates,
numbers and yes/no are cells of their own kinds, ids have their leading zeros from a number format, due dates are
formulas, a title stands above the accounts, two blank cells are merged, and choices come from a hidden sheet. It has no
departments and teams, so agents and tickets do not name them. A row of a sheet cannot be too short: those three rows
have mistakes that only workbooks can have.
"""

import csv
import datetime
import os

import xlsxwriter

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "samples")
MADE = datetime.datetime(2024, 9, 2, 9, 30)

# In the order of the workbook: agents and accounts stand behind what refers to them.
SHEETS = ["Tickets", "Contacts", "Agents", "Accounts"]
TITLE = ["Customers of Fernweh Service", "As of 2 September 2024, kept by Maja Lindqvist", None]
TITLED = "Accounts"
LEFT_OUT = {"departments", "teams", "department", "team"}
DATES = {"birthday": "dd.mm.yyyy"}
TIMES = {"created_at", "due_at", "resolved_at", "closed_at"}
NUMBERS = {"number", "employees", "annual_revenue"}
ZEROS = {"account_number", "external_id", "postal_code"}  # where they are nothing but digits
BOOLEANS = {"sees_account_tickets": {"yes": True, "no": False}}
LISTS = {
    "status": ["open", "on_hold", "pending", "escalated", "resolved", "closed"],
    "priority": ["low", "normal", "high", "urgent"],
    "channel": ["email", "phone", "web", "chat"],
    "segment": ["standard", "silver", "gold"],
}

# Sheet, row and column of the CSV file → a number, or a formula and the error that it has come to.
MISTAKES = {
    ("Accounts", 52, "annual_revenue"): ("=2600000/0", "#DIV/0!"),
    ("Contacts", 152, "external_id"): 12345678901234567,
    ("Tickets", 302, "contact"): ("=VLOOKUP(\"Urbanski\",Lists!A1:B9,2,FALSE)", "#N/A"),
}
# Sheet, first and last row and column of the CSV file whose cells, all blank, are merged.
MERGED = [("Accounts", 16, 17, "segment")]
# What these three are instead of row.short.
CODES = {"accounts.csv": "cell.error", "contacts.csv": "number.precision_lost", "tickets.csv": "cell.error"}
# Teams that are not known: there is no such column here.
GONE = {("agents.csv", 19, "reference.kept"), ("tickets.csv", 75, "reference.kept")}


def read(name):
    with open(os.path.join(SAMPLES, "onboarding", name), encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def offset(sheet):
    return len(TITLE) if sheet == TITLED else 0


class Maker:
    def __init__(self, path):
        self.book = xlsxwriter.Workbook(path)
        self.book.set_properties({"title": "Onboarding", "author": "Maja Lindqvist", "created": MADE})
        self.formats = {}

    def format(self, code, **more):
        key = (code, *more)
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**({"num_format": code} if code else {}), **more})
        return self.formats[key]

    def add_sheet(self, name):
        sheet = self.book.add_worksheet(name)
        header, *rows = read(name.lower() + ".csv")
        kept = [i for i, column in enumerate(header) if column not in LEFT_OUT]
        top = offset(name)
        if top:
            sheet.merge_range(0, 0, 0, 5, TITLE[0], self.format(None, bold=True))
            sheet.write_string(1, 0, TITLE[1])
        for place, i in enumerate(kept):
            sheet.write_string(top, place, header[i], self.format(None, bold=True))
        for number, row in enumerate(rows, 2):
            cells = dict(zip(header, row))
            for place, i in enumerate(kept):
                self.write(sheet, top + number - 1, place, cells, header[i], MISTAKES.get((name, number, header[i])))
            # One cell too many stands behind the last column.
            for place, text in enumerate(row[len(header):], len(kept)):
                sheet.write_string(top + number - 1, place, text)
        for merged, first, last, column in MERGED:
            if merged == name:
                place = kept.index(header.index(column))
                sheet.merge_range(top + first - 1, place, top + last - 1, place, "", self.format(None))
        self.furnish(sheet, top, [header[i] for i in kept], len(rows))

    def write(self, sheet, row, place, cells, column, mistake):
        text = cells.get(column, "")
        if isinstance(mistake, tuple):
            sheet.write_formula(row, place, mistake[0], None, mistake[1])
        elif mistake:
            sheet.write_number(row, place, mistake, self.format("000000"))
        elif text == "":
            return
        elif column in ZEROS and text.isdigit():
            sheet.write_number(row, place, int(text), self.format("0" * len(text)))
        elif column in NUMBERS and text.replace(".", "", 1).isdigit():
            sheet.write_number(row, place, float(text), self.format("#,##0.00" if "." in text else "0"))
        elif text in BOOLEANS.get(column, {}):
            sheet.write_boolean(row, place, BOOLEANS[column][text])
        elif column in DATES and (day := parsed(text, "%Y-%m-%d")):
            sheet.write_datetime(row, place, day, self.format(DATES[column]))
        elif column in TIMES and (time := parsed(text, "%Y-%m-%dT%H:%M:%SZ")):
            self.write_time(sheet, row, place, cells, column, time)
        else:
            sheet.write_string(row, place, text)

    def write_time(self, sheet, row, place, cells, column, time):
        style = self.format("yyyy-mm-dd hh:mm")
        created = parsed(cells["created_at"], "%Y-%m-%dT%H:%M:%SZ")
        if column == "due_at" and created and time - created == datetime.timedelta(days=3):
            serial = (time - datetime.datetime(1899, 12, 30)) / datetime.timedelta(days=1)
            before = xlsxwriter.utility.xl_rowcol_to_cell(row, place - 1)
            sheet.write_formula(row, place, f"={before}+3", style, serial)
        else:
            sheet.write_datetime(row, place, time, style)

    def furnish(self, sheet, top, columns, count):
        """What people's workbooks have: a header that stays, a filter, choices."""
        sheet.freeze_panes(top + 1, 0)
        sheet.autofilter(top, 0, top + count, len(columns) - 1)
        sheet.set_column(0, len(columns) - 1, 18)
        for place, column in enumerate(columns):
            if column in LISTS:
                letter = chr(ord("A") + list(LISTS).index(column))
                choices = f"=Lists!${letter}$2:${letter}${len(LISTS[column]) + 1}"
                sheet.data_validation(top + 1, place, top + count, place, {
                    "validate": "list", "source": choices, "error_type": "warning"})

    def add_lists(self):
        sheet = self.book.add_worksheet("Lists")
        for place, (column, values) in enumerate(LISTS.items()):
            sheet.write_column(0, place, [column, *values])
        sheet.hide()


def parsed(text, form):
    """None for what is no such date: it stays text, as the spreadsheet program would leave it."""
    try:
        return datetime.datetime.strptime(text, form)
    except ValueError:
        return None


def write_expected(path):
    """The findings of the CSV files, at the places where they stand in the workbook."""
    header, *findings = read("EXPECTED.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "file", "sheet", "row"])
        for code, name, row in findings:
            sheet = name.removesuffix(".csv").capitalize()
            if sheet not in SHEETS or (name, int(row), code) in GONE:
                continue
            code = CODES[name] if code == "row.short" else code
            writer.writerow([code, "onboarding.xlsx", sheet, int(row) + offset(sheet)])
        for sheet, first, _, _ in MERGED:
            writer.writerow(["cell.merged", "onboarding.xlsx", sheet, first + offset(sheet)])


def main():
    maker = Maker(os.path.join(SAMPLES, "onboarding.xlsx"))
    for name in SHEETS:
        maker.add_sheet(name)
    maker.add_lists()
    maker.book.close()
    write_expected(os.path.join(SAMPLES, "EXPECTED.csv"))


if __name__ == "__main__":
    main()
