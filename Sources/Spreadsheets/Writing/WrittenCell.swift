import Glibc
import Tables

/// What a cell becomes in a file: its own kind where reading the file gives the same text again, else a text.
struct WrittenCell: Equatable {
    enum Value: Equatable {
        case blank
        case text
        case number(Double)
        case boolean(Bool)
        /// The error's name.
        case error(String)
    }

    var value: Value
    /// The number format; nil for "General".
    var code: String?
    /// False where reading gives another number: whole numbers of more than sixteen digits.
    var isExact = true

    /// `kind` says what a format code makes of a number.
    init(_ cell: CellValue, code: String?, kind: (String?) -> NumberFormat.Kind) {
        self.init(value: .text, code: code)
        switch cell.kind {
        case .blank, .clear, .invalid: value = .blank
        case .number: setNumber(cell.text, kind)
        case .date: setDate(cell.text, kind)
        case .boolean: value = Self.boolean(cell.text).map { .boolean($0) } ?? .text
        case .error: value = ErrorName.all.contains(cell.text) ? .error(cell.text) : .text
        case .text: if kind(code) != .number { setShown(cell.text, kind(code)) }
        }
    }

    private init(value: Value, code: String?) {
        self.value = value
        self.code = code
    }

    /// A number stays one even where its last digits cannot be written: as a text it would pass for exact.
    private mutating func setNumber(_ text: String, _ kind: (String?) -> NumberFormat.Kind) {
        guard let number = Self.stored(text) else { return }
        value = .number(number)
        let zeros = text.hasPrefix("0") && text.utf8.allSatisfy { $0 &- 0x30 < 10 } ? text.utf8.count : 0
        for candidate in [code, nil, zeros > 1 && zeros < 64 ? String(repeating: "0", count: zeros) : nil]
        where Self.reads(number, kind(candidate), text, .number) {
            code = candidate
            return
        }
        isExact = false
    }

    private mutating func setDate(_ text: String, _ kind: (String?) -> NumberFormat.Kind) {
        guard let number = SerialNumber.date(text).map(Self.asWritten) else { return }
        for candidate in [code, Self.dateCode(text)] where Self.reads(number, kind(candidate), text, .date) {
            value = .number(number)
            code = candidate
            return
        }
    }

    /// A number that is read as a text because of its format: elapsed time, digits with signs between them.
    private mutating func setShown(_ text: String, _ kind: NumberFormat.Kind) {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        for number in [SerialNumber.elapsed(text), Double(digits)].compactMap(\.self).map(Self.asWritten)
        where Self.reads(number, kind, text, .text) {
            value = .number(number)
            return
        }
    }

    // MARK: -

    /// Whether a reader makes this cell of the number.
    private static func reads(
        _ number: Double, _ kind: NumberFormat.Kind, _ text: String, _ cell: CellKind
    ) -> Bool {
        let bytes = RawArray<UInt8>()
        let span = CellText().append(number, as: kind, to: bytes)
        return span.kind == cell && bytes.buffer.elementsEqual(text.utf8)
    }

    private static func stored(_ text: String) -> Double? {
        guard let number = Double(text), number.isFinite else { return nil }
        return asWritten(number)
    }

    /// The library writes sixteen digits.
    private static func asWritten(_ number: Double) -> Double {
        var digits = [CChar](repeating: 0, count: 48)
        _ = withVaList([number]) { vsnprintf(&digits, digits.count, "%.16G", $0) }
        return strtod(digits, nil)
    }

    /// A code for a date that came without one.
    private static func dateCode(_ text: String) -> String {
        let clock = text.contains(".") ? "hh:mm:ss.000" : "hh:mm:ss"
        if !text.contains("-") { return clock }
        return text.contains(":") ? "yyyy-mm-dd " + clock : "yyyy-mm-dd"
    }

    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }
}
