import HelpDesk
import Tables

/// A record that a row deletes.
struct DeletedRoot {
    let entity: Entity
    let id: UInt32
    let deletion: Int64
    /// The row's mark in `RunBin`.
    let mark: UInt32
    let position: Position
}

extension Resolver {
    /// Restores what the rows of the ended entity have asked for; before anything is deleted, since a deletion may be of
    /// something else by then.
    func decideRestorations() throws(ImportFailure) -> [ChangeBatch] { try decideActions(.restore) }

    private func decideActions(_ action: RecordAction) throws(ImportFailure) -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        for rows in actionRows {
            plan = rows.plan
            let wanted = (0..<rows.count).filter { row in
                rows.records.rows.string(rows.records.values.column(plan.action!)[row]) == action.rawValue
            }
            if !wanted.isEmpty { batches.append(try decide(rows.batch(of: wanted), round: .final)) }
        }
        return batches
    }

    /// Deletes what the rows of the ended entity have asked for.
    func decideDeletions() throws(ImportFailure) -> [ChangeBatch] {
        guard !actionRows.isEmpty else { return [] }
        let batches = try decideActions(.delete)
        if let last = batches.last, !deletedRoots.isEmpty { try deleteDependants(in: last) }
        bin.forgetAnnouncements()
        return batches
    }

    // MARK: Deleting

    /// Puts a record into the bin; what hangs on it follows when all deletions of the entity are known.
    func delete(_ entity: Entity, _ id: UInt32, at place: PackedPosition, _ position: Position) throws(ImportFailure) {
        let deletion = try nextDeletion()
        let mark = bin.note(place, deletion)
        bin.doom(entity.name, id, by: mark)
        deletedRoots.append(
            DeletedRoot(entity: entity, id: id, deletion: deletion, mark: mark, position: position))
    }

    func nextDeletion() throws(ImportFailure) -> Int64 {
        let next = if let known = bin.nextDeletion { known } else { try session.nextDeletion() }
        bin.nextDeletion = next + 1
        return next
    }

    private func deleteDependants(in batch: ChangeBatch) throws(ImportFailure) {
        let roots = deletedRoots
        deletedRoots = []
        var closure = DeletionClosure(session: session, bin: bin, indexes: indexes)
        try closure.run(roots.map { ($0.entity, $0.id) })
        for root in roots {
            batch.bin.deletions.append(Deletion(id: root.deletion, entity: root.entity, record: root.id))
            batch.bin.move(root.entity, root.id, to: root.deletion)
        }
        for (entity, records) in closure.along {
            for (id, place) in records {
                bin.doom(entity.name, id, by: roots[place].mark)
                batch.bin.move(entity, id, to: roots[place].deletion)
            }
            bin.countAlong(entity.name, records.count)
        }
        for found in closure.detached {
            let root = roots[found.root]
            let change = ReferenceChange(
                deletion: root.deletion, entity: found.entity, id: found.id, field: found.field, old: found.old,
                new: found.new)
            batch.bin.detached.append(change)
            batch.changes.append(fieldChange(change, at: root.position))
        }
        note(batch.bin.detached)
        for (name, index) in indexes where bin.hasDoomed(name) {
            index.sink { [bin] in bin.deleter(name, $0) != nil }
        }
    }

    /// From now on the references are what the run has made of them.
    func note(_ changes: [ReferenceChange]) {
        bin.note(changes)
        for change in changes {
            indexes[change.entity.name]?.inheritable[change.field.name]?[change.id] = change.new
        }
    }

    func fieldChange(_ change: ReferenceChange, at position: Position) -> FieldChange {
        let target = change.field.target!
        return FieldChange(
            entity: change.entity.name, id: change.id, key: label(change.id, of: change.entity.name),
            field: change.field.name, old: change.old == 0 ? nil : label(change.old, of: target),
            new: change.new == 0 ? nil : label(change.new, of: target), position: position)
    }

    // MARK: Restoring

    /// Takes a deletion back; `entity` is that of the row that asks for it.
    func restore(
        _ restoration: Restoration, _ entity: Entity, at place: PackedPosition, _ position: Position,
        in batch: ChangeBatch
    ) throws(ImportFailure) {
        let mark = bin.note(place, restoration.deletion)
        try restoration.noteKeys()
        for (record, ids) in restoration.records {
            for id in ids { bin.revive(record.name, id, by: mark) }
            batch.bin.move(record, ids, to: 0)
            bin.countAlong(record.name, ids.count - (record == entity ? 1 : 0))
        }
        if restoration.deletion != 0 { batch.bin.restored.append(restoration.deletion) }
        bin.takeBack(restoration.deletion)
        try noteParting(restoration)
        batch.bin.givenBack += restoration.givenBack
        batch.bin.detached += restoration.detached
        for change in restoration.detached { bin.waiting[change.deletion, default: []].append(change) }
        let changes = restoration.detached + restoration.givenBack
        note(changes)
        batch.changes += changes.map { fieldChange($0, at: position) }
        for (entity, ids) in restoration.records {
            guard let index = indexes[entity.name] else { continue }
            try IndexScan(
                session: session, index: index, request: request(entity.name), normalizer: normalizer, bin: bin
            )
            .scanRevived(restoration.deletion, ids)
        }
    }

    /// What had become part of another record comes back without what was moved to that one.
    private func noteParting(_ restoration: Restoration) throws(ImportFailure) {
        let survivors = if let known = mergeSurvivors { known } else { try session.mergeSurvivors() }
        mergeSurvivors = survivors
        guard let survivor = survivors[restoration.deletion], let (entity, ids) = restoration.records.first,
            let id = ids.first
        else { return }
        partings.append(
            Parting(entity: entity, record: named(id, of: entity), survivor: named(survivor, of: entity)))
    }

    /// `#12 a@b.example`, for messages that name two records.
    func named(_ id: UInt32, of entity: Entity) -> String {
        let label = label(id, of: entity.name)
        return label.hasPrefix("#") ? label : "#\(id) (\(label))"
    }
}
