import Tables

// How far what ends with a block can be read before the next one is there: once a block.

extension XMLScanner {
    /// How far a text goes that ends with the block.
    static func lastWhole(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        let longestEntity = 24
        var index = end - 1
        while index >= max(start, end - longestEntity) {
            if base[index] == Mark.ampersand { return index }
            if base[index] == Mark.semicolon { break }
            index -= 1
        }
        return base[end - 1] == 0x0D ? end - 1 : wholeCharacters(base, start, end)
    }

    /// Without the last character where its end is missing.
    private static func wholeCharacters(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = end - 1
        while index > start, base[index] & 0xC0 == 0x80, end - index < 4 { index -= 1 }
        let lead = base[index]
        let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        return index + length > end ? index : end
    }
}
