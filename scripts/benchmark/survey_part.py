"""What looking at a whole file before its import costs: the survey of `inspect`, and dates that all values decide."""

import os
import re
import shutil

from measure import DESKFERRY, fail, say

SURVEY_MB_PER_S = 500
SURVEY_SHARE = 0.35
STATED, LEFT_OPEN = "import, dates stated", "import, dates left open"

# 2019-01-13T00:01:07Z → 13/01/2019 00:01:07. The 13th settles what the 5th of April leaves open; the 13th month that
# the data has on purpose stays as it is, since it would speak for the other order.
INSTANT = re.compile(rb",(\d{4})-(0\d|1[0-2])-(\d\d)T(\d\d:\d\d:\d\d)Z")
WRITTEN = rb",\3/\2/\1 \4"


class Surveys:
    """Steps of the CSV part."""

    def __init__(self, part):
        self.part = part
        self.tickets = written_by_hand(part.data)
        self.checksum = None

    def round(self):
        part = self.part
        for name in ("contacts", "tickets"):
            part.time(f"survey {name}.csv", [DESKFERRY, "inspect", part.file(name), "--format", "json"])
        seed = ["accounts", "contacts"]
        part.run("seed", part.deskferry("import", seed, "surveyed.sqlite", "survey-seed"))
        for step, more in ((STATED, ["--dates", "dmy"]), (LEFT_OPEN, [])):
            self.load(step, more)

    def load(self, step, more):
        part = self.part
        database = step.replace(",", "").replace(" ", "-") + ".sqlite"
        shutil.copyfile(part.path("surveyed.sqlite"), part.path(database))
        part.time(step, [DESKFERRY, "import", self.tickets, "--db", part.path(database), "--report-dir",
                         part.path("reports-" + database), "--quiet", *more], allowed=(0, 1))
        content = part.content(database)["tickets"]
        wanted = part.expected["tickets"]["created"]
        if content["live"] != wanted:
            fail(f"{step}: {database} holds {content['live']} tickets, {wanted} should be there")
        self.checksum = self.checksum or content["checksum"]
        if content["checksum"] != self.checksum:
            fail(f"{step}: the tickets are others than those of {STATED}")
        os.remove(part.path(database))

    def made(self, step):
        return step in (STATED, LEFT_OPEN) or step.startswith("survey ")

    def row(self, step):
        wall = self.part.median(step).wall
        if step == LEFT_OPEN:
            stated = self.part.median(STATED).wall
            return self.part.row(step, f"{(wall - stated) / stated:.2f} × {STATED}, more", f"≤ {SURVEY_SHARE:.2f}")
        if step == STATED:
            return self.part.row(step)
        size = os.path.getsize(self.part.file(step.removeprefix("survey ").removesuffix(".csv")))
        return self.part.row(step, f"{size / wall / 1e6:,.0f} MB/s", f"> {SURVEY_MB_PER_S}")


def written_by_hand(data):
    """The tickets with dates as people write them; made once and kept with the data."""
    path = os.path.join(data, "by-hand", "tickets.csv")
    if not os.path.exists(path):
        say(f"making {path} …")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(os.path.join(data, "tickets.csv"), "rb") as source, open(path + ".partial", "wb") as target:
            for line in source:
                target.write(INSTANT.sub(WRITTEN, line))
        os.replace(path + ".partial", path)
    return path
