"""Makes the benchmark's CSV files: the same bytes every time, for one scale, on any machine.

    python3 make_data.py FOLDER SCALE

Writes accounts.csv, contacts.csv, tickets.csv and, last, expected.json: what a right import makes of them. One row in a
hundred is bad, each in one way only, so that the counts do not depend on the order in which rules are applied:

  contacts  no email, no valid email  -> rejected      email of an earlier row -> skipped
  tickets   no subject, contact known nowhere -> rejected      number of an earlier row -> skipped
            impossible due date -> loaded without it, with a warning

Bad tickets never point to a contact that is itself rejected: what becomes of those is the importer's own policy.
"""

import datetime
import json
import os
import random
import sys

import phrases

ACCOUNTS, CONTACTS, TICKETS = 50_000, 1_000_000, 2_000_000
BAD_SHARE = 0.01
SEED = 20_240_229

ACCOUNT_COLUMNS = "name,account_number,website,street,city,postal_code,country,language"
CONTACT_COLUMNS = "email,first_name,last_name,account,phone,mobile,title,city,postal_code,country,language"
TICKET_COLUMNS = "number,subject,description,contact,status,priority,channel,category,created_at,due_at"


def csv_cell(text):
    """RFC 4180: quoted only where it has to be."""
    if any(c in text for c in ',"\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


class Dice:
    """Choices from random() alone: the one generator that Python promises not to change."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def one_of(self, items):
        return items[int(self.random() * len(items))]


def scatter(i):
    """A different number below 2^32 for every i, in no visible order."""
    return (i * 0x9E3779B1 + 0x7F4A7C15) & 0xFFFFFFFF


def write_accounts(path, count):
    """Returns the names as CSV cells."""
    dice = Dice(SEED)
    names = []
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(ACCOUNT_COLUMNS + "\n")
        for i in range(count):
            k = dice.below(len(phrases.PEOPLE))
            language, country, _, domain, cities, *_ = phrases.PEOPLE[k]
            city, postal_code = dice.one_of(cities)
            name = csv_cell(dice.one_of(phrases.COMPANIES[k]).format(10_000 + i))
            names.append(name)
            file.write(f"{name},AC-{10_000 + i},https://www{i}.{domain},Plaza {dice.below(200) + 1},"
                       f"{csv_cell(city)},{postal_code},{country},{language}\n")
    return names, {"rows": count, "created": count, "skipped": 0, "rejected": 0, "warned": 0}


def write_contacts(path, count, accounts):
    """Returns the emails of those that are loaded."""
    dice = Dice(SEED + 1)
    one_of, below, chance = dice.one_of, dice.below, dice.random
    people = [(language, country, prefix, domain, [(csv_cell(c), p) for c, p in cities], first, last,
               [csv_cell(t) for t in titles])
              for language, country, prefix, domain, cities, first, last, titles in phrases.PEOPLE]
    emails, homes = [], []
    counts = {"rows": count, "created": 0, "skipped": 0, "rejected": 0, "warned": 0, "no_email": 0, "bad_email": 0}
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(CONTACT_COLUMNS + "\n")
        for i in range(count):
            language, country, prefix, domain, cities, first, last, titles = one_of(people)
            first_name, first_ascii = one_of(first)
            last_name, last_ascii = one_of(last)
            city, postal_code = one_of(cities)
            token = scatter(i)
            email = f"{first_ascii}.{last_ascii}.{token:08x}@{domain}"
            account = one_of(accounts) if chance() < 0.95 else ""
            if chance() >= BAD_SHARE or not emails:
                emails.append(email)
                homes.append(account)
                counts["created"] += 1
            else:
                kind = below(3)
                if kind == 0:
                    email = ""
                    counts["no_email"] += 1
                elif kind == 1:
                    email = one_of((email.replace("@", " at "), email.replace("@", "@@"), f"{first_ascii} {email}",
                                    email.partition("@")[0] + "@"))
                    counts["bad_email"] += 1
                else:
                    # Another account would be a contradiction, and no repetition.
                    place = below(len(emails))
                    email, account = emails[place], homes[place]
                    counts["skipped"] += 1
            mobile = f"{prefix}7{(token ^ 0x5555) % 10**9:09d}" if chance() < 0.7 else ""
            file.write(f"{email},{first_name},{last_name},{account},{prefix}{token:010d},{mobile},{one_of(titles)},"
                       f"{city},{postal_code},{country},{language}\n")
    counts["rejected"] = counts["no_email"] + counts["bad_email"]
    return emails, counts


def descriptions(dice, sentences, how_many=400):
    """Texts of two to four sentences, as CSV cells; one in six has line breaks."""
    texts = []
    for _ in range(how_many):
        glue = "\n" if dice.random() < 1 / 6 else " "
        texts.append(csv_cell(glue.join(dice.one_of(sentences) for _ in range(2 + dice.below(3)))))
    return texts


def write_tickets(path, count, emails):
    dice = Dice(SEED + 2)
    one_of, below, chance = dice.one_of, dice.below, dice.random
    first_day = datetime.date(2019, 1, 1)
    days = [(first_day + datetime.timedelta(d)).isoformat() for d in range(5 * 365 + 60)]
    times = [f"T{m // 60:02d}:{m % 60:02d}:{m * 7 % 60:02d}Z" for m in range(24 * 60)]
    # Subjects end or begin with their number, so a cell is three pieces; the quote a comma needs is part of them.
    texts = []
    for subjects, sentences in phrases.TICKETS:
        halves = [tuple(csv_cell(subject).split("{}")) for subject in subjects]
        texts.append((halves, descriptions(dice, sentences)))
    impossible = ("2023-02-30T10:00:00Z", "2023-13-05T09:30:00Z", "2023-06-31T16:45:00Z", "2023-06-15T25:10:00Z")

    counts = {"rows": count, "created": 0, "skipped": 0, "rejected": 0, "warned": 0, "no_subject": 0,
              "unknown_contact": 0}
    recent = []  # numbers of good rows a short way back: duplicates come from overlapping exports
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(TICKET_COLUMNS + "\n")
        for i in range(count):
            subjects, bodies = one_of(texts)
            before, after = one_of(subjects)
            subject = f"{before}{1_000 + below(90_000)}{after}"
            number = 1_000_001 + i
            contact = one_of(emails)
            minute = i * 5 * 365 * 24 * 60 // count
            day, minute = divmod(minute, 24 * 60)
            due_at = days[day + 1 + below(30)] + times[minute] if chance() < 0.8 else ""
            good = chance() >= BAD_SHARE or not recent
            if not good:
                kind = below(4)
                if kind == 0:
                    subject = ""
                    counts["no_subject"] += 1
                elif kind == 1:
                    contact = f"nobody.{scatter(i):08x}@unknown.example.com"
                    counts["unknown_contact"] += 1
                elif kind == 2:
                    number = one_of(recent)
                    counts["skipped"] += 1
                else:
                    due_at = one_of(impossible)
                    counts["warned"] += 1
                    counts["created"] += 1
            else:
                counts["created"] += 1
                if i % 7 == 0:
                    recent.append(number)
                    if len(recent) > 500:
                        del recent[:250]
            file.write(f"{number},{subject},{one_of(bodies)},{contact},{one_of(phrases.STATUSES)},"
                       f"{one_of(phrases.PRIORITIES)},{one_of(phrases.CHANNELS)},{one_of(phrases.CATEGORIES)},"
                       f"{days[day]}{times[minute]},{due_at}\n")
    counts["rejected"] = counts["no_subject"] + counts["unknown_contact"]
    return counts


def main():
    folder, scale = sys.argv[1], float(sys.argv[2])
    os.makedirs(folder, exist_ok=True)
    path = {name: os.path.join(folder, name + ".csv") for name in ("accounts", "contacts", "tickets")}
    names, accounts = write_accounts(path["accounts"], max(1, int(ACCOUNTS * scale)))
    emails, contacts = write_contacts(path["contacts"], max(1, int(CONTACTS * scale)), names)
    tickets = write_tickets(path["tickets"], max(1, int(TICKETS * scale)), emails)
    expected = {"accounts": accounts, "contacts": contacts, "tickets": tickets}
    for name, counts in expected.items():
        counts["bytes"] = os.path.getsize(path[name])
    with open(os.path.join(folder, "expected.json"), "w") as file:
        json.dump(expected, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
