import HelpDesk
import Tables

/// What becomes of a row, as the resolver decides.
package enum Outcome: UInt8, Sendable, CaseIterable {
    /// The row makes no record of this entity.
    case absent
    case created, updated, unchanged, deleted, restored, skipped, rejected, parked
    /// Decided at the end of the entity's pass; only inside the resolver.
    case deferred
}

/// One changed field of a known record, with what was there before; for the report and for undo.
package struct FieldChange: Sendable, Equatable {
    package var entity: EntityName
    package var id: UInt32
    /// What names the record to a person.
    package var key: String
    package var field: String
    package var old: String?
    package var new: String?
    package var position: Position
}

/// A known record and the columns to write.
struct RecordUpdate {
    let entity: Entity
    let id: UInt32
    var assignments: [(column: String, value: StoredValue)]
    /// Columns of unique indexes among them: set to NULL first, to their value when the entity's pass ends.
    var keyAssignments: [(column: String, value: StoredValue)] = []
}

/// A record that exists only because another one names it.
struct ReferencedRecord {
    let entity: Entity
    let id: UInt32
    let column: String
    let text: String
}

struct LinkChange {
    let link: LinkTable
    let owner: UInt32
    let member: UInt32
    let isAddition: Bool
}

/// A row that waits for a record it refers to.
package struct OpenRow: Sendable {
    package var entity: EntityName
    package var position: Position
    package var codes: [String]
    /// The system whose row it is.
    package var source: String
    /// By which the row's record is known when it comes again; nil where its key is damaged.
    package var key: OpenKey?
    package var bytes: [UInt8]
}

/// Where a row stood that waits.
package struct OpenRowPlace: Sendable, Hashable {
    package var run: String
    package var entity: EntityName
    /// The table as people call it: `tickets.csv`, `book.xlsx#Tickets`.
    package var file: String
    package var row: Int

    package init(run: String, entity: EntityName, file: String, row: Int) {
        self.run = run
        self.entity = entity
        self.file = file
        self.row = row
    }
}

/// A key as text: `number` 1001, `origin_key` 7f3a…; of several parts `ticket + subject`, the texts of both.
package struct OpenKey: Sendable, Hashable {
    package var field: String
    package var text: String

    /// Stands between the texts of a key's parts.
    static let separator = "\u{1F}"
}

/// Everything that one batch of rows does to the database. The store only writes it.
package final class ChangeBatch {
    package let shape: RecordShape
    /// The rows; values of inserts are read from here by pointer.
    package let records: RecordBatch
    /// `Outcome` by row.
    package let outcomes = RawArray<UInt8>(capacity: 4_096)

    /// New records: the batch's row and the id given.
    let insertRows = RawArray<Int32>(capacity: 4_096)
    let insertIDs = RawArray<UInt32>(capacity: 4_096)
    /// Ids of references, `[reference column][row]`; 0 is none.
    let references: ColumnMatrix<UInt32>
    /// The table's column of each column of `references`.
    let referenceColumns: [String]
    var custom: [Int32: String] = [:]
    var originKeys: [Int32: String] = [:]
    var externalIDs: [(id: UInt32, value: TextSpan)] = []
    var updates: [RecordUpdate] = []
    var referenced: [ReferencedRecord] = []
    var links: [LinkChange] = []
    var bin = BinChanges()
    /// New records that get the next number when the pass ends.
    var numberless: [UInt32] = []

    package internal(set) var changes: [FieldChange] = []
    package internal(set) var openRows: [OpenRow] = []

    init(shape: RecordShape, records: RecordBatch, referenceColumns: [String]) {
        self.shape = shape
        self.records = records
        self.referenceColumns = referenceColumns
        references = ColumnMatrix(columns: referenceColumns.count, rows: records.count)
        outcomes.reserve(records.count)
        outcomes.count = records.count
        for row in 0..<records.count {
            outcomes[row] =
                switch records.state(row) {
                case .accepted: Outcome.deferred.rawValue
                case .rejected: Outcome.rejected.rawValue
                case .absent: Outcome.absent.rawValue
                }
        }
        for column in referenceColumns.indices {
            references.column(column).update(repeating: 0, count: records.count)
        }
    }

    package func outcome(_ row: Int) -> Outcome { Outcome(rawValue: outcomes[row])! }

    /// New records that get the next number when the pass ends.
    package var numberlessIDs: [UInt32] { numberless }

    /// Rows that SQLite must count when the batch is written.
    package var expectedChanges: Int {
        referenced.count + insertIDs.count + updates.count + updates.reduce(0) { $0 + $1.keyAssignments.count }
            + links.count + externalIDs.count + bin.expectedChanges
    }
}
