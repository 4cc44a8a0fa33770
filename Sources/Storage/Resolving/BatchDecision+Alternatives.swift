import HelpDesk
import Tables

/// Columns that are alternatives for one cell: a comment's author is an agent, or else a contact.
extension BatchDecision {
    /// Turns the hashes of an alternative into ids, for the rows in which no earlier one has found its record. Only the
    /// last one has something to say about what is not found.
    mutating func resolveAlternative(_ place: Int) throws(ImportFailure) {
        let reference = plan.references[place]
        let spans = records.values.column(reference.column!)
        let hashes = records.hashes.column(reference.hashColumn)
        let ids = batch.references.column(place)
        for row in 0..<records.count where spans[row].hasValue && foundBefore(place, row) == KeyMap.none {
            let hash = hashes[row]
            let found = hash == 0 ? KeyMap.none : reference.map.find(hash)
            if found != KeyMap.none && found != KeyMap.several {
                ids[row] = found
            } else if reference.isLastAlternative, batch.outcomes[row] != Outcome.absent.rawValue {
                ids[row] = try missing(reference, row: row, hash: hash, found: found)
            }
        }
    }

    /// The record that an earlier alternative has found.
    private func foundBefore(_ place: Int, _ row: Int) -> UInt32 {
        for earlier in plan.references[place].earlier {
            let id = batch.references.column(earlier)[row]
            if id != KeyMap.none { return id }
        }
        return KeyMap.none
    }

    /// The row that was turned away and would have brought what the reference, or one of its alternatives, names.
    func blockingRow(_ reference: ReferencePlan, _ row: Int, _ hash: UInt64) -> PackedPosition? {
        if let blocking = reference.index.blockingRow(hash, reference.identity) { return blocking }
        for place in reference.earlier {
            let earlier = plan.references[place]
            let hash = records.hashes.column(earlier.hashColumn)[row]
            if hash != 0, let blocking = earlier.index.blockingRow(hash, earlier.identity) { return blocking }
        }
        return nil
    }

    /// Whether another alternative of the column has found its record, so that this one is to be empty.
    func isReplaced(_ column: Int, _ row: Int) -> Bool {
        guard let group = plan.shape.columns[column].reference?.group else { return false }
        return plan.references.indices.contains { place in
            plan.references[place].binding.group == group && batch.references.column(place)[row] != KeyMap.none
        }
    }

    /// What a reference may name, in words: `contacts`, or `agent or contact` where there are alternatives.
    func targets(_ reference: ReferencePlan) -> String {
        if reference.earlier.isEmpty { return reference.binding.entity.rawValue }
        let all =
            reference.earlier.map { plan.references[$0].index.entity.singular } + [reference.index.entity.singular]
        return all.joined(separator: " or ")
    }
}

extension ShapeColumn {
    /// What findings and kept texts call the column's field: alternatives by the name of the whole.
    var fieldName: String { reference?.group ?? target.name }
}
