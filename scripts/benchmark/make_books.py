"""Makes the benchmark's workbooks: one sheet of contacts, the same bytes every time with the same libraries.

    python3 make_books.py FOLDER KIND ROWS

KIND is `shared` or `inline` (XLSX whose texts stand in a table of their own, or in the cells), `xls` or `ods`. Writes
KIND-ROWS.xlsx (.xls, .ods) and, last, KIND-ROWS.json: what a right import makes of it. One row in a hundred is bad,
each in one way only: no email, no valid email (rejected), or the email of an earlier row (skipped).
"""

import datetime
import json
import os
import sys
import zipfile
from xml.sax.saxutils import escape

import phrases
from make_data import BAD_SHARE, SEED, Dice, scatter

COLUMNS = ("email", "first_name", "last_name", "account", "phone", "mobile", "city", "birthday", "visits", "balance")
BIRTHDAY, FIRST_NUMBER = 7, 8
EXTENSIONS = {"shared": "xlsx", "inline": "xlsx", "xls": "xls", "ods": "ods"}
XLS_ROWS = 65_535  # and a header: no more fit
DAY_ZERO = datetime.date(1899, 12, 30)
MADE = datetime.datetime(2024, 2, 29, 12, 0)


def contacts(count, counts):
    """Yields rows of texts, one date (as a day number), one whole and one decimal number; None is a blank cell."""
    dice = Dice(SEED + 3)
    one_of, below, chance = dice.one_of, dice.below, dice.random
    companies = max(1, count // 20)
    names = [one_of(one_of(phrases.COMPANIES)).format(10_000 + i) for i in range(companies)]
    first_birthday = (datetime.date(1944, 1, 1) - DAY_ZERO).days
    emails = []
    counts.update(rows=count, created=0, skipped=0, rejected=0)
    for i in range(count):
        _, _, prefix, domain, cities, first, last, _ = one_of(phrases.PEOPLE)
        first_name, first_ascii = one_of(first)
        last_name, last_ascii = one_of(last)
        token = scatter(i)
        email = f"{first_ascii}.{last_ascii}.{token:08x}@{domain}"
        if chance() >= BAD_SHARE or not emails:
            emails.append(email)
            counts["created"] += 1
        else:
            kind = below(3)
            counts["skipped" if kind == 2 else "rejected"] += 1
            email = (None, email.replace("@", " at "), one_of(emails))[kind]
        yield (email, first_name, last_name,
               one_of(names) if chance() < 0.95 else None,
               f"{prefix}{token:010d}",
               f"{prefix}7{(token ^ 0x5555) % 10**9:09d}" if chance() < 0.7 else None,
               one_of(cities)[0],
               first_birthday + below(22_000) if chance() < 0.8 else None,
               below(5_000),
               below(10_000_000) / 100 if chance() < 0.9 else None)


def write_xlsx(path, rows, inline):
    """Returns what is known about the shared strings."""
    import xlsxwriter
    book = xlsxwriter.Workbook(path, {"constant_memory": inline})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("Contacts")
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    text, number = sheet.write_string, sheet.write_number
    for column, name in enumerate(COLUMNS):
        text(0, column, name)
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            if value is None:
                continue
            if c < BIRTHDAY:
                text(r, c, value)
            elif c == BIRTHDAY:
                number(r, c, value, date)
            else:
                number(r, c, value)
    shared = list(book.str_table.string_table)
    book.close()
    return {"shared_strings": len(shared), "shared_bytes": sum(len(text.encode()) for text in shared)}


def write_xls(path, rows):
    import xlwt
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Contacts")
    date = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for column, name in enumerate(COLUMNS):
        sheet.write(0, column, name)
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            if value is None:
                continue
            if c == BIRTHDAY:
                sheet.write(r, c, value, date)
            else:
                sheet.write(r, c, value)
    book.save(path)


ODS_HEAD = ('<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content office:version="1.3"'
            ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
            '<office:body><office:spreadsheet><table:table table:name="Contacts">')
ODS_FOOT = '</table:table></office:spreadsheet></office:body></office:document-content>'
ODS_MANIFEST = ('<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest manifest:version="1.3"'
                ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                '<manifest:file-entry manifest:full-path="/" manifest:version="1.3"'
                ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                '</manifest:manifest>')


def ods_cell(column, value):
    if value is None:
        return '<table:table-cell/>'
    if column < BIRTHDAY:
        kind, shown = 'office:value-type="string"', escape(value)
    elif column == BIRTHDAY:
        shown = (DAY_ZERO + datetime.timedelta(value)).isoformat()
        kind = f'office:value-type="date" office:date-value="{shown}"'
    else:
        shown = repr(value)
        kind = f'office:value-type="float" office:value="{shown}"'
    return f'<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>'


def write_ods(path, rows):
    """By hand, for it is small: odfpy keeps the whole document in memory."""
    stamp = MADE.timetuple()[:6]
    header = "".join(ods_cell(0, name) for name in COLUMNS)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", stamp), "application/vnd.oasis.opendocument.spreadsheet")
        content = zipfile.ZipInfo("content.xml", stamp)
        content.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(content, "w") as part:
            part.write(f"{ODS_HEAD}<table:table-row>{header}</table:table-row>".encode())
            for row in rows:
                cells = "".join(ods_cell(column, value) for column, value in enumerate(row))
                part.write(f"<table:table-row>{cells}</table:table-row>".encode())
            part.write(ODS_FOOT.encode())
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml", stamp), ODS_MANIFEST)


def main():
    folder, kind, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.makedirs(folder, exist_ok=True)
    stem = os.path.join(folder, f"{kind}-{count}")
    path, counts = f"{stem}.{EXTENSIONS[kind]}", {}
    rows = contacts(count, counts)
    if kind == "xls":
        write_xls(path, rows)
    elif kind == "ods":
        write_ods(path, rows)
    else:
        counts.update(write_xlsx(path, rows, inline=kind == "inline"))
    with open(stem + ".json", "w") as file:
        json.dump(counts | {"bytes": os.path.getsize(path)}, file)


if __name__ == "__main__":
    main()
