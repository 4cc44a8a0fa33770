import Foundation
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
        let staysOpen = staysOpen(reference)
        let disputed = reference.index.disputed[reference.identity] ?? []
        let isDisputed = !disputed.isEmpty
        for row in 0..<records.count {
            let hash = hashes[row]
            guard hash != 0 else { continue }
            let id = isDisputed && disputed.contains(hash) ? KeyMap.none : map.find(hash)
            if id == KeyMap.none || id == KeyMap.several {
                guard outcomes[row] != Outcome.absent.rawValue else { continue }
                ids[row] = try missing(reference, row: row, hash: hash, found: id)
            } else {
                ids[row] = id
                if reference.isSelf { lookAgain(reference, row, ids, staysOpen) }
            }
            if checksAssignable { checkAssignable(reference, row, ids) }
        }
        if RecordShape.form(of: reference.binding) == .phone { try resolveUnreadable(reference, ids) }
    }

    /// Texts of which no key is left, such as a word where a phone number should be: no record has them.
    private mutating func resolveUnreadable(
        _ reference: ReferencePlan, _ ids: UnsafeMutablePointer<UInt32>
    ) throws(ImportFailure) {
        let hashes = records.hashes.column(reference.hashColumn)
        guard let spans = reference.column.map(records.values.column) else { return }
        for row in 0..<records.count where hashes[row] == 0 && spans[row].hasValue {
            guard batch.outcomes[row] != Outcome.absent.rawValue else { continue }
            ids[row] = try missing(reference, row: row, hash: 0, found: KeyMap.none)
        }
    }

    /// A record of the same entity may still be deleted by a row further down: who refers to it waits for the end.
    private mutating func lookAgain(
        _ reference: ReferencePlan, _ row: Int, _ ids: UnsafeMutablePointer<UInt32>, _ staysOpen: Bool
    ) {
        guard isAskedFor(reference.column, row) else { return }
        if staysOpen { waiting.insert(row) }
        guard round != .stream, let deleter = resolver.bin.announcement(reference.binding.entity, ids[row]) else {
            return
        }
        report(
            .referenceDeleted, .error, row, column: reference.column,
            [reference.binding.entity.rawValue] + place(deleter))
        ids[row] = 0
    }

    /// The record that the reference names, where this run has deleted it.
    private func deletedRecord(_ index: EntityIndex, _ identity: KeyIdentity, _ hash: UInt64) -> UInt32? {
        guard hash != 0, let id = index.binned[identity]?.find(hash), resolver.bin.deleter(index.entity.name, id) != nil
        else {
            return nil
        }
        return id
    }

    private mutating func reportDeleted(
        _ index: EntityIndex, _ id: UInt32, _ row: Int, _ column: Int?, name: String? = nil
    ) {
        guard let deleter = resolver.bin.deleter(index.entity.name, id) else { return }
        report(
            .referenceDeleted, .error, row, column: column, value: name, [index.entity.name.rawValue] + place(deleter))
    }

    /// What to do about a reference that names no record, or several.
    mutating func missing(
        _ reference: ReferencePlan, row: Int, hash: UInt64, found: UInt32
    ) throws(ImportFailure) -> UInt32 {
        let column = reference.column!
        let entity = targets(reference)
        let policy = action(row)?.isAssociation == true ? .reject : reference.binding.onMissing
        let deleted = found == KeyMap.none ? deletedRecord(reference.index, reference.identity, hash) : nil
        guard isAskedFor(column, row) else { return deleted ?? 0 }
        // Taking a record away from what is deleted is what the deletion does, too.
        if let deleted, action(row) == .dissociate { return deleted }
        if let deleted {
            reportDeleted(reference.index, deleted, row, column)
            return 0
        }
        if found == KeyMap.none, let binned = returningRecord(reference.index, reference.identity, hash, policy) {
            awaited[row, default: []].append(
                AwaitedReference(entity: reference.index.entity, id: binned, column: column))
            return 0
        }
        if found == KeyMap.several {
            let ids = reference.index.ambiguous[reference.identity]?[hash] ?? []
            report(
                .referenceAmbiguous, policy == .empty ? .warning : .error, row, column: column,
                [entity, numbers(ids)])
            if policy == .empty { keepText(row, column) }
            return 0
        }
        if reference.isSelf && round != .final && hash != 0 {
            if round == .stream { waiting.insert(row) } else { reportRing(row, column, closedBy: hash) }
            return 0
        }
        return try policy == .create && hash != 0
            ? create(reference, row, hash)
            : handleUnknown(
                row, column, policy, entity, blockingRow(reference, row, hash),
                among: KnownKeys(reference.binding, reference.identity, reference.map))
    }

    /// `name` is one of several names in the cell; nil: the cell is the name.
    private mutating func handleUnknown(
        _ row: Int, _ column: Int, _ policy: MissingPolicy, _ entity: String, _ blocking: PackedPosition?,
        name: String? = nil, among known: KnownKeys
    ) throws(ImportFailure) -> UInt32 {
        let key = plan.shape.columns[column].reference?.key.description ?? ""
        switch policy {
        case .empty:
            let meant = nearest(name ?? text(column, row), known)
            report(.referenceKept, .warning, row, column: column, value: name, [entity] + meant)
            keepText(row, column, name)
        case .reject, .park, .create:
            if policy == .park || blocking != nil {
                let place = blocking.map(place) ?? ["", ""]
                report(.referenceParked, .error, row, column: column, value: name, [entity] + place)
                parked.insert(row)
            } else {
                let meant = nearest(name ?? text(column, row), known)
                report(.referenceUnknown, .error, row, column: column, value: name, [entity, key] + meant)
            }
        }
        return 0
    }

    /// Makes the record that the reference names, with nothing but its key.
    private mutating func create(_ reference: ReferencePlan, _ row: Int, _ hash: UInt64) throws(ImportFailure) -> UInt32
    {
        let column = reference.column!
        guard records.state(row) == .accepted, let text = text(column, row),
            let field = reference.index.entity.field(reference.binding.key.fields[0]), let target = field.column
        else { return 0 }
        return make(reference.index, reference.identity, hash, row: row, in: column, target: target, text: text)
    }

    private mutating func make(
        _ index: EntityIndex, _ identity: KeyIdentity, _ hash: UInt64, row: Int, in column: Int, target: String,
        text: String
    ) -> UInt32 {
        let id = index.allocate()
        index.add(hash, id, to: index.maps[identity]!, identity)
        index.markSeen(id, at: packed(row))
        index.names?[id] = text
        batch.referenced.append(ReferencedRecord(entity: index.entity, id: id, column: target, text: text))
        resolver.noteReferenced(index.entity.name, 1)
        index.namedRecords.insert(id)
        made.append(MadeRecord(index: index, identity: identity, hash: hash, id: id, finding: records.findings.count))
        report(.referenceCreated, .info, row, column: column, value: text, [index.entity.name.rawValue])
        return id
    }

    /// Takes back records that were made for rows which in the end were not loaded, or not with this reference.
    mutating func unmakeUnused() {
        guard !made.isEmpty else { return }
        let used = usedReferences()
        let unused = made.filter { used[$0.index.entity.name]?.contains($0.id) != true }
        guard !unused.isEmpty else { return }
        for record in unused {
            record.index.remove(record.hash, record.id, from: record.identity)
            resolver.noteReferenced(record.index.entity.name, -1)
            batch.referenced.removeAll { $0.id == record.id && $0.entity.name == record.index.entity.name }
        }
        for finding in unused.map(\.finding).sorted(by: >) {
            records.findings.remove(at: finding)
            records.findingRows.remove(at: finding)
        }
    }

    /// What the batch's new and changed records refer to.
    private func usedReferences() -> [EntityName: Set<UInt32>] {
        var used: [EntityName: Set<UInt32>] = [:]
        for (place, reference) in plan.references.enumerated() {
            let ids = batch.references.column(place)
            for insert in 0..<batch.insertRows.count {
                used[reference.binding.entity, default: []].insert(ids[Int(batch.insertRows[insert])])
            }
            for update in batch.updates {
                for case (reference.field.column, .integer(let id)) in update.assignments {
                    used[reference.binding.entity, default: []].insert(UInt32(truncatingIfNeeded: id))
                }
            }
        }
        for link in plan.links {
            for change in batch.links where change.link == link.link {
                used[link.binding.entity, default: []].insert(change.member)
            }
        }
        return used
    }

    /// Keeps the name that was not found, so that nothing is lost; `name` is one of several in the cell.
    func keepText(_ row: Int, _ column: Int, _ name: String? = nil) {
        guard let text = name ?? text(column, row) else { return }
        let key = "_reference." + plan.shape.columns[column].fieldName
        guard name != nil, let known = records.kept.lastIndex(where: { $0.row == row && $0.key == key }) else {
            return records.kept.append(KeptText(row: row, key: key, text: text))
        }
        let names = records.kept[known].text.components(separatedBy: "; ")
        if !names.contains(text) { records.kept[known].text = (names + [text]).joined(separator: "; ") }
    }

    // MARK: Who may be assigned

    private func checkAssignable(_ reference: ReferencePlan, _ row: Int, _ ids: UnsafeMutablePointer<UInt32>) {
        guard isAskedFor(reference.column, row), ids[row] != 0,
            let reason = reference.index.standing(ids[row]).hindrance
        else { return }
        let isLight = reason == "light_agent"
        guard !isLight || plan.rules.assignable[reference.field.name] == true else { return }
        report(
            isLight ? .agentLight : .referenceInactive, .warning, row, column: reference.column, isLight ? [] : [reason]
        )
        keepText(row, reference.column!)
        ids[row] = 0
    }

    // MARK: Sets of references

    /// Checks the names in cells with several references; their ids are looked up again where they are written.
    mutating func resolveLinks() throws(ImportFailure) {
        for link in plan.links {
            let spans = records.values.column(link.column)
            for row in 0..<records.count
            where spans[row].hasValue && batch.outcomes[row] != Outcome.absent.rawValue && isAskedFor(link.column, row)
            {
                for name in names(in: spans[row]) where linkID(link, name) == KeyMap.none {
                    try missingLink(link, row, name)
                }
            }
        }
    }

    private mutating func missingLink(_ link: LinkPlan, _ row: Int, _ name: String) throws(ImportFailure) {
        let hash = resolver.normalizer.hash(name, form: link.form)
        // Where nothing but the link is written there is no place to keep the name.
        let policy = isMembership && link.binding.onMissing == .empty ? .reject : link.binding.onMissing
        if link.map.find(hash) == KeyMap.several {
            let ids = link.index.ambiguous[link.identity]?[hash] ?? []
            report(
                .referenceAmbiguous, policy == .empty ? .warning : .error, row, column: link.column, value: name,
                [link.binding.entity.rawValue, numbers(ids)])
            if policy == .empty { keepText(row, link.column, name) }
        } else if let deleted = deletedRecord(link.index, link.identity, hash) {
            reportDeleted(link.index, deleted, row, link.column, name: name)
        } else if let binned = returningRecord(link.index, link.identity, hash, policy) {
            awaited[row, default: []].append(
                AwaitedReference(entity: link.index.entity, id: binned, column: link.column))
        } else if policy == .create, records.state(row) == .accepted,
            let column = link.index.entity.field(link.binding.key.fields[0])?.column
        {
            _ = make(link.index, link.identity, hash, row: row, in: link.column, target: column, text: name)
        } else {
            let blocking = link.index.blockingRow(hash, link.identity)
            _ = try handleUnknown(
                row, link.column, policy, link.binding.entity.rawValue, blocking, name: name,
                among: KnownKeys(link.binding, link.identity, link.map))
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

    /// Some records' numbers, for messages.
    func numbers(_ ids: [UInt32]) -> String {
        ids.prefix(5).map { "#\($0)" }.joined(separator: ", ") + (ids.count > 5 ? ", …" : "")
    }
}
