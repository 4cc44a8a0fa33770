import HelpDesk
import Tables

extension BatchDecision {
    /// Turns the hashes of one reference column into ids.
    mutating func resolveReference(_ place: Int) throws(ImportFailure) {
        let reference = plan.references[place]
        let hashes = records.hashes.column(reference.hashColumn)
        let ids = batch.references.column(place)
        let map = reference.map.view
        let outcomes = batch.outcomes.base
        let checksAssignable = plan.rules.assignable[reference.field.name] != nil
        for row in 0..<records.count {
            let hash = hashes[row]
            guard hash != 0 else { continue }
            let id = map.find(hash)
            if id == KeyMap.none || id == KeyMap.several {
                guard outcomes[row] != Outcome.absent.rawValue else { continue }
                ids[row] = try missing(reference, row: row, hash: hash, found: id)
            } else {
                ids[row] = id
            }
            if checksAssignable { checkAssignable(reference, row, ids) }
        }
    }

    /// What to do about a reference that names no record, or several.
    private mutating func missing(
        _ reference: ReferencePlan, row: Int, hash: UInt64, found: UInt32
    ) throws(ImportFailure) -> UInt32 {
        let column = reference.column!
        let entity = reference.binding.entity
        let policy = reference.binding.onMissing
        if found == KeyMap.several {
            let ids = reference.index.ambiguous[reference.identity]?[hash] ?? []
            report(
                .referenceAmbiguous, policy == .empty ? .warning : .error, row, column: column,
                [entity.rawValue, names(ids, entity)])
            if policy == .empty { keepText(row, column) }
            return 0
        }
        if reference.isSelf && round != .final {
            if round == .stream { waiting.insert(row) } else { report(.referenceCycle, .error, row, column: column) }
            return 0
        }
        return try policy == .create
            ? create(reference, row, hash)
            : handleUnknown(row, column, policy, entity, reference.index.blockingRow(hash, reference.identity))
    }

    private mutating func handleUnknown(
        _ row: Int, _ column: Int, _ policy: MissingPolicy, _ entity: EntityName, _ blocking: PackedPosition?
    ) throws(ImportFailure) -> UInt32 {
        let key = plan.shape.columns[column].reference?.key.description ?? ""
        switch policy {
        case .empty:
            report(.referenceKept, .warning, row, column: column, [entity.rawValue])
            keepText(row, column)
        case .reject, .park, .create:
            if policy == .park || blocking != nil {
                let place = blocking.map(place) ?? ["", ""]
                report(.referenceParked, .error, row, column: column, [entity.rawValue] + place)
                parked.insert(row)
            } else {
                report(.referenceUnknown, .error, row, column: column, [entity.rawValue, key])
            }
        }
        return 0
    }

    /// Makes the record that the reference names, with nothing but its key.
    private func create(_ reference: ReferencePlan, _ row: Int, _ hash: UInt64) throws(ImportFailure) -> UInt32 {
        let column = reference.column!
        guard records.state(row) == .accepted, let text = text(column, row),
            let field = reference.index.entity.field(reference.binding.key.fields[0]), let target = field.column
        else { return 0 }
        let id = reference.index.allocate()
        reference.index.add(hash, id, to: reference.map, reference.identity)
        reference.index.markSeen(id, at: packed(row))
        batch.referenced.append(
            ReferencedRecord(entity: reference.index.entity, id: id, column: target, text: text))
        resolver.noteReferenced(reference.binding.entity)
        report(.referenceCreated, .info, row, column: column, [reference.binding.entity.rawValue])
        return id
    }

    /// Keeps the name that was not found, so that nothing is lost.
    func keepText(_ row: Int, _ column: Int) {
        guard let text = text(column, row) else { return }
        records.kept.append(KeptText(row: row, key: "_reference." + plan.shape.columns[column].target.name, text: text))
    }

    // MARK: Who may be assigned

    private func checkAssignable(_ reference: ReferencePlan, _ row: Int, _ ids: UnsafeMutablePointer<UInt32>) {
        guard ids[row] != 0, let reason = reference.index.unassignable[ids[row]] else { return }
        let isLight = reason == "light_agent"
        guard !isLight || plan.rules.assignable[reference.field.name] == true else { return }
        report(isLight ? .agentLight : .referenceInactive, .warning, row, column: reference.column, isLight ? [] : [reason])
        keepText(row, reference.column!)
        ids[row] = 0
    }

    // MARK: Sets of references

    /// Checks the names in cells with several references; their ids are looked up again where they are written.
    mutating func resolveLinks() throws(ImportFailure) {
        for link in plan.links {
            let spans = records.values.column(link.column)
            for row in 0..<records.count where spans[row].hasValue && batch.outcomes[row] != Outcome.absent.rawValue {
                for name in names(in: spans[row]) where linkID(link, name) == KeyMap.none {
                    try missingLink(link, row, name)
                }
            }
        }
    }

    private mutating func missingLink(_ link: LinkPlan, _ row: Int, _ name: String) throws(ImportFailure) {
        let hash = resolver.normalizer.hash(name, form: link.form)
        if link.binding.onMissing == .create, records.state(row) == .accepted,
            let column = link.index.entity.field(link.binding.key.fields[0])?.column {
            let id = link.index.allocate()
            link.index.add(hash, id, to: link.map, link.identity)
            link.index.markSeen(id, at: packed(row))
            batch.referenced.append(ReferencedRecord(entity: link.index.entity, id: id, column: column, text: name))
            resolver.noteReferenced(link.binding.entity)
            report(.referenceCreated, .info, row, column: link.column, value: name, [link.binding.entity.rawValue])
        } else {
            let blocking = link.index.blockingRow(hash, link.identity)
            _ = try handleUnknown(row, link.column, link.binding.onMissing, link.binding.entity, blocking)
        }
    }

    /// The names in a cell with several references.
    func names(in span: TextSpan) -> [String] {
        records.rows.bytes(span).split(separator: 0x1F).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The record that a name of a set refers to; none where there is none or several.
    func linkID(_ link: LinkPlan, _ name: String) -> UInt32 {
        let hash = resolver.normalizer.hash(name, form: link.form)
        let id = hash == 0 ? KeyMap.none : link.map.find(hash)
        return id == KeyMap.several ? KeyMap.none : id
    }

    /// Some records' numbers and labels, for messages.
    func names(_ ids: [UInt32], _ entity: EntityName) -> String {
        ids.prefix(5).map { "#\($0)" }.joined(separator: ", ") + (ids.count > 5 ? ", …" : "")
    }
}
