import Tables

/// Reads a cell in the forms in which programs write it: `<c r="B7" s="1" t="s"><v>12</v></c>`.
///
/// Compares every byte; false for every other form, however right it may be in XML.
struct FastCell {
    private let base: UnsafePointer<UInt8>
    /// Takes decoded texts; has room for them.
    private let text: RawArray<UInt8>
    /// The column of the last cell that was read, from 0.
    private(set) var column: Int
    /// Offset behind that cell.
    private(set) var end = 0
    private(set) var cell = SheetCell(start: 0, length: 0, column: 0, style: 0, type: .number)
    var hasValue: Bool { cell.length > 0 }

    init(_ base: UnsafePointer<UInt8>, _ text: RawArray<UInt8>, column: Int) {
        self.base = base
        self.text = text
        self.column = column
    }

    /// Reads the cell that starts at an offset; false, and nothing changed but `cell`, for any other form.
    @inline(__always)
    mutating func read(from start: Int) -> Bool {
        guard base[start] == Mark.open, base[start + 1] == UInt8(ascii: "c") else { return false }
        var column = self.column + 1
        let place = text.count
        cell.length = 0
        cell.style = 0
        cell.type = .number
        guard let close = readAttributes(from: start + 2, &column), column < Int(UInt16.max) else { return false }
        cell.column = UInt16(truncatingIfNeeded: column)
        let isRead = base[close] == Mark.close ? readContent(from: close + 1) : readsEmpty(close)
        if isRead { self.column = column } else { text.count = place }
        return isRead
    }

    @inline(__always)
    private mutating func readsEmpty(_ slash: Int) -> Bool {
        end = slash + 2
        return base[slash] == Mark.slash && base[slash + 1] == Mark.close
    }

    /// ` r="B7" s="1" t="s"` in any order; the offset behind them.
    @inline(__always)
    private mutating func readAttributes(from start: Int, _ column: inout Int) -> Int? {
        var index = start
        while base[index] == 0x20 {
            guard base[index + 2] == Mark.equals, base[index + 3] == Mark.quote else { return nil }
            let value = index + 4
            switch base[index + 1] {
            case UInt8(ascii: "r"): index = readReference(value, &column)
            case UInt8(ascii: "s"): index = readStyle(value)
            case UInt8(ascii: "t"): index = readType(value)
            default: return nil
            }
            guard base[index] == Mark.quote else { return nil }
            index += 1
        }
        return index
    }

    /// The functions below give the offset of the quote behind the value, or of something else where it is unusual.
    @inline(__always)
    private func readReference(_ start: Int, _ column: inout Int) -> Int {
        var index = start
        var number = 0
        while base[index] &- UInt8(ascii: "A") < 26 {
            number = number &* 26 &+ Int(base[index] &- UInt8(ascii: "A")) &+ 1
            index += 1
        }
        guard index > start, index - start <= 3 else { return start - 2 }
        column = number - 1
        let digits = index
        while base[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index > digits && index - digits <= 10 ? index : start - 2
    }

    @inline(__always)
    private mutating func readStyle(_ start: Int) -> Int {
        var index = start
        var style = 0
        while base[index] &- UInt8(ascii: "0") < 10 {
            style = style &* 10 &+ Int(base[index] &- UInt8(ascii: "0"))
            index += 1
        }
        cell.style = UInt16(truncatingIfNeeded: style)
        return index > start && index - start <= 4 ? index : start - 2
    }

    @inline(__always)
    private mutating func readType(_ start: Int) -> Int {
        let word = TextScan.load8(base + start)
        if word & 0xFFFF == 0x2273 {  // s"
            cell.type = .shared
            return start + 1
        }
        if word == 0x7453_656E_696C_6E69, base[start + 8] == UInt8(ascii: "r") {  // inlineStr
            cell.type = .text
            return start + 9
        }
        return readRareType(start, word)
    }

    private mutating func readRareType(_ start: Int, _ word: UInt64) -> Int {
        if word & 0xFFFF_FFFF == 0x2272_7473 {  // str"
            cell.type = .text
            return start + 3
        }
        switch base[start] {
        case UInt8(ascii: "n"): cell.type = .number
        case UInt8(ascii: "b"): cell.type = .boolean
        case UInt8(ascii: "e"): cell.type = .error
        case UInt8(ascii: "d"): cell.type = .date
        default: return start - 2
        }
        return start + 1
    }
}

extension FastCell {
    /// `<v>12</v></c>`, the same behind a formula, `<is><t>text</t></is></c>`, or nothing.
    @inline(__always)
    private mutating func readContent(from start: Int) -> Bool {
        let word = UInt32(truncatingIfNeeded: TextScan.load8(base + start))
        if word & 0xFF_FFFF == Self.openValue { return readValue(from: start + 3) }
        if word == Self.openInline { return readInline(from: start + 4) }
        if word & 0xFF_FFFF == Self.openFormula { return readFormula(from: start + 3) }
        end = start + 4
        return word == Self.closeCell
    }

    private static let openValue: UInt32 = 0x3E_763C  // <v>
    private static let openInline: UInt32 = 0x3E73_693C  // <is>
    private static let openFormula: UInt32 = 0x3E_663C  // <f>
    private static let closeFormula: UInt32 = 0x3E66_2F3C  // </f>
    private static let closeCell: UInt32 = 0x3E63_2F3C  // </c>
    private static let closeValueAndCell: UInt64 = 0x3E63_2F3C_3E76_2F3C  // </v></c>
    private static let closeText: UInt64 = 0x7369_2F3C_3E74_2F3C  // </t></is
    private static let closeInlineAndCell: UInt64 = 0x3E63_2F3C_3E73_692F  // /is></c>

