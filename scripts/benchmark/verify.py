"""Prints, as JSON, what a database holds: per entity its live records and a checksum over them, ordered by key.

    python3 verify.py DATABASE

References count by the key of what they point to, so two databases with other ids can be compared. Ids, runs and our
own timestamps do not count; of `custom` only whether something is there.
"""

import hashlib
import json
import sqlite3
import sys

CONTENT = {
    "accounts": """
        SELECT name, account_number, website, street, city, postal_code, country, language
        FROM accounts WHERE deleted_at IS NULL ORDER BY name""",
    "contacts": """
        SELECT c.email, c.first_name, c.last_name, a.name, c.phone, c.mobile, c.title, c.city, c.postal_code, c.country,
               c.language, c.custom IS NULL
        FROM contacts c LEFT JOIN accounts a ON a.id = c.account_id
        WHERE c.deleted_at IS NULL ORDER BY c.email""",
    "tickets": """
        SELECT t.number, t.subject, t.description, c.email, a.name, t.status, t.priority, t.channel, t.category,
               t.created_at, t.due_at, t.custom IS NULL
        FROM tickets t LEFT JOIN contacts c ON c.id = t.contact_id LEFT JOIN accounts a ON a.id = t.account_id
        WHERE t.deleted_at IS NULL ORDER BY t.source, t.number""",
}


def main():
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    database.execute("PRAGMA cache_size = -1000000")
    found = {}
    for entity, query in CONTENT.items():
        checksum, live = hashlib.blake2b(digest_size=16), 0
        for row in database.execute(query):
            live += 1
            checksum.update(repr(row).encode())
        found[entity] = {"live": live, "checksum": checksum.hexdigest()}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
