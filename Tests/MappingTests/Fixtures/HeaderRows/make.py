"""Writes twenty small workbooks whose header does not stand where programs expect it, and `answers.json`: where it is.

    python3 make.py

Of each answer: `header` is the first row of the header, `rows` how many it takes, `fields` which fields are bound,
`records` how many rows of data are records or totals, so all but blank rows and repeated headers.
"""

import datetime
import json
import pathlib

import openpyxl
from openpyxl.styles import Font

HERE = pathlib.Path(__file__).parent
CONTACT = ["First name", "Last name", "E-mail", "Phone", "Company"]
FIELDS = ["first_name", "last_name", "email", "phone", "account"]
PEOPLE = [
    ["Ada", "Lovelace", "ada@desk.example", "+44 20 7946 0001", "Analytical Ltd"],
    ["Grace", "Hopper", "grace@desk.example", "+1 202 555 0102", "Compilers Inc"],
    ["Alan", "Turing", "alan@desk.example", "+44 20 7946 0003", "Bombe & Co"],
]
TICKET = ["Number", "Subject", "Contact", "Status", "Priority"]
TICKET_FIELDS = ["number", "subject", "contact", "status", "priority"]
TICKETS = [
    [1001, "Printer on fire", "ada@desk.example", "Open", "High"],
    [1002, "Cannot log in", "grace@desk.example", "Closed", "Low"],
    [1003, "Phone", "alan@desk.example", "Open", "Low"],
]
answers = []


def write(name, rows, header, fields=FIELDS, records=3, mapping="deskferry/contacts", rows_of_header=1, data=None,
          sheet="Sheet1", merged=(), others=()):
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                page.cell(number, column, value)
        if number == header:
            for cell in page[number]:
                cell.font = Font(bold=True)
    for area in merged:
        page.merge_cells(area)
    for title, lines in others:
        other = book.create_sheet(title)
        for line in lines:
            other.append(line)
    stamp = datetime.datetime(2024, 1, 1)
    book.properties.created = book.properties.modified = stamp
    book.save(HERE / f"{name}.xlsx")
    answers.append({
        "book": name, "sheet": sheet, "header": header, "rows": rows_of_header,
        "data": data or header + rows_of_header, "mapping": mapping, "fields": fields, "records": records,
        "skipped": [title for title, _ in others],
    })


def shifted(rows, columns):
    return [[None] * columns + row for row in rows]


table = [CONTACT, *PEOPLE]
write("plain", table, 1)
write("title", [["Contacts of Analytical Ltd"], [], *table], 3, merged=["A1:E1"])
write("title-block", [
    ["Customer service"], ["Exported on", datetime.date(2024, 3, 1)], ["Filter", "Status is Open"], ["Email", "desk"],
    ["Page", 1, "of", 1], [], [], *table], 8)
write("notes-above", [
    ["How to fill this in:"], ["Email", "has to be there"], ["Phone", "with the country code"],
    ["Do not change the first line of the table!"], *table], 5)
write("totals-above", [
    ["Contacts", None, None, 3], ["Total", None, 12.5, 3, 99], [], *table], 4)
write("totals-below", [*table, [], ["Total", None, None, 3], ["Checked by", "Grace"]], 1, records=5)
write("group-line", [["Person", None, "Reached at", None, "Works for"], *table], 2, merged=["A1:B1", "C1:D1"])
write("split-labels", [
    ["First", "Last", "E-mail", "Phone", "Company"], ["name", "name", "address"], *PEOPLE], 1, rows_of_header=2)
write("labels-and-groups", [
    ["Contacts"], [], ["First name", "Last name", "E-mail", "Address", None, None], [None, None, None, "Street", "City", "Country"],
    *[row[:3] + ["Main Street 1", "London", "GB"] for row in PEOPLE]], 3, rows_of_header=2,
    fields=["first_name", "last_name", "email", "street", "city", "country"],
    merged=["A3:A4", "B3:B4", "C3:C4", "D3:F3"])
write("blank-first-columns", shifted([[], *table], 2), 2)
write("row-30", [[]] * 29 + table, 30)
write("repeated-header", [["Contacts"], *table, [], *table, *table], 2, records=9)
write("numbers-in-header", [
    ["Revenue by year"], [*CONTACT, 2022, 2023, 2024], *[row + [10, 20.5, 30] for row in PEOPLE]], 2)
write("hints-above", [
    ["required", "required", "required", "optional", "optional"], ["text", "text", "name@host", "+44 …", "text"],
    *table], 3)
write("notes-beside", [
    [None] * 6 + ["Legend"], [None] * 6 + ["Status", "Priority"], [], [*CONTACT, None, "checked"],
    *[row + [None, "yes"] for row in PEOPLE]], 4)
write("lists-above", [
    ["Status", "Open", "Closed"], ["Priority", "Low", "High"], ["Type", "Status", "Question"], [], TICKET, *TICKETS], 5,
    fields=TICKET_FIELDS, mapping="deskferry/tickets", sheet="Tickets")
write("wide-preamble", [
    ["Exported by", "Ada", "Region", "Europe", "Office", "London"],
    ["Approved by", "Grace", "Unit", "Service", "Desk", "First"], [], *table], 4)
write("blank-below-header", [[], ["Contacts", None, None, None, 2024], [], CONTACT, [], *PEOPLE], 4, merged=["A2:D2"])
write("tickets-page-breaks", [
    ["Ticket report"], ["Period", "2024"], [], TICKET, TICKETS[0], [], ["Page 1"], TICKET, TICKETS[1], [], ["Page 2"],
    TICKET, TICKETS[2]], 4, records=5, fields=TICKET_FIELDS, mapping="deskferry/tickets", sheet="Tickets")
write("dressed-labels", [
    ["Companies"], [], [" NAME *", "Web-Site", "E-Mail:", "PHONE (main)", "Post\nal code"],
    ["Analytical Ltd", "https://analytical.example", "info@analytical.example", "+44 20 7946 0009", "W1"],
    ["Compilers Inc", None, "info@compilers.example", None, "20001"]], 3, records=2,
    fields=["name", "website", "email", "postal_code"], mapping="deskferry/accounts", sheet="Accounts",
    others=[("Read me", [["Fill in the sheet Accounts."]]), ("Codes", [["Code", "Meaning"], ["A", "active"]])])

(HERE / "answers.json").write_text(json.dumps(answers, indent=1) + "\n")
