import HelpDesk
import Tables

/// Nobody is invited who has no address.
extension BatchDecision {
    /// Takes the request out of a new record without an address.
    func checkInvitation(_ row: Int, _ rule: PassRules.Text, address: Int?) {
        let hasAddress = address.map { records.values.column($0)[row].hasValue } ?? false
        guard !hasAddress, text(rule.column, row) == rule.value else { return }
        report(.invitationNoEmail, .warning, row, column: rule.column)
        leaveOut(rule.column, row)
    }

    /// Whether a known record cannot be invited, since it has no address after the row either.
    func refusesInvitation(
        _ row: Int, _ column: Int, _ field: Field, _ new: StoredValue, _ stored: StoredRecord
    ) -> Bool {
        guard let invitation = plan.entity.invitation, invitation.field == field.name,
            new == .text(invitation.requested), text(plan.shape.column(invitation.address), row) == nil,
            stored.value(invitation.address) == .null
        else { return false }
        report(.invitationNoEmail, .warning, row, column: column)
        return true
    }

    /// What a rule does not let in is not written.
    func leaveOut(_ column: Int, _ row: Int) {
        records.values.column(column)[row] = .blank
        blankLabel(of: column, row)
    }

    /// The source's own label goes with the value beside which it stands.
    func blankLabel(of column: Int, _ row: Int) {
        let label = plan.shape.columns[column].target.field.flatMap { plan.shape.column($0.labelName) }
        if let label { records.values.column(label)[row] = .blank }
    }
}
