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

    /// The sets of a new record.
    func insertLinks(_ row: Int, _ id: UInt32) {
        for link in plan.links { insertLinks(link, row, id) }
    }

    private func insertLinks(_ link: LinkPlan, _ row: Int, _ id: UInt32) {
        let span = records.values.column(link.column)[row]
        guard span.hasValue, link.many != .remove else { return }
        let members = joining(link, namedMembers(link, row), row)
        resolver.linkMemory.note(link.link, of: id, members)
        for member in members.sorted() {
            batch.links.append(LinkChange(link: link.link, owner: id, member: member, isAddition: true))
        }
    }

    func linkChanges(_ row: Int, _ id: UInt32) -> [Change] {
        plan.links.compactMap { link in
            guard saysMembers(row, link) else { return nil }
            let span = records.values.column(link.column)[row]
            let isCleared = isCleared(span, link.column)
            let stored = resolver.currentMembers(link.link, of: id, in: index)
            let given = Dictionary(names(in: span).map { (linkID(link, $0), $0) }) { first, _ in first }
            let named = Set(given.keys).subtracting([KeyMap.none])
            let asked =
                switch link.many {
                case .replace where isMembership: replaced(link, of: id, stored, by: named)
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

    /// Whether the row says anything of a set.
    func saysMembers(_ row: Int, _ link: LinkPlan) -> Bool {
        let span = records.values.column(link.column)[row]
        return span.hasValue || isCleared(span, link.column)
    }

    /// The known records that the row's cell names.
    func namedMembers(_ link: LinkPlan, _ row: Int) -> Set<UInt32> {
        let span = records.values.column(link.column)[row]
        guard span.hasValue else { return [] }
        return Set(names(in: span).map { linkID(link, $0) }).subtracting([KeyMap.none])
    }

    /// Whether a cell says that what is stored has to go.
    private func isCleared(_ span: TextSpan, _ column: Int) -> Bool {
        span.kind == .clear || (span.isBlank && plan.shape.columns[column].blanks == .clear)
    }

    private func list(_ ids: Set<UInt32>, _ link: LinkPlan, _ given: [UInt32: String]) -> String? {
        let labels = ids.map { resolver.label($0, of: link.binding.entity, given: given[$0]) }
        return labels.isEmpty ? nil : labels.sorted().joined(separator: ", ")
    }

    /// A second row for a record says what another system calls it: the record is known by that from now on, as it would
    /// be had the row come in a run of its own.
    func adoptExternalID(_ row: Int, _ id: UInt32) {
        guard plan.ownIDs?.holders.contains(id) == false, let change = externalIDChange(row, id).first,
            !index.isNew(id)
        else { return }
        batch.updates.append(RecordUpdate(entity: plan.entity, id: id, assignments: []))
        batch.changes.append(
            FieldChange(
                entity: plan.entity.name, id: id, key: keyText(row) ?? "#\(id)", field: change.field, old: change.old,
                new: change.new, position: position(row)))
    }

    func externalIDChange(_ row: Int, _ id: UInt32) -> [Change] {
        guard let column = plan.externalID, let text = text(column, row) else { return [] }
        let identity = KeyIdentity(.externalID, of: plan.entity, source: plan.shape.source)
        let hash = resolver.normalizer.hash(text, form: .exact)
        guard let map = index.maps[identity], map.find(hash) == KeyMap.none else { return [] }
        index.add(hash, id, to: map, identity)
        index.identified(identity).insert(id)
        batch.externalIDs.append((id, records.values.column(column)[row]))
        return [("external_id", nil, text)]
    }
}
