import HelpDesk
import Tables

extension BatchDecision {
    /// Compares a row with its stored record field by field, and writes what differs.
    mutating func update(_ row: Int, _ id: UInt32, matchedBy key: Int?) throws(ImportFailure) -> Outcome {
        guard let stored = try StoredRecord(resolver.session, plan.entity, id, resolver.bin) else {
            throw ImportFailure.hashCollision()
        }
        if let key { try verifyKey(row, stored, plan.keys[key]) }
        if try losesIdentity(row, stored) {
            report(.identityMissing, .error, row, [plan.entity.identity.map(\.description).joined(separator: " or ")])
            return .rejected
        }
        index.markSeen(id, at: packed(row))
        noteAssociation(row, id)
        let update = RecordUpdate(entity: plan.entity, id: id, assignments: [])
        let isChanged = try write(row, stored, update)
        return isChanged ? .updated : .unchanged
    }

    /// Writes what the row says into a record that a restoration has just brought back.
    mutating func update(restored id: UInt32, _ row: Int) throws(ImportFailure) {
        guard let stored = try StoredRecord(resolver.session, plan.entity, id, resolver.bin) else {
            throw ImportFailure.hashCollision()
        }
        index.markSeen(id, at: packed(row))
        noteAssociation(row, id)
        _ = try write(row, stored, RecordUpdate(entity: plan.entity, id: id, assignments: []))
    }

    /// Whether the row empties the last of the fields by which the record can be told from others.
    private func losesIdentity(_ row: Int, _ stored: StoredRecord) throws(ImportFailure) -> Bool {
        let identity = plan.entity.identity
        func given(_ name: String) -> StoredValue? {
            guard let column = plan.shape.column(name), let field = plan.shape.columns[column].target.field else {
                return nil
            }
            return newValue(row, column, field, stored)
        }
        let emptied = identity.flatMap(\.fields).filter { given($0) == .null && stored.value($0) != .null }
        guard !emptied.isEmpty, externalIDText(row) == nil else { return false }
        let isLeft = identity.contains { key in
            key != .externalID && key.fields.allSatisfy { (given($0) ?? stored.value($0)) != .null }
        }
        guard !isLeft, identity.contains(.externalID) else { return !isLeft }
        return try !resolver.session.hasExternalID(plan.entity, stored.id)
    }

    private func externalIDText(_ row: Int) -> String? { plan.externalID.flatMap { text($0, row) } }

    /// The stored key must be the row's: the index knows only its hash.
    func verifyKey(_ row: Int, _ stored: StoredRecord, _ key: KeyPlan) throws(ImportFailure) {
        guard key.parts.count == 1, case .hash = key.parts[0],
            let field = plan.shape.columns[key.columns[0]].target.field,
            let text = stored.value(field.name).text, let own = self.text(key.columns[0], row)
        else { return }
        if KeyNormalizer.normalForm(text, field.keyForm) != KeyNormalizer.normalForm(own, field.keyForm) {
            throw ImportFailure.hashCollision()
        }
    }

    private mutating func write(_ row: Int, _ stored: StoredRecord, _ start: RecordUpdate) throws(ImportFailure) -> Bool
    {
        var update = start
        var changes = fieldChanges(row, stored, &update)
        changes += customChange(row, stored, &update)
        changes += linkChanges(row, stored.id)
        if index.tracksStandings { rememberStanding(stored, update) }
        if !changes.isEmpty { checkTimes(row, stored, update) }
        changes += externalIDChange(row, stored.id)
        if !changes.isEmpty || !start.assignments.isEmpty { batch.updates.append(update) }
        guard !changes.isEmpty else { return false }
        let name = keyText(row) ?? "#\(stored.id)"
        batch.changes += changes.map { change in
            FieldChange(
                entity: plan.entity.name, id: stored.id, key: name, field: change.field, old: change.old,
                new: change.new, position: position(row))
        }
        return true
    }

