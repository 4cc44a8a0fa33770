#!/usr/bin/env python3
"""Makes samples/helpdesk.xlsx and samples/helpdesk.zip of the CSV files in samples/helpdesk. Needs openpyxl.

Every cell of the workbook is a text, a sheet is called as its file, and times are fixed, so that the same files make the
same bundles."""

import csv
import datetime
import pathlib
import zipfile

import openpyxl

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"
FILES = [file for file in sorted((SAMPLES / "helpdesk").glob("*.csv")) if file.name != "EXPECTED.csv"]
MADE = datetime.datetime(2025, 1, 1)


def make_workbook(path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = MADE
    for file in FILES:
        sheet = book.create_sheet(file.stem)
        with file.open(encoding="utf-8", newline="") as source:
            for row in csv.reader(source):
                sheet.append([cell or None for cell in row])
        for row in sheet.iter_rows():
            for cell in row:
                cell.number_format = "@"
    book.save(path)


def make_archive(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in FILES:
            entry = zipfile.ZipInfo(f"helpdesk/{file.name}", MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


make_workbook(SAMPLES / "helpdesk.xlsx")
make_archive(SAMPLES / "helpdesk.zip")
