import HelpDesk
import Tables

/// A table and how its rows become records.
package struct BoundTable: Sendable {
    /// Read with the header that the mapping asks for.
    package var table: any TableSource
    package var mapping: TableMapping
    package var records: [BoundRecord]
    /// Headers that no record maps and `unmapped: ignore` leaves out.
    package var ignoredHeaders: [String]
    /// Headers that no record maps and the main record keeps, with their keys under `custom`.
    package var keptHeaders: [(header: String, key: String)]
    /// The columns' names as they are understood: those of two header rows are joined.
    package var columnNames: [String]
    /// How many rows the header takes.
    package var headerRows: Int
    /// Paths of the files that values are looked up in: what a row becomes depends on them too.
    package var lookupFiles: [String] = []
    /// Where the mapping was not given, but proposed for this table.
    package var proposal: ProposedMapping?
}

/// Where the cells of a shape's column come from.
package enum CellSource: Sendable, Hashable {
    /// The first of these columns that has a value; mostly one.
    case first([Int])
    /// All of these columns that have a value, with a text between them; U+001F between the values of a set.
    case joined([Int], with: String)
    case constant(String)
    /// Left blank; a later stage fills it.
    case derived
}

/// A record mapping bound to the columns of a table: what the pass makes, and where each value comes from.
package struct BoundRecord: Sendable {
    package var shape: RecordShape
    /// In step with `shape.columns`.
    package var sources: [CellSource]
    /// In step with `shape.columns`.
    package var transforms: [[AnyTransform]]
    /// The column that must have a value for a row to make this record.
    package var when: Int?
    /// The cells that a row should have.
    package var width: Int
    /// The cells of most rows where those end in delimiters with nothing behind; nil where no such habit shows. In a
    /// table without it, a blank surplus cell means that something has moved the others.
    package var paddedWidth: Int?
    package var shortRows: ShortRowPolicy
    package var nullValues: [String]
    package var clearToken: String?
    /// The header's rows as they stand in the file: among the data they are no records.
    package var header: RepeatedHeader?
}

extension BoundRecord {
    /// Whether a column gets the same values as a column of another record of the same table, in the same rows, and
    /// leaves the same open.
    package func reads(_ column: Int, as other: BoundRecord, _ same: Int) -> Bool {
        shape.columns[column] == other.shape.columns[same] && sources[column] == other.sources[same]
            && transforms[column] == other.transforms[same] && when == other.when && width == other.width
            && paddedWidth == other.paddedWidth && shortRows == other.shortRows && nullValues == other.nullValues
            && clearToken == other.clearToken && header == other.header
    }
}

/// A sheet that is no table of records as far as can be told, and why; listed in the report.
package struct SkippedTable: Sendable {
    package enum Reason: Sendable {
        case noRows
        case noHeader
        case fewColumns
        /// No mapping knows it; the nearest one, with the headers that it misses.
        case noMatch(nearest: (mapping: TableMapping, missing: [String])?)
    }

    package var table: any TableSource
    package var reason: Reason
}

/// What became of a run's tables.
package struct Binding: Sendable {
    package var bound: [BoundTable]
    package var skipped: [SkippedTable]
}
