import Mapping
import Tables
import Validation

/// Refuses to guess dates: a column whose first rows are not ISO 8601 and whose format nobody has told stops the run.
enum DateGuard {
    private struct Doubt {
        let table: String
        let header: String
        let samples: [String]
    }

    private static let shownSamples = 3

    static func check(_ tables: [BoundTable]) throws(ImportFailure) {
        var doubts: [Doubt] = []
        for table in tables { doubts += try Self.doubts(table) }
        guard !doubts.isEmpty else { return }
        throw .datesUndecided(
            doubts.map { doubt in
                let samples = doubt.samples.prefix(shownSamples).map { "\"\($0)\"" }.joined(separator: ", ")
                return "\(doubt.table), column \"\(doubt.header)\": \(samples)"
            })
    }

    private static func doubts(_ table: BoundTable) throws(ImportFailure) -> [Doubt] {
        let columns = table.records.flatMap { record in
            record.shape.columns.indices.filter { needsDate(record, $0) }.map { (record, $0) }
        }
        guard !columns.isEmpty else { return [] }
        let batch = RowBatch()
        guard try table.table.makeReader().next(into: batch) else { return [] }
        return columns.compactMap { record, column in
            let samples = DateColumnCheck.needingFormat(texts(record, column, batch))
            guard !samples.isEmpty else { return nil }
            let bound = record.shape.columns[column]
            return Doubt(table: table.table.label, header: bound.header ?? bound.target.name, samples: samples)
        }
    }

    private static func needsDate(_ record: BoundRecord, _ column: Int) -> Bool {
        let bound = record.shape.columns[column]
        guard bound.reading.date == nil, let field = bound.target.field, bound.sourceColumn != nil else { return false }
        return field.type == .date || field.type == .instant
    }

    /// The column's texts in the first batch, as its mapping reads them: null values are blank. The cells of a row that
    /// has too many or too few may belong to other columns, so such rows say nothing.
    private static func texts(_ record: BoundRecord, _ column: Int, _ rows: RowBatch) -> [String] {
        let records = RecordBatch(
            rows: rows, columns: record.shape.columns.count, hashColumns: record.shape.hashColumns.count)
        ColumnMapper(bound: record, tableIndex: 0).fill(records)
        let spans = records.values.column(column)
        return (0..<records.count).filter { records.state($0) == .accepted && spans[$0].hasValue }.map {
            rows.string(spans[$0])
        }
    }
}
