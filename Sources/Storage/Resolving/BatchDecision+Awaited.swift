import HelpDesk
import Tables

/// A reference to a record in the recycle bin.
struct AwaitedReference {
    let entity: Entity
    let id: UInt32
    let column: Int
}

/// References to records that a restoration of the run may bring back: before that they name nothing, and a record made
/// in their place would be there twice.
extension BatchDecision {
    /// The record in the recycle bin that a reference names, as long as it may still come back.
    func returningRecord(
        _ index: EntityIndex, _ identity: KeyIdentity, _ hash: UInt64, _ policy: MissingPolicy
    ) -> UInt32? {
        guard round == .stream, hash != 0, resolver.maySeeReturning(plan.entity.name, policy),
            let id = index.binned[identity]?.find(hash), id != KeyMap.none
        else { return nil }
        return id
    }

    /// Whether the row has to wait; not where it takes back itself what it refers to.
    func waits(_ row: Int) throws(ImportFailure) -> Bool {
        guard let references = awaited[row] else { return false }
        guard case .none = match(row), let own = try restoredDeletion(row) else { return true }
        for reference in references
        where try Restoration.deletion(of: reference.id, reference.entity, resolver.session) != own { return true }
        return false
    }

    /// The row is decided behind the restorations of its entity.
    func awaitReturn(_ row: Int) -> Outcome {
        resolver.awaiting[resolver.awaiting.count - 1].append(records, row)
        return .deferred
    }

    /// The deletion that a row takes back by being about one of its records; nil where it takes none back.
    private func restoredDeletion(_ row: Int) throws(ImportFailure) -> Int64? {
        guard let binned = binnedRecord(row), try isRestored(binned.id) else { return nil }
        let deletion = try Restoration.deletion(of: binned.id, plan.entity, resolver.session)
        return deletion == 0 ? nil : deletion
    }

    private func isRestored(_ id: UInt32) throws(ImportFailure) -> Bool {
        if plan.shape.binned == .restore { return true }
        guard let job = resolver.context.job else { return false }
        return try resolver.session.isRecycled(plan.entity, id, by: job)
    }

    /// What the row refers to has just come back with its own record.
    func findReturned(_ row: Int) {
        for reference in awaited[row] ?? [] where resolver.bin.restorer(reference.entity.name, reference.id) != nil {
            guard let place = plan.references.firstIndex(where: { $0.column == reference.column }) else { continue }
            batch.references.column(place)[row] = reference.id
        }
    }
}

extension Resolver {
    /// Whether rows of the entity wait for what a restoration may bring back: where they would make the record that they
    /// name, and in files that say what is to be restored. All others are not held in memory for it.
    func maySeeReturning(_ entity: EntityName, _ policy: MissingPolicy) -> Bool {
        entitiesWithActions.contains(entity) || (policy == .create && entitiesWithRestorations.contains(entity))
    }
}
