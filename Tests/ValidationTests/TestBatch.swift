import HelpDesk
import Tables
import Testing

@testable import Validation

/// A batch built from texts, as a column mapper would hand it on.
struct TestBatch {
    let shape: RecordShape
    let batch: RecordBatch

    /// - Parameter rows: cells by column of the shape; nil is blank.
    init(_ shape: RecordShape, _ rows: [[TestCell]]) {
        self.shape = shape
        let table = RowBatch()
        batch = RecordBatch(rows: table, columns: shape.columns.count, hashColumns: 0)
        for index in rows.indices {
            table.rows.append(
                RowInfo(
                    firstCell: 0, cellCount: 0, sourceStart: 0, sourceLength: 0, number: index + 2, line: index + 2,
                    offset: index * 10))
        }
        batch.begin()
        for (row, cells) in rows.enumerated() {
            for column in shape.columns.indices {
                batch.values.column(column)[row] = column < cells.count ? Self.span(cells[column], table) : .blank
            }
        }
    }

    private static func span(_ cell: TestCell, _ table: RowBatch) -> TextSpan {
        guard cell.kind != .blank else { return .blank }
        let bytes = Array(cell.text.utf8)
        let span = TextSpan(start: table.text.count, length: bytes.count, kind: cell.kind)
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { table.text.append(base, count: bytes.count) } }
        return span
    }

    func run() throws -> Self {
        try Validator(shape: shape, table: 7).run(batch)
        return self
    }

    /// The text of a cell; nil where it has no value.
    func value(_ row: Int, _ column: Int) -> String? {
        let span = batch.values.column(column)[row]
        return span.hasValue ? batch.rows.string(span) : nil
    }

    func kind(_ row: Int, _ column: Int) -> CellKind { batch.values.column(column)[row].kind }

    var codes: [FindingCode] { batch.findings.map(\.code) }
}

struct TestCell: ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    var text: String
    var kind: CellKind

    init(_ text: String, _ kind: CellKind) {
        self.text = text
        self.kind = kind
    }

    init(stringLiteral value: String) { self.init(value, .text) }
    init(nilLiteral: ()) { self.init("", .blank) }

    static let clear = TestCell("", .clear)
}

extension RecordShape {
    /// A shape of one field, with the label beside it where it has one.
    static func of(
        _ type: FieldType, required: Bool = false, maxLength: Int? = nil, mode: RecordMode = .upsert,
        _ adjust: (inout ShapeColumn) -> Void = { _ in }
    ) -> RecordShape {
        let field = Field("value", type, required: required, maxLength: maxLength)
        let entity = Entity("things", singular: "thing", keys: [], fields: [field])
        var columns = entity.fields.map { ShapeColumn(.field($0)) }
        columns[0].sourceColumn = 3
        adjust(&columns[0])
        var shape = RecordShape(entity: entity, source: "test", columns: columns, keys: [])
        shape.mode = mode
        return shape
    }
}

/// What one cell becomes: its canonical text, or nil and the codes.
func check(
    _ text: String, as type: FieldType, kind: CellKind = .text, maxLength: Int? = nil,
    _ adjust: (inout ShapeColumn) -> Void = { _ in }
) throws -> (value: String?, codes: [FindingCode]) {
    let shape = RecordShape.of(type, maxLength: maxLength, adjust)
    let result = try TestBatch(shape, [[TestCell(text, kind)]]).run()
    return (result.value(0, 0), result.codes)
}

/// One cell that becomes a value without a finding.
func expect(
    _ text: String, as type: FieldType, reads canonical: String, at place: SourceLocation = #_sourceLocation,
    _ adjust: (inout ShapeColumn) -> Void = { _ in }
) throws {
    let result = try check(text, as: type, adjust)
    #expect(result.value == canonical, sourceLocation: place)
    #expect(result.codes.isEmpty, sourceLocation: place)
}
