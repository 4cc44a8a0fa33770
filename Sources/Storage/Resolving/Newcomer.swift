import HelpDesk

/// The actor of a run, where nobody was there before it: the first load of a help desk.
package struct Newcomer: Sendable {
    package let email: String
    /// Nil: the run has brought nobody of this name.
    package let standing: AgentStanding?
    /// Whether the run has brought agents at all.
    package let hasCompany: Bool
}

extension Resolver {
    /// Nil where nobody is named, or was there before; after the agents' last pass.
    package var newcomer: Newcomer? {
        guard let email = context.actorEmail, context.actorStanding == nil, let agents = indexes[Catalog.actors.name]
        else { return nil }
        return Newcomer(
            email: email, standing: agent(email).map(agents.standing), hasCompany: agents.nextID > agents.firstNew)
    }
}
