/// Excel's first line that names the delimiter: `sep=;`, also quoted, also `sep=\t`.
package struct SeparatorLine: Sendable, Equatable {
    package let delimiter: UInt8
    /// Bytes of the line, its line break included.
    package let length: Int

    /// The line that a text starts with, if it is one.
    package init?(_ text: [UInt8]) {
        var line = text.prefix { $0 != 0x0A && $0 != 0x0D }
        guard line.count < 16 else { return nil }
        let rest = text[line.endIndex...]
        let breakLength = rest.starts(with: [0x0D, 0x0A]) ? 2 : min(rest.count, 1)
        let total = line.count + breakLength
        if line.count > 2, line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\"") {
            line = line.dropFirst().dropLast()
        }
        guard line.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }) else { return nil }
        let value = line.dropFirst(4)
        if value.elementsEqual("\\t".utf8) {
            delimiter = 0x09
        } else if let byte = value.first, value.count == 1, byte < 0x80 {
            delimiter = byte
        } else {
            return nil
        }
        length = total
    }
}
