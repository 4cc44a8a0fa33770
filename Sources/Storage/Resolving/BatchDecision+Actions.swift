import HelpDesk
import Tables

extension BatchDecision {
    /// What each row asks for; nil where the pass has no column that says so. A blank cell asks for what the mode says.
    static func actions(_ plan: PassPlan, _ records: RecordBatch) -> [RecordAction?]? {
        guard let column = plan.action else { return nil }
        let spans = records.values.column(column)
        return (0..<records.count).map { row in
            spans[row].hasValue ? RecordAction(rawValue: records.rows.string(spans[row])) : nil
        }
    }

    func action(_ row: Int) -> RecordAction? { actions.flatMap { $0[row] } }

    /// Which records the row may make.
    func mode(_ row: Int) -> RecordMode {
        guard let action = action(row) else { return plan.shape.mode }
        return switch action {
        case .upsert: .upsert
        case .create: .create
        case .update, .delete, .restore, .associate, .dissociate: .update
        }
    }

    /// Whether what the row says in a column counts: a row that deletes needs no more than a key.
    func isAskedFor(_ column: Int?, _ row: Int) -> Bool {
        switch action(row) {
        case nil, .upsert, .create, .update: true
        case .delete, .restore: false
        case .associate, .dissociate: column.map { $0 == associationColumn } ?? false
        }
    }

    /// The column of the reference that `associate` and `dissociate` set and clear.
    var associationColumn: Int? { plan.entity.association.flatMap(plan.shape.column) }

    /// Whether rows may be about records that other rows delete: then what they refer to is looked at again at the end.
    func staysOpen(_ reference: ReferencePlan) -> Bool {
        reference.isSelf && round == .stream && resolver.entitiesWithActions.contains(plan.entity.name)
    }

    // MARK: Rows that delete, restore, associate

    /// What becomes of a row that asks for more than creating and updating; nil for all others.
    mutating func decideAction(_ row: Int) throws(ImportFailure) -> Outcome? {
        guard let action = action(row) else { return nil }
        guard isPossible(action) else {
            let isBinned = action == .restore && binnedRecord(row) != nil
            report(
                .actionRefused, .error, row, column: plan.action, value: action.rawValue,
                [action.rawValue, plan.entity.name.rawValue] + (isBinned ? ["binned"] : []))
            return .rejected
        }
        switch action {
        case .upsert, .create, .update: return nil
        case .associate:
            if text(associationColumn, row) != nil { return nil }
            report(
                .referenceMissing, .error, row, column: associationColumn, plan.entity.association.map { [$0] } ?? [])
            return .rejected
        case .dissociate: return nil
        case .delete, .restore:
            if round == .stream { return announce(action, row) }
            return action == .delete ? try delete(row) : try restoreDeletion(row)
        }
    }

    private func isPossible(_ action: RecordAction) -> Bool {
        switch action {
        case .upsert, .create, .update: true
        case .delete, .restore: plan.entity.isDeletable
        case .associate, .dissociate: plan.entity.association != nil
        }
    }

    /// Deletions and restorations come last, when it is known what the entity's other rows are about.
    private func announce(_ action: RecordAction, _ row: Int) -> Outcome {
        if action == .delete, case .record(let id, by: _) = match(row) {
            resolver.bin.announce(plan.entity.name, id, at: packed(row))
        }
        resolver.actionRows[resolver.actionRows.count - 1].append(records, row)
        return .deferred
    }

    // MARK: Deleting

    private mutating func delete(_ row: Int) throws(ImportFailure) -> Outcome {
        switch match(row) {
        case .record(let id, by: let key): return try delete(row, id, matchedBy: key)
        case .ambiguous(by: let key): return reportAmbiguous(row, key)
        case .conflict(let first, let second, let firstKey, let secondKey):
            return reportConflict(row, first, second, firstKey, secondKey)
        case .none, .keyless:
            guard let former = try formerMatch(row) else { return deleteAgain(row) }
            if former.ids.count > 1 { return reportAmbiguous(row, former.key, former.ids) }
            return try delete(row, former.ids[0], matchedBy: former.key)
        }
    }

