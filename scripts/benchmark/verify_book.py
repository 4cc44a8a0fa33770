"""Says with its exit code whether databases hold the same contacts.

    python3 verify_book.py COUNT PEER [DESKFERRY]

PEER is what load_book.py has made. In the other the account stands in a table of its own, and the columns that no field
is for stand in `custom`.
"""

import hashlib
import sqlite3
import sys

PEER = """
    SELECT email, first_name, last_name, account, phone, mobile, city, birthday, CAST(visits AS REAL), balance
    FROM contacts ORDER BY email"""
DESKFERRY = """
    SELECT c.email, c.first_name, c.last_name, a.name, c.phone, c.mobile, c.city, c.birthday,
           CAST(json_extract(c.custom, '$.visits') AS REAL), CAST(json_extract(c.custom, '$.balance') AS REAL)
    FROM contacts c LEFT JOIN accounts a ON a.id = c.account_id
    WHERE c.deleted_at IS NULL ORDER BY c.email"""


def content(path, query):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.execute("PRAGMA cache_size = -1000000")
    checksum, count = hashlib.blake2b(digest_size=16), 0
    for row in database.execute(query):
        count += 1
        checksum.update(repr(row).encode())
    return count, checksum.hexdigest()


def main():
    expected, *paths = sys.argv[1:]
    found = [content(path, query) for path, query in zip(paths, (PEER, DESKFERRY))]
    for path, (count, _) in zip(paths, found):
        if count != int(expected):
            sys.exit(f"{path} holds {count} contacts, {expected} should be there")
    if len(set(found)) > 1:
        sys.exit(f"the contacts of {' and '.join(paths)} differ")


if __name__ == "__main__":
    main()
