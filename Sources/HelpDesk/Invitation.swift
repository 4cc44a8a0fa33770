/// How people are asked to look at their tickets themselves: a picklist says how far it is with each.
package struct Invitation: Sendable, Hashable {
    /// The picklist, and its values in order.
    package let field: String
    package let none: String
    package let requested: String
    package let sent: String
    package let accepted: String
    /// Where it goes to; without one nobody can be invited (`invitation.no_email`).
    package let address: String

    package init(
        field: String, none: String, requested: String, sent: String, accepted: String, address: String
    ) {
        self.field = field
        self.none = none
        self.requested = requested
        self.sent = sent
        self.accepted = accepted
        self.address = address
    }

    /// The states of somebody who is invited, in order.
    package var states: [String] { [requested, sent, accepted] }
}

extension Entity {
    /// How its records are invited; nil where they are not.
    package var invitation: Invitation? {
        for case .invites(let invitation) in rules { return invitation }
        return nil
    }
}
