/// How alike two folded names are, 0 to 1: word by word for people and companies, as a whole for subjects. One per
/// thread.
package final class NameSimilarity {
    private let form: NameForm
    private var left: [UInt32] = []
    private var right: [UInt32] = []
    private var taken: [Bool] = []
    private var matched: [UInt32] = []
    /// Longer names are compared by their beginnings.
    private static let maxLength = 128

    package init(_ form: NameForm) { self.form = form }

    /// A word of which only the first letter is there may be any word that begins so.
    private static let initial = 0.88
    /// Words that differ more than this are other words.
    private static let otherWord = 0.8
    /// What is left of a likeness where only one word of a name is given: says neither yes nor no.
    private static let undecided = 0.8
    /// What is left of a likeness where one name has words that the other has not.
    private static let fewerWords = 0.97
    /// Numbers tell apart what else is alike: branch 1 and branch 2.
    private static let otherNumber = 0.75

    package func compare(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Double {
        if first.elementsEqual(second) { return 1 }
        if first.isEmpty || second.isEmpty { return 0 }
        let alike = form == .text ? jaroWinkler(first, second) : max(byWords(first, second), asWhole(first, second))
        return haveOtherNumbers(first, second) ? min(alike, Self.otherNumber) : alike
    }

    /// A company's name may be written together or apart; a person's is compared word by word only.
    private func asWhole(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Double {
        form == .organization ? jaroWinkler(first, second) : 0
    }

    /// The mean of the best match of each word of the shorter name; less where one of them is another word, or where
    /// there is only one.
    private func byWords(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Double {
        let (one, two) = (first.split(separator: 0x20), second.split(separator: 0x20))
        let (short, long) = one.count <= two.count ? (one, two) : (two, one)
        var free = long
        var sum = 0.0
        var hasOtherWord = false
        for word in short {
            let scores = free.map { self.word(UnsafeBufferPointer(rebasing: word), UnsafeBufferPointer(rebasing: $0)) }
            guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { break }
            if scores[best] < Self.otherWord { hasOtherWord = true }
            sum += scores[best]
            free.remove(at: best)
        }
        let mean = sum / Double(short.count)
        if hasOtherWord { return mean * Self.undecided }
        if short.count == long.count { return mean }
        return short.count == 1 ? min(mean, Self.undecided) : mean * Self.fewerWords
    }

    private func word(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Double {
        if first.count == 1 || second.count == 1 {
            return first[0] == second[0] ? (first.count == second.count ? 1 : Self.initial) : 0
        }
        return jaroWinkler(first, second)
    }

    private func haveOtherNumbers(
        _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let isDigit = { (byte: UInt8) in byte &- 0x30 < 10 }
        return !first.lazy.filter(isDigit).elementsEqual(second.lazy.filter(isDigit))
    }

    // MARK: Jaro and Winkler

    /// W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record
    /// Linkage" (1990): characters in common near the same place, and a bonus for the same beginning.
    package func jaroWinkler(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Double {
        Self.decode(first, into: &left)
        Self.decode(second, into: &right)
        let jaro = jaro()
        var prefix = 0
        while prefix < min(4, left.count, right.count), left[prefix] == right[prefix] { prefix += 1 }
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }

    private func jaro() -> Double {
        let window = max(max(left.count, right.count) / 2 - 1, 0)
        taken.removeAll(keepingCapacity: true)
        taken.append(contentsOf: repeatElement(false, count: right.count))
        matched.removeAll(keepingCapacity: true)
        for place in left.indices {
            let (start, end) = (max(0, place - window), min(right.count, place + window + 1))
            guard start < end, let other = (start..<end).first(where: { !taken[$0] && right[$0] == left[place] })
            else { continue }
            taken[other] = true
            matched.append(left[place])
        }
        guard !matched.isEmpty else { return 0 }
        let common = Double(matched.count)
        return (common / Double(left.count) + common / Double(right.count) + (common - transpositions()) / common) / 3
    }

    private func transpositions() -> Double {
        var place = 0
        var moved = 0
        for other in right.indices where taken[other] {
            if right[other] != matched[place] { moved += 1 }
            place += 1
        }
        return Double(moved / 2)
    }

    private static func decode(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt32]) {
        out.removeAll(keepingCapacity: true)
        if text.allSatisfy({ $0 < 0x80 }) {
            for byte in text.prefix(maxLength) { out.append(UInt32(byte)) }
        } else {
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars.prefix(maxLength) {
                out.append(scalar.value)
            }
        }
    }
}

extension NameSimilarity {
    /// The letters of a folded name as bits: names whose bits differ in many places need no closer look.
    package static func letters(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        name.reduce(0) { bits, byte in
            switch byte {
            case 0x61...0x7A: bits | 1 << UInt64(byte - 0x61)
            case 0x30...0x39: bits | 1 << UInt64(byte - 0x30 + 26)
            case 0x80...: bits | 1 << UInt64(36 + byte % 27)
            default: bits
            }
        }
    }
}
