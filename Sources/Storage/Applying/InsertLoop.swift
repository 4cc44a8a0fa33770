import CSQLite
import HelpDesk
import Tables

/// Writes a batch's new records: plain INSERTs of many rows each, values bound from the batch's text by pointer.
///
/// 64 rows a statement: measured, a single row costs 1.5 times as much, 512 rows gain nothing more.
struct InsertLoop {
    private static let rowsPerStatement = 64

    private enum Source {
        case text(UnsafeMutablePointer<TextSpan>)
        case integer(UnsafeMutablePointer<TextSpan>)
        case reference(UnsafeMutablePointer<UInt32>)
        case custom, origin
    }

    private let session: StoreSession
    private let batch: ChangeBatch
    private let columns: [String]
    private let sources: [Source]
    private let prefix: String
    private let constants: String

    init(session: StoreSession, batch: ChangeBatch, run: Int64) {
        self.session = session
        self.batch = batch
        var columns: [String] = []
        var sources: [Source] = []
        for column in batch.shape.columns.indices {
            guard let field = batch.shape.columns[column].target.field, let name = field.column else { continue }
            if case .reference = field.type { continue }
            let spans = batch.records.values.column(column)
            columns.append(name)
            sources.append(field.isInteger ? .integer(spans) : .text(spans))
        }
        for (place, name) in batch.referenceColumns.enumerated() {
            columns.append(name)
            sources.append(.reference(batch.references.column(place)))
        }
        if !batch.custom.isEmpty {
            columns.append("custom")
            sources.append(.custom)
        }
        if !batch.originKeys.isEmpty {
            columns.append("origin_key")
            sources.append(.origin)
        }
        self.columns = columns
        self.sources = sources
        let fallbacks = Self.fallbacks(batch.shape)
        let source = batch.shape.source.replacing("'", with: "''")
        prefix =
            "INSERT INTO \(batch.shape.entity.name) (source, created_run, updated_run\(fallbacks.map { ", \($0.column)" }.joined()), id"
            + columns.map { ", \($0)" }.joined() + ") VALUES "
        constants = "('\(source)', \(run), \(run), " + fallbacks.map { "'\($0.value)', " }.joined()
    }

    /// What new records get in columns that the shape does not bind; bound ones hold it already.
    private static func fallbacks(_ shape: RecordShape) -> [(column: String, value: String)] {
        shape.entity.rules.compactMap { rule in
            guard case .fallback(let name, let value) = rule, shape.column(name) == nil,
                let column = shape.entity.field(name)?.column
            else { return nil }
            return (column, value.replacing("'", with: "''"))
        }
    }

    func run() throws(ImportFailure) {
        let count = batch.insertIDs.count
        let many = count / Self.rowsPerStatement * Self.rowsPerStatement
        if many > 0 {
            let statement = try session.prepare(sql(Self.rowsPerStatement))
            for start in stride(from: 0, to: many, by: Self.rowsPerStatement) {
                try insert(statement, start, Self.rowsPerStatement)
            }
        }
        guard many < count else { return }
        let single = try session.prepare(sql(1))
        for row in many..<count { try insert(single, row, 1) }
    }

    private func insert(_ statement: SQLiteStatement, _ start: Int, _ rows: Int) throws(ImportFailure) {
        var parameter: Int32 = 1
        for place in start..<start + rows {
            statement.bind(parameter, Int64(batch.insertIDs[place]))
            parameter += 1
            bind(statement, Int(batch.insertRows[place]), &parameter)
        }
        try statement.run()
    }

    private func sql(_ rows: Int) -> String {
        let row = constants + Array(repeating: "?", count: columns.count + 1).joined(separator: ",") + ")"
        return prefix + Array(repeating: row, count: rows).joined(separator: ",")
    }

    @inline(__always)
    private func bind(_ statement: SQLiteStatement, _ row: Int, _ parameter: inout Int32) {
        let text = UnsafePointer(batch.records.rows.text.base)
        for source in sources {
            switch source {
            case .text(let spans):
                let span = spans[row]
                if span.hasValue {
                    statement.bind(parameter, text + Int(span.start), span.length)
                } else {
                    statement.bindNull(parameter)
                }
            case .integer(let spans):
                if let value = Self.integer(text, spans[row]) {
                    statement.bind(parameter, value)
                } else {
                    statement.bindNull(parameter)
                }
            case .reference(let ids):
                if ids[row] == 0 { statement.bindNull(parameter) } else { statement.bind(parameter, Int64(ids[row])) }
            case .custom: bindOptional(statement, parameter, batch.custom[Int32(row)])
            case .origin: bindOptional(statement, parameter, batch.originKeys[Int32(row)])
            }
            parameter += 1
        }
    }

    private func bindOptional(_ statement: SQLiteStatement, _ parameter: Int32, _ text: String?) {
        if let text { statement.bindCopy(parameter, text) } else { statement.bindNull(parameter) }
    }

    /// A canonical whole number; nil where there is no value.
    private static func integer(_ text: UnsafePointer<UInt8>, _ span: TextSpan) -> Int64? {
        guard span.hasValue else { return nil }
        return Int64(
            String(decoding: UnsafeBufferPointer(start: text + Int(span.start), count: span.length), as: UTF8.self))
    }
}
