import Foundation
import Tables

/// Reads numbers as people write them and writes their canonical form: no group separators, a dot, no idle zeros.
struct NumberText {
    /// Between the whole part and the fraction.
    let mark: UInt8

    static let usualMark = UInt8(ascii: ".")

    /// Writes the canonical number; nil where the text is none. `fraction` is the number of digits behind the dot.
    func write(_ cell: Cell, _ output: UnsafeMutablePointer<UInt8>) -> (count: Int, fraction: Int)? {
        if cell.kind == .number, let plain = Self.withoutExponent(cell) {
            var plain = plain
            return plain.withUTF8 { bytes in
                NumberText(mark: UInt8(ascii: ".")).write(
                    Cell(bytes: bytes.baseAddress!, count: bytes.count, kind: .text), output)
            }
        }
        let mark = cell.kind == .number ? UInt8(ascii: ".") : mark
        var scan = NumberScan(cell: cell, mark: mark, output: output)
        return scan.run()
    }

    /// A numeric cell such as `1.25E+17`, written out.
    private static func withoutExponent(_ cell: Cell) -> String? {
        guard (0..<cell.count).contains(where: { cell[$0] | 0x20 == UInt8(ascii: "e") }) else { return nil }
        return Decimal(string: cell.text, locale: Locale(identifier: "en_US_POSIX"))?.description
    }
}

private struct NumberScan {
    let cell: Cell
    let mark: UInt8
    let output: UnsafeMutablePointer<UInt8>
    var index = 0
    var count = 0

    init(cell: Cell, mark: UInt8, output: UnsafeMutablePointer<UInt8>) {
        self.cell = cell
        self.mark = mark
        self.output = output
    }

    mutating func run() -> (count: Int, fraction: Int)? {
        let isNegative = readSign()
        if isNegative { put(UInt8(ascii: "-")) }
        let start = count
        guard readWhole() else { return nil }
        let hasWhole = count > start
        dropLeadingZeros(from: start)
        let whole = count
        if index < cell.count, cell[index] == mark { readFraction() }
        guard index == cell.count, hasWhole || count > whole else { return nil }
        let isZero = count == start + 1 && output[start] == UInt8(ascii: "0")
        if isNegative && isZero {
            output[0] = UInt8(ascii: "0")
            return (1, 0)
        }
        return (count, max(count - whole - 1, 0))
    }

    private mutating func put(_ byte: UInt8) {
        output[count] = byte
        count += 1
    }

    private mutating func readSign() -> Bool {
        guard index < cell.count else { return false }
        if cell[0] == UInt8(ascii: "-") || cell[0] == UInt8(ascii: "+") {
            index = 1
            return cell[0] == UInt8(ascii: "-")
        }
        guard matches(0xE2, 0x88, 0x92) else { return false }
        index = 3
        return true
    }

    /// Digits in one run, or in groups of three with the same separator between all of them.
    private mutating func readWhole() -> Bool {
        let first = readDigits()
        var separator = separatorLength
        guard separator > 0 else { return true }
        // No group begins with a zero: `0,125` is a fraction, or nothing.
        guard first >= 1, first <= 3, cell[index - first] != UInt8(ascii: "0") else { return false }
        let kind = cell[index + separator - 1]
        while separator > 0, cell[index + separator - 1] == kind {
            index += separator
            guard readDigits() == 3 else { return false }
            separator = separatorLength
        }
        return true
    }

    private mutating func readDigits() -> Int {
        let start = index
        while index < cell.count, TextScan.isDigit(cell[index]) {
            put(cell[index])
            index += 1
        }
        return index - start
    }

    /// Bytes of a group separator here: space, NBSP, U+202F, apostrophes, and the mark that is not the decimal one.
    private var separatorLength: Int {
        guard index < cell.count else { return 0 }
        switch cell[index] {
        case UInt8(ascii: " "), UInt8(ascii: "'"): return 1
        case UInt8(ascii: ","), UInt8(ascii: "."): return cell[index] == mark ? 0 : 1
        case 0xC2: return matches(0xC2, 0xA0) ? 2 : 0
        case 0xE2: return matches(0xE2, 0x80, 0xAF) || matches(0xE2, 0x80, 0x99) ? 3 : 0
        default: return 0
        }
    }

    private func matches(_ bytes: UInt8...) -> Bool {
        guard index + bytes.count <= cell.count else { return false }
        return bytes.indices.allSatisfy { cell[index + $0] == bytes[$0] }
    }

    private mutating func dropLeadingZeros(from start: Int) {
        var zeros = 0
        while start + zeros < count - 1, output[start + zeros] == UInt8(ascii: "0") { zeros += 1 }
        if zeros > 0 { (output + start).update(from: output + start + zeros, count: count - start - zeros) }
        count -= zeros
        if count == start { put(UInt8(ascii: "0")) }
    }

    private mutating func readFraction() {
        let whole = count
        index += 1
        put(UInt8(ascii: "."))
        _ = readDigits()
        while count > whole + 1, output[count - 1] == UInt8(ascii: "0") { count -= 1 }
        if count == whole + 1 { count = whole }
    }
}
