import Tables

/// Web addresses: `http` and `https` only; what looks like a domain without a scheme gets `https://`.
///
/// Scheme and host are lower case in the canonical form.
struct URLRule: CellRule {
    var change: ChangeKind { .url }

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        for index in 0..<cell.count where Self.isForbidden(cell[index]) { return .refused(.urlInvalid) }
        let scheme = Self.schemeLength(cell)
        guard scheme > 0 || Self.hasNoScheme(cell) else { return .refused(.urlInvalid) }
        let host = scheme..<Self.endOfHost(cell, from: scheme)
        guard Self.isHost(cell, host, needsDot: scheme == 0) else { return .refused(.urlInvalid) }
        if scheme > 0 && Self.isLower(cell, host.upperBound) { return .kept }
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

    private static func isLower(_ cell: Cell, _ end: Int) -> Bool {
        for index in 0..<end where cell[index] &- 0x41 < 26 { return false }
        return true
    }

    private static func schemeLength(_ cell: Cell) -> Int {
        if starts(cell, "https://") { return 8 }
        return starts(cell, "http://") ? 7 : 0
    }

    @inline(__always)
    private static func starts(_ cell: Cell, _ scheme: StaticString) -> Bool {
        guard cell.count > scheme.utf8CodeUnitCount else { return false }
        for index in 0..<scheme.utf8CodeUnitCount where TextScan.lower(cell[index]) != scheme.utf8Start[index] {
            return false
        }
        return true
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
        var label = range.lowerBound
        var labels = 0
        var end = range.upperBound
        for index in range {
            let byte = cell[index]
            if byte == UInt8(ascii: ".") {
                guard isLabel(cell, label, index) else { return false }
                labels &+= 1
                label = index &+ 1
            } else if byte == UInt8(ascii: ":") {
                guard isPort(cell, index + 1, end) else { return false }
                end = index
                break
            } else if !isHostByte(byte) {
                return false
            }
        }
        return isLabel(cell, label, end) && (labels > 0 || !needsDot)
    }

    @inline(__always)
    private static func isHostByte(_ byte: UInt8) -> Bool {
        TextScan.isLetter(byte) || TextScan.isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }

    @inline(__always)
    private static func isLabel(_ cell: Cell, _ start: Int, _ end: Int) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return end > start && end &- start <= 63 && cell[start] != hyphen && cell[end &- 1] != hyphen
    }

    private static func isPort(_ cell: Cell, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end where !TextScan.isDigit(cell[index]) { return false }
        return end - start <= 5
    }
}
