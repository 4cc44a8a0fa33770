import GRDB

/// The tables of the machinery: history, counters, external ids, rows that wait.
enum MachineryMigrations {
    /// "DFry": marks a database as ours.
    static let applicationID: Int32 = 0x4446_7279

    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 machinery", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: first)
        }
        migrator.registerMigration("2 deletions", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: deletions)
        }
        migrator.registerMigration("3 merges", foreignKeyChecks: .immediate) { db in try db.execute(sql: merges) }
        migrator.registerMigration("4 journal", foreignKeyChecks: .immediate) { db in try db.execute(sql: journal) }
        migrator.registerMigration("5 inputs", foreignKeyChecks: .immediate) { db in try db.execute(sql: inputs) }
        migrator.registerMigration("6 members", foreignKeyChecks: .immediate) { db in try db.execute(sql: members) }
        migrator.registerMigration("7 marks", foreignKeyChecks: .immediate) { db in try db.execute(sql: marks) }
        migrator.registerMigration("8 findings", foreignKeyChecks: .immediate) { db in try db.execute(sql: findings) }
        return migrator
    }()

    private static let deletions = """
        CREATE TABLE deletions (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL,
            entity TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE deletion_changes (
            deletion_id INTEGER NOT NULL,
            entity TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            field TEXT NOT NULL,
            old INTEGER,
            new INTEGER
        ) STRICT;
        CREATE INDEX deletion_changes_deletion ON deletion_changes(deletion_id);
        """

    private static let first = """
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            outcome TEXT NOT NULL,
            exit_status INTEGER NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT NOT NULL,
            actor TEXT,
            program_version TEXT NOT NULL,
            report_dir TEXT,
            report TEXT NOT NULL
        ) STRICT;
        CREATE TABLE counters (
            name TEXT PRIMARY KEY,
            next INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE external_ids (
            entity TEXT NOT NULL,
            source TEXT NOT NULL,
            value TEXT NOT NULL,
            record_id INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX external_ids_value ON external_ids(entity, source, value);
        CREATE TABLE open_rows (
            id INTEGER PRIMARY KEY,
            run TEXT NOT NULL,
            entity TEXT NOT NULL,
            file TEXT NOT NULL,
            row INTEGER NOT NULL,
            codes TEXT NOT NULL,
            source TEXT NOT NULL,
            key_field TEXT,
            key TEXT,
            bytes BLOB NOT NULL
        ) STRICT;
        """

    /// Marks records in the recycle bin that have become part of another one.
    private static let merges = """
        CREATE TABLE merges (
            run INTEGER NOT NULL,
            entity TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            survivor_id INTEGER NOT NULL
        ) STRICT;
        """

    /// What runs have found in the database before they changed it, in parts (`JournalCoding`); the tables and columns
    /// that the parts call by number; and which run was taken back by which.
    private static let journal = """
        CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE INDEX journal_run ON journal(run);
        CREATE TABLE journal_names (
            id INTEGER PRIMARY KEY,
            table_name TEXT NOT NULL,
            column_name TEXT NOT NULL
        ) STRICT;
        CREATE TABLE undos (
            run INTEGER PRIMARY KEY,
            undone_by INTEGER NOT NULL,
            is_partial INTEGER NOT NULL
        ) STRICT;
        """

    /// By what a run recognises that the last one has loaded the very same; JSON.
    private static let inputs = "ALTER TABLE runs ADD COLUMN input TEXT;"

    /// What each job's snapshots hold of an entity (`Membership`), and which job has made a deletion.
    private static let members = """
        CREATE TABLE sync_members (
            id INTEGER PRIMARY KEY,
            job TEXT NOT NULL,
            entity TEXT NOT NULL,
            sources TEXT NOT NULL,
            snapshot TEXT,
            members BLOB NOT NULL,
            missing BLOB NOT NULL,
            UNIQUE (job, entity)
        ) STRICT;
        ALTER TABLE deletions ADD COLUMN job TEXT;
        """

    /// How far the sources of jobs were read, by the times of their rows.
    private static let marks = """
        CREATE TABLE sync_marks (
            id INTEGER PRIMARY KEY,
            job TEXT NOT NULL,
            source TEXT NOT NULL,
            entity TEXT NOT NULL,
            column_name TEXT NOT NULL,
            mark TEXT NOT NULL,
            run INTEGER NOT NULL
        ) STRICT;
        """

    /// The findings of each job's last run as fingerprints of eight bytes, by the run since which they have been there.
    private static let findings = """
        CREATE TABLE sync_findings (
            id INTEGER PRIMARY KEY,
            job TEXT NOT NULL,
            run INTEGER NOT NULL,
            fingerprints BLOB NOT NULL
        ) STRICT;
        """
}