    private mutating func delete(_ row: Int, _ id: UInt32, matchedBy key: Int) throws(ImportFailure) -> Outcome {
        let name = plan.entity.name
        if let first = resolver.bin.deleter(name, id) {
            report(.deleteRepeated, .warning, row, column: plan.keys[key].columns.first, place(first))
            return .skipped
        }
        if let other = index.wasSeen(id) ? index.sighting(id) : resolver.bin.restorer(name, id) {
            report(.deleteConflict, .error, row, column: plan.keys[key].columns.first, place(other))
            return .rejected
        }
        guard let stored = try StoredRecord(resolver.session, plan.entity, id, resolver.bin) else {
            throw ImportFailure.hashCollision()
        }
        try verifyKey(row, stored, plan.keys[key])
        try resolver.delete(plan.entity, id, at: packed(row), position(row))
        return .deleted
    }

    /// A record that lies in the bin is where the row wants it.
    private func deleteAgain(_ row: Int) -> Outcome {
        guard let binned = binnedRecord(row) else {
            if !reportKeyless(row) { reportUnknown(row) }
            return .rejected
        }
        if let first = resolver.bin.deleter(plan.entity.name, binned.id) {
            report(.deleteRepeated, .warning, row, column: plan.keys[binned.key].columns.first, place(first))
            return .skipped
        }
        report(.recordBinned, .info, row, column: plan.keys[binned.key].columns.first, ["unchanged"])
        return .unchanged
    }

    /// The row is about a record that another row of the run deletes; nil where none does.
    func refuseDeleted(_ row: Int, _ id: UInt32, _ key: Int?) -> Outcome? {
        guard let deleter = resolver.bin.deleter(plan.entity.name, id) else { return nil }
        let column = key.flatMap { plan.keys[$0].columns.first }
        report(.deleteConflict, .error, row, column: column, place(deleter) + ["deleted"])
        return .rejected
    }

    // MARK: Restoring

    private mutating func restoreDeletion(_ row: Int) throws(ImportFailure) -> Outcome {
        guard let binned = binnedRecord(row) else { return restoreNothing(row) }
        let key = plan.keys[binned.key].columns.first
        if let refused = refuseDeleted(row, binned.id, binned.key) { return refused }
        if let stored = try StoredRecord(resolver.session, plan.entity, binned.id, resolver.bin) {
            try verifyKey(row, stored, plan.keys[binned.key])
        }
        if let first = resolver.bin.restorer(plan.entity.name, binned.id) {
            return restoredAlready(row, first, binned.key)
        }
        var restoration = try Restoration(resolver, plan.entity, binned.id)
        if let obstacle = try restoration.findObstacle() {
            report(obstacle, row, key)
            return .rejected
        }
        try restoration.collectReferences()
        try resolver.restore(restoration, plan.entity, at: packed(row), position(row), in: batch)
        index.markSeen(binned.id, at: packed(row))
        try reportOtherValues(row, binned.id)
        return .restored
    }

    /// Takes a record out of the bin with all that went along, and gives it what its row says.
    mutating func restore(_ row: Int, _ id: UInt32, matchedBy key: Int?) throws(ImportFailure) -> Outcome {
        guard let stored = try StoredRecord(resolver.session, plan.entity, id, resolver.bin) else {
            throw ImportFailure.hashCollision()
        }
        if let key { try verifyKey(row, stored, plan.keys[key]) }
        if let taken = takenKey(row, by: id) { return round == .stream ? putOff(row) : reportTaken(row, taken) }
        var restoration = try Restoration(resolver, plan.entity, id)
        if let obstacle = try restoration.findObstacle() {
            report(obstacle, row, key.flatMap { plan.keys[$0].columns.first })
            return .rejected
        }
        try restoration.collectReferences()
        try resolver.restore(restoration, plan.entity, at: packed(row), position(row), in: batch)
        findReturned(row)
        try update(restored: id, row)
        return .restored
    }

