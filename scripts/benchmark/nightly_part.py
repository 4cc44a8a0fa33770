"""The nightly case: two million tickets are loaded, and their file comes again with one in a hundred changed, in the order
of the first load and in random order; then once more with nothing changed. Beside it the hand-written SQL of peer.py,
over the same files. What is written is what the process hands to the kernel (`wchar` of /proc/PID/io); its `write_bytes`
counts whole folios of the page cache, however little of them was written."""

import array
import csv
import os
import random
import shutil
import sqlite3
import subprocess
import time

import peer
from csv_part import CSVPart
from measure import DESKFERRY, PROJECT, Sample, fail, read_into_cache, say

GROUPS = ["nightly"]
# One ticket in so many is changed; the columns that change.
STEP, CHANGED = 100, ("status", "priority")
SHARE, BYTES_A_ROW = 0.25, 10 * 1024
# Pages of the history: its row with the report, the file's header, counters.
HISTORY_PAGES = 32
ORDERS = {"in file order": "ordered", "in random order": "shuffled"}
SAME = "import, nothing changed"


class NightlyPart(CSVPart):
    def __init__(self, options):
        super().__init__(options)
        self.work = os.path.join(options.dir, "work", "nightly")
        self.groups, self.written = set(), {}
        self.surveys = None

    def round(self):
        self.empty_work()
        for name in ("accounts", "contacts", "tickets"):
            read_into_cache(self.file(name))
        self.seed()
        self.run("load", self.deskferry("import", ["contacts", "tickets"], "deskferry.sqlite", "load"))
        self.count = self.write_files()
        for order, name in ORDERS.items():
            self.nightly(order, name)
        self.unchanged()

    def write_files(self):
        """In a process of its own: its memory would be counted as that of the programs that are started later."""
        child = os.fork()
        if child == 0:
            try:
                self.write_changed_files()
                os._exit(0)
            except BaseException as error:
                say(f"bench: {error!r}")
                os._exit(1)
        if os.waitpid(child, 0)[1] != 0:
            fail("the files could not be written")
        with sqlite3.connect(self.path("deskferry.sqlite")) as database:
            return database.execute("SELECT count(*) FROM tickets WHERE deleted_at IS NULL").fetchone()[0]

    def write_changed_files(self):
        """The tickets that are loaded, of which one in a hundred gets another status and priority in each file."""
        with sqlite3.connect(self.path("deskferry.sqlite")) as database:
            known = {number for number, in database.execute("SELECT number FROM tickets WHERE deleted_at IS NULL")}
        with open(self.file("tickets"), encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader)
            rows = []
            for row in reader:
                # The first row of a number is the one that was loaded.
                if row[0] in known:
                    known.discard(row[0])
                    rows.append(row)
        places = [header.index(name) for name in CHANGED]
        for offset, (order, name) in enumerate(ORDERS.items()):
            for row in rows[offset::STEP]:
                for place, value in zip(places, ("on_hold", "urgent") if offset else ("open", "low")):
                    row[place] = value
            if name == "shuffled":
                random.Random(20_240_229).shuffle(rows)
            with open(self.path(name + ".csv"), "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(header)
                writer.writerows(rows)

    def nightly(self, order, name):
        """Both begin from the same database."""
        shutil.copyfile(self.path("deskferry.sqlite"), self.path("peer.sqlite"))
        file = self.path(name + ".csv")
        read_into_cache(file)
        sql, step = f"SQL, 1 % changed, {order}", f"import, 1 % changed, {order}"
        rejects = self.path("peer-" + name)
        os.makedirs(rejects)
        script = (peer.SETTINGS.format(silent="/dev/null") + "BEGIN EXCLUSIVE;\n" + peer.UNIQUE_INDEXES
                  + peer.load_tickets(file, f"{rejects}/tickets.csv", self.source, 9) + "COMMIT;\n")
        self.time_sql(sql, script, "peer.sqlite")
        if self.with_deskferry:
            self.keep(step, self.run_counting(step, self.importing(file)))
            self.changed = self.check_changed(step)
        self.compare_databases()

    def unchanged(self):
        if not self.with_deskferry:
            return
        before = self.pages()
        self.keep(SAME, self.run_counting(SAME, self.importing(self.path("shuffled.csv"))))
        after = self.pages()
        different = sum(a != b for a, b in zip(before, after)) + abs(len(after) - len(before))
        if different > HISTORY_PAGES:
            fail(f"{SAME}: {different} pages of the database are not what they were")
        self.different = different

    def importing(self, file):
        return [DESKFERRY, "import", file, "--force", "--db", self.path("deskferry.sqlite"),
                "--report-dir", self.path("reports"), "--quiet"]

    def check_changed(self, step):
        """How many tickets the last run has changed."""
        with sqlite3.connect(self.path("deskferry.sqlite")) as database:
            query = "SELECT count(*) FROM tickets WHERE updated_run = (SELECT max(number) FROM runs)"
            changed = database.execute(query).fetchone()[0]
        # Some had the new values already.
        if not 0.5 < changed * STEP / self.count < 1.5:
            fail(f"{step}: {changed:,} of {self.count:,} tickets were changed")
        limit, written = changed * BYTES_A_ROW, self.written[step][-1]
        say(f"  {changed:,} tickets changed, {written / changed:,.0f} bytes written for each")
        if written > limit:
            say(f"bench: {step}: {written:,} bytes were written, {limit:,} are allowed")
        return changed

    def pages(self):
        with open(self.path("deskferry.sqlite"), "rb") as file:
            return array.array("q", (hash(page) for page in iter(lambda: file.read(4_096), b"")))

    def run_counting(self, step, command):
        """As `run`, and keeps the bytes that the process has written: they are counted where it stands until it is waited
        for."""
        os.sync()
        with open(self.path("output.txt"), "w", encoding="utf-8") as log:
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       env=dict(os.environ, DESKFERRY_HOME=PROJECT))
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
            wall = time.perf_counter() - begin
            with open(f"/proc/{process.pid}/io", encoding="ascii") as counts:
                numbers = dict(line.split(": ") for line in counts.read().splitlines())
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            with open(self.path("output.txt"), encoding="utf-8", errors="replace") as log:
                say(log.read())
            fail(f"{step}: exit code {process.returncode}")
        self.written.setdefault(step, []).append(int(numbers["wchar"]))
        return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    def rows(self):
        for step in self.samples:
            if not step.startswith("import, 1 %"):
                yield self.row(step)
                continue
            reference = self.median(step.replace("import", "SQL"))
            sample = self.median(step)
            yield self.row(step, f"{sample.wall / reference.wall:.2f} × SQL (CPU {sample.cpu / reference.cpu:.2f} ×)",
                           f"≤ {SHARE:.2f}")

    def footnotes(self):
        yield from list(super().footnotes())[-1:]
        for step, counts in self.written.items():
            each = f", {max(counts) / self.changed:,.0f} for each changed ticket" if step != SAME else ""
            yield f"Written to the disk by \"{step}\": {max(counts):,} bytes{each}."
        if self.with_deskferry:
            yield f"Nothing changed: {self.different} pages of the database differ afterwards, the history's."
