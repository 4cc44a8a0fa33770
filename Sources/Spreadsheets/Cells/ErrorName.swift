/// The names of errors that a cell can show.
enum ErrorName {
    static let all: Set<String> = [
        "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!",
    ]

    /// A look at the length and the first byte, which nearly all texts fail.
    @inline(__always)
    static func mayMatch(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        length >= 4 && length <= 7 && text[0] == UInt8(ascii: "#")
    }

    /// Whether a text is one of the names and nothing else.
    static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress, mayMatch(base, text.count) else { return false }
        return all.contains(String(decoding: text, as: UTF8.self))
    }
}
