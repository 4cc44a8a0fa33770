import HelpDesk
import Tables

/// What a row changes beside the columns of its record: `custom`, sets of references, external ids.
extension BatchDecision {
    func customChange(_ row: Int, _ stored: StoredRecord, _ update: inout RecordUpdate) -> [Change] {
        let before = CustomValues(json: stored.custom)
        var after = before
        for column in plan.shape.columns.indices where records.values.column(column)[row].hasValue {
            guard let field = plan.shape.columns[column].target.field else { continue }
            after.forget(field: field.name)
            if let group = plan.shape.columns[column].reference?.group { after.forget(field: group) }
        }
        for (key, text) in customValues(row).values { after[key] = text }
        for (column, key) in plan.customColumns where isCleared(records.values.column(column)[row], column) {
            after[key] = nil
        }
        guard after != before else { return [] }
        update.assignments.append(("custom", after.json.map(StoredValue.text) ?? .null))
        return Set(before.values.keys).union(after.values.keys).sorted()
            .filter { before[$0] != after[$0] }.map { ("custom." + $0, before[$0], after[$0]) }
    }

    func linkChanges(_ row: Int, _ id: UInt32) -> [Change] {
        plan.links.compactMap { link in
            let span = records.values.column(link.column)[row]
            let isCleared = isCleared(span, link.column)
            guard span.hasValue || isCleared else { return nil }
            let stored = resolver.currentMembers(link.link, of: id, in: index)
            let given = Dictionary(names(in: span).map { (linkID(link, $0), $0) }) { first, _ in first }
            let named = Set(given.keys).subtracting([KeyMap.none])
            let asked =
                switch link.many {
                case _ where isCleared: named
                case .add: stored.union(named)
                case .replace: named
                case .remove: stored.subtracting(named)
                }
            let added = joining(link, asked.subtracting(stored), to: id, row)
            let removed = stored.subtracting(asked)
            guard !added.isEmpty || !removed.isEmpty else { return nil }
            let wanted = stored.union(added).subtracting(removed)
            resolver.linkMemory.note(link.link, of: id, wanted)
            for member in added.sorted() {
                batch.links.append(LinkChange(link: link.link, owner: id, member: member, isAddition: true))
            }
            for member in removed.sorted() {
                batch.links.append(LinkChange(link: link.link, owner: id, member: member, isAddition: false))
            }
            return (link.field.name, list(stored, link, given), list(wanted, link, given))
        }
    }

    /// Whether a cell says that what is stored has to go.
    private func isCleared(_ span: TextSpan, _ column: Int) -> Bool {
        span.kind == .clear || (span.isBlank && plan.shape.columns[column].blanks == .clear)
    }

    private func list(_ ids: Set<UInt32>, _ link: LinkPlan, _ given: [UInt32: String]) -> String? {
        let labels = ids.map { resolver.label($0, of: link.binding.entity, given: given[$0]) }
        return labels.isEmpty ? nil : labels.sorted().joined(separator: ", ")
    }

    func externalIDChange(_ row: Int, _ id: UInt32) -> [Change] {
        guard let column = plan.externalID, let text = text(column, row) else { return [] }
        let identity = KeyIdentity(.externalID, of: plan.entity, source: plan.shape.source)
        let hash = resolver.normalizer.hash(text, form: .exact)
        guard let map = index.maps[identity], map.find(hash) == KeyMap.none else { return [] }
        index.add(hash, id, to: map, identity)
        batch.externalIDs.append((id, records.values.column(column)[row]))
        return [("external_id", nil, text)]
    }
}
