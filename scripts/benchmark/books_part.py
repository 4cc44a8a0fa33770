"""The part with workbooks: deskferry and the readers that people use in turn over the same sheets."""

import glob
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from importlib import metadata

from make_books import EXTENSIONS, XLS_ROWS
from measure import DESKFERRY, HERE, Part, fail, machine, read_into_cache, say

GROUPS = ["sheets", "sheet-load"]
ODS_ROWS = 200_000
WRITTEN = {"shared": "XLSX, shared strings", "inline": "XLSX, inline strings", "xls": "XLS", "ods": "ODS"}
PEERS = ["fastexcel", "polars", "python-calamine"]

# What has to be reached: wall time as a share of the fastest other reader's, of the other load's; peak memory of
# reading, without what a workbook's shared strings take (their bytes in UTF-8 and eight more for each).
READ_SHARE, LOAD_SHARE = 0.40, 0.35
READ_RSS_MB, RSS_BYTES_PER_SHARED_STRING = 64, 8
LOADED_BY_HAND = "python-calamine, executemany"


class Book:
    """One of the workbooks, and what is known about it."""

    def __init__(self, folder, kind, rows):
        stem = os.path.join(folder, f"{kind}-{rows}")
        self.kind, self.rows = kind, rows
        self.path, self.facts = f"{stem}.{EXTENSIONS[kind]}", stem + ".json"
        self.name = f"{WRITTEN[kind]}, {rows:,} rows"
        self.is_xlsx = EXTENSIONS[kind] == "xlsx"

    def make(self):
        """Made once and kept."""
        if not os.path.exists(self.facts):
            say(f"making {self.path} …")
            subprocess.run([sys.executable, os.path.join(HERE, "make_books.py"), os.path.dirname(self.path), self.kind,
                            str(self.rows)], check=True)
        with open(self.facts, encoding="utf-8") as file:
            self.expected = json.load(file)

    def peers(self):
        return PEERS + (["DuckDB"] if self.is_xlsx and has_duckdb() else [])

    def rss_limit_mib(self):
        shared = self.expected.get("shared_bytes", 0)
        count = self.expected.get("shared_strings", 0)
        return (READ_RSS_MB * 1e6 + shared + RSS_BYTES_PER_SHARED_STRING * count) / (1 << 20)


