import HelpDesk

extension ColumnProposal {
    /// Why it is proposed, in plain words.
    package var sentence: String { ProposalSentence.text(self) }
    /// The same without how sure it is.
    package var because: String { ProposalSentence.because(self) }
}

/// Says why a column is proposed for a field.
enum ProposalSentence {
    /// `98 %: header "Adres e-mail" (pl); 1,204 of 1,210 values are email addresses`
    static func text(_ proposal: ColumnProposal) -> String {
        let sure = proposal.reason == .chosen ? "" : percent(proposal.confidence) + ": "
        return sure + because(proposal)
    }

    /// `header "Adres e-mail" (pl); 1,204 of 1,210 values are email addresses`
    static func because(_ proposal: ColumnProposal) -> String {
        guard proposal.reason != .chosen else { return "chosen by you" }
        return [header(proposal), fitting(proposal)].compactMap(\.self).joined(separator: "; ")
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded(.down))) %" }

    private static func header(_ proposal: ColumnProposal) -> String {
        let header = "header \"\(proposal.header)\""
        return switch proposal.reason {
        case .exact, .chosen: "\(header) (\(proposal.language))"
        case .alias: "\(header), like \"\(proposal.label)\" (\(proposal.language))"
        case .composed: "\(header), of \"\(proposal.label)\" (\(proposal.language)) and words around it"
        case .fuzzy: "\(header), nearly \"\(proposal.label)\" (\(proposal.language))"
        }
    }

    private static func fitting(_ proposal: ColumnProposal) -> String? {
        guard let fitting = proposal.fitting, fitting.of > 0 else { return nil }
        return "\(grouped(fitting.fits)) of \(grouped(fitting.of)) values are \(kind(proposal))"
    }

    private static func kind(_ proposal: ColumnProposal) -> String {
        if proposal.field == "external_id" { return "different from all others" }
        if proposal.field == ColumnTarget.action.name { return "words for what is to be done" }
        switch proposal.referenceKey {
        case "email": return "email addresses"
        case "phone": return "phone numbers"
        case "external_id": return "ids"
        case _?: return "names"
        case nil: break
        }
        guard let field = Catalog.entity(proposal.entity)?.field(proposal.field) else { return "as they should be" }
        return switch field.type {
        case .email: "email addresses"
        case .phone: "phone numbers"
        case .url: "web addresses"
        case .duration: "lengths of time"
        case .integer: "whole numbers"
        case .decimal: "numbers"
        case .date, .instant: "dates"
        case .boolean: "yes or no"
        case .picklist: "words for a \(field.name.replacing("_", with: " "))"
        default: "as this field needs them"
        }
    }

    /// 1204331 → `1,204,331`
    static func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
        return String(digits)
    }
}
