import Foundation
import HelpDesk
import Mapping
import Reporting
import Storage
import Tables

/// What somebody wants to have listed, as it was typed.
package struct ListOptions: Sendable {
    package var entity: Entity
    /// The selection language.
    package var condition: String?
    package var search: String?
    package var startsWith: String?
    package var columns: String?
    package var order: String?
    package var group: String?
    /// Names of references and sets in the singular, and whom they have to name.
    package var belongs: [(field: String, name: String)] = []
    package var visibleTo: String?
    package var isBinned = false
    package var limit: Int?
    package var after: UInt32 = 0

    package init(_ entity: Entity) { self.entity = entity }
}

/// The same, read and checked.
struct ListRequest {
    private var parsed: RecordSelection
    private let visibleTo: String?

    init(_ options: ListOptions) throws(ImportFailure) {
        parsed = RecordSelection(options.entity)
        visibleTo = options.visibleTo
        parsed.limit = options.limit
        parsed.after = options.after
        parsed.isBinned = options.isBinned
        if visibleTo != nil, options.entity.visibility == nil { throw .noVisibility(options.entity) }
        try readPaths(options)
        try readConditions(options)
        if parsed.after > 0, !parsed.order.isEmpty || parsed.group != nil { throw .afterNeedsIDs() }
    }

    private mutating func readPaths(_ options: ListOptions) throws(ImportFailure) {
        let parser = PathListParser(options.entity)
        if let text = options.columns {
            parsed.columns = try Self.read("--columns") { () throws(SelectionMistake) in try parser.columns(text) }
        }
        if let text = options.order {
            parsed.order = try Self.read("--order") { () throws(SelectionMistake) in try parser.order(text) }
        }
        if let text = options.group {
            parsed.group = try Self.read("--group-by") { () throws(SelectionMistake) in try parser.group(text) }
        }
    }

    private mutating func readConditions(_ options: ListOptions) throws(ImportFailure) {
        let entity = options.entity
        if let text = options.condition { parsed.conditions.append(try Self.condition(text, entity)) }
        if let text = options.search { parsed.conditions.append(entity.containing(text)) }
        if let text = options.startsWith { parsed.conditions.append(entity.beginning(with: text)) }
        for (field, name) in options.belongs {
            guard let condition = entity.belonging(to: name, by: field) else { throw .notASet(entity, field) }
            parsed.conditions.append(condition)
        }
    }

    static func condition(_ text: String, _ entity: Entity) throws(ImportFailure) -> Condition {
        try read("--where") { () throws(SelectionMistake) in
            var parser = SelectionParser(entity, words: Self.words)
            return try parser.condition(text)
        }
    }

    /// What people write for values, in nine languages.
    private static let words: SelectionWords = { entity, field, text in
        ValueWords.list(entity, field).flatMap { ValueWords.installed.value(text, in: $0) }
    }

    private static func read<Value>(
        _ option: String, _ body: () throws(SelectionMistake) -> Value
    ) throws(ImportFailure) -> Value {
        do {
            return try body()
        } catch {
            var mistake = error
            mistake.option = option
            throw .selection(mistake)
        }
    }

    /// With what only the database can tell: who the contact is whose records are meant.
    func selection(_ session: StoreSession) throws(ImportFailure) -> RecordSelection {
        guard let visibleTo, let visibility = parsed.entity.visibility,
            let contacts = parsed.entity.field(visibility.contact)?.target.flatMap(Catalog.entity)
        else { return parsed }
        let ids = try session.find(contacts, key: visibleTo)
        if ids.isEmpty { throw .recordUnknown(contacts, visibleTo, try session.nearest(contacts, to: visibleTo)) }
        var selection = parsed
        selection.conditions.append(try session.visible(visibility, of: parsed.entity, to: ids))
        return selection
    }
}
