"""What people write themselves to bring a sheet of contacts into SQLite: python-calamine, then executemany.

    python3 load_book.py BOOK DATABASE

One table with a unique key, one transaction, durable. It does less than an import: no rejects, no report, no accounts
made or linked, nothing checked but that the email has an @.
"""

import sqlite3
import sys

import python_calamine

from make_books import BIRTHDAY, COLUMNS


def contacts(path):
    rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()
    next(rows)
    for row in rows:
        if "@" in row[0]:
            if row[BIRTHDAY]:
                row[BIRTHDAY] = row[BIRTHDAY].isoformat()
            yield [None if cell == "" else cell for cell in row]


def main():
    book, path = sys.argv[1:]
    database = sqlite3.connect(path)
    database.execute("PRAGMA cache_size = -200000")
    database.execute(f"CREATE TABLE contacts ({', '.join(COLUMNS)}, PRIMARY KEY (email))")
    marks = ", ".join("?" * len(COLUMNS))
    with database:
        database.executemany(f"INSERT INTO contacts VALUES ({marks}) ON CONFLICT DO NOTHING", contacts(book))


if __name__ == "__main__":
    main()
