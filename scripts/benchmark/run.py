"""Runs deskferry and what people would use instead in turn over the same files, and compares. See scripts/bench."""

import argparse
import os
import shutil
import tempfile

import books_part
import csv_part
import dedupe_part
import delete_part
import ids_part
import nightly_part
import undo_part
from measure import markdown, plain, say

PARTS = {"csv": (csv_part.CSVPart, csv_part.GROUPS), "workbooks": (books_part.BooksPart, books_part.GROUPS),
         "duplicates": (dedupe_part.DedupePart, dedupe_part.GROUPS),
         "undo": (undo_part.UndoPart, undo_part.GROUPS), "nightly": (nightly_part.NightlyPart, nightly_part.GROUPS),
         "deletions": (delete_part.DeletePart, delete_part.GROUPS), "ids": (ids_part.IdsPart, ids_part.GROUPS)}


def main():
    options = parse_options()
    parts = [part(options) for part, groups in PARTS.values() if set(groups) & set(options.only)]
    try:
        for number in range(1, options.rounds + 1):
            say(f"round {number} of {options.rounds}")
            for part in parts:
                part.round()
        show = markdown if options.markdown else plain
        print("\n\n".join(show(part) for part in parts))
    finally:
        if not options.keep:
            shutil.rmtree(os.path.join(options.dir, "work"), ignore_errors=True)


def parse_options():
    default_dir = os.path.join(tempfile.gettempdir(), "deskferry-bench")
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measures deskferry against hand-written SQL and against readers of workbooks, over the same data. "
                    "A time is shown only if the results agree.")
    parser.add_argument("--scale", type=float, default=1.0, metavar="F",
                        help="share of the full CSV data (default 1.0)")
    parser.add_argument("--rows", type=row_counts, default=[200_000, 1_000_000], metavar="LIST",
                        help="rows of the XLSX workbooks (default 200000,1000000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="medians of N rounds (default 3)")
    parser.add_argument("--only", type=groups, metavar="LIST",
                        default=groups("csv,workbooks,duplicates,undo,nightly,deletions,ids"),
                        help="; ".join(f"{name}: {','.join(groups)}" for name, (_, groups) in PARTS.items())
                             + " (default: all)")
    parser.add_argument("--dir", default=default_dir, metavar="DIR",
                        help=f"where data is kept for the next time, about 5 GB (default {default_dir})")
    parser.add_argument("--markdown", action="store_true", help="print the tables for docs/performance.md")
    parser.add_argument("--keep", action="store_true", help="keep the databases and reports of the last round")
    parser.add_argument("--peer-only", action="store_true", help="only the others, without deskferry")
    return parser.parse_args()


def groups(text):
    """Names of parts or groups → groups."""
    known = [group for _, names in PARTS.values() for group in names]
    chosen = []
    for name in text.split(","):
        if name not in PARTS and name not in known:
            raise argparse.ArgumentTypeError(f"does not know {name}")
        chosen += PARTS[name][1] if name in PARTS else [name]
    return chosen


def row_counts(text):
    return [int(count) for count in text.replace("_", "").split(",")]


if __name__ == "__main__":
    main()
