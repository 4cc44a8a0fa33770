import HelpDesk
import Tables

/// What a run has touched: read from its journal before anything is decided.
struct UndoFootprint {
    struct LinkKey: Hashable {
        let table: String
        /// The two ids, in the order of the table's key.
        let first: Int64
        let second: Int64
    }

    let journal: RunJournal
    /// Records that the run has made.
    private(set) var created: [EntityName: IDRanges] = [:]
    /// Records that it has changed: 1 by one entry, 2 by several.
    private(set) var touched: [EntityName: PagedArray<UInt32>] = [:]
    private(set) var touchedCount: [EntityName: Int] = [:]
    private(set) var addedLinks: Set<LinkKey> = []
    private(set) var removedLinks: Set<LinkKey> = []
    /// Rows of the machinery's tables: external ids, deletions, rows that wait.
    private(set) var machinery: [String: IDRanges] = [:]

    init(_ journal: RunJournal) throws(ImportFailure) {
        self.journal = journal
        try journal.entries { entry, table, bytes throws(ImportFailure) in self.add(entry, table, bytes) }
        for name in created.keys { created[name]?.close() }
        for name in machinery.keys { machinery[name]?.close() }
    }

    private mutating func add(_ entry: JournalEntry, _ table: String, _ bytes: [UInt8]) {
        let name = EntityName(rawValue: table)
        if Catalog.entity(name) != nil {
            if entry.operation == .insert { created[name, default: IDRanges()].add(entry.rows) }
            if entry.operation == .update { touch(name, entry.rows) }
        } else if entry.first > 0 {
            machinery[table, default: IDRanges()].add(entry.rows)
        } else if let key = Self.linkKey(entry, table, bytes) {
            if entry.operation == .insert { addedLinks.insert(key) } else { removedLinks.insert(key) }
        }
    }

    static func linkKey(_ entry: JournalEntry, _ table: String, _ bytes: [UInt8]) -> LinkKey? {
        let values = entry.columns(in: bytes)
        guard LinkSides.all[table] != nil, values.count == 2, case .integer(let first) = values[0].value,
            case .integer(let second) = values[1].value
        else { return nil }
        return LinkKey(table: table, first: first, second: second)
    }

    private mutating func touch(_ name: EntityName, _ rows: ClosedRange<Int64>) {
        let marks = touched[name] ?? PagedArray(empty: 0)
        touched[name] = marks
        for row in rows {
            let id = UInt32(truncatingIfNeeded: row)
            if marks[id] == 0 { touchedCount[name, default: 0] += 1 }
            marks[id] = min(marks[id] + 1, 2)
        }
    }

    func isTouched(_ name: EntityName, _ id: UInt32) -> Bool { touched[name].map { $0[id] != 0 } ?? false }

    func isCreated(_ name: EntityName, _ id: Int64) -> Bool { created[name]?.contains(id) ?? false }

    /// Every record that the run has changed, with what its columns held before: once each, whatever the run did to it.
    func formerRecords(
        _ body: (Entity, UInt32, [JournalColumn]) throws(ImportFailure) -> Void
    ) throws(ImportFailure) {
        var merged: [EntityName: [UInt32: [JournalColumn]]] = [:]
        try journal.entries { entry, table, bytes throws(ImportFailure) in
            guard entry.operation == .update, let entity = Catalog.entity(EntityName(rawValue: table)),
                let marks = touched[entity.name]
            else { return }
            let columns = journal.columns(entry, bytes)
            for row in entry.rows {
                let id = UInt32(truncatingIfNeeded: row)
                if marks[id] == 1 {
                    try body(entity, id, columns)
                } else {
                    let known = merged[entity.name]?[id] ?? []
                    let new = columns.filter { column in !known.contains { $0.name == column.name } }
                    merged[entity.name, default: [:]][id] = known + new
                }
            }
        }
        for entity in Catalog.entities {
            for (id, columns) in (merged[entity.name] ?? [:]).sorted(by: { $0.key < $1.key }) {
                try body(entity, id, columns)
            }
        }
    }
}

/// Which entities a link table joins, in the order of its key.
struct LinkSides {
    let columns: [String]
    let entities: [EntityName]

    /// By name. Where both sides declare a table, the later one's key comes first in it.
    static let all: [String: LinkSides] = {
        var sides: [String: LinkSides] = [:]
        for entity in Catalog.entities {
            for field in entity.fields {
                guard let link = field.linkTable, let target = field.target else { continue }
                sides[link.name] = LinkSides(columns: [link.owner, link.member], entities: [entity.name, target])
            }
        }
        return sides
    }()
}
