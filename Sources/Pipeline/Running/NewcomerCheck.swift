import HelpDesk
import Storage
import Tables

/// Looks at an actor again who was not there before the run: the files that bring the first agents bring the actor too,
/// and as somebody who is active.
struct NewcomerCheck {
    private let plan: ImportPlan

    init(_ plan: ImportPlan) { self.plan = plan }

    /// When all rows about an entity are decided.
    ///
    /// - Returns: true where there is nobody of this name, but that may be: there are no agents, or what was typed one by
    ///   one begins with somebody else.
    func isNobody(_ entity: Entity, _ resolver: Resolver) throws(ImportFailure) -> Bool {
        guard entity.name == Catalog.actors.name, let newcomer = resolver.newcomer else { return false }
        guard let standing = newcomer.standing else {
            if plan.isTyped || !newcomer.hasCompany { return true }
            throw .newcomerUnknown(newcomer.email)
        }
        let refusal = RightCheck(plan.options).refusal(ofNewcomer: ActorKind(standing), newcomer.email)
        if let refusal { throw refusal }
        return false
    }
}

extension ImportFailure {
    fileprivate static func newcomerUnknown(_ email: String) -> ImportFailure {
        ImportFailure(
            "actor.unknown", .usage, "These files bring agents, and \(email) is not among those who came in.",
            hint: "Give --as the email of one of them, or leave it out. Nothing was written.")
    }
}
