import HelpDesk
import Storage
import Tables

/// Holds a run against the table of who may do what. Before there is an administrator, anyone may who is active.
struct RightCheck {
    /// Nil: an import.
    let command: RunCommand?
    /// A dry run is a look.
    let isCheck: Bool

    private var right: Right { isCheck ? .look : command?.right ?? .load }

    private var deed: String { command?.deed ?? "import" }

    func check(_ actor: Actor?, _ email: String?, _ session: StoreSession) throws(ImportFailure) {
        guard let actor, let email else {
            guard Permissions.permission(right, nil) == .no, try session.firstAdministrator() != nil else { return }
            throw .actorMissing(deed, right)
        }
        switch Permissions.permission(right, actor.kind) {
        case .yes: return
        case .no:
            if actor.kind.isActive, try session.firstAdministrator() == nil { return }
            throw .actorForbidden(email, deed, actor.kind, right)
        case .others: try checkOthers(actor, email)
        case .othersBelow:
            try checkOthers(actor, email)
            for person in command?.leaving ?? [] where person.kind == .administrator {
                throw .actorForbidden(email, "remove the administrator \(person.label)", actor.kind, .setPrimaryContact)
            }
        }
    }

    /// Nobody removes themselves.
    private func checkOthers(_ actor: Actor, _ email: String) throws(ImportFailure) {
        for person in command?.leaving ?? [] where person.id == actor.id { throw .removesThemselves(email) }
    }
}

/// Holds those who only look against the table.
package enum LookCheck {
    /// Fails where this agent may not even look. A database that cannot be read says so by itself.
    package static func check(_ email: String, _ database: String) throws(ImportFailure) {
        let found = try? DatabaseReading.read(database) { session throws(ImportFailure) in
            let actor = try session.actor(email)
            let known = actor == nil ? try session.labels(Catalog.actors, limit: .max).map(\.label) : []
            return (actor: actor, known: known)
        }
        guard let found else { return }
        guard let actor = found.actor else {
            if !found.known.isEmpty { throw .actorUnknown(email, known: found.known) }
            return
        }
        if Permissions.permission(.look, actor.kind) == .no {
            throw .actorForbidden(email, "look at this help desk", actor.kind, .look)
        }
    }
}
