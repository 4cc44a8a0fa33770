import HelpDesk
import Tables

/// The values of one column of a batch, for a transform to change.
struct TransformColumn {
    let batch: RecordBatch
    let values: UnsafeMutablePointer<TextSpan>
    /// The column of the shape, for findings.
    let column: ShapeColumn
    /// Index into the run's list of tables.
    let table: Int
    /// Counts the changes.
    let tally: ChangeTally
}

/// One value, and room for what becomes of it. Pointers only: a reference would be retained for each value.
struct CellText {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the new text is written, and how many bytes of it there is room for.
    let out: UnsafeMutablePointer<UInt8>
    let room: Int

    var count: Int { bytes.count }

    /// For slow ways only.
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether so many bytes at `out` are the value's own.
    func isSame(_ length: Int) -> Bool { length == count && ByteSearch.equal(out, bytes.baseAddress, length) }

    /// Writes a text in place of the value's own.
    func write(_ string: String) -> CellChange {
        var string = string
        return string.withUTF8 { new in
            guard let base = new.baseAddress, new.count > 0 else { return .blank }
            if new.count == count && ByteSearch.equal(base, bytes.baseAddress, count) { return .kept }
            if new.count > room { return .needsRoom(new.count) }
            out.update(from: base, count: new.count)
            return .written(new.count)
        }
    }
}

/// What a transform makes of a value.
enum CellChange {
    /// The text stays as it is.
    case kept
    /// A piece of it.
    case part(start: Int, count: Int)
    /// So many bytes, written to `out`.
    case written(Int)
    /// Nothing yet: so many bytes are to be written, and there is less room.
    case needsRoom(Int)
    /// Nothing is left.
    case blank
}

/// A transform that looks at one value at a time.
protocol CellTransform: Transform {
    func change(_ cell: CellText) -> CellChange
    /// The bytes that a value of `count` bytes mostly needs; the transform itself sees to it that it does not write more.
    func room(for count: Int) -> Int
    /// Whether a spreadsheet's number, date or yes is one afterwards, as with changes of case; otherwise it is a text.
    static var keepsKind: Bool { get }
}

extension CellTransform {
    static var keepsKind: Bool { false }

    func room(for count: Int) -> Int { count }

    func apply(to column: TransformColumn) {
        let values = column.values
        let text = column.batch.rows.text
        let states = column.batch.states.base
        let absent = RowState.absent.rawValue
        var wantsTexts = column.tally.wantsTexts
        var changes = 0
        for row in 0..<column.batch.count {
            let span = values[row]
            guard span.isChangeable, states[row] != absent else { continue }
            if span.kind == .number, !Self.keepsKind, span.isRounded(in: text) { continue }
            let kind = Self.keepsKind ? span.kind : .text
            let new: TextSpan
            switch change(span, text) {
            case .kept, .needsRoom: continue
            case .part(let offset, let count):
                new = TextSpan(start: Int(span.start) + offset, length: count, kind: kind)
            case .written(let count):
                new = TextSpan(start: text.count, length: count, kind: kind)
                text.count += count
            case .blank: new = .blank
            }
            values[row] = new
            changes += 1
            if wantsTexts {
                column.tally.note(column.batch.rows, row: row, from: span, to: new)
                wantsTexts = column.tally.wantsTexts
            }
        }
        column.tally.add(changes)
    }

    @inline(__always)
    private func change(_ span: TextSpan, _ text: RawArray<UInt8>) -> CellChange {
        let change = change(cell(span, text, room(for: span.length)))
        guard case .needsRoom(let count) = change else { return change }
        return self.change(cell(span, text, count))
    }

    @inline(__always)
    private func cell(_ span: TextSpan, _ text: RawArray<UInt8>, _ room: Int) -> CellText {
        text.reserve(room)
        let bytes = UnsafeBufferPointer(start: UnsafePointer(text.base) + Int(span.start), count: span.length)
        return CellText(bytes: bytes, out: text.base + text.count, room: room)
    }
}

extension TextSpan {
    /// Has a text that a transform may change: an error of the spreadsheet stays one, so that it is reported.
    @inline(__always) var isChangeable: Bool { word >> 29 &- 1 < 4 }

    /// A number of more digits than spreadsheets keep: as a text it would no longer be found out.
    func isRounded(in text: RawArray<UInt8>) -> Bool {
        let bytes = UnsafeBufferPointer(start: text.base + Int(start), count: length)
        return length > 15 || bytes.contains { $0 | 0x20 == UInt8(ascii: "e") }
    }
}
