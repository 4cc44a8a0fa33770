import HelpDesk
import Tables

/// Numbers that Deskferry gave to records that came without one. Another file of the same source counts on its own: its
/// number 1 need not be the record that is number 1 here.
extension BatchDecision {
    /// Turns a row away that has found a record by such a number and speaks of something else; nil where it goes on.
    func refuseOwnNumber(_ row: Int, _ id: UInt32, _ place: Int) throws(ImportFailure) -> Outcome? {
        guard try isOtherNumber(row, id, place) else { return nil }
        let key = plan.keys[place]
        index.dispute(keyHashes[place][row], key.identity)
        report(.keyTaken, .error, row, column: key.columns.first, [key.identity.spec.description, "#\(id)", "own"])
        return .rejected
    }

    /// Whether the row's number is another one than that of the record it has found. Rows that can only be about a known
    /// record mean this one.
    func isOtherNumber(_ row: Int, _ id: UInt32, _ place: Int) throws(ImportFailure) -> Bool {
        guard index.ownNumbers.contains(id), mode(row) != .update, !index.wasSeen(id),
            let numbering = plan.entity.numbering, plan.keys[place].identity.spec == KeySpec([numbering.field])
        else { return false }
        if hasOtherID(row, id) { return true }
        if plan.isComparable && contentHash(row) == index.records[id] { return false }
        guard let stored = try StoredRecord(resolver.session, plan.entity, id, resolver.bin) else { return false }
        return numbering.toldBy.contains { saysElse(row, $0, stored) }
    }

    private func saysElse(_ row: Int, _ field: String, _ stored: StoredRecord) -> Bool {
        let given = plan.references.indices.filter { plan.references[$0].field.name == field }
            .map { batch.references.column($0)[row] }.first { $0 != 0 }
        if let given { return given != stored.reference(field) }
        guard let field = plan.entity.field(field), field.target == nil,
            let text = text(plan.shape.column(field.name), row)
        else { return false }
        let former = stored.value(field.name).text ?? ""
        return KeyNormalizer.normalForm(text, .caseless) != KeyNormalizer.normalForm(former, .caseless)
    }

    /// A row gives the record a number: that is no longer Deskferry's.
    func giveNumber(_ update: inout RecordUpdate) {
        index.ownNumbers.remove(update.id)
        guard let column = SchemaPlan.ownNumberColumn(plan.entity) else { return }
        update.assignments.append((column, .integer(0)))
    }
}
