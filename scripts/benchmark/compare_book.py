"""Compares, cell by cell, what several readers make of the same sheet; prints the number of cells, or the first place
where they differ.

    python3 compare_book.py PATH READER …

A READER is a name of read_book.py, or the path of the deskferry program. Dates are brought to ISO 8601 and numbers to
one way of writing them; texts have to be equal as they are.
"""

import csv
import datetime
import io
import itertools
import subprocess
import sys

import read_book
from make_books import BIRTHDAY, COLUMNS, DAY_ZERO, FIRST_NUMBER


def rows_of(reader, path):
    if reader in read_book.READERS:
        return read_book.rows(reader, path)
    program = subprocess.Popen([reader, "rows", path, "--format", "csv"], stdout=subprocess.PIPE)
    return csv.reader(io.TextIOWrapper(program.stdout, encoding="utf-8", newline=""))


def canonical(row):
    row = ["" if cell is None else cell for cell in row]
    row += [""] * (len(COLUMNS) - len(row))  # blank cells at the end of a row may be left out
    row[BIRTHDAY] = date(row[BIRTHDAY])
    for column in range(FIRST_NUMBER, len(COLUMNS)):
        row[column] = row[column] and float(row[column])
    return row


def date(text):
    """`1964-09-11`, `1964-09-11 00:00:00` or the day's number, 23631."""
    if text.isdigit():
        return (DAY_ZERO + datetime.timedelta(int(text))).isoformat()
    return text.removesuffix(" 00:00:00")


def main():
    path, *readers = sys.argv[1:]
    tables = [rows_of(reader, path) for reader in readers]
    count = 0
    for number, found in enumerate(itertools.zip_longest(*tables), 1):
        if None in found:
            sys.exit(f"row {number} is missing with {readers[found.index(None)]}")
        if number == 1:
            found = [tuple(row) for row in found]
        else:
            found = [canonical(row) for row in found]
        if any(row != found[0] for row in found):
            sys.exit(f"row {number} differs:\n" + "\n".join(f"{r}: {row}" for r, row in zip(readers, found)))
        count += len(found[0])
    print(count)


if __name__ == "__main__":
    main()
