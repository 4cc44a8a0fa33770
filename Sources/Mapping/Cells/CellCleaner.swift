import Tables

/// Turns a raw cell into the text that a field reads: trimmed, without a spreadsheet's text formula, with the mapping's
/// null values and clear token recognised.
///
/// Almost every cell begins and ends with a printing ASCII character and is done after two comparisons; the rest goes
/// through the functions that are not inlined, which also count what they change.
struct CellCleaner {
    let counts = CleaningCounts()
    private let nulls: [[UInt8]]
    private let clearToken: [UInt8]?
    /// Bit n: a null value or the clear token has n bytes (63: or more).
    private let lengths: UInt64

    init(nullValues: [String], clearToken: String?) {
        nulls = nullValues.map { Array(HeaderForm.trimmed($0).utf8) }
        self.clearToken = clearToken.map { Array(HeaderForm.trimmed($0).utf8) }
        lengths = (nulls + [self.clearToken].compactMap { $0 }).reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
    }

    private init(_ other: CellCleaner) {
        nulls = other.nulls
        clearToken = other.clearToken
        lengths = other.lengths
    }

    /// The same with counts of its own, for another thread.
    func twin() -> CellCleaner { CellCleaner(self) }

    @inline(__always)
    func clean(_ cell: TextSpan, _ text: UnsafePointer<UInt8>) -> TextSpan {
        let length = cell.length
        if cell.isBlank || length == 0 { return .blank }
        var span = TextSpan(start: cell.start, word: cell.word & ~TextSpan.quotedBit)
        let first = text[Int(cell.start)]
        let last = text[Int(cell.start) + length - 1]
        if first &- 0x21 >= 0x5E || last &- 0x21 >= 0x5E || first == UInt8(ascii: "=") {
            span = Self.trimmed(span, text, counts)
        }
        if lengths >> UInt64(min(span.length, 63)) & 1 != 0 { span = recognised(span, text, of: length) }
        return span
    }

    /// Blank for a null value, clear for the clear token.
    @inline(never)
    private func recognised(_ span: TextSpan, _ text: UnsafePointer<UInt8>, of length: Int) -> TextSpan {
        let bytes = UnsafeBufferPointer(start: text + Int(span.start), count: span.length)
        let isClear = clearToken.map { bytes.elementsEqual($0) } ?? false
        guard isClear || nulls.contains(where: { bytes.elementsEqual($0) }) else { return span }
        // A cell counts as one change, whatever was around the token.
        if span.length != length { counts.takeBack() }
        counts.add(isClear ? .clearToken : .nullValue)
        return isClear ? TextSpan(start: 0, length: 0, kind: .clear) : .blank
    }

    @inline(never)
    private static func trimmed(
        _ span: TextSpan, _ text: UnsafePointer<UInt8>, _ counts: CleaningCounts
    ) -> TextSpan {
        let inner = WhiteSpace.trimmed(UnsafeBufferPointer(start: text + Int(span.start), count: span.length))
        var range = Int(span.start) + inner.lowerBound..<Int(span.start) + inner.upperBound
        if span.kind == .text { range = withoutFormula(range, text) }
        if range.count != span.length { counts.add(range.count == inner.count ? .trim : .textFormula) }
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

/// What cleaning has changed since it was last asked.
final class CleaningCounts {
    enum Change: Int, CaseIterable {
        case trim, textFormula, nullValue, clearToken

        var kind: ChangeKind {
            switch self {
            case .trim: .trim
            case .textFormula: .textFormula
            case .nullValue: .nullValue
            case .clearToken: .clearToken
            }
        }
    }

    /// The kind of the last change.
    @exclusivity(unchecked) private(set) var last = Change.trim
    @exclusivity(unchecked) private(set) var total = 0
    @exclusivity(unchecked) private var counts = SIMD4<Int>()

    func add(_ change: Change) {
        last = change
        total &+= 1
        counts[change.rawValue] &+= 1
    }

    /// The last change turns out to be part of another one.
    func takeBack() {
        total &-= 1
        counts[last.rawValue] &-= 1
    }

    func reset() {
        total = 0
        counts = SIMD4()
    }

    subscript(_ change: Change) -> Int { counts[change.rawValue] }
}
