/// Names of months in nine languages, long, short and alone, by their bytes; up to 16 of them fit two words.
final class MonthNames: @unchecked Sendable {
    static let shared = MonthNames()
    private static let longest = 16

    private struct Name: BitwiseCopyable, Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0
    }

    /// An open table of `slotCount` places; a month of 0 is a free one. Written once, when it is made.
    private let names: UnsafeMutablePointer<Name>
    private let months: UnsafeMutablePointer<Int>
    private static let slotCount = 1_024

    private init() {
        names = .allocate(capacity: Self.slotCount)
        names.update(repeating: Name(), count: Self.slotCount)
        months = .allocate(capacity: Self.slotCount)
        months.update(repeating: 0, count: Self.slotCount)
        for list in Self.lists {
            for (index, name) in list.split(separator: " ").enumerated() {
                // Only ASCII is folded when a cell is read, so names stand here in both cases.
                for form in [String(name), name.uppercased(), name.lowercased()] {
                    let name = Self.name(Array(form.utf8))
                    let slot = slot(of: name)
                    names[slot] = name
                    months[slot] = index + 1
                }
            }
        }
    }

    deinit {
        names.deallocate()
        months.deallocate()
    }

    /// The place of a name, or the free one where it belongs.
    private func slot(of name: Name) -> Int {
        let hash = (name.low ^ (name.high &* 31)) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: hash &>> 54)
        while months[slot] != 0 && names[slot] != name { slot = (slot + 1) & (Self.slotCount - 1) }
        return slot
    }

    /// Reads a month's name at the cursor, with or without a dot behind it.
    func read(_ cursor: inout TimeCursor) -> Int? {
        let start = cursor.index
        let letters = cursor.letters()
        if letters.isEmpty { return readChinese(&cursor) }
        let bytes = UnsafeBufferPointer(start: cursor.bytes + letters.lowerBound, count: letters.count)
        let month = letters.count <= Self.longest ? months[slot(of: Self.name(bytes))] : 0
        guard month > 0 else {
            cursor.index = start
            return nil
        }
        _ = cursor.take(UInt8(ascii: "."))
        return month
    }

    /// `3月`
    private func readChinese(_ cursor: inout TimeCursor) -> Int? {
        let start = cursor.index
        if let number = cursor.number(1, 2), cursor.take("月") { return number.value }
        cursor.index = start
        return nil
    }

    private static func name(_ bytes: some Sequence<UInt8>) -> Name {
        var name = Name()
        for byte in bytes {
            name.high = name.high &<< 8 | name.low &>> 56
            name.low = name.low &<< 8 | UInt64(TextScan.lower(byte))
        }
        return name
    }

    private static let lists = [
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan fev mar abr mai jun jul ago set out nov dez",
        "januar februar mars april mai juni juli august september oktober november desember",
        "jan feb mar apr mai jun jul aug sep okt nov des",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jän feb mär apr mai jun jul aug sept okt nov dez",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
    ]
}
