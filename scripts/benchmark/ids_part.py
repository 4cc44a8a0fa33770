"""The part with external ids: what it costs to load 2,000,000 tickets that bring the id they have in another system,
beside the same files without."""

import os
import sqlite3

from csv_part import make_data
from measure import DESKFERRY, Part, fail, machine, read_into_cache

GROUPS = ["ids"]
WITHOUT, WITHOUT_AGAIN = "import, tickets without external ids", "the same again, without external ids"
WITH, WITH_AGAIN = "import, tickets with external ids", "the same again, with external ids"
MAPPING = """\
name: bench/tickets
source: bench
records:
  - entity: tickets
    key: [{keys}number]
    columns:
{ids}      number: number
      subject: subject
      description: description
      contact: {{ from: contact, refers_to: contacts.email }}
      status: status
      priority: priority
      channel: channel
      category: category
      created_at: created_at
      due_at: due_at
"""


class IdsPart(Part):
    def __init__(self, options):
        super().__init__("ids", options)
        self.data = make_data(options.dir, options.scale)

    def file(self, name):
        return os.path.join(self.data, name + ".csv")

    def round(self):
        if not self.with_deskferry:
            return
        self.empty_work()
        for name in ("accounts", "contacts", "tickets"):
            read_into_cache(self.file(name))
        self.compare("without", WITHOUT, WITHOUT_AGAIN, keys="", ids="")
        self.compare("with", WITH, WITH_AGAIN, keys="external_id, ", ids="      external_id: number\n")

    def compare(self, name, first, again, **parts):
        """Loads customers and tickets, and the tickets once more."""
        mapping = self.path(f"{name}.yaml")
        with open(mapping, "w", encoding="utf-8") as file:
            file.write(MAPPING.format(**parts))
        database = self.path(f"{name}.sqlite")
        places = ["--quiet", "--db", database, "--report-dir", self.path(f"runs-{name}")]
        self.run("seed", [DESKFERRY, "import", self.file("accounts"), self.file("contacts"), *places])
        tickets = [DESKFERRY, "import", self.file("tickets"), "--map", mapping, *places]
        self.time(first, tickets, allowed=(0, 1))
        self.time(again, [*tickets, "--force"], allowed=(0, 1))
        self.count(name, database, wants_ids=name == "with")

    def count(self, name, database, wants_ids):
        with sqlite3.connect(database) as connection:
            tickets = connection.execute("SELECT count(*) FROM tickets").fetchone()[0]
            ids = connection.execute("SELECT count(*) FROM external_ids WHERE entity = 'tickets'").fetchone()[0]
        if ids != (tickets if wants_ids else 0):
            fail(f"{name} external ids: {ids} of them for {tickets} tickets")
        self.tickets = tickets

    def rows(self):
        if not self.with_deskferry:
            return
        for step, reference in ((WITHOUT, None), (WITHOUT_AGAIN, None), (WITH, WITHOUT), (WITH_AGAIN, WITHOUT_AGAIN)):
            share = self.median(step).wall / self.median(reference).wall if reference else None
            yield self.row(step, f"{share:.2f} × without" if reference else "")

    def footnotes(self):
        if self.with_deskferry:
            yield f"External ids: {self.tickets:,} tickets, {self.medians()}."
        yield f"Machine: {machine()}."