    /// Nothing in the bin: restored already by this run, or never deleted.
    private func restoreNothing(_ row: Int) -> Outcome {
        if case .record(let id, by: let key) = match(row), let first = resolver.bin.restorer(plan.entity.name, id) {
            return restoredAlready(row, first, key)
        }
        if !reportKeyless(row) { report(.restoreUnknown, .error, row, column: plan.keys.first?.columns.first) }
        return .rejected
    }

    private func restoredAlready(_ row: Int, _ first: PackedPosition, _ key: Int) -> Outcome {
        report(
            .keyDuplicate, .warning, row, column: plan.keys[key].columns.last,
            place(first) + [plan.keys[key].identity.spec.description])
        return .skipped
    }

    func report(_ obstacle: RestorationObstacle, _ row: Int, _ column: Int?) {
        switch obstacle {
        case .taken(let entity, let key, let record, let holder):
            let parameters = [key.description, resolver.named(record, of: entity)]
            report(
                .restoreCollision, .error, row, column: column,
                parameters + (newRecord(holder, entity) ?? [resolver.named(holder, of: entity)]))
        case .missing(let entity, let record, let field, let target):
            report(
                .restoreCollision, .error, row, column: column,
                [
                    field.name, resolver.named(record, of: entity),
                    field.target.flatMap(Catalog.entity).map { resolver.named(target, of: $0) } ?? "#\(target)",
                    "binned",
                ])
        }
    }

    /// A record that this run makes has no number yet that a person could look up: it is named by its row.
    private func newRecord(_ id: UInt32, _ entity: Entity) -> [String]? {
        guard let index = resolver.indexes[entity.name], index.isNew(id), index.wasSeen(id) else { return nil }
        return ["", "row"] + place(index.sighting(id))
    }

    // MARK: Associating

    /// Sets or clears the association of a known record, and nothing else.
    mutating func associate(_ row: Int, _ id: UInt32, matchedBy key: Int?) throws(ImportFailure) -> Outcome {
        guard let stored = try StoredRecord(resolver.session, plan.entity, id, resolver.bin),
            let name = plan.entity.association, let field = plan.entity.field(name)
        else { throw ImportFailure.hashCollision() }
        if let key { try verifyKey(row, stored, plan.keys[key]) }
        index.markSeen(id, at: packed(row))
        noteAssociation(row, id)
        let given =
            associationColumn.flatMap { column in
                plan.references.firstIndex { $0.column == column }.map { batch.references.column($0)[row] }
            } ?? 0
        let old = stored.reference(name)
        guard action(row) == .dissociate else { return setAssociation(row, stored, field, given) }
        if given != 0 && old != 0 && given != old {
            report(
                .accountMismatch, .warning, row, column: associationColumn,
                [resolver.label(old, of: field.target!), resolver.label(given, of: field.target!), "skipped"])
            return .skipped
        }
        return setAssociation(row, stored, field, 0)
    }

    private mutating func setAssociation(_ row: Int, _ stored: StoredRecord, _ field: Field, _ new: UInt32) -> Outcome {
        let old = stored.reference(field.name)
        guard new != old else { return .unchanged }
        let value = new == 0 ? StoredValue.null : .integer(Int64(new))
        var update = RecordUpdate(entity: plan.entity, id: stored.id, assignments: [])
        assign(row, associationColumn, field, value, stored, &update)
        batch.updates.append(update)
        batch.changes.append(
            FieldChange(
                entity: plan.entity.name, id: stored.id, key: keyText(row) ?? "#\(stored.id)", field: field.name,
                old: old == 0 ? nil : resolver.label(old, of: field.target!),
                new: new == 0 ? nil : resolver.label(new, of: field.target!, given: text(associationColumn, row)),
                position: position(row)))
        return .updated
    }
}
