import HelpDesk
import Tables

/// How long a record has been missing from a job's snapshots.
package struct Absence: Sendable, Hashable {
    /// Distinct complete snapshots in a row that did not have it.
    package var snapshots: Int
    /// The number of the run that has missed it first.
    package var since: Int64
}

/// What a job's snapshots hold of one entity, as the database remembers it from run to run.
struct Membership: Equatable {
    var members = IDSet()
    /// Members that the last complete snapshot did not have.
    var missing: [UInt32: Absence] = [:]
    /// A digest of the files of the last complete snapshot; nil: there was none.
    var snapshot: String?
    /// The job's sources that have brought records of the entity.
    var sources: [String] = []
}

extension Membership {
    /// Ascending: the distance to the id before, snapshots, run; all variable in length.
    var encodedMissing: [UInt8] {
        var bytes: [UInt8] = []
        var before: UInt32 = 0
        for (id, absence) in missing.sorted(by: { $0.key < $1.key }) {
            bytes.append(varint: UInt64(id - before))
            bytes.append(varint: UInt64(absence.snapshots))
            bytes.append(varint: UInt64(bitPattern: absence.since))
            before = id
        }
        return bytes
    }

    static func missing(encoded bytes: [UInt8]) -> [UInt32: Absence] {
        var reader = JournalReader(bytes: bytes)
        var missing: [UInt32: Absence] = [:]
        var id: UInt64 = 0
        while !reader.isAtEnd {
            id &+= reader.varint()
            let absence = Absence(
                snapshots: Int(truncatingIfNeeded: reader.varint()), since: Int64(bitPattern: reader.varint()))
            guard let id = UInt32(exactly: id) else { break }
            missing[id] = absence
        }
        return missing
    }
}

extension StoreSession {
    private static let membershipTable = "sync_members"

    /// Nil where the job has not held any records of the entity yet.
    func membership(_ job: String, _ entity: EntityName) throws(ImportFailure) -> Membership? {
        guard hasTable(Self.membershipTable) else { return nil }
        let statement = try prepare(
            "SELECT sources, snapshot, members, missing FROM sync_members WHERE job = ?1 AND entity = ?2")
        defer { statement.reset() }
        statement.bindCopy(1, job)
        statement.bindCopy(2, entity.rawValue)
        guard try statement.next() else { return nil }
        return Membership(
            members: IDSet(encoded: statement.blob(2)), missing: Membership.missing(encoded: statement.blob(3)),
            snapshot: statement.string(1),
            sources: (statement.string(0) ?? "").split(separator: "\n").map(String.init))
    }

    /// What other jobs hold of the entity.
    func otherMemberships(
        than job: String, _ entity: EntityName
    ) throws(ImportFailure) -> [(job: String, members: IDSet)] {
        guard hasTable(Self.membershipTable) else { return [] }
        let statement = try prepare(
            "SELECT job, members FROM sync_members WHERE entity = ?1 AND job <> ?2 ORDER BY job")
        statement.bindCopy(1, entity.rawValue)
        statement.bindCopy(2, job)
        var found: [(job: String, members: IDSet)] = []
        while try statement.next() { found.append((statement.string(0) ?? "", IDSet(encoded: statement.blob(1)))) }
        return found
    }

    /// The sources that have brought a job records so far.
    ///
    /// - Parameter entity: nil for all.
    package func knownSources(
        ofJob job: String, _ entity: EntityName? = nil
    ) throws(ImportFailure) -> Set<String> {
        guard hasTable(Self.membershipTable) else { return [] }
        let statement = try prepare("SELECT sources FROM sync_members WHERE job = ?1 AND entity = ifnull(?2, entity)")
        statement.bindCopy(1, job)
        statement.bind(2, entity.map { .text($0.rawValue) } ?? .null)
        var sources: Set<String> = []
        while try statement.next() {
            sources.formUnion((statement.string(0) ?? "").split(separator: "\n").map(String.init))
        }
        return sources
    }

    /// Remembers which sources have brought a job records of an entity that it does not judge.
    package func note(
        sources: [String], ofJob job: String, _ entity: EntityName
    ) throws(ImportFailure) {
        var membership = try membership(job, entity) ?? Membership()
        let all = Set(membership.sources).union(sources).sorted()
        guard all != membership.sources else { return }
        membership.sources = all
        try write(membership, job, entity)
    }

    func write(_ membership: Membership, _ job: String, _ entity: EntityName) throws(ImportFailure) {
        let statement = try prepare(
            """
            INSERT INTO sync_members (job, entity, sources, snapshot, members, missing)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (job, entity) DO UPDATE
            SET sources = ?3, snapshot = ?4, members = ?5, missing = ?6
            """)
        statement.bindCopy(1, job)
        statement.bindCopy(2, entity.rawValue)
        statement.bindCopy(3, membership.sources.joined(separator: "\n"))
        statement.bind(4, membership.snapshot.map(StoredValue.text) ?? .null)
        statement.bindBlob(5, membership.members.encoded)
        statement.bindBlob(6, membership.encodedMissing)
        try statement.run()
    }

    /// Whether the record lies in the recycle bin because a run of the job has missed it, or something it hangs on.
    func isRecycled(_ entity: Entity, _ id: UInt32, by job: String) throws(ImportFailure) -> Bool {
        guard hasTable(Self.membershipTable), hasDeletions(entity) else { return false }
        let statement = try prepare(
            "SELECT d.job FROM \(entity.name) r JOIN deletions d ON d.id = r.deletion_id WHERE r.id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        return try statement.next() && statement.string(0) == job
    }

    /// The numbers of the runs that the history calls so.
    func runs(called kind: String) throws(ImportFailure) -> Set<Int64> {
        guard hasTable("runs") else { return [] }
        let statement = try prepare("SELECT number FROM runs WHERE kind = ?1")
        statement.bindCopy(1, kind)
        var numbers: Set<Int64> = []
        while try statement.next() { numbers.insert(statement.integer(0)) }
        return numbers
    }
}
