import HelpDesk
import Storage
import Tables

/// Who may do what. Without an agent's name everything is allowed that is not kept for some, for whoever holds the file
/// holds the data; and before there is an administrator, anyone may do anything.
struct RightCheck {
    /// Nil: an import.
    let command: RunCommand?
    /// A dry run, which everybody may make who is not removed.
    let isCheck: Bool

    private var right: Right { command?.right ?? .load }

    private var deed: String { command?.deed ?? "import" }

    func check(_ actor: Actor?, _ email: String?, _ session: StoreSession) throws(ImportFailure) {
        guard let actor, let email else {
            guard right.needsActor, !isCheck, try session.hasAdministrator() else { return }
            throw .actorMissing(deed)
        }
        guard let reason = actor.hindrance(right) else { return try checkRank(actor, email) }
        if isCheck && !actor.isRemoved { return }
        if right != .load, actor.hindrance(.load) == nil, try !session.hasAdministrator() { return }
        throw .actorForbidden(email, deed, reason, right)
    }

    /// Nobody removes themselves, and only an administrator another one.
    private func checkRank(_ actor: Actor, _ email: String) throws(ImportFailure) {
        for person in command?.leaving ?? [] where !isCheck {
            if person.id == actor.id { throw .removesThemselves(email) }
            if let reason = Right.administer.hindrance(role: actor.role, status: actor.status),
                Right.administer.hindrance(role: person.role, status: nil) == nil
            {
                throw .actorForbidden(email, "remove the administrator \(person.label)", reason, .administer)
            }
        }
    }
}
