import HelpDesk

/// Finds what a mistyped name was probably meant to be, among keys of which only hashes are held: every text that is one
/// slip away – a letter left out, added, replaced, or two swapped – is hashed and looked up. So the database and the rows
/// before it count alike, a check finds what an import finds, and no name has to be kept.
struct NearestKeys {
    /// Shorter names are near to too many others, longer ones have too many texts around them.
    private static let lengths = 4...60
    /// Names looked at in one run: a column of wrong names must not slow it down.
    private static let limit = 50
    /// What a slip may have typed or left out; in addresses only the first ones.
    private static let plainLetters = bytes("abcdefghijklmnopqrstuvwxyz0123456789 .-_@&'")
    private static let letters =
        plainLetters + bytes("àáâãäåæçèéêëìíîïñòóôõöøùúûüýąćčďđęěłńňőœřśšßťůűźżž")

    private static func bytes(_ letters: String) -> [[UInt8]] { letters.map { Array($0.utf8) } }

    private struct Search: Hashable {
        let text: String
        let entity: EntityName
        let identity: KeyIdentity
    }

    private var found: [Search: String?] = [:]

    /// The text of a key that there is; nil where none is near, or too many were looked for.
    mutating func find(
        _ text: String, _ entity: EntityName, _ identity: KeyIdentity, in map: KeyMap, _ normalizer: KeyNormalizer
    ) -> String? {
        let search = Search(text: text, entity: entity, identity: identity)
        if let known = found[search] { return known }
        guard found.count < Self.limit, Self.lengths.contains(text.count) else { return nil }
        var slips = Slips(text) { bytes in
            guard let base = bytes.baseAddress else { return false }
            let hash = normalizer.hash(base, bytes.count, form: .caseless)
            return hash != 0 && map.find(hash) != KeyMap.none
        }
        let nearest = slips.nearest()
        found[search] = nearest
        return nearest
    }

    /// The texts that are one slip away from another, as UTF-8: thousands are looked at for one that is known.
    private struct Slips {
        private let letters: [[UInt8]]
        private let text: [Character]
        private let bytes: [UInt8]
        /// Where each letter begins, and behind the last one the end.
        private let starts: [Int]
        private let isKnown: (UnsafeBufferPointer<UInt8>) -> Bool
        private var candidate: [UInt8] = []

        init(_ name: String, isKnown: @escaping (UnsafeBufferPointer<UInt8>) -> Bool) {
            letters = name.contains("@") ? NearestKeys.plainLetters : NearestKeys.letters
            text = Array(name)
            bytes = Array(name.utf8)
            starts = text.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count) }
            self.isKnown = isKnown
            candidate.reserveCapacity(bytes.count + 8)
        }

        /// The first of them that is known: swapped letters before one too many before others.
        mutating func nearest() -> String? {
            guard findSwapped() || findShorter() || findOther() else { return nil }
            return String(decoding: candidate, as: UTF8.self)
        }

        private mutating func findSwapped() -> Bool {
            for place in text.indices.dropLast() where text[place] != text[place + 1] {
                let swapped = bytes[starts[place + 1]..<starts[place + 2]] + bytes[starts[place]..<starts[place + 1]]
                if isKnown(with: swapped, from: place, to: place + 2) { return true }
            }
            return false
        }

        private mutating func findShorter() -> Bool {
            for place in text.indices where isKnown(with: [], from: place, to: place + 1) { return true }
            return false
        }

        /// One letter is another one, or one is missing.
        private mutating func findOther() -> Bool {
            for place in 0...text.count {
                for letter in letters {
                    if place < text.count, isKnown(with: letter, from: place, to: place + 1) {
                        // Keys do not know capitals, people do.
                        if text[place].isUppercase { put(Self.capital(letter), from: place, to: place + 1) }
                        return true
                    }
                    if isKnown(with: letter, from: place, to: place) { return true }
                }
            }
            return false
        }

        private mutating func isKnown(with middle: some Collection<UInt8>, from start: Int, to end: Int) -> Bool {
            put(middle, from: start, to: end)
            return candidate.withUnsafeBufferPointer(isKnown)
        }

        /// Makes the text with `middle` in the place of the letters from `start` to before `end`.
        private mutating func put(_ middle: some Collection<UInt8>, from start: Int, to end: Int) {
            candidate.removeAll(keepingCapacity: true)
            candidate += bytes[..<starts[start]]
            candidate += middle
            candidate += bytes[starts[end]...]
        }

        private static func capital(_ letter: [UInt8]) -> [UInt8] {
            Array(String(decoding: letter, as: UTF8.self).uppercased().utf8)
        }
    }
}

/// The keys among which a reference is looked for.
struct KnownKeys {
    let binding: ReferenceBinding
    let identity: KeyIdentity
    let map: KeyMap

    init(_ binding: ReferenceBinding, _ identity: KeyIdentity, _ map: KeyMap) {
        self.binding = binding
        self.identity = identity
        self.map = map
    }
}

extension BatchDecision {
    /// What a name that was not found probably means, as the last parameter of its finding; nothing where nobody knows.
    func nearest(_ text: String?, _ known: KnownKeys) -> [String] {
        guard let text, RecordShape.form(of: known.binding) == .caseless,
            let found = resolver.nearestKeys.find(
                text, known.binding.entity, known.identity, in: known.map, resolver.normalizer)
        else { return [] }
        return [found]
    }
}
