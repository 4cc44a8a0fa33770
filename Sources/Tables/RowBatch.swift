/// One row of a `RowBatch`: its cells, where it stands in its table, and its original bytes.
public struct RowInfo: BitwiseCopyable, Sendable {
    /// Index of the first cell in `RowBatch.cells`, and how many the row has (rows may be ragged).
    public var firstCell: UInt32
    public var cellCount: UInt32
    /// The record in the batch's text as it was read, decoded, line end included.
    public var sourceStart: UInt32
    public var sourceLength: UInt32
    /// The row as a person counts it in a spreadsheet program: 1 is the first row of the table, blank rows count.
    public var number: Int
    /// The first physical line of the record, from 1.
    public var line: Int
    /// Offset of the record in the decoded text, in bytes.
    public var offset: Int

    @inlinable public init(
        firstCell: Int, cellCount: Int, sourceStart: Int, sourceLength: Int, number: Int, line: Int, offset: Int
    ) {
        self.firstCell = UInt32(truncatingIfNeeded: firstCell)
        self.cellCount = UInt32(truncatingIfNeeded: cellCount)
        self.sourceStart = UInt32(truncatingIfNeeded: sourceStart)
        self.sourceLength = UInt32(truncatingIfNeeded: sourceLength)
        self.number = number
        self.line = line
        self.offset = offset
    }
}

/// Up to some hundred KiB of rows of one table: the decoded text and spans of cells into it.
///
/// `text` holds the decoded block first; cells with doubled quotes are unescaped behind it, and later stages append
/// transformed values there too, so every span of the batch counts from `text.base`. Batches are reused.
package final class RowBatch: @unchecked Sendable {
    package let text = RawArray<UInt8>(capacity: TableLimits.blockBytes * 2)
    package let cells = RawArray<TextSpan>(capacity: 16_384)
    package let rows = RawArray<RowInfo>(capacity: 2_048)
    /// In step with `cells`, for workbooks only: an index of the cell's number format (`Workbook.formatCode`); 0 is none.
    /// Empty for text files.
    package let formats = RawArray<UInt16>(capacity: 1)
    /// Rows of the table skipped since the batch before because they had no cell with a value.
    package var blankRows = 0

    package init() {}

    package func removeAll() {
        text.removeAll()
        cells.removeAll()
        rows.removeAll()
        formats.removeAll()
        blankRows = 0
    }

    /// A row's cell as a `String`, for messages only; nil where the row is shorter.
    package func string(row: Int, column: Int) -> String? {
        let info = rows[row]
        guard column < Int(info.cellCount) else { return nil }
        return string(cells[Int(info.firstCell) + column])
    }

    /// The text of a span as a `String`, for messages only.
    package func string(_ span: TextSpan) -> String {
        String(decoding: bytes(span), as: UTF8.self)
    }

    package func bytes(_ span: TextSpan) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.base + Int(span.start), count: span.length)
    }

    /// The record as it stood in the file, decoded.
    package func source(row: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.base + Int(rows[row].sourceStart), count: Int(rows[row].sourceLength))
    }
}
