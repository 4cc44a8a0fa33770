import Tables

/// Two columns of a second file: what stands for what. Compared byte by byte after trimming, and, where that finds
/// nothing, without regard to case and Unicode form.
final class LookupTable: Sendable {
    /// The file, and the column of its keys, as findings name them.
    let name: String
    let keyHeader: String

    private let slots: [Int32]
    private let entries: [Entry]
    private let bytes: [UInt8]
    private let hasher: ByteHasher
    /// Folded keys; those that mean different things by their case are not in it.
    private let folded: [String: Int]

    struct Entry {
        var key: Range<Int>
        var value: Range<Int>
    }

    init(name: String, keyHeader: String, pairs: [(key: String, value: String)]) {
        self.name = name
        self.keyHeader = keyHeader
        hasher = .random()
        var bytes: [UInt8] = []
        var entries: [Entry] = []
        for (key, value) in pairs {
            let start = bytes.count
            bytes += key.utf8
            let middle = bytes.count
            bytes += value.utf8
            entries.append(Entry(key: start..<middle, value: middle..<bytes.count))
        }
        slots = Self.slots(entries, bytes, hasher)
        folded = Self.folded(pairs)
        self.bytes = bytes
        self.entries = entries
    }

    /// A power of two of places, at most half of them taken; -1 is free.
    private static func slots(_ entries: [Entry], _ bytes: [UInt8], _ hasher: ByteHasher) -> [Int32] {
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        bytes.withUnsafeBufferPointer { text in
            for (number, entry) in entries.enumerated() {
                let key = UnsafeBufferPointer(rebasing: text[entry.key])
                guard let base = key.baseAddress else { continue }
                var slot = Int(truncatingIfNeeded: hasher.hash(base, key.count)) & (size - 1)
                while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
                slots[slot] = Int32(number)
            }
        }
        return slots
    }

    private static func folded(_ pairs: [(key: String, value: String)]) -> [String: Int] {
        var folded: [String: Int] = [:]
        for (number, pair) in pairs.enumerated() {
            let form = fold(pair.key)
            if let other = folded[form], other < 0 || pairs[other].value != pair.value {
                folded[form] = -1
            } else {
                folded[form] = number
            }
        }
        return folded.filter { $0.value >= 0 }
    }

    private static func fold(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.lowercased()
    }

    /// The entry of a key; nil where there is none.
    func entry(for key: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = key.baseAddress else { return nil }
        var slot = Int(truncatingIfNeeded: hasher.hash(base, key.count)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if bytes[entries[number].key].elementsEqual(key) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return folded[Self.fold(String(decoding: key, as: UTF8.self))]
    }

    /// What stands for the key of an entry.
    func value(_ entry: Int) -> ArraySlice<UInt8> { bytes[entries[entry].value] }
}
