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
        case field(ColumnProposal)
        case skip
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
            let guesses = current.doubtful.filter { $0.column == column.column }
            show(column, in: proposed)
            switch answer(column, guesses, current) {
            case .skip: current.doubtful.removeAll { $0.column == column.column }
            case .done: return proposed.replacing(current)
            case .field(let chosen):
                current.doubtful.removeAll { $0.column == column.column }
                current.unknown.removeAll { $0 == column.column }
                current.columns += chosen.transforms.isEmpty ? [chosen] : guesses.map(Self.chosen)
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

    private func answer(_ column: ColumnEvidence, _ guesses: [ColumnProposal], _ current: TableProposal) -> Answer {
        // One full name is two fields of one guess.
        let shown = guesses.prefix(1)
        if let guess = shown.first {
            let fields = guesses.map(\.field).joined(separator: " and ")
            say("  1  \(fields)   (\(guess.sentence))\n")
        }
        let question = "  \(shown.isEmpty ? "" : "1, ")a field's name, Enter to skip, q to end: "
        while let typed = ask(question)?.trimmingCharacters(in: .whitespaces) {
            if typed.isEmpty { return .skip }
            if typed.lowercased() == "q" { return .done }
            if typed == "1", let guess = shown.first { return .field(Self.chosen(guess)) }
            switch proposal(typed, for: column, current) {
            case .success(let chosen): return .field(chosen)
            case .failure(let trouble): say("  \(trouble.text)\n")
            }
        }
        return .done
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
                return .failure(Trouble(text: "There is no entity \"\(parts[0])\"."))
            }
            (entity, name) = (EntityName(rawValue: parts[0]), parts[1])
        }
        let isCustom = name.hasPrefix("custom.") && name.count > "custom.".count && !name.hasPrefix("custom._")
        let fields = (Catalog.entity(entity)?.fields ?? []).filter { !$0.isDerived }.map(\.name) + ["external_id"]
        guard isCustom || fields.contains(name) else {
            let nearest = NearestName.of(name, among: fields).map { " Did you mean \($0)?" } ?? ""
            return .failure(Trouble(text: "\(entity) have no field \"\(name)\".\(nearest)"))
        }
        if let taken = current.columns.first(where: { $0.entity == entity && $0.field == name }) {
            return .failure(Trouble(text: "\(name) is already taken from the column \"\(taken.header)\"."))
        }
        return .success(ColumnProposal(chosen: name, of: entity, for: column))
    }
}
