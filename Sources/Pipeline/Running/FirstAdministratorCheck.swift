import HelpDesk
import Storage
import Tables

/// As soon as there are agents somebody must be an administrator: the first files with agents have one, or the command
/// names one.
struct FirstAdministratorCheck {
    private let plan: ImportPlan

    init(_ plan: ImportPlan) { self.plan = plan }

    /// Before anything is read: whether `--first-admin` has something to say.
    func check(_ session: StoreSession) throws(ImportFailure) {
        guard let email = plan.options.firstAdministrator else { return }
        guard plan.passes.contains(where: { $0.entity.name == Catalog.actors.name }) else {
            throw .firstAdministratorAlone(email)
        }
        guard let there = try session.firstAdministrator() else { return }
        if try session.actor(email)?.kind != .administrator { throw .administratorThere(there, email) }
    }

    /// When all rows about an entity are decided: what was typed one by one needs no administrator yet.
    func check(_ entity: Entity, _ resolver: Resolver) throws(ImportFailure) {
        guard plan.options.needsAdministrator, entity.name == Catalog.actors.name, !plan.isTyped,
            let agents = try resolver.leaderlessAgents()
        else { return }
        throw .administratorMissing(agents)
    }
}

extension ImportFailure {
    fileprivate static func administratorMissing(_ agents: LeaderlessAgents) -> ImportFailure {
        let who = agents.count == 1 ? "an agent" : "\(agents.count) agents"
        return ImportFailure(
            "administrator.missing", .usage, "These files bring \(who), and nobody would be an active administrator.",
            hint: administratorHint(agents.candidate))
    }

    private static func administratorHint(_ candidate: String?) -> String {
        guard let candidate else {
            return "None of them is active, so let the files have one who is, with the role administrator. Nothing was "
                + "written."
        }
        return "Name the one who becomes it, any active agent of the files or of the database, such as "
            + "--first-admin \(candidate). Nothing was written."
    }

    fileprivate static func firstAdministratorAlone(_ email: String) -> ImportFailure {
        ImportFailure(
            "administrator.alone", .usage, "--first-admin is for files with agents, and these have none.",
            hint: "Of an agent in the database: deskferry edit agents \(email) role=administrator")
    }

    fileprivate static func administratorThere(_ there: String, _ email: String) -> ImportFailure {
        ImportFailure(
            "administrator.there", .usage, "There is an administrator already: \(there). \(email) cannot be the first.",
            hint: "Leave --first-admin out; then: deskferry edit agents \(email) role=administrator --as \(there)")
    }
}
