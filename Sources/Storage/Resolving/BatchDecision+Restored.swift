import HelpDesk
import Tables

/// What a row that restores says of its record beside the key.
extension BatchDecision {
    /// A restoration writes nothing into its record: where the row says something else, it has not been done.
    func reportOtherValues(_ row: Int, _ id: UInt32) throws(ImportFailure) {
        guard let stored = try StoredRecord(resolver.session, plan.entity, id, resolver.bin) else { return }
        let keys = Set(plan.keys.filter(\.isMatch).flatMap(\.columns))
        let differing = plan.shape.columns.indices.filter { !keys.contains($0) && saysOther($0, row, stored) }
        guard let first = differing.first else { return }
        let names = differing.map { plan.shape.columns[$0].target.name }
        report(.restoreValues, .warning, row, column: first, [names.joined(separator: ", ")])
    }

    private func saysOther(_ column: Int, _ row: Int, _ stored: StoredRecord) -> Bool {
        guard let field = plan.shape.columns[column].target.field, !field.isMany, !field.isDerived else { return false }
        let span = records.values.column(column)[row]
        guard span.hasValue else { return false }
        guard field.isReference else {
            return value(row, column, field, span, stored.value(field.name)) != stored.value(field.name)
        }
        guard let reference = plan.references.first(where: { $0.column == column }) else { return false }
        let hash = records.hashes.column(reference.hashColumn)[row]
        let named = hash == 0 ? KeyMap.none : reference.map.find(hash)
        if named == KeyMap.none { return reference.binding.group == nil }
        return named != KeyMap.several && named != stored.reference(field.name)
    }
}
