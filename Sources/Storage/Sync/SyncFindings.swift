import Tables

/// Findings of a job's last run, by the run since which they have been there without a gap.
package struct SyncFindingSet: Sendable, Equatable {
    /// That run's number.
    package var since: Int64
    /// Its id; nil where the history does not know it.
    package var runID: String?
    package var fingerprints: [UInt64]
}

extension StoreSession {
    /// The findings of a job's last run.
    package func syncFindings(of job: String) throws(ImportFailure) -> [SyncFindingSet] {
        guard hasTable("sync_findings") else { return [] }
        let statement = try prepare(
            """
            SELECT f.run, r.id, f.fingerprints FROM sync_findings f LEFT JOIN runs r ON r.number = f.run
            WHERE f.job = ?1 ORDER BY f.run
            """)
        statement.bindCopy(1, job)
        var sets: [SyncFindingSet] = []
        while try statement.next() {
            let prints = Self.fingerprints(statement.blob(2))
            sets.append(SyncFindingSet(since: statement.integer(0), runID: statement.string(1), fingerprints: prints))
        }
        return sets
    }

    /// Remembers the findings of a run in the place of those before, by the run since which each is there; only what
    /// differs is written.
    package func setSyncFindings(_ job: String, _ bySince: [Int64: [UInt64]]) throws(ImportFailure) {
        var open = bySince.mapValues { $0.sorted() }.filter { !$0.value.isEmpty }
        for known in try syncFindings(of: job) {
            let wanted = open.removeValue(forKey: known.since)
            if wanted != known.fingerprints { try replace(job, known.since, wanted) }
        }
        for (since, prints) in open.sorted(by: { $0.key < $1.key }) {
            let insert = try prepare("INSERT INTO sync_findings (job, run, fingerprints) VALUES (?1, ?2, ?3)")
            try run(insert, job, since, prints)
        }
    }

    private func replace(_ job: String, _ since: Int64, _ prints: [UInt64]?) throws(ImportFailure) {
        if let prints {
            try run(
                prepare("UPDATE sync_findings SET fingerprints = ?3 WHERE job = ?1 AND run = ?2"), job, since, prints)
        } else {
            try run(prepare("DELETE FROM sync_findings WHERE job = ?1 AND run = ?2"), job, since, nil)
        }
    }

    private func run(
        _ statement: SQLiteStatement, _ job: String, _ since: Int64, _ prints: [UInt64]?
    ) throws(ImportFailure) {
        statement.bindCopy(1, job)
        statement.bind(2, since)
        if let prints { statement.bindBlob(3, Self.bytes(prints)) }
        try statement.run()
    }

    /// Eight bytes each, the lowest first.
    private static func bytes(_ prints: [UInt64]) -> [UInt8] {
        prints.flatMap { print in (0..<8).map { UInt8(truncatingIfNeeded: print >> UInt64($0 * 8)) } }
    }

    private static func fingerprints(_ bytes: [UInt8]) -> [UInt64] {
        stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
            (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64($1 * 8) }
        }
    }
}