    @inline(__always)
    private mutating func readValue(from start: Int) -> Bool {
        // A text in place of a number, and the texts of formulas.
        guard cell.type != .text else { return readFormulaText(from: start) }
        var traits = TextScan.Traits()
        let stop = TextScan.special(base, from: start, &traits)
        guard TextScan.load8(base + stop) == Self.closeValueAndCell, traits.isASCII || isUTF8(start, stop) else {
            return false
        }
        setSpan(start, stop)
        end = stop + 8
        return true
    }

    private mutating func readFormulaText(from start: Int) -> Bool {
        guard let stop = readText(from: start, keepsSpace: true) else { return false }
        end = stop + 8
        return TextScan.load8(base + stop) == Self.closeValueAndCell
    }

    /// A number without a value is none of the usual: its formula is looked at by the general path.
    private mutating func readFormula(from start: Int) -> Bool {
        var traits = TextScan.Traits()
        var stop = TextScan.special(base, from: start, &traits)
        while base[stop] == Mark.ampersand { stop = TextScan.special(base, from: stop + 1, &traits) }
        let word = TextScan.load8(base + stop)
        guard UInt32(truncatingIfNeeded: word) == Self.closeFormula else { return false }
        let next = UInt32(truncatingIfNeeded: word >> 32)
        if next & 0xFF_FFFF == Self.openValue { return readValue(from: stop + 7) && (hasValue || cell.type != .number) }
        end = stop + 8
        return next == Self.closeCell && cell.type != .number
    }

    @inline(__always)
    private mutating func readInline(from start: Int) -> Bool {
        let open = TextScan.load8(base + start)
        let isPlain = open & 0xFF_FFFF == 0x3E_743C  // <t>
        guard isPlain || keepsSpace(start, open),
            let stop = readText(from: start + (isPlain ? 3 : 24), keepsSpace: !isPlain)
        else { return false }
        end = stop + 13
        return TextScan.load8(base + stop) == Self.closeText
            && TextScan.load8(base + stop + 5) == Self.closeInlineAndCell
    }

    /// `<t xml:space="preserve">`
    private func keepsSpace(_ start: Int, _ open: UInt64) -> Bool {
        open == 0x733A_6C6D_7820_743C && TextScan.load8(base + start + 8) == 0x7270_223D_6563_6170
            && TextScan.load8(base + start + 16) == 0x3E22_6576_7265_7365
    }

    /// A text up to the next tag, whose offset it gives; nil where it is not UTF-8 or holds what XML does not allow.
    @inline(__always)
    private mutating func readText(from start: Int, keepsSpace: Bool) -> Int? {
        var traits = TextScan.Traits()
        var stop = TextScan.special(base, from: start, &traits)
        while base[stop] == 0x0A || base[stop] == 0x09 { stop = TextScan.special(base, from: stop + 1, &traits) }
        if base[stop] != Mark.open || traits.mayHaveEscapes && hasEscapes(start, stop) {
            return readDecoded(start, stop, keepsSpace)
        }
        setSpan(start, stop)
        if !keepsSpace { trim() }
        return traits.isASCII || isUTF8(start, stop) ? stop : nil
    }

    private func hasEscapes(_ start: Int, _ stop: Int) -> Bool {
        XLSXText.firstEscape(UnsafeBufferPointer(start: base + start, count: stop - start)) != nil
    }

    private func isUTF8(_ start: Int, _ stop: Int) -> Bool {
        ShortUTF8.isValid(UnsafeBufferPointer(start: base + start, count: stop - start))
    }

    @inline(__always)
    private mutating func setSpan(_ start: Int, _ stop: Int) {
        cell.start = UInt32(truncatingIfNeeded: start)
        cell.length = UInt32(truncatingIfNeeded: stop - start)
    }

    @inline(__always)
    private mutating func trim() {
        guard cell.length > 0 else { return }
        if base[Int(cell.start)] <= 0x20 || base[Int(cell.start &+ cell.length &- 1)] <= 0x20 { trimSpace() }
    }

    private mutating func trimSpace() {
        while cell.length > 0, base[Int(cell.start &+ cell.length &- 1)] <= 0x20 { cell.length -= 1 }
        while cell.length > 0, base[Int(cell.start)] <= 0x20 {
            cell.start += 1
            cell.length -= 1
        }
    }

    /// A text with entities, carriage returns or escapes: decoded behind the XML.
    @inline(never)
    private mutating func readDecoded(_ start: Int, _ special: Int, _ keepsSpace: Bool) -> Int? {
        var stop = special
        var traits = TextScan.Traits()
        while base[stop] != Mark.open {
            guard base[stop] == Mark.ampersand || XLSXText.isSpace(base[stop]) else { return nil }
            stop = TextScan.special(base, from: stop + 1, &traits)
        }
        let place = text.count
        let written = UnsafeBufferPointer(start: base + start, count: stop - start)
        guard isUTF8(start, stop), XMLEntities.append(written, to: text) else { return nil }
        let decoded = UnsafeMutableBufferPointer(start: text.base + place, count: text.count - place)
        var space = XLSXText.Space()
        space.add(run: keepsSpace)
        let trimmed = XLSXText.trim(decoded, keeping: space)
        let length = XLSXText.unescape(UnsafeMutableBufferPointer(rebasing: decoded[..<trimmed]))
        text.count = place + length
        setSpan(place, text.count)
        return stop
    }
}
