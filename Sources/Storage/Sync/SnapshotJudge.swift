import HelpDesk
import Tables

/// What a job asks for an entity of which its snapshots may miss records.
package struct SnapshotTerms: Sendable {
    package let entity: Entity
    /// Missing records are taken away; otherwise they are only named.
    package var takesAway = false
    /// Distinct complete snapshots that must have missed a record before anything is done.
    package var snapshots = 1
    /// A digest of the files that the entity was read from; nil where they were not a whole snapshot.
    package var digest: String?
    /// What the job calls its sources that bring the entity.
    package var sources: [String] = []

    package init(_ entity: Entity) { self.entity = entity }
}

/// A record that is in none of the job's files any more.
package struct MissingRecord: Sendable {
    package enum Fate: Sendable, Hashable {
        /// Too few snapshots have missed it.
        case waits
        /// It is named, and stays as it is.
        case marked
        /// It goes to the recycle bin, or is removed.
        case leaves
        /// Another job has it too: it stays, and is this one's no more.
        case shared(with: String)
    }

    package let id: UInt32
    package let absence: Absence
    package let fate: Fate
}

/// What a run's snapshot says of one entity.
package struct SnapshotVerdict {
    package let terms: SnapshotTerms
    /// Records that the job held before the run.
    package let held: Int
    package fileprivate(set) var missing: [MissingRecord] = []
    /// Whether missing records were looked for.
    package let isJudged: Bool
    fileprivate let before: Membership?
    fileprivate(set) var after: Membership

    package var leaving: [UInt32] { missing.filter { $0.fate == .leaves }.map(\.id) }
}

