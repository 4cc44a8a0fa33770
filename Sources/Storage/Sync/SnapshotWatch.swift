import HelpDesk
import Tables

/// What the rows of a job's run are about: filled by the resolver, a bit a row, and held against what the job's earlier
/// runs have seen.
package final class SnapshotWatch {
    /// Tables whose rows make their records members of the job.
    private let tables: Set<Int>
    /// Entities of which records may be missing.
    private let judged: Set<EntityName>
    /// Entities of which records may leave, and what hangs on them: references to these are followed in memory.
    let leaving: Set<EntityName>
    private var seen: [EntityName: IDSet] = [:]
    private var members: [EntityName: IDSet] = [:]
    /// Status of records that the run has written, where somebody who leaves may hold them.
    private(set) var statuses: [EntityName: [UInt32: String]] = [:]
    /// The first row of a judged entity that did not say which record it is about.
    package private(set) var unreadable: (entity: EntityName, position: Position)?

    /// - Parameters:
    ///   - tables: places in the run's list of tables.
    ///   - leaving: entities of which missing records are taken away.
    package init(tables: Set<Int>, judged: Set<EntityName>, leaving: Set<EntityName>) {
        self.tables = tables
        self.judged = judged
        self.leaving = Self.following(leaving)
    }

    /// The entities, and all whose records go along with theirs.
    private static func following(_ leaving: Set<EntityName>) -> Set<EntityName> {
        var all = leaving
        var count = -1
        while count != all.count {
            count = all.count
            for entity in Catalog.entities
            where entity.fields.contains(where: { $0.onDelete == .cascade && $0.target.map(all.contains) == true }) {
                all.insert(entity.name)
            }
        }
        return all
    }

    /// Records that rows of the run were about, whatever became of the rows.
    func seen(_ entity: EntityName) -> IDSet { Self.set(&seen, entity) }

    /// Those of them that the job's own tables are about.
    func members(_ entity: EntityName) -> IDSet { Self.set(&members, entity) }

    private static func set(_ sets: inout [EntityName: IDSet], _ entity: EntityName) -> IDSet {
        if let known = sets[entity] { return known }
        let set = IDSet()
        sets[entity] = set
        return set
    }

    /// Whether rows of the pass make members.
    func makesMembers(_ shape: RecordShape, _ table: Int) -> Bool {
        !shape.isSide && shape.mode != .members && tables.contains(table)
    }

    func noteUnreadable(_ entity: EntityName, at position: Position) {
        if unreadable == nil && judged.contains(entity) { unreadable = (entity, position) }
    }

    /// Whether the status of the entity's records has to be known at the end.
    func followsStatus(_ entity: Entity) -> Bool {
        guard let field = entity.handover?.field, let holder = entity.field(field)?.target else { return false }
        return leaving.contains(holder) && entity.handover?.status != nil
    }

    func noteStatus(_ entity: EntityName, _ id: UInt32, _ status: String?) {
        statuses[entity, default: [:]][id] = status ?? ""
    }
}

extension Resolver {
    /// References to what may leave are kept in memory: what hangs on it at the end is known without the database, which
    /// a check has not written.
    func followReferences(_ watch: SnapshotWatch) {
        for name in entities {
            guard let entity = Catalog.entity(name) else { continue }
            for field in entity.storedFields where field.isReference && watch.leaving.contains(field.target!) {
                requests[name, default: ScanRequest()].inheritable.insert(field.name)
            }
            if entity.removal != nil && watch.leaving.contains(name) { requests[name]?.wantsStandings = true }
        }
    }
}

extension BatchDecision {
    /// Notes which records the rows are about, whatever was decided about them.
    func noteSeen() {
        guard let watch = resolver.snapshot else { return }
        let seen = watch.seen(plan.entity.name)
        let members = watch.makesMembers(plan.shape, records.table) ? watch.members(plan.entity.name) : nil
        func see(_ id: UInt32) {
            seen.insert(id)
            members?.insert(id)
        }
        for place in 0..<batch.insertIDs.count { see(batch.insertIDs[place]) }
        for id in recognized { see(id) }
        let outcomes = batch.outcomes.base
        for row in 0..<records.count {
            if outcomes[row] == Outcome.absent.rawValue || outcomes[row] == Outcome.deferred.rawValue { continue }
            switch match(row) {
            case .record(let id, by: _): see(id)
            case .conflict(let first, let second, _, _):
                see(first)
                see(second)
            case .ambiguous(by: let key):
                for id in index.ambiguous[plan.keys[key].identity]?[keyHashes[key][row]] ?? [] { see(id) }
            case .none: if isMisread(row) { watch.noteUnreadable(plan.entity.name, at: position(row)) }
            case .keyless: if lacksKey(row) { watch.noteUnreadable(plan.entity.name, at: position(row)) }
            }
        }
        if watch.followsStatus(plan.entity) { noteStatuses(watch) }
    }

    /// A row without a key is known by its content only where its mapping asks for none, and then only once it is
    /// accepted.
    private func lacksKey(_ row: Int) -> Bool {
        if isMembership || plan.entity.isSingle { return false }
        return !plan.shape.keys.isEmpty || isTurnedAway(row)
    }

    private func isTurnedAway(_ row: Int) -> Bool {
        [Outcome.rejected, .parked].contains(batch.outcome(row))
    }

    /// Whether a row that was turned away may be about a known record although its keys find none: a key that it has
    /// was refused, or its cells may stand in the wrong columns.
    private func isMisread(_ row: Int) -> Bool {
        guard isTurnedAway(row), !isMembership, !plan.entity.isSingle else { return false }
        let isRefused = plan.keys.contains { key in
            key.isMatch && key.columns.contains { records.values.column($0)[row].kind == .invalid }
        }
        return isRefused
            || zip(records.findings, records.findingRows).contains { finding, place in
                place == row && finding.severity == .error && (finding.code == .rowShort || finding.code == .rowLong)
            }
    }

    private func noteStatuses(_ watch: SnapshotWatch) {
        guard let name = plan.entity.handover?.status, let column = plan.entity.field(name)?.column else { return }
        for update in batch.updates {
            for assignment in update.assignments where assignment.column == column {
                watch.noteStatus(plan.entity.name, update.id, assignment.value.text)
            }
        }
        for place in 0..<batch.insertIDs.count {
            let status = text(plan.shape.column(name), Int(batch.insertRows[place]))
            watch.noteStatus(plan.entity.name, batch.insertIDs[place], status)
        }
    }

    // MARK: What comes back

    /// A record that an earlier run of the job has put into the bin comes back with all that went along, and with what
    /// its row says; nil where somebody else has put it there.
    mutating func restoreRecycled(_ row: Int, _ id: UInt32, _ key: Int?) throws(ImportFailure) -> Outcome? {
        guard let job = resolver.context.job, try resolver.session.isRecycled(plan.entity, id, by: job) else {
            return nil
        }
        return try restore(row, id, matchedBy: key)
    }
}
