"""The part with duplicates: how long `dedupe find` takes over contacts of which some are there twice, and whether it
finds every planted pair."""

import csv
import os
import subprocess
import sys

from measure import DESKFERRY, HERE, Part, fail, machine, say

GROUPS = ["dedupe"]
CONTACTS = 1_000_000
LIMIT_S = 60


class DedupePart(Part):
    def __init__(self, options):
        super().__init__("dedupe", options)
        self.count = max(1_000, int(CONTACTS * options.scale))
        self.data = os.path.join(options.dir, f"duplicates-{self.count}")
        self.step = f"dedupe find, {self.count:,} contacts"
        if not os.path.exists(os.path.join(self.data, "pairs.csv")):
            say("making contacts that are there twice")
            script = os.path.join(HERE, "make_duplicates.py")
            subprocess.run([sys.executable, "-B", script, self.data, str(self.count)], check=True)

    def round(self):
        if not self.with_deskferry:
            return
        self.empty_work()
        database = ["--db", self.path("desk.sqlite")]
        files = [os.path.join(self.data, name) for name in ("accounts.csv", "contacts.csv")]
        self.run("load", [DESKFERRY, "import", "--auto", "--quiet", "--report-dir", self.path("runs"), *database, *files])
        review = self.path("review.csv")
        self.time(self.step, [DESKFERRY, "dedupe", "find", "contacts", "-o", review, *database])
        self.compare(review)

    def compare(self, review):
        with open(review, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        group = {row["email"]: row["_group"] for row in rows}
        with open(os.path.join(self.data, "pairs.csv"), encoding="utf-8", newline="") as file:
            pairs = list(csv.reader(file))
        missed = [pair for pair in pairs if group.get(pair[0]) is None or group.get(pair[0]) != group.get(pair[1])]
        if missed:
            fail(f"{len(missed)} of {len(pairs)} planted pairs are not found, such as {' and '.join(missed[0])}")
        self.found = f"{len(pairs):,} planted pairs found, {len(set(group.values())):,} groups"

    def rows(self):
        return [self.row(self.step, self.found, f"≤ {LIMIT_S} s")] if self.with_deskferry else []

    def footnotes(self):
        return [f"Duplicates: {self.medians()}.", f"Machine: {machine()}."]
