import HelpDesk
import Mapping
import Tables

/// Walks through the doubtful columns of a proposed mapping: shows what is in them, and asks what they are.
package struct InteractiveMapping {
    /// Asks, and returns what was typed; nil where there is nobody any more.
    private let ask: (String) -> String?
    private let say: (String) -> Void

    package init(ask: @escaping (String) -> String?, say: @escaping (String) -> Void) {
        self.ask = ask
        self.say = say
    }

    private enum Answer {
        /// One field, or the two of a full name.
        case fields([ColumnProposal])
        case leave
        case done
    }

    /// The proposal with what was decided.
    package func decide(_ proposed: ProposedMapping) throws(ImportFailure) -> ProposedMapping {
        guard let proposal = proposed.proposal else {
            say("\(proposed.table.label): nothing was recognised; edit the mapping by hand.\n")
            return proposed
        }
        var current = proposal
        for column in proposed.openColumns {
            show(column, in: proposed)
            let answer = answer(column, current)
            if case .done = answer { break }
            current.doubtful.removeAll { $0.column == column.column }
            if case .fields(let chosen) = answer {
                current.unknown.removeAll { $0 == column.column }
                current.columns += chosen
            }
        }
        return proposed.replacing(current)
    }

    private func show(_ column: ColumnEvidence, in proposed: ProposedMapping) {
        let samples = column.samples.prefix(Self.shownSamples).map { "\"\(Self.line($0))\"" }.joined(separator: ", ")
        let name = column.header.isEmpty ? "(no header)" : "\"\(Self.line(column.header))\""
        say("\n\(proposed.table.label), column \(column.column + 1) \(name): \(column.filled) of \(column.rows) filled")
        say(samples.isEmpty ? "\n" : "\n  such as \(samples)\n")
    }

    private static let shownSamples = 5

    /// Without what could steer the terminal, and not too long.
    private static func line(_ text: String) -> String {
        let clean = String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        return clean.count > 60 ? clean.prefix(59) + "…" : clean
    }

    private func answer(_ column: ColumnEvidence, _ current: TableProposal) -> Answer {
        let guesses = guesses(column, current)
        for (number, guess) in guesses.enumerated() {
            say("  \(number + 1)  \(Self.fields(guess))   (\(guess[0].sentence))\n")
        }
        let numbers = guesses.indices.map { "\($0 + 1), " }.joined()
        let question = "  \(numbers)the name of a field, Enter to leave it out, q to end: "
        while let typed = ask(question)?.trimmingCharacters(in: .whitespaces) {
            if typed.isEmpty { return .leave }
            if typed.lowercased() == "q" { return .done }
            if let number = Int(typed), guesses.indices.contains(number - 1) {
                return .fields(guesses[number - 1].map(Self.chosen))
            }
            switch proposal(typed, for: column, current) {
            case .success(let chosen): return .fields([chosen])
            case .failure(let trouble): say("  \(trouble.text)\n")
            }
        }
        return .done
    }

    /// What the column may be, the best first; of fields that other columns have it is only said so.
    private func guesses(_ column: ColumnEvidence, _ current: TableProposal) -> [[ColumnProposal]] {
        let best = current.doubtful.filter { $0.column == column.column }
        let others = current.alternatives.filter { $0[0].column == column.column }
        let all = (best.isEmpty ? [] : [best]) + others
        for guess in all {
            if let owner = Self.owner(of: guess, in: current) {
                say("  It looks like \(Self.fields(guess)), but that is the column \"\(Self.line(owner.header))\".\n")
            }
        }
        return Array(all.filter { Self.owner(of: $0, in: current) == nil }.prefix(Self.shownGuesses))
    }

    private static let shownGuesses = 3

    private static func fields(_ guess: [ColumnProposal]) -> String {
        guess.map(\.field).joined(separator: " and ")
    }

    /// The column that has one of these fields already, if it takes no more than one.
    private static func owner(of guess: [ColumnProposal], in current: TableProposal) -> ColumnProposal? {
        current.columns.first { taken in
            let field = Catalog.entity(taken.entity)?.field(taken.field)
            let isSet = field.map { $0.type == .tags || $0.isMany } ?? false
            return !isSet && guess.contains { $0.entity == taken.entity && $0.field == taken.field }
        }
    }

    private static func chosen(_ guess: ColumnProposal) -> ColumnProposal {
        var chosen = guess
        chosen.confidence = 1
        chosen.reason = .chosen
        return chosen
    }

    private struct Trouble: Error {
        let text: String
    }

    /// `email`, `accounts.name`, `custom.region`
    private func proposal(
        _ typed: String, for column: ColumnEvidence, _ current: TableProposal
    ) -> Result<ColumnProposal, Trouble> {
        var (entity, name) = (current.entity, typed)
        let parts = typed.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, parts[0] != "custom" {
            guard Catalog.entity(EntityName(rawValue: parts[0])) != nil else {
                let nearest = Self.hint(parts[0], Catalog.entities.map(\.name.rawValue))
                return .failure(Trouble(text: "There is no entity \"\(parts[0])\".\(nearest)"))
            }
            (entity, name) = (EntityName(rawValue: parts[0]), parts[1])
        }
        let isCustom = name.hasPrefix("custom.") && name.count > "custom.".count && !name.hasPrefix("custom._")
        let fields = (Catalog.entity(entity)?.fields ?? []).filter { !$0.isDerived }.map(\.name) + ["external_id"]
        guard isCustom || fields.contains(name) else {
            let nearest = Self.hint(name, fields)
            return .failure(Trouble(text: "\(entity) have no field \"\(name)\".\(nearest)"))
        }
        let chosen = ColumnProposal(chosen: name, of: entity, for: column)
        if let taken = Self.owner(of: [chosen], in: current) {
            return .failure(Trouble(text: "\(name) is already taken from the column \"\(taken.header)\"."))
        }
        return .success(chosen)
    }

    private static func hint(_ typed: String, _ names: [String]) -> String {
        NearestName.of(typed, among: names).map { " Did you mean \($0)?" } ?? ""
    }
}