    typealias Change = (field: String, old: String?, new: String?)

    // MARK: Fields

    private func fieldChanges(_ row: Int, _ stored: StoredRecord, _ update: inout RecordUpdate) -> [Change] {
        var changes: [Change] = []
        let light = lightField(row, stored)
        var refused: Set<String> = []
        for column in plan.shape.columns.indices {
            guard let field = plan.shape.columns[column].target.field, !field.isMany, !refused.contains(field.name),
                let new = newValue(row, column, field, stored)
            else { continue }
            if let light, light.field == field {
                if new.text != light.value {
                    reportLight(row, column, light.value, light.author)
                    refused.insert(field.labelName)
                }
                continue
            }
            let old = stored.value(field.name)
            guard new != old else { continue }
            guard !isRefused(row, column, field, new, stored) else {
                refused.insert(field.labelName)
                continue
            }
            assign(row, column, field, new, stored, &update)
            changes.append((field.name, shown(old, field), shown(new, field, given: text(column, row))))
        }
        if let light, stored.value(light.field.name) != .text(light.value) {
            update.assignments.append((light.field.column!, .text(light.value)))
            changes.append((light.field.name, stored.value(light.field.name).text, light.value))
        }
        return changes
    }

    private func reportLight(_ row: Int, _ column: Int, _ value: String, _ author: UInt32) {
        report(.agentLight, .warning, row, column: column, value: light(author), [value])
    }

    /// What the row wants in a field; nil where it leaves the stored value alone.
    private func newValue(_ row: Int, _ column: Int, _ field: Field, _ stored: StoredRecord) -> StoredValue? {
        let bound = plan.shape.columns[column]
        let old = stored.value(field.name)
        if bound.update == .never || (bound.update == .ifEmpty && old != .null) { return nil }
        let span = records.values.column(column)[row]
        switch span.kind {
        case .clear: return field.isRequired ? nil : cleared(field)
        case .invalid: return nil
        case .blank:
            if field.isDerived { return labelFollows(row, field) ? .null : nil }
            return bound.blanks == .clear && !field.isRequired ? cleared(field) : nil
        default: return value(row, column, field, span, old)
        }
    }

    func value(_ row: Int, _ column: Int, _ field: Field, _ span: TextSpan, _ old: StoredValue) -> StoredValue? {
        let text = records.rows.string(span)
        switch field.type {
        case .reference:
            guard let place = plan.references.firstIndex(where: { $0.column == column }) else { return nil }
            let id = batch.references.column(place)[row]
            if id == 0 { return isReplaced(column, row) ? .null : nil }
            return .integer(Int64(id))
        case .tags: return Tags.merge(old.text, text, plan.shape.columns[column].many).map(StoredValue.text) ?? .null
        case .integer, .boolean, .duration: return Int64(text).map(StoredValue.integer)
        default: return .text(text)
        }
    }

    /// The source's own label goes with the value beside which it stands.
    private func labelFollows(_ row: Int, _ label: Field) -> Bool {
        guard let main = plan.shape.column(String(label.name.dropLast("_label".count))) else { return false }
        return records.values.column(main)[row].hasValue
    }

    /// Rules that keep a stored value whatever the row says.
    private func isRefused(
        _ row: Int, _ column: Int, _ field: Field, _ new: StoredValue, _ stored: StoredRecord
    ) -> Bool {
        staysRemoved(row, column, field, stored) || refusesInvitation(row, column, field, new, stored)
            || keepsPrimaryContact(row, column, field, new, stored) || refusesRemoval(row, column, field, new, stored)
            || keepsLeaders(row, column, field, new, stored)
            || keepsLastAdministrator(row, column, field, new, stored)
    }

