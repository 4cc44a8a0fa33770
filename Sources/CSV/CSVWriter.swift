/// Writes CSV as RFC 4180 wants it, quoting only where needed, behind whatever a byte buffer holds.
package struct CSVWriter: Sendable {
    private let delimiter: UInt8
    private let lineEnd: [UInt8]
    private var cells = 0
    private var isEmpty = true
    private static let quote = UInt8(ascii: "\"")

    package init(delimiter: UInt8 = UInt8(ascii: ","), lineEnd: String = "\r\n") {
        self.delimiter = delimiter
        self.lineEnd = Array(lineEnd.utf8)
    }

    /// The next cell of the record, UTF-8 or any encoding in which ASCII stands for itself.
    package mutating func writeCell(_ bytes: UnsafeBufferPointer<UInt8>, to buffer: inout [UInt8]) {
        if cells > 0 { buffer.append(delimiter) }
        cells += 1
        if !bytes.isEmpty { isEmpty = false }
        guard needsQuotes(bytes) else {
            buffer.append(contentsOf: bytes)
            return
        }
        buffer.append(Self.quote)
        for byte in bytes {
            if byte == Self.quote { buffer.append(byte) }
            buffer.append(byte)
        }
        buffer.append(Self.quote)
    }

    /// Ends the record; one empty cell is quoted, since its line would be a blank one.
    package mutating func endRow(to buffer: inout [UInt8]) {
        if cells == 1, isEmpty { buffer += [Self.quote, Self.quote] }
        buffer.append(contentsOf: lineEnd)
        cells = 0
        isEmpty = true
    }

    private func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        if first == 0x20 || last == 0x20 || first == 0x09 || last == 0x09 { return true }
        return bytes.contains { $0 == delimiter || $0 == Self.quote || $0 == 0x0A || $0 == 0x0D }
    }
}
