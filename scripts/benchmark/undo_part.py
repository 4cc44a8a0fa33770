"""The part with undo: how long it takes to take back a first load and an import of changes beside the imports
themselves, whether the digest is the one before, and how large the journal is."""

import csv
import os
import sqlite3
import subprocess

from csv_part import make_data
from measure import DESKFERRY, Part, fail, machine, read_into_cache

GROUPS = ["undo"]
LOAD, UNDO_LOAD = "import, first load of contacts", "undo of it"
CHANGE, UNDO_CHANGE = "import, one contact in ten changed", "undo of it (changes)"
REDO = "undo of the undo (changes)"
SHARE = 0.8
# Every tenth contact gets another phone number and city.
STEP = 10
BYTES_A_ROW, BYTES_OF_VALUES = 40, 1.5


class UndoPart(Part):
    def __init__(self, options):
        super().__init__("undo", options)
        self.data = make_data(options.dir, options.scale)
        self.database = self.path("desk.sqlite")

    def file(self, name):
        return os.path.join(self.data, name + ".csv")

    def round(self):
        if not self.with_deskferry:
            return
        self.empty_work()
        for name in ("accounts", "contacts"):
            read_into_cache(self.file(name))
        self.run("seed", self.load(self.file("accounts")))
        self.compare(LOAD, [self.file("contacts")], UNDO_LOAD)
        self.run("seed", self.load(self.file("contacts")))
        before = self.digest()
        former = self.write_changes()
        self.compare(CHANGE, [self.path("contacts.csv")], UNDO_CHANGE, former)
        self.time(REDO, self.undo())
        if self.digest() == before:
            fail("the undo of the undo has changed nothing")

    def compare(self, step, files, undo, former=None):
        """Imports and takes it back: the digest has to be what it was."""
        before = self.digest()
        self.time(step, self.load(*files), allowed=(0, 1))
        if former is not None:
            self.journal = self.measure_journal(former)
        if self.digest() == before:
            fail(f"{step}: nothing has changed")
        self.time(undo, self.undo())
        if self.digest() != before:
            fail(f"{undo}: the digest is not what it was; --keep leaves the database in {self.work}")

    def load(self, *files):
        return [DESKFERRY, "import", *files, "--quiet", *self.places()]

    def undo(self):
        return [DESKFERRY, "undo", "last", "--yes", "--quiet", *self.places()]

    def places(self):
        return ["--db", self.database, "--report-dir", self.path("runs")]

    def digest(self):
        return subprocess.run([DESKFERRY, "digest", "--db", self.database], check=True, capture_output=True).stdout

    def write_changes(self):
        """Changes every tenth contact that was loaded; returns their number and the bytes of the values they had."""
        values, rows = 0, 0
        with sqlite3.connect(self.database) as database, \
                open(self.path("contacts.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["email", "first_name", "last_name", "phone", "city"])
            query = f"SELECT email, first_name, last_name, phone, city FROM contacts WHERE deleted_at IS NULL AND id % {STEP} = 0"
            for email, first, last, phone, city in database.execute(query):
                writer.writerow([email, first, last, f"+48{rows:09}", f"Nowe Miasto {rows % 97}"])
                values += len((phone or "").encode()) + len((city or "").encode())
                rows += 1
        return rows, values

    def measure_journal(self, former):
        rows, values = former
        with sqlite3.connect(self.database) as database:
            query = "SELECT sum(length(bytes)) FROM journal WHERE run = (SELECT max(run) FROM journal)"
            size = database.execute(query).fetchone()[0]
        limit = BYTES_OF_VALUES * values + BYTES_A_ROW * rows
        if size > limit:
            fail(f"the journal has {size:,} bytes, {limit:,.0f} are allowed")
        return f"{size / rows:.1f} bytes a row for {values / rows:.1f} bytes of former values"

    def rows(self):
        if not self.with_deskferry:
            return
        for step in self.samples:
            reference = {UNDO_LOAD: LOAD, UNDO_CHANGE: CHANGE}.get(step)
            share = self.median(step).wall / self.median(reference).wall if reference else None
            yield self.row(step, f"{share:.2f} × the import" if reference else "",
                           f"≤ {SHARE:.2f}" if step == UNDO_LOAD else "")

    def footnotes(self):
        if self.with_deskferry:
            yield f"Journal of the changes: {self.journal}. {self.medians()[0].upper()}{self.medians()[1:]}."
        yield f"Machine: {machine()}."