    func assign(
        _ row: Int, _ column: Int?, _ field: Field, _ new: StoredValue, _ stored: StoredRecord,
        _ update: inout RecordUpdate
    ) {
        let old = stored.value(field.name)
        moveKeys(row, column, stored)
        let isKey = plan.entity.unique.contains { $0.fields.contains(field.name) }
        if isKey {
            update.keyAssignments.append((field.column!, new))
        } else {
            update.assignments.append((field.column!, new))
        }
        if field.name == plan.entity.numbering?.field { giveNumber(&update) }
        if case .reference = field.type { noteReference(field, update.id, new) }
        if field.name == plan.entity.labels.first, let text = new.text {
            resolver.labels[plan.entity.name, default: [:]][update.id] = text
        }
        if field.name == plan.entity.association, case .integer(let id) = old {
            let from = resolver.label(UInt32(truncatingIfNeeded: id), of: field.target!)
            let to = new == .null ? [] : [text(column, row) ?? ""]
            report(.accountMoved, .info, row, column: column, [from] + to)
        }
    }

    private func noteReference(_ field: Field, _ id: UInt32, _ new: StoredValue) {
        let target = if case .integer(let value) = new { UInt32(truncatingIfNeeded: value) } else { UInt32(0) }
        index.inheritable[field.name]?[id] = target
        if !resolver.entitiesWithActions.isEmpty { resolver.bin.setReference(plan.entity.name, field.name, id, target) }
    }

    /// The record is found by its new key from now on, and its old one is free.
    private func moveKeys(_ row: Int, _ column: Int?, _ stored: StoredRecord) {
        guard let column else { return }
        for (place, key) in plan.keys.enumerated() where key.columns.contains(column) {
            let former = storedHash(key, stored)
            if former != 0 { index.remove(former, stored.id, from: key.identity) }
            let hash = keyHashes[place][row]
            if hash != 0 && action(row) != .dissociate { index.add(hash, stored.id, to: key.map, key.identity) }
        }
    }

    /// The hash of a key as the record is stored; 0 where a part is missing.
    ///
    /// - Parameter formers: references, by field, that count instead of the stored ones.
    func storedHash(_ key: KeyPlan, _ stored: StoredRecord, _ formers: [String: UInt32] = [:]) -> UInt64 {
        KeyParts.join(zip(key.parts, key.identity.spec.fields)) { storedHash($0.0, $0.1, stored, formers) }
    }

    private func storedHash(
        _ part: KeyPlan.Part, _ name: String, _ stored: StoredRecord, _ formers: [String: UInt32]
    ) -> UInt64 {
        func reference() -> UInt32 { formers[name] ?? stored.reference(name) }
        switch part {
        case .reference: return KeyParts.reference(reference())
        case .optionalReference: return KeyParts.optionalReference(reference())
        case .fullName:
            let name = FullName.join(stored.value("first_name").text, stored.value("last_name").text)
            return resolver.normalizer.hash(name, form: .caseless)
        case .hash, .value:
            guard let text = stored.value(name).text else { return 0 }
            return resolver.normalizer.hash(text, form: plan.entity.field(name)?.keyForm ?? .exact)
        }
    }

    private func shown(_ value: StoredValue, _ field: Field, given: String? = nil) -> String? {
        if case .integer(let id) = value, case .reference(let target) = field.type {
            return resolver.label(UInt32(truncatingIfNeeded: id), of: target, given: given)
        }
        return value.text
    }
}

/// Lists of tags, kept as JSON arrays of texts.
enum Tags {
    /// The stored list after a cell's list was added, taken away or put in its place; nil where nothing is left.
    static func merge(_ stored: String?, _ given: String, _ policy: ManyPolicy) -> String? {
        guard policy != .replace else { return given }
        let old = list(stored)
        let new = list(given)
        let merged = policy == .add ? old + new.filter { !old.contains($0) } : old.filter { !new.contains($0) }
        if merged.isEmpty { return nil }
        return "[" + merged.map(CustomValues.quoted).joined(separator: ",") + "]"
    }

    private static func list(_ json: String?) -> [String] {
        guard let json, let values = try? JSONTexts.parse(json) else { return [] }
        return values
    }
}
