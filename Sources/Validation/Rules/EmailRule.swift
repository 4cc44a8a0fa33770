import Foundation
import Tables

/// Addresses by the practical part of RFC 5321 and 6531: dot-atoms of any script, a domain with at least one dot.
///
/// `mailto:` and `Name <address>` are unwrapped. Quoted local parts and address literals are refused: in exports of
/// help desks they are mistakes. The canonical form is lower case, in NFC.
struct EmailRule: CellRule {
    var change: ChangeKind { .email }

    /// RFC 5321, 4.5.3.1
    private static let longest = 254
    private static let longestLocal = 64
    private static let longestLabel = 63

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        let traits = Self.traits(cell.bytes, cell.count)
        if traits == Traits.plain { return .kept }
        return readSlowly(cell, traits, output)
    }

    @inline(never)
    private func readSlowly(_ cell: Cell, _ traits: UInt8, _ output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        guard traits & Traits.bad != 0 else {
            return Self.lowercase(cell, traits, output).map(CellOutcome.written) ?? .refused(.emailInvalid)
        }
        guard let piece = Self.unwrap(cell) else { return .refused(.emailInvalid) }
        let inner = Cell(bytes: cell.bytes + piece.lowerBound, count: piece.count, kind: cell.kind)
        let innerTraits = Self.traits(inner.bytes, inner.count)
        if innerTraits == Traits.plain { return .part(start: piece.lowerBound, count: piece.count) }
        if innerTraits & Traits.bad != 0 { return .refused(.emailInvalid) }
        return Self.lowercase(inner, innerTraits, output).map(CellOutcome.written) ?? .refused(.emailInvalid)
    }

    /// What is in an address; `plain` is a good one that already is canonical.
    private enum Traits {
        static let plain: UInt8 = 0
        static let upper: UInt8 = 1
        static let wide: UInt8 = 2
        static let bad: UInt8 = 0x80
    }

    private static func traits(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt8 {
        guard count <= longest else { return Traits.bad }
        let classes = EmailBytes.classes
        var seen: UInt8 = 0
        var previous = EmailBytes.dot
        var index = 0
        while index < count {
            let kind = classes[Int(bytes[index])]
            seen |= kind
            if kind & previous & EmailBytes.dot != 0 || kind & EmailBytes.at != 0 { break }
            previous = kind
            index &+= 1
        }
        guard index < count, index <= longestLocal, bytes[index] == UInt8(ascii: "@") else { return Traits.bad }
        guard previous & EmailBytes.dot == 0 else { return Traits.bad }
        return domainTraits(bytes, index &+ 1, count, seen & ~EmailBytes.at)
    }

    @inline(__always)
    private static func domainTraits(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ local: UInt8
    ) -> UInt8 {
        let classes = EmailBytes.classes
        var seen: UInt8 = 0
        var label = start
        var labels = 0
        var index = start
        while index < count {
            let kind = classes[Int(bytes[index])]
            if kind & EmailBytes.dot != 0 {
                guard isLabel(bytes, label, index) else { return Traits.bad }
                labels &+= 1
                label = index &+ 1
            } else {
                seen |= kind
            }
            index &+= 1
        }
        guard labels > 0, isLabel(bytes, label, count), !TextScan.isDigit(bytes[label]) else { return Traits.bad }
        let bad = (local & EmailBytes.bad) | (seen & (EmailBytes.bad | EmailBytes.at | EmailBytes.localOnly))
        return bad != 0 ? Traits.bad : (local | seen) & (Traits.upper | Traits.wide)
    }

    @inline(__always)
    private static func isLabel(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return end > start && end &- start <= longestLabel && bytes[start] != hyphen && bytes[end &- 1] != hyphen
    }

    /// The piece of the cell that is the address, out of `Name <address>` or `mailto:address?subject=…`.
    private static func unwrap(_ cell: Cell) -> Range<Int>? {
        var start = 0
        var end = cell.count
        let bytes = UnsafeBufferPointer(start: cell.bytes, count: cell.count)
        if bytes.last == UInt8(ascii: ">"), let open = bytes.lastIndex(of: UInt8(ascii: "<")) {
            start = open + 1
            end -= 1
        }
        if bytes[start..<end].starts(with: Array("mailto:".utf8), by: { TextScan.lower($0) == $1 }) {
            start += 7
            end = bytes[start..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
        }
        while start < end, bytes[start] == 0x20 { start += 1 }
        while start < end, bytes[end - 1] == 0x20 { end -= 1 }
        return start < end && end - start < cell.count ? start..<end : nil
    }

    /// Writes the canonical form; nil where a character is none that people write addresses with.
    private static func lowercase(_ cell: Cell, _ traits: UInt8, _ output: UnsafeMutablePointer<UInt8>) -> Int? {
        if traits & Traits.wide == 0 {
            for index in 0..<cell.count { output[index] = TextScan.lower(cell[index]) }
            return cell.count
        }
        let text = cell.text
        guard text.unicodeScalars.allSatisfy(isWritten) else { return nil }
        let folded = Array(text.lowercased().precomposedStringWithCanonicalMapping.utf8)
        output.update(from: folded, count: folded.count)
        return folded.count
    }

    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
        default: true
        }
    }
}

/// What each byte may be in an address; the first two bits are those of the rule's traits.
private enum EmailBytes {
    static let upper: UInt8 = 1
    static let wide: UInt8 = 2
    static let dot: UInt8 = 4
    static let at: UInt8 = 8
    static let localOnly: UInt8 = 16
    static let bad: UInt8 = 0x80

    nonisolated(unsafe) static let classes: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in 0...UInt8.max { table[Int(byte)] = kind(byte) }
        return UnsafePointer(table)
    }()

    private static func kind(_ byte: UInt8) -> UInt8 {
        if byte >= 0x80 { return wide }
        if byte &- 0x41 < 26 { return upper }
        if TextScan.isLetter(byte) || TextScan.isDigit(byte) || byte == UInt8(ascii: "-") { return 0 }
        if byte == UInt8(ascii: ".") { return dot }
        if byte == UInt8(ascii: "@") { return at }
        return "!#$%&'*+/=?^_`{|}~".utf8.contains(byte) ? localOnly : bad
    }
}
