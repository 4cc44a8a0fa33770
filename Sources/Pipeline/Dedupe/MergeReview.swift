import HelpDesk
import Reporting
import Spreadsheets
import Tables
import Validation

/// One row of a review as a person gives it back.
struct ReviewedRow: Sendable {
    let position: Position
    let group: String
    let decision: String
    let survivor: String
    let id: String
    let state: String

    /// Whether the record is marked to stay: by anything but a word for no, which an empty checkbox leaves (`FALSE`).
    var isMarked: Bool { !survivor.isEmpty && !BooleanVocabulary.isNo(survivor) }
}

/// A review of duplicates, read back from its file.
struct MergeReview: Sendable {
    let entity: Entity
    let table: any TableSource
    /// With its SHA-256.
    let file: SourceFile
    let rows: [ReviewedRow]
    let blankRows: Int
    /// Where the columns stand.
    let columns: [ReviewColumn: Int]
    /// Keep the copies of standard input and of members of archives.
    private let spooled: [SpooledInput]

    private static let needed: [ReviewColumn] = [.group, .decision, .survivor, .id, .entity, .state]

    /// Opens the file, or the first sheet of it that is a review.
    static func read(_ source: String) throws(ImportFailure) -> MergeReview {
        let found = try SourceFinder.find([source])
        let opened = try TableOpener(options: RunOptions(), arguments: []).open(found)
        let table = opened.tables.first { missing($0).isEmpty } ?? opened.tables.first
        guard let table else { throw .noReview(source, missing: needed.map(\.rawValue)) }
        if !missing(table).isEmpty { throw .noReview(source, missing: missing(table).map(\.rawValue)) }
        return try MergeReview(table, source, spooled: opened.spooled + [found.spooled].compactMap(\.self))
    }

    private static func missing(_ table: any TableSource) -> [ReviewColumn] {
        needed.filter { place(of: $0, in: table) == nil }
    }

    private static func place(of column: ReviewColumn, in table: any TableSource) -> Int? {
        table.header.names.firstIndex { $0.trimmingWhitespace.lowercased() == column.rawValue }
    }

    private init(
        _ table: any TableSource, _ source: String, spooled: [SpooledInput]
    ) throws(ImportFailure) {
        self.table = table
        self.spooled = spooled
        columns = Dictionary(
            uniqueKeysWithValues: ReviewColumn.allCases.compactMap { column in
                Self.place(of: column, in: table).map { (column, $0) }
            })
        var entities: [String] = []
        var rows: [ReviewedRow] = []
        let reader = try table.makeReader(digesting: table.file.sha256 == nil)
        let batch = RowBatch()
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                rows.append(Self.row(batch, row, columns))
                let name = Self.cell(batch, row, columns[.entity])
                if !name.isEmpty, !entities.contains(name) { entities.append(name) }
            }
        }
        self.rows = rows
        blankRows = reader.blankRows
        var file = table.file
        if file.sha256 == nil { file.sha256 = try reader.finishDigest() }
        self.file = file
        entity = try Self.entity(rows.isEmpty ? Self.names(of: table) : entities, source)
    }

    /// Without rows only the columns say what the review is about, and nothing depends on it.
    private static func names(of table: any TableSource) -> [String] {
        let names = Set(table.header.names.map(\.trimmingWhitespace))
        let shown = { (entity: Entity) in names.intersection(entity.likeness?.shown ?? []).count }
        return DuplicateReview.entities.max { shown($0) < shown($1) }.map { [$0.name.rawValue] } ?? []
    }

    private static func entity(_ names: [String], _ source: String) throws(ImportFailure) -> Entity {
        if names.count > 1 { throw .reviewMixed(source, names) }
        guard let entity = Catalog.entity(EntityName(rawValue: names.first ?? "")), entity.likeness != nil else {
            throw .reviewEntity(source, names.first ?? "")
        }
        return entity
    }

    private static func row(_ batch: RowBatch, _ row: Int, _ columns: [ReviewColumn: Int]) -> ReviewedRow {
        let info = batch.rows[row]
        let cell = { (column: ReviewColumn) in Self.cell(batch, row, columns[column]) }
        return ReviewedRow(
            position: Position(table: 0, row: info.number, line: info.line, offset: info.offset), group: cell(.group),
            decision: cell(.decision), survivor: cell(.survivor), id: cell(.id), state: cell(.state))
    }

    private static func cell(_ batch: RowBatch, _ row: Int, _ column: Int?) -> String {
        column.flatMap { batch.string(row: row, column: $0) }?.trimmingWhitespace ?? ""
    }

    var label: TableLabel {
        TableLabel(file: table.file.name, sheet: table.sheet, columns: table.header.names)
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
