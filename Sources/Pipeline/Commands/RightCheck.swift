import HelpDesk
import Storage
import Tables

/// Holds a run against the table of who may do what. Before there is an administrator, anyone may who is active.
struct RightCheck {
    /// Nil: an import.
    let command: RunCommand?
    /// A dry run is a look.
    let isCheck: Bool

    init(command: RunCommand?, isCheck: Bool) {
        self.command = command
        self.isCheck = isCheck
    }

    init(_ command: RunCommand, _ options: RunOptions) {
        self.init(command: command, isCheck: options.kind == .check)
    }

    /// Checks before the run, so that who may not do it is told that, and not first what stands in its way.
    func check(_ email: String?, _ session: StoreSession) throws(ImportFailure) {
        try check(try email.flatMap(session.knownActor), email, session)
    }

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
            do throws(ImportFailure) {
                return Result<Actor?, ImportFailure>.success(try session.knownActor(email))
            } catch {
                return .failure(error)
            }
        }
        guard let actor = try found?.get() else { return }
        if Permissions.permission(.look, actor.kind) == .no {
            throw .actorForbidden(email, "look at this help desk", actor.kind, .look)
        }
    }
}

extension StoreSession {
    /// The agent of this name; nil where there are no agents yet.
    func knownActor(_ email: String) throws(ImportFailure) -> Actor? {
        if let actor = try actor(email) { return actor }
        if try liveIDs(Catalog.actors, limit: 1).isEmpty { return nil }
        throw .actorUnknown(email, near: try nearest(Catalog.actors, to: email))
    }
}
