import HelpDesk

/// Holds a column's values against the field that its header means.
struct FitCheck {
    let words: ValueWords

    func fit(_ evidence: ColumnEvidence, _ meaning: FieldMeaning) -> ColumnFit {
        guard evidence.filled > 0, let part = meaning.parts.first else { return blank(evidence, meaning) }
        if part.field == ColumnTarget.externalID.name { return externalID(evidence) }
        if meaning.isAction { return action(evidence) }
        if let by = meaning.by { return reference(evidence, by) }
        guard let field = Catalog.entity(meaning.entity)?.field(part.field) else { return .neutral }
        // `lamp.jpg` looks like a web address.
        if meaning.key == "file_name", evidence.mostly(.url) { return .neutral }
        return field.type == .duration ? duration(evidence, meaning) : typed(evidence, meaning.entity, field)
    }

    /// A column without a value is not worth being taken for a field that other columns are more likely for.
    private func blank(_ evidence: ColumnEvidence, _ meaning: FieldMeaning) -> ColumnFit {
        if evidence.rows > 0, meaning.isAction { return .refused(none(evidence)) }
        return evidence.rows > 0 && !meaning.isFirstChoice ? .weak(none(evidence)) : .unknown
    }

    private func typed(_ evidence: ColumnEvidence, _ entity: EntityName, _ field: Field) -> ColumnFit {
        let all = evidence.filled
        switch field.type {
        case .email: return .of(evidence.count(.email), all, confirm: 0.6, refuse: 0.3)
        case .phone: return .of(evidence.count(.phone), all, confirm: 0.6, refuse: 0.2)
        case .url: return .of(evidence.count(.url), all, confirm: 0.6, refuse: 0.2)
        case .integer: return .of(number(evidence, .integer), all, confirm: 0.8, refuse: 0.3)
        case .decimal: return .of(number(evidence, .decimalPoint, .decimalComma), all, confirm: 0.8, refuse: 0.2)
        case .date, .instant: return time(evidence)
        case .boolean: return .of(listed(evidence, "boolean", nil), all, confirm: 0.8, refuse: 0.5)
        case .picklist(let list): return picklist(evidence, entity.rawValue + "." + field.name, list)
        case .language, .timeZone:
            return evidence.areNoText || evidence.areNumbers ? .refused(none(evidence)) : .neutral
        case .tags: return evidence.areNoText ? .refused(none(evidence)) : .neutral
        case .reference, .references: return .neutral
        case .duration: return .neutral
        case .text: return text(evidence, field)
        }
    }

    /// Numbers say nothing of what they count: without a unit in the header they are a guess.
    private func duration(_ evidence: ColumnEvidence, _ meaning: FieldMeaning) -> ColumnFit {
        let all = evidence.filled
        if evidence.areClocks { return .of(evidence.count(.duration), all, confirm: 0.8, refuse: 0.3) }
        let numbers = number(evidence, .integer, .decimalPoint, .decimalComma)
        let fit = ColumnFit.of(numbers, all, confirm: 0.8, refuse: 0.3)
        guard case .confirmed(let fitting) = fit, meaning.unit == nil else { return fit }
        return .weak(fitting)
    }

    /// `Action` stands over many things: it is one of rows only where every value says what is to be done.
    private func action(_ evidence: ColumnEvidence) -> ColumnFit {
        let known = listed(evidence, "action", .recordAction)
        let fitting = ColumnProposal.Fitting(fits: known, of: evidence.filled)
        return known == evidence.filled ? .confirmed(fitting) : .refused(fitting)
    }

    private func none(_ evidence: ColumnEvidence) -> ColumnProposal.Fitting {
        ColumnProposal.Fitting(fits: 0, of: evidence.filled)
    }

    private func listed(_ evidence: ColumnEvidence, _ list: String, _ picklist: Picklist?) -> Int {
        evidence.words(list, picklist: picklist, words) ?? 0
    }

    /// Numbers filled up with zeros are numbers here.
    private func number(_ evidence: ColumnEvidence, _ shapes: ValueShape...) -> Int {
        min(evidence.filled, shapes.map { evidence.count($0) + evidence.count(.identifier) }.max() ?? 0)
    }