class BooksPart(Part):
    def __init__(self, options):
        super().__init__("workbooks", options)
        self.groups = set(options.only) & set(GROUPS)
        folder = book_folder(options.dir)
        for old in set(glob.glob(os.path.join(options.dir, "books-*"))) - {folder}:
            shutil.rmtree(old)
        most = max(options.rows)
        self.books = [Book(folder, kind, rows) for rows in options.rows for kind in ("shared", "inline")]
        if "sheets" in self.groups:
            self.books += [Book(folder, "xls", min(most, XLS_ROWS)), Book(folder, "ods", min(most, ODS_ROWS))]
        for book in self.books:
            book.make()
        self.loaded = [book for book in self.books if book.is_xlsx and book.rows == most]
        self.compared = {}

    def round(self):
        self.empty_work()
        for book in self.books:
            read_into_cache(book.path)
            if "sheets" in self.groups:
                self.compare(book)
                self.read(book)
        if "sheet-load" in self.groups:
            for book in self.loaded:
                self.load(book)

    def read(self, book):
        for name in book.peers():
            self.time(f"{book.name}: {name}", python("read_book.py", name, book.path), output="/dev/null")
        for options in self.ways(book):
            self.time(f"{book.name}: {ours(options)}", [DESKFERRY, "rows", book.path, *options.split()],
                      output="/dev/null")

    def ways(self, book):
        """The options of `deskferry rows`, the one with a target first."""
        if not self.with_deskferry:
            return []
        return ["--format csv", "--format none"] + (["--format csv --xml libxml2"] if book.is_xlsx else [])

    def load(self, book):
        self.time(f"{book.name}: {LOADED_BY_HAND}", python("load_book.py", book.path, self.path("peer.sqlite")))
        databases = [self.path("peer.sqlite")]
        if self.with_deskferry:
            databases.append(self.path("deskferry.sqlite"))
            self.time(f"{book.name}: deskferry import", [
                DESKFERRY, "import", book.path, "--db", databases[1], "--report-dir", self.path("reports"), "--quiet"],
                allowed=(0, 1))
            self.check_counts(book)
        self.run("compare", python("verify_book.py", str(book.expected["created"]), *databases), allowed=(0,))
        self.empty_work()

    # Are the answers right?

    def compare(self, book):
        """Once for each workbook: all readers yield the same cells."""
        if book.path in self.compared:
            return
        readers = book.peers() + ([DESKFERRY] if self.with_deskferry else [])
        say(f"  {book.name}: comparing the cells")
        result = subprocess.run(python("compare_book.py", book.path, *readers), capture_output=True, text=True)
        if result.returncode != 0:
            fail(f"{book.path}: {result.stderr.strip()}")
        self.compared[book.path] = int(result.stdout)

    def check_counts(self, book):
        path, = glob.glob(self.path("reports", "*", "report.json"))
        with open(path, encoding="utf-8") as file:
            counts = {entity["entity"]: entity["counts"] for entity in json.load(file)["entities"]}["contacts"]
        for name in ("skipped", "rejected"):
            if counts[name] != book.expected[name]:
                fail(f"{book.name}: {counts[name]} {name}, {book.expected[name]} should be")

    # What came out

    def rows(self):
        for book in self.books:
            yield from self.reading_rows(book)
        for book in self.loaded:
            yield from self.loading_rows(book)

    def reading_rows(self, book):
        steps = [f"{book.name}: {name}" for name in book.peers()]
        steps = [step for step in steps if step in self.samples]
        for step in steps:
            yield self.row(step)
        for number, options in enumerate(self.ways(book)):
            step = f"{book.name}: {ours(options)}"
            if step in self.samples:
                fastest = min(steps, key=lambda step: self.median(step).wall)
                share = self.median(step).wall / self.median(fastest).wall
                target = f"≤ {READ_SHARE:.2f}, ≤ {book.rss_limit_mib():.0f} MiB"
                yield self.row(step, f"{share:.2f} × {fastest.rpartition(': ')[2]}",
                               target if book.is_xlsx and number == 0 else "")

    def loading_rows(self, book):
        peer, step = f"{book.name}: {LOADED_BY_HAND}", f"{book.name}: deskferry import"
        if peer in self.samples:
            yield self.row(peer)
        if step in self.samples:
            share = self.median(step).wall / self.median(peer).wall
            yield self.row(step, f"{share:.2f} × {LOADED_BY_HAND}", f"≤ {LOAD_SHARE:.2f}")

    def footnotes(self):
        sizes = "; ".join(f"{book.name} {book.expected['bytes'] / 1e6:,.0f} MB" for book in self.books)
        yield f"Data: {sizes}. {self.medians().capitalize()}."
        if self.compared:
            yield f"Compared cell by cell: {sum(self.compared.values()):,} cells, each by all readers of its row."
        others = PEERS + (["duckdb"] if has_duckdb() else [])
        yield f"Others: {', '.join(f'{name} {metadata.version(name)}' for name in others)}."
        if not has_duckdb():
            yield "DuckDB's reader is left out: its extension could not be installed here."
        yield f"Machine: {machine()}."


def book_folder(folder):
    """A changed generator, or another version of what writes the workbooks, makes them anew."""
    version = hashlib.sha256(f"{metadata.version('XlsxWriter')} {metadata.version('xlwt')}".encode())
    for name in ("make_books.py", "make_data.py", "phrases.py"):
        with open(os.path.join(HERE, name), "rb") as file:
            version.update(file.read())
    return os.path.join(folder, f"books-{version.hexdigest()[:8]}")


def python(script, *arguments):
    return [sys.executable, "-B", os.path.join(HERE, script), *arguments]


def ours(options):
    return f"deskferry rows {options}"


def has_duckdb():
    return importlib.util.find_spec("duckdb_extension_excel") is not None
