"""Makes contacts of which some are in the file twice, the same bytes every time:

    python3 make_duplicates.py FOLDER CONTACTS

Writes accounts.csv (one for twenty contacts, each with a domain of its own), contacts.csv and, last, pairs.csv: the
email addresses of each planted pair. One contact in twenty comes a second time with another address, in turn: the phone
number written without its country, from a free provider and under no account; the address of the first as the secondary
one; two letters of the last name swapped; first and last name exchanged.
"""

import csv
import os
import sys

from make_data import Dice, scatter

SEED = 20_261_122
PER_ACCOUNT = 20
FIRST = ["Jan", "Anna", "Piotr", "Łucja", "Søren", "Ingrid", "João", "Beatriz", "Émile", "Chloé", "Jürgen", "Käthe",
         "Marco", "Giulia", "José", "Lucía", "Oliver", "Emma", "Wojciech", "Zofia"]
SYLLABLES = ["ko", "wal", "ski", "no", "wak", "mar", "tin", "sen", "ber", "gan", "lo", "pez", "ri", "ci", "du", "pont",
             "sil", "va", "hof", "man", "tor", "res", "bru", "ken", "zie", "lin", "fal", "cos"]


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    os.makedirs(folder, exist_ok=True)
    accounts = max(1, count // PER_ACCOUNT)
    with open(os.path.join(folder, "accounts.csv"), "w", encoding="utf-8", newline="") as file:
        file.write("name,website\n")
        for i in range(accounts):
            file.write(f"{company(i)},https://www.firm{i}.example\n")
    write_contacts(folder, count, accounts)


def company(i):
    return f"{syllables(scatter(i), 4).capitalize()} {i} Sp. z o.o."


def syllables(number, count):
    text = ""
    for _ in range(count):
        number, place = divmod(number, len(SYLLABLES))
        text += SYLLABLES[place]
    return text


def write_contacts(folder, count, accounts):
    dice = Dice(SEED)
    pairs = []
    with open(os.path.join(folder, "contacts.csv"), "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["email", "first_name", "last_name", "account", "phone", "secondary_email", "title"])
        for i in range(count):
            account = dice.below(accounts)
            first, last = dice.one_of(FIRST), syllables(dice.below(10**9), 3).capitalize()
            digits = f"{600_000_000 + i:09d}"
            email = f"p{scatter(i):08x}@firm{account}.example"
            rows.writerow([email, first, last, company(account), "+48" + digits, "", "Manager"])
            if i % 20 == 0:
                other = again(rows, i // 20, email, first, last, account, digits)
                pairs.append((email, other))
    with open(os.path.join(folder, "pairs.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(pairs)


def again(rows, number, email, first, last, account, digits):
    """Writes the contact a second time; returns the other address."""
    kind = number % 4
    other = f"again.{number}@" + ("gmail.com" if kind == 0 else f"firm{account}.example")
    phone = digits if kind == 0 else ""
    if kind == 2:
        last = last[:2] + last[3] + last[2] + last[4:]
    if kind == 3:
        first, last = last, first
    rows.writerow([other, first, last, "" if kind == 0 else company(account), phone, email if kind == 1 else "", ""])
    return other


if __name__ == "__main__":
    main()
