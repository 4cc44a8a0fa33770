import HelpDesk

extension BoundRecord {
    /// Invites new records, as far as their entity knows invitations and the rows may make some.
    package mutating func requestInvitations() {
        guard let invitation = shape.entity.invitation, shape.mode.mayCreate,
            let field = shape.entity.field(invitation.field)
        else { return }
        shape.invites = true
        guard shape.column(invitation.field) == nil else { return }
        var column = ShapeColumn(.field(field))
        column.update = .never
        add(column, .derived, [])
    }
}
