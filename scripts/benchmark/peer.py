"""The peer: what an expert would write by hand to load the same files with the sqlite3 shell.

Staging tables in memory, rejects selected into files, references joined through key tables, one upsert per entity that
writes only where something differs, one transaction with a rollback journal. Where there was a choice, the variant that
was fastest on the full data is used, and only what these very files need is done: no email is lower-cased (all are
lower case), only columns that can be blank are checked for blanks, phones and picklists are taken as they come.
"""

# What is stored: column of the table -> expression over the row `s` of the file and what is joined to it.
# Adjust these two when the schema changes; all statements follow from them.


def copied(*names):
    return {name: "s." + name for name in names}


CONTACT_VALUES = {
    "email": "s.email",
    "account_id": "a.id",
    "mobile": "nullif(s.mobile, '')",
    **copied("first_name", "last_name", "phone", "title", "city", "postal_code", "country", "language"),
}

VALID_DUE_AT = "strftime('%Y-%m-%dT%H:%M:%SZ', s.due_at, '+0 days') = s.due_at"  # the modifier makes SQLite refuse 30 February
TICKET_VALUES = {
    "number": "s.number",
    "contact_id": "c.id",
    "account_id": "c.account_id",
    "due_at": f"CASE WHEN {VALID_DUE_AT} THEN s.due_at END",
    "custom": f"CASE WHEN s.due_at <> '' AND ({VALID_DUE_AT}) IS NOT 1"
              " THEN json_object('_invalid', json_object('due_at', s.due_at)) END",
    **copied("subject", "description", "status", "priority", "channel", "category", "created_at"),
}
# A ticket takes its account from its contact when it is created; later loads leave it.
ONLY_WHEN_CREATED = {"account_id"}

ACCOUNT_COLUMNS = ["name", "account_number", "website", "street", "city", "postal_code", "country", "language"]
CONTACT_COLUMNS = ["email", "first_name", "last_name", "account", "phone", "mobile", "title", "city", "postal_code",
                   "country", "language"]
TICKET_COLUMNS = ["number", "subject", "description", "contact", "status", "priority", "channel", "category",
                  "created_at", "due_at"]

SETTINGS = """\
.bail on
.mode csv
.headers on
.output {silent}
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -204800;
PRAGMA temp_store = MEMORY;
"""


# Under the names that deskferry gives them: whether it makes them before or after its first load, there is one of each.
UNIQUE_INDEXES = """\
CREATE UNIQUE INDEX IF NOT EXISTS contacts_email ON contacts(email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS tickets_number ON tickets(source, number) WHERE deleted_at IS NULL;
"""


def stage(table, columns, file):
    return f"""\
CREATE TEMP TABLE {table} ({", ".join(column + " TEXT" for column in columns)});
.import --csv --skip 1 --schema temp "{file}" {table}
"""


def upsert(table, values, source, run, conflict, select_from, keep=()):
    """INSERT … SELECT … ON CONFLICT DO UPDATE … WHERE differs; `select_from` ends in a WHERE clause."""
    columns = ["source", "created_run", *values]
    expressions = [f"'{source}'", str(run), *values.values()]
    compared = [column for column in values if column not in conflict and column not in keep]
    return f"""\
INSERT INTO {table} ({", ".join(columns)})
SELECT {", ".join(expressions)}
{select_from}
ON CONFLICT ({", ".join(conflict)}) WHERE deleted_at IS NULL DO UPDATE SET
    updated_run = excluded.created_run,
    {", ".join(f"{column} = excluded.{column}" for column in compared)}
WHERE ({", ".join(f"{table}.{column}" for column in compared)})
    IS NOT ({", ".join(f"excluded.{column}" for column in compared)});
"""


