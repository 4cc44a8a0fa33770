import HelpDesk
import Tables

/// Rows that say who belongs to whom: each names a known record and members of its sets, as often as it comes.
extension BatchDecision {
    var isMembership: Bool { plan.shape.mode == .members }

    mutating func decideMembers(_ row: Int) throws(ImportFailure) -> Outcome {
        switch match(row) {
        case .record(let id, by: _): return join(row, id)
        case .none: return unknownOwner(row)
        case .keyless:
            let keys = plan.shape.keys.map(\.description).joined(separator: " or ")
            report(.identityMissing, .error, row, [keys])
            return .rejected
        case .ambiguous(by: let key): return reportAmbiguous(row, key)
        case .conflict(let first, let second, let firstKey, let secondKey):
            return reportConflict(row, first, second, firstKey, secondKey)
        }
    }

    private mutating func join(_ row: Int, _ id: UInt32) -> Outcome {
        if resolver.waitingMemberships.contains(membershipText(row)) {
            resolver.loadedMemberships.insert(membershipText(row))
        }
        if round == .stream && beginsReplacement(row, id) { return putOff(row) }
        let changes = linkChanges(row, id)
        let name = keyText(row) ?? "#\(id)"
        batch.changes += changes.map { change in
            FieldChange(
                entity: plan.entity.name, id: id, key: name, field: change.field, old: change.old, new: change.new,
                position: position(row))
        }
        return changes.isEmpty ? .unchanged : .updated
    }

    /// Whether the row is the run's first to say what a set of the record is to be. It has the last word, when all who
    /// stay are named: what no row of the run names goes then, and a file that says what is stored changes nothing.
    private func beginsReplacement(_ row: Int, _ id: UInt32) -> Bool {
        let links = plan.links.filter { $0.many == .replace && saysMembers(row, $0) }
        guard links.contains(where: { resolver.linkMemory.replacement($0.link, of: id) == nil }) else { return false }
        for link in links { resolver.linkMemory.replace(link.link, of: id, namedMembers(link, row)) }
        return true
    }

    /// The members of a set that rows of a membership file put in the place of those stored, as far as it is told yet.
    func replaced(_ link: LinkPlan, of id: UInt32, _ stored: Set<UInt32>, by named: Set<UInt32>) -> Set<UInt32> {
        let before = resolver.linkMemory.replacement(link.link, of: id) ?? []
        guard round == .stream else { return named.union(stored.intersection(before)) }
        resolver.linkMemory.replace(link.link, of: id, named)
        return stored.union(named.subtracting(before))
    }

    /// The record may have been in these files, in a row that was turned away.
    private mutating func unknownOwner(_ row: Int) -> Outcome {
        if let binned = binnedRecord(row), let refused = refuseDeleted(row, binned.id, binned.key) { return refused }
        for (place, key) in plan.keys.enumerated() where key.isMatch && keyHashes[place][row] != 0 {
            guard let blocking = index.blockingRow(keyHashes[place][row], key.identity) else { continue }
            report(
                .referenceParked, .error, row, column: key.columns.first,
                [plan.entity.name.rawValue] + self.place(blocking))
            return .parked
        }
        reportUnknown(row)
        return .rejected
    }

    /// The row's cells, by which a membership that waits is known when it comes again.
    func membershipText(_ row: Int) -> String {
        plan.shape.columns.indices.map { text($0, row) ?? "" }.joined(separator: "\u{1F}")
    }
}

extension OpenKey {
    /// The key under which memberships wait: their record comes in without them.
    static let membership = "members"
}

extension Resolver {
    /// Reads which memberships of the entity wait since earlier runs.
    func readWaitingMemberships(_ shape: RecordShape) throws(ImportFailure) {
        waitingMemberships = []
        guard shape.mode == .members, session.hasTable("open_rows") else { return }
        let statement = try session.prepare(
            "SELECT key FROM open_rows WHERE entity = ?1 AND source = ?2 AND key_field = ?3")
        defer { statement.reset() }
        statement.bindCopy(1, shape.entity.name.rawValue)
        statement.bindCopy(2, shape.source)
        statement.bindCopy(3, OpenKey.membership)
        while try statement.next() { waitingMemberships.insert(statement.string(0) ?? "") }
    }
}
