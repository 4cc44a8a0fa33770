import HelpDesk
import Tables

extension BatchDecision {
    /// Holds the times that a known record has after its row against their order (`times.order`). What the row's own
    /// times say of one another was looked at when they were read.
    func checkTimes(_ row: Int, _ stored: StoredRecord, _ update: RecordUpdate) {
        var earlier: RecordTime?
        for name in plan.entity.chronology {
            guard let later = time(name, row, stored, update) else { continue }
            if let earlier, later.text < earlier.text, earlier.isChanged || later.isChanged,
                !(earlier.isGiven && later.isGiven)
            {
                let column = plan.shape.column((later.isChanged ? later : earlier).field)
                report(
                    .timesOrder, .warning, row, column: column,
                    [earlier.field, later.field, earlier.text, later.text])
            }
            earlier = later
        }
    }

    private struct RecordTime {
        let field: String
        /// Canonical: compares like the time.
        let text: String
        /// The row has it, be it new or not.
        let isGiven: Bool
        let isChanged: Bool
    }

    private func time(_ name: String, _ row: Int, _ stored: StoredRecord, _ update: RecordUpdate) -> RecordTime? {
        let assigned = update.assignments.first { $0.column == plan.entity.field(name)?.column }?.value
        guard let text = (assigned ?? stored.value(name)).text else { return nil }
        return RecordTime(
            field: name, text: text, isGiven: self.text(plan.shape.column(name), row) != nil, isChanged: assigned != nil
        )
    }
}
