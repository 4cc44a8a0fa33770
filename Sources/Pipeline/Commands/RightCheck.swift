import HelpDesk
import Storage
import Tables

/// Holds what somebody wants to do against the table of who may do what. Before there is an administrator, anyone may
/// who is active.
struct RightCheck {
    private let right: Right
    /// As the end of "may not …".
    private let deed: String
    private let leaving: [RunCommand.Person]
    /// What is done to those.
    private let verb: String

    /// - Parameter isCheck: a dry run is a look.
    init(
        _ right: Right, deed: String, leaving: [RunCommand.Person] = [], verb: String = "remove", isCheck: Bool = false
    ) {
        self.right = isCheck ? .look : right
        self.deed = deed
        self.verb = verb
        self.leaving = leaving
    }

    init(_ command: RunCommand, isCheck: Bool) {
        self.init(command.right, deed: command.deed, leaving: command.leaving, isCheck: isCheck)
    }

    init(_ command: RunCommand, _ options: RunOptions) { self.init(command, isCheck: options.kind == .check) }

    /// What the run is: a command, a run of a job, or an import.
    init(_ options: RunOptions) {
        let isCheck = options.kind == .check
        if let command = options.command {
            self.init(command, isCheck: isCheck)
        } else if options.job != nil {
            self.init(.sync, deed: "run sync jobs", isCheck: isCheck)
        } else {
            self.init(.load, deed: "import", isCheck: isCheck)
        }
    }

    /// Makes a plan; where something stands in its way, who may not carry it out is told that, and not what it is. A plan
    /// that can be made is refused by its run, which the history keeps.
    func plan<Plan>(
        _ email: String?, in database: String, _ make: () throws(ImportFailure) -> Plan
    ) throws(ImportFailure) -> Plan {
        do throws(ImportFailure) {
            return try make()
        } catch {
            try check(email, in: database)
            throw error
        }
    }

    func check(_ email: String?, _ session: StoreSession) throws(ImportFailure) {
        try check(try email.flatMap(session.knownActor), email, session)
    }

    /// Checks before a run. A database that cannot be read says so by itself.
    func check(_ email: String?, in database: String) throws(ImportFailure) {
        let found = try? DatabaseReading.read(database) { session throws(ImportFailure) -> ImportFailure? in
            do throws(ImportFailure) {
                return try self.refusal(try email.flatMap(session.knownActor), email, session)
            } catch {
                return error
            }
        }
        if let refusal = found.flatMap(\.self) { throw refusal }
    }

    func check(_ actor: Actor?, _ email: String?, _ session: StoreSession) throws(ImportFailure) {
        if let refusal = try refusal(actor, email, session) { throw refusal }
    }

    /// What stands against it; nil where the actor may.
    func refusal(
        _ actor: Actor?, _ email: String?, _ session: StoreSession
    ) throws(ImportFailure) -> ImportFailure? {
        guard let actor, let email else {
            guard Permissions.permission(right, nil) == .no, try session.firstAdministrator() != nil else { return nil }
            return .actorMissing(deed, right)
        }
        switch Permissions.permission(right, actor.kind) {
        case .yes: return nil
        case .no:
            if actor.kind.isActive, try session.firstAdministrator() == nil { return nil }
            return .actorForbidden(email, deed, actor.kind, right)
        case .others: return refusalOfThemselves(actor, email)
        case .othersBelow: return refusalOfThemselves(actor, email) ?? refusalOfAdministrators(actor, email)
        }
    }

    /// The same of somebody who comes in with the run itself: before it nobody is an administrator.
    func refusal(ofNewcomer kind: ActorKind, _ email: String) -> ImportFailure? {
        if kind.isActive || Permissions.permission(right, kind) != .no { return nil }
        return .actorForbidden(email, deed, kind, right)
    }

    /// Nobody removes themselves.
    private func refusalOfThemselves(_ actor: Actor, _ email: String) -> ImportFailure? {
        leaving.contains { $0.id == actor.id } ? .removesThemselves(email) : nil
    }

    private func refusalOfAdministrators(_ actor: Actor, _ email: String) -> ImportFailure? {
        leaving.first { $0.kind == .administrator }.map { person in
            .actorForbidden(email, "\(verb) the administrator \(person.label)", actor.kind, .setPrimaryContact)
        }
    }
}

extension ImportPlan {
    /// Whether rows of its actor may delete records; who may not is refused by the run, which the history keeps.
    package func mayDelete() -> Bool {
        do throws(ImportFailure) {
            try RightCheck(RecordAction.delete.right, deed: "delete records").check(options.actor, in: database)
            return true
        } catch {
            return false
        }
    }
}

/// Holds those who only look against the table.
package enum LookCheck {
    /// Fails where this agent may not even look.
    package static func check(_ email: String, _ database: String) throws(ImportFailure) {
        try RightCheck(.look, deed: "look at this help desk").check(email, in: database)
    }
}

extension StoreSession {
    /// Whether somebody acts who may not give or take the roles of those who lead; before there is an administrator,
    /// anybody may.
    func keepsLeaders(_ actor: Actor?) throws(ImportFailure) -> Bool {
        guard let actor, actor.kind != .administrator else { return false }
        return try firstAdministrator() != nil
    }

    /// The agent of this name; nil where there are no agents yet.
    func knownActor(_ email: String) throws(ImportFailure) -> Actor? {
        if let actor = try actor(email) { return actor }
        if try liveIDs(Catalog.actors, limit: 1).isEmpty { return nil }
        throw .actorUnknown(email, near: try nearest(Catalog.actors, to: email))
    }
}
