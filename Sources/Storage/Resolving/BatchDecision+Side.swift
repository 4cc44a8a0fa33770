import HelpDesk
import Tables

/// What the rows of a run have said of records that they name beside their own, again and again: the account of each
/// contact. Rows that name the same one are about the same one, so what the first leaves blank a later one fills.
struct SaidFields {
    /// The records of which rows have spoken; what a row of its own says of a record is not added to.
    let records: IDSet
    /// By record, the hash of what was said in a column; 0 where all rows have left it blank.
    let columns: [(column: Int, hashes: PagedArray<UInt32>)]

    /// Nil where nothing can be added: references, sets and unique keys are left as the first row has them, and so are
    /// fields that rules watch over.
    init?(_ shape: RecordShape, _ keys: [KeyPlan], _ rules: PassRules, _ index: EntityIndex) {
        guard shape.isSide, shape.entity.removal == nil else { return nil }
        let settled = Set(keys.filter { $0.isMatch || $0.isUnique }.flatMap(\.columns) + rules.texts.map(\.column))
        columns = shape.columns.indices.compactMap { column in
            guard shape.countsForContent(column), !settled.contains(column),
                let field = shape.columns[column].target.field, !field.isMany, field.type != .tags
            else { return nil }
            return (column, index.said(field.name))
        }
        guard !columns.isEmpty else { return nil }
        records = index.saidRecords
    }
}

extension BatchDecision {
    /// Remembers what the first row that names a record says of it.
    @inline(__always)
    func noteSaid(_ row: Int, _ id: UInt32) {
        if let said = plan.said { noteSaid(said, row, id) }
    }

    private func noteSaid(_ said: SaidFields, _ row: Int, _ id: UInt32) {
        said.records.insert(id)
        for (column, hashes) in said.columns {
            let hash = saidHash(row, column)
            if hash != 0 { hashes[id] = hash }
        }
    }

    private func saidHash(_ row: Int, _ column: Int) -> UInt32 {
        let span = records.values.column(column)[row]
        guard span.hasValue else { return 0 }
        let bytes = records.rows.bytes(span)
        return UInt32(truncatingIfNeeded: resolver.normalizer.hasher.hash(bytes.baseAddress!, bytes.count)) | 1
    }

    /// A column in which the row says something else of the record than the rows before.
    func contradicted(_ row: Int, _ id: UInt32) -> Int? {
        guard let said = plan.said, said.records.contains(id) else { return nil }
        return said.columns.first { column, hashes in
            let hash = saidHash(row, column)
            return hash != 0 && hashes[id] != 0 && hashes[id] != hash
        }?.column
    }

    /// Fills what the rows before have left blank; returns whether that changes the record.
    mutating func fillBlanks(_ row: Int, _ id: UInt32) throws(ImportFailure) -> Bool {
        guard let said = plan.said, said.records.contains(id) else { return false }
        let open = said.columns.filter { saidHash(row, $0.column) != 0 && $0.hashes[id] == 0 }
        guard !open.isEmpty else { return false }
        let stored = index.isNew(id) ? nil : try StoredRecord(resolver.session, plan.entity, id, resolver.bin)
        var update = RecordUpdate(entity: plan.entity, id: id, assignments: [])
        for (column, hashes) in open {
            hashes[id] = saidHash(row, column)
            fill(column, row, stored, &update)
        }
        if update.assignments.isEmpty { return false }
        batch.updates.append(update)
        return true
    }

    private mutating func fill(_ column: Int, _ row: Int, _ stored: StoredRecord?, _ update: inout RecordUpdate) {
        guard let field = plan.shape.columns[column].target.field else { return }
        let old = stored?.value(field.name) ?? .null
        if plan.shape.columns[column].update == .ifEmpty && old != .null { return }
        guard let new = value(row, column, field, records.values.column(column)[row], old), new != old else { return }
        if let stored {
            assign(row, column, field, new, stored, &update)
        } else {
            update.assignments.append((field.column!, new))
            addKeys(row, column, update.id)
        }
        batch.changes.append(
            FieldChange(
                entity: plan.entity.name, id: update.id, key: keyText(row) ?? "#\(update.id)", field: field.name,
                old: old.text, new: new.text, position: position(row)))
    }

    /// A record of this run is found by what was filled in from now on.
    private func addKeys(_ row: Int, _ column: Int, _ id: UInt32) {
        for (place, key) in plan.keys.enumerated() where key.columns.contains(column) {
            let hash = keyHashes[place][row]
            if hash != 0 { index.add(hash, id, to: key.map, key.identity) }
        }
    }
}
