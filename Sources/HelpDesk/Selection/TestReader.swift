/// Makes a condition of a path, an operator and a value.
struct TestReader {
    let values: ValueReader

    /// Negated operators give the condition that is to be negated.
    func condition(_ path: FieldPath, _ sign: String, _ text: String) throws(SelectionMistake) -> Condition {
        if sign == "~" || sign == "!~" { return contains(path, text) }
        guard let order = ValueOrder(rawValue: sign) else { return try equals(path, text) }
        return condition(path, try test(path.subject, .order(order), text))
    }

    func equals(_ path: FieldPath, _ text: String) throws(SelectionMistake) -> Condition {
        if case .field(let field) = path.subject, let target = field.target.flatMap(Catalog.entity) {
            return Condition.related(field, target.named(text)).behind(path.steps)
        }
        return condition(path, try test(path.subject, .equals, text))
    }

    /// Nobody has to be told that they are not invited: who has no state of an invitation is in the first one.
    private func condition(_ path: FieldPath, _ test: ValueTest) -> Condition {
        let tested = Condition.test(path.subject, test)
        guard case .field(let field) = path.subject, let invitation = path.entity.invitation,
            field.name == invitation.field, case .equals(let states, _) = test, states.contains(invitation.none)
        else { return tested.behind(path.steps) }
        return Condition.any([tested, .not(.test(path.subject, .isPresent))]).behind(path.steps)
    }

    private func contains(_ path: FieldPath, _ text: String) -> Condition {
        let test = ValueTest.contains(KeyNormalizer.caselessForm(text))
        guard case .field(let field) = path.subject else {
            return Condition.test(path.subject, test).behind(path.steps)
        }
        guard let target = field.target.flatMap(Catalog.entity) else {
            return Condition.test(path.subject, field.containing(text)).behind(path.steps)
        }
        return Condition.related(field, .anyOf(target.labelSubjects.map { .test($0, test) })).behind(path.steps)
    }

    private func test(
        _ subject: Subject, _ comparison: ValueReader.Comparison, _ text: String
    ) throws(SelectionMistake) -> ValueTest {
        switch subject {
        case .field(let field):
            if field.target != nil {
                throw values.mistake(
                    "\(field.name) names other records, which are not ordered.",
                    "Compare a field of them: \(field.name).name")
            }
            return try values.test(field, comparison, text)
        case .id:
            return try values.integer(text.hasPrefix("#") ? String(text.dropFirst()) : text, comparison, what: "id")
        case .source, .externalID: return values.text(text, comparison, form: .exact)
        case .custom, .customValues, .fullName: return values.text(text, comparison, form: .caseless)
        }
    }
}

extension Entity {
    /// Texts by which people know a record when they see it.
    package var labelSubjects: [Subject] {
        let names = labels.compactMap(field).map(Subject.field)
        return keys.contains(.fullName) ? names + [.fullName] : names
    }

    /// The same, and the values of keys of one part: what somebody may have meant who has mistyped a name.
    package var nameSubjects: [Subject] {
        let labels = labelSubjects
        return labels + lookups.filter { $0 != .externalID && !labels.contains($0) }
    }

    /// Records that somebody calls so: by `#id`, or by any key of one part that can have this text.
    package func named(_ text: String) -> Condition {
        if text.hasPrefix("#"), let id = UInt32(text.dropFirst()) { return .isRecord(id) }
        return .any(lookups.compactMap { subject in lookup(subject, text).map { .test(subject, $0) } })
    }

    /// Nil where the value cannot have the text: what has no @ is no email.
    private func lookup(_ subject: Subject, _ text: String) -> ValueTest? {
        switch subject {
        case .externalID: return .equals([text], .exact)
        case .fullName:
            return text.contains("@") ? nil : .equals([KeyNormalizer.caselessForm(text)], .caseless)
        case .field(let field):
            guard Self.canHold(field, text) else { return nil }
            let form = comparison(field)
            return .equals([KeyNormalizer.comparedForm(text, form)], form)
        case .id, .source, .custom, .customValues: return nil
        }
    }

    private static func canHold(_ field: Field, _ text: String) -> Bool {
        switch field.type {
        case .email: text.contains("@")
        case .phone: text.contains(where: \.isNumber) && !text.contains(where: \.isLetter)
        case .text: true
        default: false
        }
    }
}
