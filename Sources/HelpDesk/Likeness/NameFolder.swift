import Foundation

/// Brings names to the form in which they are compared: small letters without accents, words in alphabetical order,
/// legal forms and `Re:` dropped. Works on bytes; one per thread.
package final class NameFolder {
    private let form: NameForm
    private var folded: [UInt8] = []
    private var words: [Range<Int>] = []

    package init(_ form: NameForm) { self.form = form }

    /// Adds a text to the name that is being made.
    package func add(_ text: UnsafeBufferPointer<UInt8>) {
        folded.append(0x20)
        let start = folded.count
        if !Self.fold(text, into: &folded) {
            folded.removeSubrange(start...)
            Self.foldSlowly(text, into: &folded)
        }
    }

    /// Ends the name: its words, sorted, with a space between them, are appended to `out`.
    package func finish(into out: inout [UInt8]) {
        split()
        if form == .organization { LegalForms.drop(from: &words, of: folded) }
        if form == .text { LegalForms.dropReply(from: &words, of: folded) }
        sortWords()
        for (place, word) in words.enumerated() {
            if place > 0 { out.append(0x20) }
            out.append(contentsOf: folded[word])
        }
        folded.removeAll(keepingCapacity: true)
    }

    /// A single text folded, words in their order.
    package static func fold(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        if !fold(text, into: &out) {
            out.removeAll()
            foldSlowly(text, into: &out)
        }
        return Array(out.split(separator: 0x20).joined(separator: [0x20]))
    }

    private func split() {
        words.removeAll(keepingCapacity: true)
        var start = 0
        for place in folded.indices where folded[place] == 0x20 {
            if place > start { words.append(start..<place) }
            start = place + 1
        }
        if folded.count > start { words.append(start..<folded.count) }
    }

    /// Names have few words: an insertion sort.
    private func sortWords() {
        for place in words.indices.dropFirst() {
            var hole = place
            while hole > 0 && isLess(words[hole], words[hole - 1]) {
                words.swapAt(hole, hole - 1)
                hole -= 1
            }
        }
    }

    private func isLess(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        folded[left].lexicographicallyPrecedes(folded[right])
    }

    // MARK: Letters

    /// Folds ASCII, Latin letters of Europe and Han; false where another character comes in the way.
    private static func fold(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) -> Bool {
        var place = 0
        while place < text.count {
            let byte = text[place]
            if byte < 0x80 {
                appendASCII(byte, to: &out)
                place += 1
            } else if byte >= 0xC3, byte <= 0xC9, place + 1 < text.count {
                let scalar = Int(byte & 0x1F) << 6 | Int(text[place + 1] & 0x3F)
                guard scalar < latin.count, latin[scalar] != 0 else { return false }
                out.append(UInt8(truncatingIfNeeded: latin[scalar]))
                if latin[scalar] > 0xFF { out.append(UInt8(truncatingIfNeeded: latin[scalar] >> 8)) }
                place += 2
            } else if byte >= 0xE5, byte <= 0xE9, place + 2 < text.count {
                out.append(contentsOf: text[place..<place + 3])
                place += 3
            } else {
                return false
            }
        }
        return true
    }

    /// Dots, slashes and apostrophes join what they stand between (`z o.o.`, `A/S`); other marks separate.
    @inline(__always)
    private static func appendASCII(_ byte: UInt8, to out: inout [UInt8]) {
        if byte &- 0x41 < 26 {
            out.append(byte | 0x20)
        } else if byte &- 0x61 < 26 || byte &- 0x30 < 10 {
            out.append(byte)
        } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: "/"), byte != UInt8(ascii: "'") {
            out.append(0x20)
        }
    }

    /// Any other script, by way of Foundation.
    private static func foldSlowly(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
        let string = String(decoding: text, as: UTF8.self).decomposedStringWithCompatibilityMapping.lowercased()
        for scalar in string.unicodeScalars {
            if scalar.isASCII {
                appendASCII(UInt8(scalar.value), to: &out)
            } else if scalar.value < latin.count, latin[Int(scalar.value)] != 0 {
                out.append(UInt8(truncatingIfNeeded: latin[Int(scalar.value)]))
                if latin[Int(scalar.value)] > 0xFF { out.append(UInt8(latin[Int(scalar.value)] >> 8)) }
            } else if joins(scalar) {
                continue
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                out.append(contentsOf: String(scalar).utf8)
            } else {
                out.append(0x20)
            }
        }
    }

    /// Apostrophes, and marks on the letter before.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x2019 || scalar.value == 0x2BC || scalar.properties.generalCategory == .nonspacingMark
    }

    /// The ASCII letters for a Latin letter, the first in the low byte; 0: none.
    private static let latin: [UInt16] = (0..<0x250).map { value in
        guard value >= 0xC0, let scalar = Unicode.Scalar(UInt32(value)) else { return 0 }
        if let letters = strokes[Character(scalar).lowercased()] { return pack(letters) }
        let parts = String(scalar).decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
        return pack(String(String.UnicodeScalarView(parts.filter { $0.isASCII && $0.properties.isAlphabetic })))
    }

    /// Letters that do not come apart into a base and a mark.
    private static let strokes = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ŧ": "t",
        "ŋ": "n", "ı": "i", "ĸ": "k",
    ]

    private static func pack(_ letters: String) -> UInt16 {
        letters.utf8.reversed().reduce(0) { $0 << 8 | UInt16($1) }
    }
}
