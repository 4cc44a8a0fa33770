"""What the parts of the benchmark share: running a program and measuring it, and the table of what came out."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections import namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
DESKFERRY = os.path.join(PROJECT, ".build", "release", "deskferry")
HEADER = ("step", "wall s", "CPU s", "peak RSS MiB", "compared", "target")

Sample = namedtuple("Sample", "wall cpu rss_mib")


class Part:
    """A part of the benchmark: runs its steps, keeps what they took."""

    def __init__(self, name, options):
        self.work = os.path.join(options.dir, "work", name)
        self.with_deskferry = not options.peer_only
        self.rounds = options.rounds
        self.samples = {}

    def path(self, *names):
        return os.path.join(self.work, *names)

    def empty_work(self):
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)

    def time(self, step, command, allowed=(0,), output=None):
        self.keep(step, self.run(step, command, allowed, output))

    def keep(self, step, sample):
        say(f"  {step}")  # no time yet: first the answers are compared
        self.samples.setdefault(step, []).append(sample)

    def run(self, step, command, allowed=(0, 1), output=None):
        """Runs to the end with nothing on standard input; what it printed is shown only if it fails. What is measured
        is the whole process, from its start to its end."""
        os.sync()  # what earlier steps left to be written is not this one's time
        log = self.path("output.txt")
        environment = dict(os.environ, DESKFERRY_HOME=PROJECT)
        new_file = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        actions = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 2, log, new_file, 0o644),
                   (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY, 0) if output else (os.POSIX_SPAWN_DUP2, 2, 1)]
        begin = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, environment, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - begin
        if os.waitstatus_to_exitcode(status) not in allowed:
            with open(log, encoding="utf-8", errors="replace") as file:
                say(file.read())
            fail(f"{step}: exit code {os.waitstatus_to_exitcode(status)} of {' '.join(command)}")
        return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    def median(self, step):
        samples = self.samples[step]
        return Sample(statistics.median(s.wall for s in samples), statistics.median(s.cpu for s in samples),
                      max(s.rss_mib for s in samples))

    def row(self, step, compared="", target=""):
        """A row of the table: see HEADER."""
        sample = self.median(step)
        return step, f"{sample.wall:.2f}", f"{sample.cpu:.2f}", f"{sample.rss_mib:.0f}", compared, target

    def medians(self):
        return f"medians of {self.rounds} round{'s' * (self.rounds > 1)}"


def read_into_cache(path):
    """The disk is not what is compared: every step finds its files in memory."""
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


# The table


def plain(part):
    rows = [HEADER, *part.rows()]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADER))]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) if 1 <= i <= 3 else cell.ljust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([*lines, "", *part.footnotes()])


def markdown(part):
    lines = ["| " + " | ".join(HEADER) + " |", "|---|---:|---:|---:|---|---|"]
    lines += ["| " + " | ".join(row) + " |" for row in part.rows()]
    commit = subprocess.run(["git", "-C", PROJECT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return "\n".join([*lines, "", *part.footnotes(),
                      f"Commit {commit.stdout.strip() or 'none'}, {time.strftime('%Y-%m-%d', time.gmtime())}."])


def machine():
    model = platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    sqlite = subprocess.run(["sqlite3", "--version"], capture_output=True, text=True).stdout.split()[0]
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Linux {platform.release()}, SQLite {sqlite}"


def say(text):
    print(text, file=sys.stderr, flush=True)


def fail(text):
    say("bench: " + text)
    sys.exit(1)
