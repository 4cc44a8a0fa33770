import Tables

/// How far the rows of one source of a job were read, by their own times.
package struct SyncMark: Sendable, Equatable {
    /// What a mark is of: another column or another entity is another mark.
    package struct Key: Sendable, Hashable {
        package var source: String
        package var entity: String
        /// The column whose times count.
        package var column: String

        package init(source: String, entity: String, column: String) {
            self.source = source
            self.entity = entity
            self.column = column
        }
    }

    package var key: Key
    /// ISO 8601 in UTC.
    package var instant: String
    /// The run that has set it, by its number.
    package var run: Int64
}

extension StoreSession {
    /// The marks of a job.
    package func syncMarks(of job: String) throws(ImportFailure) -> [SyncMark] {
        guard hasTable("sync_marks") else { return [] }
        let statement = try prepare(
            "SELECT source, entity, column_name, mark, run FROM sync_marks WHERE job = ?1 ORDER BY id")
        statement.bindCopy(1, job)
        var marks: [SyncMark] = []
        while try statement.next() {
            let key = SyncMark.Key(
                source: statement.string(0) ?? "", entity: statement.string(1) ?? "", column: statement.string(2) ?? "")
            marks.append(SyncMark(key: key, instant: statement.string(3) ?? "", run: statement.integer(4)))
        }
        return marks
    }

    /// Sets a mark; one that is the same already is left alone.
    package func setSyncMark(_ job: String, _ key: SyncMark.Key, _ instant: String, run: Int64) throws(ImportFailure) {
        let update = try prepare(
            """
            UPDATE sync_marks SET mark = ?5, run = ?6
            WHERE job = ?1 AND source = ?2 AND entity = ?3 AND column_name = ?4 AND mark <> ?5
            """)
        try runMark(update, job, key, instant, run)
        let insert = try prepare(
            """
            INSERT INTO sync_marks (job, source, entity, column_name, mark, run)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (
                SELECT 1 FROM sync_marks WHERE job = ?1 AND source = ?2 AND entity = ?3 AND column_name = ?4)
            """)
        try runMark(insert, job, key, instant, run)
    }

    private func runMark(
        _ statement: SQLiteStatement, _ job: String, _ key: SyncMark.Key, _ instant: String, _ run: Int64
    ) throws(ImportFailure) {
        for (place, text) in [job, key.source, key.entity, key.column, instant].enumerated() {
            statement.bindCopy(Int32(place + 1), text)
        }
        statement.bind(6, run)
        try statement.run()
    }
}
