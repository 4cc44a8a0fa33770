import HelpDesk
import Tables

/// People who have left: their records stay, and no row takes them back, makes them part of anything or removes others.
extension BatchDecision {
    // MARK: New records

    /// What nobody has who has left is not written: past work needs the record, and no more.
    func leaveOut(_ cleared: [Int], _ row: Int) {
        for column in cleared where records.values.column(column)[row].hasValue {
            reportRemoved(row, column)
            leaveOut(column, row)
        }
    }

    /// One finding for each value of the cell.
    private func reportRemoved(_ row: Int, _ column: Int) {
        guard plan.shape.columns[column].target.field?.isMany == true else {
            return report(.agentRemoved, .warning, row, column: column)
        }
        for name in names(in: records.values.column(column)[row]) {
            report(.agentRemoved, .warning, row, column: column, value: name)
        }
    }

    // MARK: Known records

    /// Whether the record's person has left, and the field stays as that has made it.
    func staysRemoved(_ row: Int, _ column: Int, _ field: Field, _ stored: StoredRecord) -> Bool {
        guard let removal = plan.entity.removal, removal.keeps(field.name),
            stored.value(removal.field) == .text(removal.value)
        else { return false }
        report(.agentRemoved, .warning, row, column: column)
        return true
    }

    /// Whoever leaves hands over what is in their hands: a row cannot do that, only the command for it.
    func refusesRemoval(
        _ row: Int, _ column: Int, _ field: Field, _ new: StoredValue, _ stored: StoredRecord
    ) -> Bool {
        guard let removal = plan.entity.removal, field.name == removal.field, new == .text(removal.value),
            !resolver.context.leaving.contains(stored.id)
        else { return false }
        report(.agentRemoval, .warning, row, column: column, [resolver.label(stored.id, of: plan.entity.name)])
        return true
    }

    // MARK: Sets

    /// Those of the members whom a stored record may get: who has left belongs to nothing any more.
    func joining(_ link: LinkPlan, _ members: Set<UInt32>, to owner: UInt32, _ row: Int) -> Set<UInt32> {
        guard !members.isEmpty, plan.entity.removal?.keeps(link.field.name) == true,
            index.standing(owner).contains(.removed)
        else { return joining(link, members, row) }
        reportRemoved(row, link.column)
        return []
    }

    /// Those of the members who have not left.
    func joining(_ link: LinkPlan, _ members: Set<UInt32>, _ row: Int) -> Set<UInt32> {
        guard link.index.tracksStandings else { return members }
        let gone = members.filter { link.index.standing($0).contains(.removed) }
        for name in names(in: records.values.column(link.column)[row]) where gone.contains(linkID(link, name)) {
            report(.agentRemoved, .warning, row, column: link.column, value: name)
        }
        return members.subtracting(gone)
    }
}

extension RecordShape {
    /// Where rows say that somebody has left, and what nobody has then; nil where they cannot.
    var leaving: (column: Int, value: String, cleared: [Int])? {
        guard let removal = entity.removal, let column = column(removal.field) else { return nil }
        return (column, removal.value, removal.clears.compactMap(self.column))
    }
}
