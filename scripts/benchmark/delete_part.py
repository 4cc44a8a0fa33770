"""The part with deletions: how long it takes to delete an account with 100,000 dependants from the full help desk and to
restore it, and whether the digest is then the one before."""

import json
import os
import subprocess

from csv_part import make_data
from measure import DESKFERRY, Part, fail, machine, read_into_cache

GROUPS = ["delete"]
ACCOUNT = "Great Customer Ltd"
CONTACTS, TICKETS = 20_000, 80_000
FIRST, RESTORE, AGAIN = "delete, the first of the database", "restore", "delete, again"
LIMIT_S = 2


class DeletePart(Part):
    def __init__(self, options):
        super().__init__("delete", options)
        self.data = make_data(options.dir, options.scale)
        self.database = self.path("desk.sqlite")
        self.contacts = max(10, int(CONTACTS * options.scale))
        self.tickets = max(40, int(TICKETS * options.scale))

    def round(self):
        if not self.with_deskferry:
            return
        self.empty_work()
        self.run("seed", self.load())
        before = self.digest()
        read_into_cache(self.database)
        self.time(FIRST, self.command("delete", "accounts", ACCOUNT, "--yes"))
        self.compare(before)
        self.time(RESTORE, self.command("restore", "accounts", ACCOUNT))
        if self.digest() != before:
            fail(f"{RESTORE}: the digest is not what it was; --keep leaves the database in {self.work}")
        self.time(AGAIN, self.command("delete", "accounts", ACCOUNT, "--yes"))
        self.compare(before)

    def load(self):
        """The data of the other parts, and the account with its contacts and tickets."""
        files = [os.path.join(self.data, name + ".csv") for name in ("accounts", "contacts", "tickets")]
        return self.command("import", *files, *self.write_account())

    def write_account(self):
        accounts, contacts, tickets = (self.path(f"great-{name}.csv") for name in ("accounts", "contacts", "tickets"))
        with open(accounts, "w", encoding="utf-8") as file:
            file.write(f"name,city\n{ACCOUNT},Oslo\n")
        with open(contacts, "w", encoding="utf-8") as file:
            file.write("email,first_name,last_name,account\n")
            for number in range(self.contacts):
                file.write(f"person{number}@great.example,Person,Number {number},{ACCOUNT}\n")
        with open(tickets, "w", encoding="utf-8") as file:
            file.write("number,subject,contact,status\n")
            for number in range(self.tickets):
                file.write(f"G-{number},Question {number},person{number % self.contacts}@great.example,open\n")
        return accounts, contacts, tickets

    def command(self, *words):
        return [DESKFERRY, *words, "--quiet", "--db", self.database, "--report-dir", self.path("runs")]

    def compare(self, before):
        """The deletion must have taken everything along."""
        listed = self.ask("bin", "list", "accounts", "--json")
        found = json.loads(listed)[0]["records"]
        wanted = {"accounts": 1, "contacts": self.contacts, "tickets": self.tickets}
        if found != wanted:
            fail(f"the recycle bin has {found}, {wanted} should be there")
        if self.digest() == before:
            fail("the deletion has changed nothing")

    def digest(self):
        return self.ask("digest")

    def ask(self, *words):
        return subprocess.run([DESKFERRY, *words, "--db", self.database], check=True, capture_output=True).stdout

    def rows(self):
        if not self.with_deskferry:
            return
        for step in (FIRST, RESTORE, AGAIN):
            yield self.row(step, f"{self.contacts + self.tickets:,} dependants", f"≤ {LIMIT_S} s")

    def footnotes(self):
        yield f"Deletions: {self.medians()}."
        yield f"Machine: {machine()}."