def load_contacts(file, rejects, source, run):
    valid = "email GLOB '?*@?*.?*' AND email NOT GLOB '*@*@*' AND email NOT GLOB '* *'"
    # GROUP BY with min(rowid) takes the first row of each email, and makes the index grow in its own order.
    rows = f"""\
FROM (SELECT *, min(rowid) FROM contacts_csv WHERE {valid} GROUP BY email) s
LEFT JOIN account_key a ON a.name = s.account
WHERE true"""
    return f"""\
{stage("contacts_csv", CONTACT_COLUMNS, file)}
CREATE TEMP TABLE account_key (name TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
INSERT OR IGNORE INTO account_key SELECT name, id FROM accounts WHERE deleted_at IS NULL ORDER BY name;
.once "{rejects}"
SELECT rowid AS _row, 'email.invalid' AS _codes, * FROM contacts_csv WHERE NOT ({valid});
{upsert("contacts", CONTACT_VALUES, source, run, ["email"], rows)}
DROP TABLE contacts_csv;
"""


def load_tickets(file, rejects, source, run):
    rows = """\
FROM tickets_csv s
JOIN contact_key c ON c.email = s.contact
WHERE s.subject <> ''
  AND NOT EXISTS (SELECT 1 FROM tickets_csv d WHERE d.number = s.number AND d.rowid < s.rowid)"""
    return f"""\
{stage("tickets_csv", TICKET_COLUMNS, file)}
CREATE INDEX temp.tickets_csv_number ON tickets_csv (number);
CREATE TEMP TABLE contact_key (email TEXT PRIMARY KEY, id INTEGER, account_id INTEGER) WITHOUT ROWID;
INSERT INTO contact_key SELECT email, id, account_id FROM contacts WHERE deleted_at IS NULL AND email IS NOT NULL;
.once "{rejects}"
SELECT rowid AS _row, iif(subject = '', 'value.missing', 'reference.unknown') AS _codes, * FROM tickets_csv
WHERE subject = '' OR contact NOT IN (SELECT email FROM contact_key);
{upsert("tickets", TICKET_VALUES, source, run, ["source", "number"], rows, keep=ONLY_WHEN_CREATED)}
"""


def load_script(data, rejects, source, run):
    """Contacts, then tickets, into a database that holds the accounts."""
    return f"""\
{SETTINGS.format(silent="/dev/null")}
BEGIN EXCLUSIVE;
{UNIQUE_INDEXES}
{load_contacts(f"{data}/contacts.csv", f"{rejects}/contacts.csv", source, run)}
{load_tickets(f"{data}/tickets.csv", f"{rejects}/tickets.csv", source, run)}
COMMIT;
"""


def import_script(data):
    """The shell's own import, nothing else: untyped tables, no key, no check, no reference."""
    return f"""\
{SETTINGS.format(silent="/dev/null")}
.import --csv "{data}/contacts.csv" contacts_as_they_come
.import --csv "{data}/tickets.csv" tickets_as_they_come
"""


# Only until a database made by deskferry itself is there to begin from (see `seed` in run.py).

BOOKKEEPING = "id INTEGER PRIMARY KEY, origin_key TEXT, source TEXT, custom TEXT, created_run INTEGER, " \
              "updated_run INTEGER, deleted_at TEXT"
TABLES = {
    "accounts": "name account_number website email phone fax industry employees annual_revenue owner_id parent_id "
                "segment description street city state postal_code country language tags",
    "contacts": "salutation first_name last_name email secondary_email account_id department type title phone mobile "
                "fax owner_id street city state postal_code country language time_zone birthday description segment "
                "sees_account_tickets invitation invitation_label tags",
    "tickets": "number subject description contact_id account_id status status_label priority priority_label channel "
               "category sub_category classification type language assignee_id team_id department_id cc due_at "
               "created_at resolved_at closed_at resolution satisfaction tags",
}


def seed_script(data):
    """The tables as they are assumed to be, with the accounts loaded."""
    def column(name):
        return name + (" INTEGER" if name.endswith("_id") or name in ("employees", "sees_account_tickets") else " TEXT")

    tables = [f"CREATE TABLE {table} ({BOOKKEEPING}, {', '.join(map(column, names.split()))}) STRICT;"
              for table, names in TABLES.items()]
    return f"""\
{SETTINGS.format(silent="/dev/null")}
{chr(10).join(tables)}
{stage("accounts_csv", ACCOUNT_COLUMNS, f"{data}/accounts.csv")}
INSERT INTO accounts (source, created_run, {", ".join(ACCOUNT_COLUMNS)})
SELECT 'deskferry', 1, {", ".join(ACCOUNT_COLUMNS)} FROM accounts_csv;
"""