/// Holds what the run's rows were about against what the job has held, when all rows are decided: who is missing, for how
/// long, and what becomes of them. Reads only; `write` does what was decided.
package final class SnapshotJudge {
    let resolver: Resolver
    let watch: SnapshotWatch
    let job: String
    /// What the history calls the job's runs.
    private let history: String
    private let run: Int64
    package private(set) var verdicts: [SnapshotVerdict] = []
    package private(set) var deletion: MissingDeletion?
    var session: StoreSession { resolver.session }
    /// The first row that did not say which record it is about: then nothing is missing.
    package var unreadableRow: Position? { watch.unreadable?.position }
    private lazy var others = OtherHolders(self)

    /// - Parameter history: what the history calls the job's runs.
    package init?(_ resolver: Resolver, job: String, history: String, run: Int64) {
        guard let watch = resolver.snapshot else { return nil }
        self.resolver = resolver
        self.watch = watch
        self.job = job
        self.history = history
        self.run = run
    }

    /// Decides, for all entities together; in the order of the catalog.
    package func judge(_ terms: [SnapshotTerms]) throws(ImportFailure) {
        for terms in terms { verdicts.append(try verdict(terms)) }
        let roots = verdicts.flatMap { verdict in
            verdict.terms.entity.isDeletable ? verdict.leaving.map { (verdict.terms.entity, $0) } : []
        }
        if !roots.isEmpty { deletion = try MissingDeletion(self, roots) }
    }

    private func verdict(_ terms: SnapshotTerms) throws(ImportFailure) -> SnapshotVerdict {
        let name = terms.entity.name
        let before = try session.membership(job, name)
        let (seen, bin) = (watch.seen(name), resolver.bin)
        var after = before ?? Membership()
        after.members = IDSet(copying: after.members)
        for id in watch.members(name).ids where bin.deleter(name, id) == nil { after.members.insert(id) }
        after.missing = after.missing.filter { !seen.contains($0.key) }
        var verdict = SnapshotVerdict(
            terms: terms, held: before?.members.count ?? 0, isJudged: terms.digest != nil && watch.unreadable == nil,
            before: before, after: after)
        verdict.after.sources = Set(after.sources).union(terms.sources).sorted()
        if verdict.isJudged { try judge(&verdict, seen) }
        return verdict
    }

    private func judge(_ verdict: inout SnapshotVerdict, _ seen: IDSet) throws(ImportFailure) {
        let (terms, known) = (verdict.terms, verdict.before?.missing ?? [:])
        let isOther = verdict.before?.snapshot != terms.digest
        for id in verdict.before?.members.subtracting(seen) ?? [] {
            switch try state(terms.entity, id) {
            case .gone:
                verdict.after.members.remove(id)
                verdict.after.missing[id] = nil
            case .binned: verdict.after.missing[id] = nil
            case .live:
                var absence = known[id] ?? Absence(snapshots: 0, since: run)
                if isOther || absence.snapshots == 0 { absence.snapshots += 1 }
                let record = MissingRecord(id: id, absence: absence, fate: try fate(terms, id, absence))
                verdict.missing.append(record)
                verdict.after.missing[id] = absence
                guard record.fate != .waits && record.fate != .marked else { continue }
                verdict.after.members.remove(id)
                verdict.after.missing[id] = nil
            }
        }
        verdict.after.snapshot = terms.digest
        verdict.after.sources = terms.sources
    }

    private func fate(
        _ terms: SnapshotTerms, _ id: UInt32, _ absence: Absence
    ) throws(ImportFailure) -> MissingRecord.Fate {
        if absence.snapshots < terms.snapshots { return .waits }
        if !terms.takesAway { return .marked }
        return try others.job(terms.entity.name, id).map { .shared(with: $0) } ?? .leaves
    }

    private enum State {
        case live
        /// Somebody has deleted it.
        case binned
        /// Removed for good, or from the help desk.
        case gone
    }

    private func state(_ entity: Entity, _ id: UInt32) throws(ImportFailure) -> State {
        let removal = entity.removal?.field ?? "NULL"
        let statement = try session.prepare(
            "SELECT deleted_at IS NOT NULL, \(removal) FROM \(entity.name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        guard try statement.next() else { return .gone }
        if let value = entity.removal?.value, statement.string(1) == value { return .gone }
        return resolver.bin.isBinned(entity.name, id, stored: statement.integer(0) != 0) ? .binned : .live
    }

    // MARK: Whose records

    /// Whether a record that hangs on one that leaves may go along: the job has brought it, nobody else holds it, and no
    /// row of this run was about it.
    func isOwn(_ entity: Entity, _ id: UInt32) throws(ImportFailure) -> Bool {
        if watch.seen(entity.name).contains(id) || resolver.indexes[entity.name]?.isNew(id) == true { return false }
        if try others.job(entity.name, id) != nil { return false }
        return try others.isMember(entity.name, id) ? true : try others.isMade(entity, id, byRunsCalled: history)
    }

    // MARK: Writing

    /// Writes what was decided; nothing where nothing is new.
    package func write() throws(ImportFailure) {
        for verdict in verdicts where verdict.after != (verdict.before ?? Membership()) {
            try session.write(verdict.after, job, verdict.terms.entity.name)
        }
        if let deletion { try session.apply(deletion, run: run) }
    }
}

/// Who else holds records, and which runs have made them; asked for few records only, and read when asked.
private struct OtherHolders {
    private unowned let judge: SnapshotJudge
    private var members: [EntityName: [(job: String, members: IDSet)]] = [:]
    private var own: [EntityName: IDSet] = [:]
    private var runs: Set<Int64>?

    init(_ judge: SnapshotJudge) { self.judge = judge }

    /// Another job that holds the record.
    mutating func job(_ entity: EntityName, _ id: UInt32) throws(ImportFailure) -> String? {
        let known =
            if let read = members[entity] { read } else {
                try judge.session.otherMemberships(than: judge.job, entity)
            }
        members[entity] = known
        return known.first { $0.members.contains(id) }?.job
    }

    mutating func isMember(_ entity: EntityName, _ id: UInt32) throws(ImportFailure) -> Bool {
        let known =
            if let read = own[entity] { read } else {
                try judge.session.membership(judge.job, entity)?.members ?? IDSet()
            }
        own[entity] = known
        return known.contains(id)
    }

    mutating func isMade(_ entity: Entity, _ id: UInt32, byRunsCalled kind: String) throws(ImportFailure) -> Bool {
        let known = if let runs { runs } else { try judge.session.runs(called: kind) }
        runs = known
        let statement = try judge.session.prepare("SELECT created_run FROM \(entity.name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        return try statement.next() && known.contains(statement.integer(0))
    }
}