    /// The serial numbers of spreadsheets are dates too.
    private func time(_ evidence: ColumnEvidence) -> ColumnFit {
        let isSerial = evidence.samples.allSatisfy { $0.prefix(5).allSatisfy(\.isNumber) && $0.utf8.count >= 5 }
        if evidence.mostly(.decimalPoint), isSerial { return .neutral }
        return .of(evidence.dates, evidence.filled, confirm: 0.6, refuse: 0.2)
    }

    /// A list of one's own statuses is a list all the same, if it is short; roles and states of agents are too often
    /// something else.
    private func picklist(_ evidence: ColumnEvidence, _ list: String, _ values: Picklist) -> ColumnFit {
        let known = listed(evidence, list, values)
        let fitting = ColumnProposal.Fitting(fits: known, of: evidence.filled)
        if Double(known) >= 0.5 * Double(evidence.filled) { return .confirmed(fitting) }
        guard evidence.values != nil, !evidence.areNoText, evidence.longest <= Self.longestValue else {
            return .refused(fitting)
        }
        if list.hasPrefix("agents.") && known == 0 { return .refused(fitting) }
        return known > 0 || evidence.distinct * 2 <= evidence.filled ? .neutral : .weak(fitting)
    }

    private static let longestValue = 60

    private func text(_ evidence: ColumnEvidence, _ field: Field) -> ColumnFit {
        let refused = ColumnFit.refused(none(evidence))
        if evidence.mostly(.email) || evidence.areDates { return refused }
        switch field.name {
        case "salutation":
            if evidence.longest > Self.longestSalutation || evidence.areNumbers { return refused }
            return .of(listed(evidence, "salutation", nil), evidence.filled, confirm: 0.5, refuse: 0)
        case "title" where Double(listed(evidence, "salutation", nil)) >= 0.6 * Double(evidence.filled): return refused
        case "state" where isState(evidence, "tickets.status") || isState(evidence, "agents.status"): return refused
        case "first_name", "last_name", "name", "title", "city", "country", "industry", "subject":
            return evidence.areNumbers || evidence.mostly(.phone) || evidence.mostly(.url) ? refused : .neutral
        case "description", "resolution", "department", "category", "sub_category", "channel", "type", "classification":
            return evidence.mostly(.decimalPoint, 0.9) || evidence.mostly(.phone) ? refused : .neutral
        case "number", "account_number": return evidence.mostly(.words, 0.8) ? refused : .neutral
        case "postal_code": return evidence.longest > Self.longestPostalCode ? refused : .neutral
        default: return .neutral
        }
    }

    /// Whether a column that may be a region holds the states of something.
    private func isState(_ evidence: ColumnEvidence, _ list: String) -> Bool {
        Double(listed(evidence, list, nil)) >= 0.6 * Double(evidence.filled)
    }

    private static let longestSalutation = 30
    /// With the letters of a country in front.
    private static let longestPostalCode = 14

    /// A record's own id occurs once, and is no sentence.
    private func externalID(_ evidence: ColumnEvidence) -> ColumnFit {
        let isRepeated = evidence.filled >= Self.enough && !evidence.isDistinct
        let isOther = evidence.areDates || evidence.mostly(.words) || evidence.mostly(.email)
        return isRepeated || isOther
            ? .refused(ColumnProposal.Fitting(fits: evidence.distinct, of: evidence.filled)) : .neutral
    }

    /// Fewer values repeat by chance, or do not.
    private static let enough = 4

    private func reference(_ evidence: ColumnEvidence, _ by: KeySpec) -> ColumnFit {
        let all = evidence.filled
        if evidence.areDates { return .refused(none(evidence)) }
        switch by.fields[0] {
        case "email": return .of(evidence.count(.email), all, confirm: 0.6, refuse: 0.3)
        case "phone": return .of(evidence.count(.phone), all, confirm: 0.6, refuse: 0.2)
        case "number", "account_number", "code":
            return evidence.mostly(.words, 0.8) || evidence.mostly(.email) ? .refused(none(evidence)) : .neutral
        case "external_id":
            return evidence.mostly(.words) || evidence.mostly(.email) ? .refused(none(evidence)) : .neutral
        default:
            return evidence.mostly(.email) || evidence.areNumbers || evidence.mostly(.url)
                ? .refused(none(evidence)) : .neutral
        }
    }
}
