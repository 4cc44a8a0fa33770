"""The part with CSV files: deskferry and the hand-written SQL of peer.py in turn over the same files."""

import csv
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys

import peer
from measure import DESKFERRY, HERE, Part, fail, machine, read_into_cache, say
from survey_part import Surveys

GROUPS = ["load", "again", "check", "parse", "survey"]

# What has to be reached: wall time as a share of the peer's step, megabytes a second, peak memory.
LIMITS = {
    "import, first load": ("SQL, first load", 0.30),
    "import, the same again": ("SQL, the same again", 0.25),
    "check, no database yet": ("SQL, first load", 0.12),
    "check, all loaded": ("SQL, first load", 0.25),
}
PARSE_MB_PER_S = 700
RSS_MB, RSS_BYTES_PER_KEY = 80, 28


class CSVPart(Part):
    def __init__(self, options):
        super().__init__("csv", options)
        self.data = make_data(options.dir, options.scale)
        with open(os.path.join(self.data, "expected.json"), encoding="utf-8") as file:
            self.expected = json.load(file)
        self.groups, self.scale = set(options.only) & set(GROUPS), options.scale
        self.surveys = Surveys(self) if "survey" in self.groups and self.with_deskferry else None

    def file(self, name):
        return os.path.join(self.data, name + ".csv")

    def round(self):
        self.empty_work()
        for name in ("accounts", "contacts", "tickets"):
            read_into_cache(self.file(name))
        if self.compares:
            self.seed()
            self.first_loads()
        if "again" in self.groups:
            self.second_loads()
        if "check" in self.groups and self.with_deskferry:
            self.checks()
        if "parse" in self.groups and self.with_deskferry:
            for name in ("contacts", "tickets"):
                self.time(f"parse {name}.csv", [DESKFERRY, "rows", self.file(name), "--format", "none"])
        if self.surveys:
            self.surveys.round()
        if self.compares:
            self.compare_databases()

    @property
    def compares(self):
        """Whether anything is asked for that the hand-written SQL does too."""
        return bool(self.groups - {"parse", "survey"})

    def seed(self):
        """Both begin from the very same database, which holds the accounts: so columns and indexes are the same."""
        if self.with_deskferry:
            self.run("seed", self.deskferry("import", ["accounts"], "seed.sqlite", "seed"))
        else:
            self.run_sql("seed", peer.seed_script(self.data), "seed.sqlite")
        source = subprocess.run(["sqlite3", self.path("seed.sqlite"), "SELECT DISTINCT source FROM accounts"],
                                check=True, capture_output=True, text=True).stdout.split()
        if len(source) != 1:
            fail(f"the accounts have {len(source)} sources instead of one")
        self.source = source[0]
        for name in ("peer.sqlite", "deskferry.sqlite"):
            shutil.copyfile(self.path("seed.sqlite"), self.path(name))

    def first_loads(self):
        self.load_by_sql("SQL, first load", run=2)
        self.time_sql(".import alone, no keys, no checks", peer.import_script(self.data), "import.sqlite")
        os.remove(self.path("import.sqlite"))
        if self.with_deskferry:
            self.time_deskferry("import, first load", "import", ["contacts", "tickets"], "deskferry.sqlite")

    def second_loads(self):
        self.load_by_sql("SQL, the same again", run=3)
        if self.with_deskferry:
            self.time_deskferry("import, the same again", "import", ["contacts", "tickets"], "deskferry.sqlite",
                                "--force")

    def checks(self):
        # An empty target knows no accounts, so they are among the files.
        self.time_deskferry("check, no database yet", "check", ["accounts", "contacts", "tickets"], "absent.sqlite")
        if os.path.exists(self.path("absent.sqlite")):
            fail("check made a database")
        self.time_deskferry("check, all loaded", "check", ["contacts", "tickets"], "deskferry.sqlite", "--force")

    def load_by_sql(self, step, run):
        rejects = self.path(f"peer-{run}")
        os.makedirs(rejects)
        self.time_sql(step, peer.load_script(self.data, rejects, self.source, run), "peer.sqlite")
        self.check_rejects(step, rejects)

    def time_deskferry(self, step, command, names, database, *more):
        reports = "reports-" + step.replace(",", "").replace(" ", "-")
        self.time(step, self.deskferry(command, names, database, reports) + list(more), allowed=(0, 1))
        self.check_rejects(step, self.path(reports))

    def deskferry(self, command, names, database, reports):
        return [DESKFERRY, command, *map(self.file, names), "--db", self.path(database),
                "--report-dir", self.path(reports), "--quiet"]

    def time_sql(self, step, script, database):
        self.keep(step, self.run_sql(step, script, database))

    def run_sql(self, step, script, database):
        with open(self.path("script.sql"), "w", encoding="utf-8") as file:
            file.write(script)
        return self.run(step, ["sqlite3", "-init", "/dev/null", "-batch", self.path(database),
                               f".read '{self.path('script.sql')}'"])

    # Are the answers right?

    def check_rejects(self, step, folder):
        for name in ("contacts", "tickets"):
            files = glob.glob(os.path.join(folder, "**", "*" + name + ".csv"), recursive=True)
            found = sum(map(count_records, files))
            wanted = self.expected[name]["rejected"]
            if found != wanted:
                fail(f"{step}: {found} {name} are among the rejects in {folder}, {wanted} should be")

    def compare_databases(self):
        names = ["peer.sqlite"] + (["deskferry.sqlite"] if self.with_deskferry else [])
        readers = [self.reading(name) for name in names]
        found = [json.loads(reader.communicate()[0]) for reader in readers]
        for entity, counts in self.expected.items():
            for name, content in zip(names, found):
                if content[entity]["live"] != counts["created"]:
                    fail(f"{name} holds {content[entity]['live']} {entity}, {counts['created']} should be there")
            if len({content[entity]["checksum"] for content in found}) > 1:
                fail(f"the {entity} of {' and '.join(names)} differ; --keep leaves both in {self.work}")

    def reading(self, database):
        return subprocess.Popen([sys.executable, os.path.join(HERE, "verify.py"), self.path(database)],
                                stdout=subprocess.PIPE)

    def content(self, database):
        return json.loads(self.reading(database).communicate()[0])

    # What came out

    def rows(self):
        for step in self.samples:
            wall = self.median(step).wall
            if step in LIMITS and LIMITS[step][0] in self.samples:
                reference, share = LIMITS[step]
                yield self.row(step, f"{wall / self.median(reference).wall:.2f} × {reference}", f"≤ {share:.2f}")
            elif self.surveys and self.surveys.made(step):
                yield self.surveys.row(step)
            elif step.startswith("parse "):
                size = os.path.getsize(os.path.join(self.data, step.removeprefix("parse ")))
                yield self.row(step, f"{size / wall / 1e6:,.0f} MB/s", f"≥ {PARSE_MB_PER_S}")
            else:
                yield self.row(step)

    def footnotes(self):
        keys = sum(counts["created"] for counts in self.expected.values())
        memory = (RSS_MB * 1e6 + RSS_BYTES_PER_KEY * keys) / (1 << 20)
        sizes = ", ".join(f"{c['rows']:,} {name} ({c['bytes'] / 1e6:,.0f} MB)" for name, c in self.expected.items())
        yield f"Data: {sizes}; {self.rejected()} rejected. Scale {self.scale:g}, {self.medians()}."
        yield f"Memory limit for {keys:,} keys: {memory:.0f} MiB."
        yield f"Machine: {machine()}."

    def rejected(self):
        return f"{sum(counts['rejected'] for counts in self.expected.values()):,}"


def make_data(folder, scale):
    """Made once and kept; a changed generator makes it anew."""
    version = hashlib.sha256()
    for name in ("make_data.py", "phrases.py"):
        with open(os.path.join(HERE, name), "rb") as file:
            version.update(file.read())
    data = os.path.join(folder, f"data-{scale:g}-{version.hexdigest()[:8]}")
    if not os.path.exists(os.path.join(data, "expected.json")):
        say(f"making the data in {data} …")
        for old in glob.glob(os.path.join(folder, f"data-{scale:g}-*")):
            shutil.rmtree(old)
        subprocess.run([sys.executable, os.path.join(HERE, "make_data.py"), data, str(scale)], check=True)
    return data


def count_records(path):
    """Records of a CSV file after its header, whatever bytes their cells hold."""
    csv.field_size_limit(1 << 30)
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return max(0, sum(1 for row in csv.reader(file) if row) - 1)
