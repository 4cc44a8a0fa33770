import HelpDesk

/// Finds what a mistyped name was probably meant to be, among keys of which only hashes are held: every text that is one
/// slip away – a letter left out, added, replaced, or two swapped – is hashed and looked up. So the database and the rows
/// before it count alike, a check finds what an import finds, and no name has to be kept.
struct NearestKeys {
    /// Shorter names are near to too many others, longer ones have too many texts around them.
    private static let lengths = 4...60
    /// Names looked at in one run: a column of wrong names must not slow it down.
    private static let limit = 200
    /// What a slip may have typed or left out.
    private static let letters = Array(
        "abcdefghijklmnopqrstuvwxyz0123456789 .-_@&'àáâãäåæçèéêëìíîïñòóôõöøùúûüýąćčďđęěłńňőœřśšßťůűźżž")

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
        let nearest = Self.slips(of: Array(text)) { candidate in
            let hash = normalizer.hash(candidate, form: .caseless)
            return hash != 0 && map.find(hash) != KeyMap.none
        }
        found[search] = nearest
        return nearest
    }

    /// The first text one slip away that is known.
    private static func slips(of text: [Character], isKnown: (String) -> Bool) -> String? {
        for place in text.indices.dropLast() where text[place] != text[place + 1] {
            var swapped = text
            swapped.swapAt(place, place + 1)
            if isKnown(String(swapped)) { return String(swapped) }
        }
        for place in text.indices {
            var shorter = text
            shorter.remove(at: place)
            if isKnown(String(shorter)) { return String(shorter) }
        }
        return replacedOrAdded(text, isKnown)
    }

    private static func replacedOrAdded(_ text: [Character], _ isKnown: (String) -> Bool) -> String? {
        for place in 0...text.count {
            for letter in letters {
                if place < text.count {
                    var replaced = text
                    replaced[place] = cased(letter, like: text[place])
                    if isKnown(String(replaced)) { return String(replaced) }
                }
                var longer = text
                longer.insert(letter, at: place)
                if isKnown(String(longer)) { return String(longer) }
            }
        }
        return nil
    }

    private static func cased(_ letter: Character, like other: Character) -> Character {
        guard other.isUppercase, let upper = letter.uppercased().first else { return letter }
        return upper
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
