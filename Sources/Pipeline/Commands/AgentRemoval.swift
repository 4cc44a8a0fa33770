import Foundation
import HelpDesk
import Mapping
import Storage
import Tables

/// Takes people out of the help desk who have handled tickets: their records stay, and what is in their hands goes on
/// to others. Every step is a table of one run.
package struct AgentRemoval {
    /// What becomes of what the removed hold; keys of those who take it over.
    package struct Choices: Sendable {
        package var openTo: String?
        package var leavesOpen = false
        package var closesSettled = false
        package var propertyTo: String?

        package init() {}
    }

    private let entity: Entity
    private let removal: Removal
    private let choices: Choices
    private let options: RunOptions

    package init(_ entity: Entity, _ choices: Choices, _ options: RunOptions) throws(ImportFailure) {
        guard let removal = entity.removal else { throw .notRemovable(entity) }
        if choices.leavesOpen && choices.openTo != nil { throw .openTwice() }
        self.entity = entity
        self.removal = removal
        self.choices = choices
        self.options = options
    }

    /// - Returns: the plan, and what it will do, in sentences.
    package func plan(keys: [String]) throws(ImportFailure) -> (plan: ImportPlan, preview: [String]) {
        if keys.isEmpty { throw .nobodyToRemove(entity) }
        let leaving = try DatabaseReading.read(options.database) { session throws(ImportFailure) in
            try people(keys, session)
        }
        let command = command(leaving)
        return try RightCheck(command, options).plan(options.actor, in: options.database) {
            () throws(ImportFailure) in try plan(command, leaving)
        }
    }

    private func plan(
        _ command: RunCommand, _ leaving: [RunCommand.Person]
    ) throws(ImportFailure) -> (plan: ImportPlan, preview: [String]) {
        try DatabaseReading.read(options.database) { session throws(ImportFailure) in
            for person in leaving where person.status == removal.value { throw .removedAlready(person.label) }
            try checkAppointments(leaving, session)
            let heirs = Heirs(
                open: try heir(choices.openTo, of: leaving, session),
                property: try heir(choices.propertyTo ?? choices.openTo, of: leaving, session))
            let holdings = try self.holdings(leaving, session)
            if needsChoice(holdings) { throw .openUndecided(leaving.map(\.label), holdings.flatMap(\.workSentences)) }
            let steps = holdings.flatMap { self.steps($0, heirs) }
            return (try plan(command, leaving, steps), preview(leaving, steps, holdings))
        }
    }

    private func command(_ leaving: [RunCommand.Person]) -> RunCommand {
        var command = RunCommand("\(entity.name) remove", right: .remove, deed: "remove \(entity.name)")
        command.leaving = leaving
        return command
    }

    private func plan(
        _ command: RunCommand, _ leaving: [RunCommand.Person], _ steps: [HandoverStep]
    ) throws(ImportFailure) -> ImportPlan {
        var options = options
        options.command = command
        options.command?.notes = steps.map(\.sentence)
        var tables = [try removalTable(leaving)]
        for step in steps { tables.append(try step.table()) }
        return try ImportPlanner(options).plan(tables)
    }

    // MARK: Who

    private func people(_ keys: [String], _ session: StoreSession) throws(ImportFailure) -> [RunCommand.Person] {
        var people: [RunCommand.Person] = []
        for key in keys {
            let person = try person(key, session)
            if !people.contains(where: { $0.id == person.id }) { people.append(person) }
        }
        return people
    }

    private func person(_ key: String, _ session: StoreSession) throws(ImportFailure) -> RunCommand.Person {
        let match = try RecordLookup.one(entity, key, session)
        let texts = try session.texts(entity, match.id, [AgentStanding.roleField, removal.field])
        return RunCommand.Person(
            id: match.id, label: match.label, role: texts[AgentStanding.roleField], status: texts[removal.field])
    }

    /// Who takes over must be able to: neither removed nor disabled nor light, nor one of those who leave.
    private func heir(
        _ key: String?, of leaving: [RunCommand.Person], _ session: StoreSession
    ) throws(ImportFailure) -> RunCommand.Person? {
        guard let key else { return nil }
        let heir = try person(key, session)
        let names = leaving.map(\.label).joined(separator: ", ")
        if leaving.contains(where: { $0.id == heir.id }) { throw .heirUnfit(heir.label, names, "removed, too") }
        if AgentStanding(role: heir.role, status: heir.status).hindrance != nil {
            throw .heirUnfit(heir.label, names, heir.kind.description)
        }
        return heir
    }

    /// The organization's primary contact cannot go.
    private func checkAppointments(_ leaving: [RunCommand.Person], _ session: StoreSession) throws(ImportFailure) {
        for appointing in Catalog.entities {
            for case .primaryContact(let field) in appointing.rules {
                guard let id = try session.refers(appointing, by: field, to: leaving.map(\.id)),
                    let person = leaving.first(where: { $0.id == id })
                else { continue }
                throw .isPrimaryContact(person.label, appointing)
            }
        }
    }

    // MARK: What

    private func holdings(_ leaving: [RunCommand.Person], _ session: StoreSession) throws(ImportFailure) -> [Holding] {
        var holdings: [Holding] = []
        for other in Catalog.entities {
            guard let handover = other.handover, other.field(handover.field)?.target == entity.name else { continue }
            let held = try session.held(other, by: leaving.map(\.id))
            if !held.open.isEmpty || !held.settled.isEmpty {
                holdings.append(Holding(entity: other, handover: handover, held: held))
            }
        }
        return holdings
    }

    private func needsChoice(_ holdings: [Holding]) -> Bool {
        if choices.openTo != nil || choices.leavesOpen { return false }
        let work = holdings.filter { $0.handover.kind == .work }
        return work.contains { !$0.held.open.isEmpty || (!$0.held.settled.isEmpty && !choices.closesSettled) }
    }

    private struct Heirs {
        let open: RunCommand.Person?
        let property: RunCommand.Person?
    }

    private func steps(_ holding: Holding, _ heirs: Heirs) -> [HandoverStep] {
        let heir = holding.handover.kind == .work ? heirs.open : heirs.property
        var steps: [HandoverStep] = []
        if !holding.held.open.isEmpty { steps.append(.handOver(holding, to: heir?.label)) }
        if choices.closesSettled, !holding.held.settled.isEmpty, let settlement = holding.handover.settlement {
            steps.append(.close(holding, settlement, at: Instant.text(Date())))
        }
        return steps
    }

    private func removalTable(_ leaving: [RunCommand.Person]) throws(ImportFailure) -> BoundTable {
        let fields = [removal.field] + removal.clears
        let values = [removal.value] + removal.clears.map { _ in "" }
        return try HandoverStep(
            entity: entity, part: nil, ids: leaving.map(\.id),
            values: zip(fields, values).map { HandoverStep.Value(field: $0.0, text: $0.1) }, sentence: ""
        ).table()
    }

    private func preview(_ leaving: [RunCommand.Person], _ steps: [HandoverStep], _ holdings: [Holding]) -> [String] {
        leaving.map { "\($0.label) becomes \(removal.value), without \(Self.list(removal.clears))." }
            + steps.map(\.sentence)
            + (choices.closesSettled ? [] : holdings.compactMap(\.stayingSentence))
    }

    private static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words.last!
    }
}
