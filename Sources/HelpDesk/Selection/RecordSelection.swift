/// Which records of an entity, in which order, and what of them.
package struct RecordSelection: Sendable {
    package struct Sorting: Sendable, Hashable {
        package let path: FieldPath
        package let isDescending: Bool
    }

    package let entity: Entity
    /// All of these must hold.
    package var conditions: [Condition] = []
    /// Records in the recycle bin instead of the others.
    package var isBinned = false
    /// Empty: by id. Records without a value come last.
    package var order: [Sorting] = []
    /// Records with the same value stand together; those without one come last.
    package var group: FieldPath?
    /// Empty: everything that a record has.
    package var columns: [FieldPath] = []
    package var limit: Int?
    /// Only records behind this id.
    package var after: UInt32 = 0

    package init(_ entity: Entity) { self.entity = entity }
}

extension Entity {
    /// Records with this text in any of their fields, custom values or ids of other systems.
    package func containing(_ text: String) -> Condition {
        let test = ValueTest.contains(KeyNormalizer.caselessForm(text))
        return .any(
            textFields.map { .test(.field($0), $0.containing(text)) }
                + [.test(.customValues, test), .test(.externalID, test)])
    }

    /// Records that people would look for under this beginning.
    package func beginning(with text: String) -> Condition {
        let test = ValueTest.startsWith(KeyNormalizer.caselessForm(text))
        return .any(labelSubjects.map { .test($0, test) })
    }

    /// Records that belong to the named one by the reference or set that is called so: a contact's `project`.
    /// Nil where there is no such field.
    package func belonging(to name: String, by singular: String) -> Condition? {
        guard let field = fields.first(where: { $0.target != nil && $0.singularName == singular }),
            let target = field.target.flatMap(Catalog.entity)
        else { return nil }
        return .related(field, target.named(name))
    }

    /// What a view of a record shows, in this order.
    package var viewPaths: [FieldPath] {
        let single = fields.filter { !$0.isMany }.map { ($0.name, Subject.field($0)) }
        let sets = fields.filter(\.isMany).map { ($0.name, Subject.field($0)) }
        let own: [(String, Subject)] = [("source", .source), ("custom", .customValues), ("external_id", .externalID)]
        return (single + sets + own).map { FieldPath(entity: self, subject: $0.1, name: $0.0) }
    }
}

extension Field {
    /// Whether a value has this text in it; of a phone number its digits count, however they are grouped.
    func containing(_ text: String) -> ValueTest {
        let isNumber = text.allSatisfy { $0.isNumber || $0.isWhitespace || "+-./()".contains($0) }
        guard keyForm == .phone, isNumber, text.contains(where: \.isNumber) else {
            return .contains(KeyNormalizer.caselessForm(text))
        }
        let digits = KeyNormalizer.dialledDigits(text)
        let isBeginning = text.first { $0 == "+" || $0.isNumber } == "+"
        return .containsDigits(isBeginning ? "+" + digits : digits)
    }

    /// What one member of a set is called: `projects` has a `project`.
    package var singularName: String { isMany && name.hasSuffix("s") ? String(name.dropLast()) : name }
}

/// Reads lists of paths, as the options for columns and order have them.
package struct PathListParser {
    private let entity: Entity

    package init(_ entity: Entity) { self.entity = entity }

    package func columns(_ text: String) throws(SelectionMistake) -> [FieldPath] {
        var paths: [FieldPath] = []
        for (name, place) in Self.items(text) {
            let path = try reader(text).path(name, at: place)
            if let set = path.steps.first(where: \.isMany) { throw many(set, text, place) }
            paths.append(path)
        }
        return paths
    }

    package func order(_ text: String) throws(SelectionMistake) -> [RecordSelection.Sorting] {
        var order: [RecordSelection.Sorting] = []
        for (name, place) in Self.items(text) {
            let isDescending = name.hasPrefix("-")
            let start = place.lowerBound + (isDescending ? 1 : 0)
            let path = try single(text, isDescending ? String(name.dropFirst()) : name, start..<place.upperBound)
            order.append(RecordSelection.Sorting(path: path, isDescending: isDescending))
        }
        return order
    }

    package func group(_ text: String) throws(SelectionMistake) -> FieldPath {
        try single(text, text, 0..<max(text.count, 1))
    }

    /// A path to one value.
    private func single(_ text: String, _ name: String, _ place: Range<Int>) throws(SelectionMistake) -> FieldPath {
        let path = try reader(text).path(name, at: place)
        var fields = path.steps
        if case .field(let field) = path.subject { fields.append(field) }
        if let set = fields.first(where: \.isMany) { throw many(set, text, place) }
        if path.subject == .externalID || path.subject == .customValues {
            throw SelectionMistake(
                "A record can have several of \(name), which have no order.", text: text, place: place)
        }
        return path
    }

    private func reader(_ text: String) -> PathReader { PathReader(entity: entity, text: text) }

    private func many(_ field: Field, _ text: String, _ place: Range<Int>) -> SelectionMistake {
        SelectionMistake(
            "A record can have several \(field.name), so this is no single value.", text: text, place: place)
    }

    /// The names in a list, as they were typed.
    package static func names(_ text: String) -> [String] { items(text).map(\.0) }

    /// What stands between commas, without the spaces around it, and where.
    private static func items(_ text: String) -> [(String, Range<Int>)] {
        var place = 0
        return text.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let start = place + item.prefix { $0 == " " }.count
            let name = item.trimmingPrefix { $0 == " " }.reversed().trimmingPrefix { $0 == " " }.reversed()
            place += item.count + 1
            return (String(name), start..<start + max(name.count, 1))
        }
    }
}
