"""Runs deskferry and the hand-written SQL of peer.py in turn over the same files, and compares. See scripts/bench."""

import argparse
import csv
import glob
import hashlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import namedtuple

import peer

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
DESKFERRY = os.path.join(PROJECT, ".build", "release", "deskferry")
GROUPS = ["load", "again", "check", "parse"]

# What has to be reached: wall time as a share of the peer's step, megabytes a second, peak memory.
LIMITS = {
    "import, first load": ("SQL, first load", 0.30),
    "import, the same again": ("SQL, the same again", 0.25),
    "check, no database yet": ("SQL, first load", 0.12),
    "check, all loaded": ("SQL, first load", 0.25),
}
PARSE_MB_PER_S = 700
RSS_MB, RSS_BYTES_PER_KEY = 80, 28

Sample = namedtuple("Sample", "wall cpu rss_mib")


def main():
    options = parse_options()
    data = make_data(options.dir, options.scale)
    expected = read_json(os.path.join(data, "expected.json"))
    bench = Bench(options, data, expected)
    try:
        for number in range(1, options.rounds + 1):
            bench.round(number)
        print(markdown(bench) if options.markdown else plain(bench))
    finally:
        if not options.keep:
            shutil.rmtree(bench.work, ignore_errors=True)


def parse_options():
    default_dir = os.path.join(tempfile.gettempdir(), "deskferry-bench")
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measures deskferry against hand-written SQL over the same data. A time is shown only if the "
                    "results agree.")
    parser.add_argument("--scale", type=float, default=1.0, metavar="F", help="share of the full data (default 1.0)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="medians of N rounds (default 3)")
    parser.add_argument("--only", type=lambda text: text.split(","), default=GROUPS, metavar="LIST",
                        help="of load,again,check,parse (default: all)")
    parser.add_argument("--dir", default=default_dir, metavar="DIR",
                        help=f"where data is kept for the next time, about 4 GB (default {default_dir})")
    parser.add_argument("--markdown", action="store_true", help="print the block for docs/performance.md")
    parser.add_argument("--keep", action="store_true", help="keep the databases and reports of the last round")
    parser.add_argument("--peer-only", action="store_true", help="only the SQL, without deskferry")
    options = parser.parse_args()
    unknown = set(options.only) - set(GROUPS)
    if unknown:
        parser.error(f"--only does not know {', '.join(sorted(unknown))}")
    return options


# Data


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


# Running


class Bench:
    """The steps of one round after the other, and what they took."""

    def __init__(self, options, data, expected):
        self.data, self.expected = data, expected
        self.groups, self.with_deskferry = set(options.only), not options.peer_only
        self.work = os.path.join(options.dir, "work")
        self.samples = {}
        self.rounds = options.rounds
        self.scale = options.scale

    def file(self, name):
        return os.path.join(self.data, name + ".csv")

    def path(self, *names):
        return os.path.join(self.work, *names)

    def round(self, number):
        say(f"round {number} of {self.rounds}")
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        self.read_into_cache()
        if self.groups - {"parse"}:
            self.seed()
            self.first_loads()
        if "again" in self.groups:
            self.second_loads()
        if "check" in self.groups and self.with_deskferry:
            self.checks()
        if "parse" in self.groups and self.with_deskferry:
            for name in ("contacts", "tickets"):
                self.time(f"parse {name}.csv", [DESKFERRY, "rows", self.file(name), "--format", "none"])
        if self.groups - {"parse"}:
            self.compare_databases()

    def read_into_cache(self):
        """The disk is not what is compared: every step finds its files in memory."""
        for name in ("accounts", "contacts", "tickets"):
            with open(self.file(name), "rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass

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

    def time(self, step, command, allowed=(0,)):
        self.keep(step, self.run(step, command, allowed))

    def keep(self, step, sample):
        say(f"  {step}")  # no time yet: the answers are compared at the end of the round
        self.samples.setdefault(step, []).append(sample)

    def run(self, step, command, allowed=(0, 1)):
        """Runs to the end with nothing on standard input; what it printed is shown only if it fails."""
        os.sync()  # what earlier steps left to be written is not this one's time
        log = self.path("output.txt")
        environment = dict(os.environ, DESKFERRY_HOME=PROJECT)
        actions = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
                   (os.POSIX_SPAWN_DUP2, 1, 2)]
        begin = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, environment, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - begin
        if os.waitstatus_to_exitcode(status) not in allowed:
            with open(log, encoding="utf-8", errors="replace") as file:
                say(file.read())
            fail(f"{step}: exit code {os.waitstatus_to_exitcode(status)} of {' '.join(command)}")
        return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

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
        readers = [subprocess.Popen([sys.executable, os.path.join(HERE, "verify.py"), self.path(name)],
                                    stdout=subprocess.PIPE) for name in names]
        found = [json.loads(reader.communicate()[0]) for reader in readers]
        for entity, counts in self.expected.items():
            for name, content in zip(names, found):
                if content[entity]["live"] != counts["created"]:
                    fail(f"{name} holds {content[entity]['live']} {entity}, {counts['created']} should be there")
            if len({content[entity]["checksum"] for content in found}) > 1:
                fail(f"the {entity} of {' and '.join(names)} differ; --keep leaves both in {self.work}")

    # What came out

    def median(self, step):
        samples = self.samples[step]
        return Sample(statistics.median(s.wall for s in samples), statistics.median(s.cpu for s in samples),
                      max(s.rss_mib for s in samples))

    def rows(self):
        """Per step: name, wall, CPU, peak RSS, how it compares, what it should be."""
        for step in self.samples:
            sample = self.median(step)
            compared = target = ""
            if step in LIMITS and LIMITS[step][0] in self.samples:
                reference, share = LIMITS[step]
                compared = f"{sample.wall / self.median(reference).wall:.2f} × {reference}"
                target = f"≤ {share:.2f}"
            elif step.startswith("parse "):
                size = os.path.getsize(os.path.join(self.data, step.removeprefix("parse ")))
                compared, target = f"{size / sample.wall / 1e6:,.0f} MB/s", f"≥ {PARSE_MB_PER_S}"
            yield step, f"{sample.wall:.2f}", f"{sample.cpu:.2f}", f"{sample.rss_mib:.0f}", compared, target

    def footnotes(self):
        keys = sum(counts["created"] for counts in self.expected.values())
        memory = (RSS_MB * 1e6 + RSS_BYTES_PER_KEY * keys) / (1 << 20)
        sizes = ", ".join(f"{c['rows']:,} {name} ({c['bytes'] / 1e6:,.0f} MB)" for name, c in self.expected.items())
        yield f"Data: {sizes}; {self.rejected()} rejected. Scale {self.scale:g}, medians of {self.rounds} round{'s' * (self.rounds > 1)}."
        yield f"Memory limit for {keys:,} keys: {memory:.0f} MiB."
        yield f"Machine: {machine()}."

    def rejected(self):
        return f"{sum(counts['rejected'] for counts in self.expected.values()):,}"


HEADER = ("step", "wall s", "CPU s", "peak RSS MiB", "compared", "target")


def plain(bench):
    rows = [HEADER, *bench.rows()]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADER))]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) if 1 <= i <= 3 else cell.ljust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([*lines, "", *bench.footnotes()])


def markdown(bench):
    lines = ["| " + " | ".join(HEADER) + " |", "|---|---:|---:|---:|---|---|"]
    lines += ["| " + " | ".join(row) + " |" for row in bench.rows()]
    commit = subprocess.run(["git", "-C", PROJECT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return "\n".join([*lines, "", *bench.footnotes(),
                      f"Commit {commit.stdout.strip() or 'none'}, {time.strftime('%Y-%m-%d', time.gmtime())}."])


# Small things


def count_records(path):
    """Records of a CSV file after its header, whatever bytes their cells hold."""
    csv.field_size_limit(1 << 30)
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return max(0, sum(1 for row in csv.reader(file) if row) - 1)


def machine():
    model = platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    sqlite = subprocess.run(["sqlite3", "--version"], capture_output=True, text=True).stdout.split()[0]
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Linux {platform.release()}, SQLite {sqlite}"


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def say(text):
    print(text, file=sys.stderr, flush=True)


def fail(text):
    say("bench: " + text)
    sys.exit(1)


if __name__ == "__main__":
    main()
