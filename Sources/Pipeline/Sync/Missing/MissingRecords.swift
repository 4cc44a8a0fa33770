import Foundation
import HelpDesk
import Reporting
import Storage
import Tables

/// The end of a job's run: which records its files no longer have, whether they may go, and their going. In the run's own
/// transaction, behind its rows.
struct MissingRecords {
    let snapshot: SnapshotPlan
    let session: StoreSession
    let resolver: Resolver
    let recorder: RunRecorder
    let labels: [TableLabel]
    let folder: ReportFolder
    let run: Int64
    let writes: Bool

    /// What the report says of it.
    struct Result {
        var missing: [MissingReport] = []
        var deeds: [DeedReport] = []
        var notes: [String] = []
    }

    /// - Parameter result: filled as far as things get, for a run that is stopped here has to say why.
    func settle(_ result: inout Result) throws(ImportFailure) {
        guard
            let judge = SnapshotJudge(
                resolver, job: snapshot.job.name, history: snapshot.job.historyName, run: run)
        else { return }
        let (terms, gaps) = try terms()
        try judge.judge(terms)
        result.missing = try zip(judge.verdicts, gaps).map { verdict, gap throws(ImportFailure) in
            try report(verdict, judge, gap: gap)
        }
        try list(judge)
        let removals = try removals(judge)
        let guards = MissingGuards(snapshot: snapshot, resolver: resolver)
        for (verdict, report) in zip(judge.verdicts, result.missing) { try guards.checkCount(verdict, report) }
        if let deletion = judge.deletion { try guards.checkForeign(deletion, judge) }
        for removal in removals { try guards.check(removal) }
        result.notes += result.missing.compactMap(\.sentence)
        result.deeds += try deeds(judge, removals, guards)
        try takeDown(judge, removals, guards)
        guard writes else { return }
        try judge.write()
        for other in snapshot.others {
            try session.note(sources: snapshot.names(other.sources), ofJob: snapshot.job.name, other.entity.name)
        }
        for removal in removals { try removal.write(heir: try guards.heir(removal), run: run) }
    }

    // MARK: What is asked

    private func terms() throws(ImportFailure) -> (terms: [SnapshotTerms], gaps: [String?]) {
        let known = try session.knownSources(ofJob: snapshot.job.name)
        var (all, gaps): ([SnapshotTerms], [String?]) = ([], [])
        for judged in snapshot.judged {
            let own = try session.knownSources(ofJob: snapshot.job.name, judged.entity.name)
            let gap = snapshot.gap(judged, known: (own, known))
            var terms = SnapshotTerms(judged.entity)
            terms.takesAway = judged.policy.treatment == .recycle
            terms.snapshots = judged.policy.snapshots
            terms.digest = gap == nil ? try digest(judged) : nil
            terms.sources = snapshot.names(judged.sources)
            all.append(terms)
            gaps.append(gap)
        }
        return (all, gaps)
    }

    /// One digest of the files, whatever their names and order.
    private func digest(_ judged: SnapshotPlan.Judged) throws(ImportFailure) -> String {
        var digests: Set<String> = []
        for table in judged.tables { digests.insert(try recorder.digest(table)) }
        return try FileDigest.sha256(Array(digests.sorted().joined(separator: " ").utf8))
    }

    // MARK: What came out

    private func report(
        _ verdict: SnapshotVerdict, _ judge: SnapshotJudge, gap: String?
    ) throws(ImportFailure) -> MissingReport {
        var report = MissingReport(entity: verdict.terms.entity.name.rawValue, held: verdict.held)
        report.unjudged = gap ?? judge.unreadableRow.map { "\($0.row(labels)) does not say which record it is about" }
        report.missing = verdict.missing.count
        for record in verdict.missing {
            switch record.fate {
            case .waits: report.waiting += 1
            case .marked: report.marked += 1
            case .leaves: report.leaving += 1
            case .shared: report.shared += 1
            }
        }
        report.along = judge.deletion?.along[verdict.terms.entity.name]?.values.reduce(0, +) ?? 0
        return report
    }

    /// Writes `missing.csv`, and a finding for each record that is marked.
    private func list(_ judge: SnapshotJudge) throws(ImportFailure) {
        let writer = MissingWriter(path: folder.path(MissingWriter.fileName))
        for (judged, verdict) in zip(snapshot.judged, judge.verdicts) {
            for record in verdict.missing {
                let since = record.absence.since == run ? folder.id : try session.name(ofRun: record.absence.since)
                let name = resolver.label(record.id, of: judged.entity)
                try writer.add(
                    MissingLine(
                        entity: judged.entity.name.rawValue, record: record.id, name: name,
                        fate: word(record.fate, judged.entity), snapshots: record.absence.snapshots, since: since))
                guard record.fate == .marked else { continue }
                let finding = Finding(
                    .syncMissing, .warning, at: Position(table: judged.tables.first ?? 0, row: 0), value: name,
                    [judged.entity.name.rawValue, String(record.absence.snapshots), since])
                try recorder.add(table: [finding])
            }
        }
        try writer.finish()
    }

    private func word(_ fate: MissingRecord.Fate, _ entity: Entity) -> String {
        switch fate {
        case .waits: "waits"
        case .marked: "marked"
        case .leaves: entity.isDeletable ? "recycled" : entity.removal?.value ?? "removed"
        case .shared(let job): "left to \(job)"
        }
    }

    private func removals(_ judge: SnapshotJudge) throws(ImportFailure) -> [MissingRemoval] {
        var removals: [MissingRemoval] = []
        for verdict in judge.verdicts {
            if let removal = try MissingRemoval(judge, verdict) { removals.append(removal) }
        }
        return removals
    }

    private func deeds(
        _ judge: SnapshotJudge, _ removals: [MissingRemoval], _ guards: MissingGuards
    ) throws(ImportFailure) -> [DeedReport] {
        let gone = judge.verdicts.compactMap { verdict -> DeedReport? in
            let (entity, count) = (verdict.terms.entity, verdict.leaving.count)
            guard count > 0 else { return nil }
            let deed = entity.isDeletable ? "moved to the recycle bin" : "made \(entity.removal?.value ?? "removed")"
            return DeedReport(entity: entity.name.rawValue, deed: deed, count: count)
        }
        var handed: [DeedReport] = []
        for removal in removals {
            let deed = try guards.heir(removal) == nil ? "left without anybody" : "handed on"
            for holding in removal.holdings where !holding.open.isEmpty {
                handed.append(
                    DeedReport(entity: holding.entity.name.rawValue, deed: deed, count: holding.open.count))
            }
        }
        return gone + handed
    }

    /// For `changes.csv`.
    private func takeDown(
        _ judge: SnapshotJudge, _ removals: [MissingRemoval], _ guards: MissingGuards
    ) throws(ImportFailure) {
        var changes = judge.deletion?.changes ?? []
        for removal in removals { changes += try removal.changes(heir: try guards.heir(removal)) }
        for change in changes { try recorder.changes.add(Reporting.FieldChange(change), tables: labels) }
    }
}

extension Position {
    /// `row 12 of contacts.csv`
    fileprivate func row(_ labels: [TableLabel]) -> String {
        "row \(row) of \(labels.indices.contains(table) ? labels[table].name : "a file")"
    }
}
