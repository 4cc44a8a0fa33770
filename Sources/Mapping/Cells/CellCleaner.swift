import Tables

/// Turns a raw cell into the text that a field reads: trimmed, without a spreadsheet's text formula, with the mapping's
/// null values and clear token recognised.
///
/// Almost every cell begins and ends with a printing ASCII character and is done after two comparisons; the rest goes
/// through the functions that are not inlined.
struct CellCleaner {
    private let nulls: [[UInt8]]
    private let clearToken: [UInt8]?
    /// Bit n: a null value or the clear token has n bytes (63: or more).
    private let lengths: UInt64

    init(nullValues: [String], clearToken: String?) {
        nulls = nullValues.map { Array(HeaderForm.trimmed($0).utf8) }
        self.clearToken = clearToken.map { Array(HeaderForm.trimmed($0).utf8) }
        lengths = (nulls + [self.clearToken].compactMap { $0 }).reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
    }

    @inline(__always)
    func clean(_ cell: TextSpan, _ text: UnsafePointer<UInt8>) -> TextSpan {
        let length = cell.length
        if cell.isBlank || length == 0 { return .blank }
        var span = TextSpan(start: cell.start, word: cell.word & ~TextSpan.quotedBit)
        let first = text[Int(cell.start)]
        let last = text[Int(cell.start) + length - 1]
        if first &- 0x21 >= 0x5E || last &- 0x21 >= 0x5E || first == UInt8(ascii: "=") {
            span = Self.trimmed(span, text)
        }
        if lengths >> UInt64(min(span.length, 63)) & 1 != 0 { span = recognised(span, text) }
        return span
    }

    /// Blank for a null value, clear for the clear token.
    @inline(never)
    private func recognised(_ span: TextSpan, _ text: UnsafePointer<UInt8>) -> TextSpan {
        let bytes = UnsafeBufferPointer(start: text + Int(span.start), count: span.length)
        if let clearToken, bytes.elementsEqual(clearToken) { return TextSpan(start: 0, length: 0, kind: .clear) }
        return nulls.contains { bytes.elementsEqual($0) } ? .blank : span
    }

    @inline(never)
    private static func trimmed(_ span: TextSpan, _ text: UnsafePointer<UInt8>) -> TextSpan {
        let inner = WhiteSpace.trimmed(UnsafeBufferPointer(start: text + Int(span.start), count: span.length))
        var range = Int(span.start) + inner.lowerBound..<Int(span.start) + inner.upperBound
        if span.kind == .text { range = withoutFormula(range, text) }
        return range.isEmpty ? .blank : TextSpan(start: range.lowerBound, length: range.count, kind: span.kind)
    }

    /// `="00123"` is how people keep a spreadsheet program from dropping zeros: the text is 00123.
    private static func withoutFormula(_ range: Range<Int>, _ text: UnsafePointer<UInt8>) -> Range<Int> {
        let quote = UInt8(ascii: "\"")
        guard range.count >= 3, text[range.lowerBound] == UInt8(ascii: "="), text[range.lowerBound + 1] == quote,
            text[range.upperBound - 1] == quote
        else { return range }
        let inner = range.lowerBound + 2..<range.upperBound - 1
        return inner.contains { text[$0] == quote } ? range : inner
    }
}
