import Tables

/// Web addresses: `http` and `https` only; what looks like a domain without a scheme gets `https://`.
///
/// Scheme and host are lower case in the canonical form.
struct URLRule: CellRule {
    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        for index in 0..<cell.count where Self.isForbidden(cell[index]) { return .refused(.urlInvalid) }
        let scheme = Self.schemeLength(cell)
        guard scheme > 0 || Self.hasNoScheme(cell) else { return .refused(.urlInvalid) }
        let host = scheme..<Self.endOfHost(cell, from: scheme)
        guard Self.isHost(cell, host, needsDot: scheme == 0) else { return .refused(.urlInvalid) }
        let isLower = (0..<host.upperBound).allSatisfy { TextScan.lower(cell[$0]) == cell[$0] }
        if scheme > 0 && isLower { return .kept }
        return .written(Self.write(cell, host, output))
    }

    private static func write(_ cell: Cell, _ host: Range<Int>, _ output: UnsafeMutablePointer<UInt8>) -> Int {
        var count = 0
        if host.lowerBound == 0 {
            for byte in "https://".utf8 {
                output[count] = byte
                count += 1
            }
        }
        for index in 0..<cell.count {
            output[count] = index < host.upperBound ? TextScan.lower(cell[index]) : cell[index]
            count += 1
        }
        return count
    }

    /// White space, controls, and what RFC 3986 keeps out of addresses.
    @inline(__always)
    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func schemeLength(_ cell: Cell) -> Int {
        for scheme: StaticString in ["https://", "http://"] where cell.count > scheme.utf8CodeUnitCount {
            let length = scheme.utf8CodeUnitCount
            if (0..<length).allSatisfy({ TextScan.lower(cell[$0]) == scheme.utf8Start[$0] }) { return length }
        }
        return 0
    }

    /// `example.com:8080/x` has none, `mailto:x` and `ftp://x` have another one.
    private static func hasNoScheme(_ cell: Cell) -> Bool {
        guard let colon = (0..<cell.count).first(where: { cell[$0] == UInt8(ascii: ":") }) else { return true }
        let isInPath = (0..<colon).contains { cell[$0] == UInt8(ascii: "/") || cell[$0] == UInt8(ascii: "?") }
        return isInPath || (colon + 1 < cell.count && TextScan.isDigit(cell[colon + 1]))
    }

    private static func endOfHost(_ cell: Cell, from start: Int) -> Int {
        var index = start
        while index < cell.count {
            let byte = cell[index]
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
            index &+= 1
        }
        return index
    }

    private static func isHost(_ cell: Cell, _ range: Range<Int>, needsDot: Bool) -> Bool {
        var end = range.upperBound
        if let colon = range.lastIndex(where: { cell[$0] == UInt8(ascii: ":") }) {
            let port = (colon + 1)..<end
            guard port.count <= 5, port.allSatisfy({ TextScan.isDigit(cell[$0]) }) else { return false }
            end = colon
        }
        var label = range.lowerBound
        var labels = 0
        for index in range.lowerBound...end where index == end || cell[index] == UInt8(ascii: ".") {
            guard isLabel(cell, label..<index) else { return false }
            labels += 1
            label = index + 1
        }
        return labels > 1 || !needsDot
    }

    private static func isLabel(_ cell: Cell, _ range: Range<Int>) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard range.count > 0, range.count <= 63 else { return false }
        guard cell[range.lowerBound] != hyphen, cell[range.upperBound - 1] != hyphen else { return false }
        return range.allSatisfy { index in
            let byte = cell[index]
            return TextScan.isLetter(byte) || TextScan.isDigit(byte) || byte == hyphen || byte >= 0x80
                || byte == UInt8(ascii: "_")
        }
    }
}
