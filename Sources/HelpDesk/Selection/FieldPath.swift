/// The way from a record to one of its values, or to one of a record that it refers to: `contact.account.name`.
package struct FieldPath: Sendable, Hashable {
    /// References and sets that lead to the record that has the value.
    package let steps: [Field]
    /// The entity at the end of the steps.
    package let entity: Entity
    package let subject: Subject
    /// As it was typed.
    package let name: String

    package init(steps: [Field] = [], entity: Entity, subject: Subject, name: String) {
        self.steps = steps
        self.entity = entity
        self.subject = subject
        self.name = name
    }
}

extension Entity {
    /// What a selection may name besides fields.
    private static let ownSubjects: [(name: String, subject: Subject)] = [
        ("id", .id), ("source", .source), ("external_id", .externalID), ("custom", .customValues),
    ]

    /// Names by which a selection may ask for something of a record.
    package var subjectNames: [String] {
        let fullName = keys.contains(.fullName) ? KeySpec.fullName.fields : []
        return fields.map(\.name) + fullName + Self.ownSubjects.map(\.name) + alternatives.map(\.name)
    }

    func subject(_ name: String) -> Subject? {
        if let field = field(name) { return .field(field) }
        if [name] == KeySpec.fullName.fields, keys.contains(.fullName) { return .fullName }
        return Self.ownSubjects.first { $0.name == name }?.subject
    }

    /// Fields whose values join to a person's full name.
    package static let nameParts = ["first_name", "last_name"]

    /// What a person may call a record by, in one value: keys of one part, and labels that are part of a longer one, such
    /// as the name of an account's contract.
    package var lookups: [Subject] {
        let parts = Set(keys.flatMap(\.fields))
        let names = keys.filter { $0.fields.count == 1 }.compactMap { $0.fields.first } + labels.filter(parts.contains)
        var seen = Set<String>()
        return names.filter { seen.insert($0).inserted }.compactMap(subject)
    }

    /// Fields that hold texts for people to read.
    package var textFields: [Field] {
        storedFields.filter { field in
            switch field.type {
            case .integer, .boolean, .duration, .reference: false
            default: true
            }
        }
    }

    /// Whether the field is a number or code that identifies a record by itself.
    package func isIdentifier(_ field: Field) -> Bool {
        field.keyForm == .exact && keys.contains(KeySpec([field.name]))
    }

    /// How a text is compared with the field's: numbers and codes that identify exactly, all others without regard to
    /// case.
    func comparison(_ field: Field) -> KeyForm {
        if isIdentifier(field) { return .exact }
        return field.keyForm == .phone ? .phone : .caseless
    }
}

/// Reads paths.
struct PathReader {
    let entity: Entity
    let text: String

    /// Each step is a query in a query, which SQLite takes so deep only.
    private static let maxSteps = 4

    /// `place` is where `name` stands in the text.
    func path(_ name: String, at place: Range<Int>) throws(SelectionMistake) -> FieldPath {
        var entity = entity
        var steps: [Field] = []
        var start = place.lowerBound
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for (index, part) in parts.enumerated() {
            // A field that stands for another may have a longer name than what was typed.
            let begin = min(start, place.upperBound)
            let here = begin..<min(begin + max(part.count, 1), place.upperBound)
            if part == "custom", index + 1 < parts.count {
                let key = parts[(index + 1)...].joined(separator: ".")
                guard !key.isEmpty else { throw missing(after: part, here) }
                return FieldPath(steps: steps, entity: entity, subject: .custom(key), name: name)
            }
            if part.isEmpty { throw missing(after: name, here) }
            guard let subject = entity.subject(part.lowercased()) else { throw unknown(part, entity, here) }
            guard index + 1 < parts.count else {
                return FieldPath(steps: steps, entity: entity, subject: subject, name: name)
            }
            (steps, entity) = try step(part, subject, steps, entity, here)
            start += part.count + 1
        }
        throw missing(after: name, place)
    }

    private func step(
        _ part: String, _ subject: Subject, _ steps: [Field], _ entity: Entity, _ place: Range<Int>
    ) throws(SelectionMistake) -> ([Field], Entity) {
        if steps.count == Self.maxSteps {
            throw SelectionMistake("More than \(Self.maxSteps) steps are too many.", text: text, place: place)
        }
        guard case .field(let field) = subject, let name = field.target, let target = Catalog.entity(name) else {
            throw SelectionMistake(
                "\"\(part)\" of \(entity.name) names no other record, so nothing can follow it.", text: text,
                place: place)
        }
        return (steps + [field], target)
    }

    private func missing(after name: String, _ place: Range<Int>) -> SelectionMistake {
        SelectionMistake("A name is missing in \"\(name)\".", text: text, place: place)
    }

    private func unknown(_ name: String, _ entity: Entity, _ place: Range<Int>) -> SelectionMistake {
        let names = entity.subjectNames
        if let nearest = NearestName.of(name, among: names) {
            return SelectionMistake(
                "\(entity.name) \(entity.isSingle ? "has" : "have") no field \"\(name)\"; did you mean \(nearest)?",
                text: text, place: place)
        }
        return SelectionMistake(
            "\(entity.name) \(entity.isSingle ? "has" : "have") no field \"\(name)\".",
            hint: "Fields: \(names.joined(separator: ", ")), custom.KEY.",
            text: text, place: place)
    }
}
