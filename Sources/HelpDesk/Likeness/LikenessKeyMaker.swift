import Tables

/// The cells of one record that its likeness to others is found by, in the order of `LikenessKeyMaker.fields`. Valid as
/// long as what the cells point into.
package final class LikenessCells {
    /// Texts; empty where there is none.
    package var texts: [UnsafeBufferPointer<UInt8>]
    /// Ids of references; 0 where there is none.
    package var references: [UInt32]

    package init(_ fields: [Field]) {
        texts = Array(repeating: UnsafeBufferPointer(start: nil, count: 0), count: fields.count)
        references = Array(repeating: 0, count: fields.count)
    }
}

/// What records with the same hash may have in common.
package struct LikenessHash: BitwiseCopyable, Sendable {
    package let hash: UInt64
    /// The country of a telephone number; two different ones are two numbers. 0: not known.
    package let country: UInt16

    package init(hash: UInt64, country: UInt16) {
        self.hash = hash
        self.country = country
    }
}

/// Makes the keys of a record by which others like it are found. One per thread.
package final class LikenessKeyMaker {
    package let likeness: Likeness
    /// The fields that are looked at.
    package let fields: [Field]
    /// The folded name of the record last read.
    package private(set) var name: [UInt8] = []
    private let folder: NameFolder
    private let hasher: ByteHasher
    private let places: [String: Int]
    private let namePlaces: [Int]

    package init(_ likeness: Likeness, of entity: Entity, hasher: ByteHasher) {
        self.likeness = likeness
        self.hasher = hasher
        folder = NameFolder(likeness.nameForm)
        let keyed = likeness.rules.flatMap(\.keys).flatMap(\.fields)
        let wanted = Set(likeness.name + likeness.apart + keyed + [likeness.time].compactMap(\.self))
        fields = entity.storedFields.filter { wanted.contains($0.name) }
        places = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
        namePlaces = likeness.name.compactMap { [places] in places[$0] }
    }

    /// Reads a record's name; comes before its keys.
    package func read(_ cells: LikenessCells) {
        name.removeAll(keepingCapacity: true)
        for place in namePlaces where !cells.texts[place].isEmpty { folder.add(cells.texts[place]) }
        folder.finish(into: &name)
    }

    /// The record's hashes for a block or rule: one for each combination of what its parts may be.
    package func hashes(_ keys: [LikenessKey], of cells: LikenessCells) -> [LikenessHash] {
        var hashes = [LikenessHash(hash: 1, country: 0)]
        for (place, key) in keys.enumerated() {
            let parts = parts(key, cells)
            if parts.isEmpty { return [] }
            hashes = hashes.flatMap { left in
                parts.map { right in
                    LikenessHash(
                        hash: ByteHasher.combine(left.hash &+ UInt64(place), right.hash),
                        country: max(left.country, right.country))
                }
            }
        }
        return hashes
    }

    /// Where a field's cell stands; nil where no rule looks at it.
    package func place(_ field: String) -> Int? { places[field] }

    // MARK: Parts

    private func parts(_ key: LikenessKey, _ cells: LikenessCells) -> [LikenessHash] {
        switch key {
        case .email(let names): texts(names, cells, MailParts.address)
        case .mailbox(let names): texts(names, cells, MailParts.mailbox)
        case .domain(let names): texts(names, cells, MailParts.domain)
        case .value(let name): texts([name], cells, NameFolder.fold)
        case .phone(let names): phones(names, cells)
        case .reference(let name): reference(name, cells)
        case .name: name.isEmpty ? [] : [hash(name[...])]
        case .nameWord: words()
        case .nameEnd: ends()
        }
    }

    private func texts(
        _ names: [String], _ cells: LikenessCells, _ make: (UnsafeBufferPointer<UInt8>) -> [UInt8]
    ) -> [LikenessHash] {
        var found: [LikenessHash] = []
        for name in names {
            guard let place = places[name], !cells.texts[place].isEmpty else { continue }
            let text = make(cells.texts[place])
            if !text.isEmpty { Self.add(hash(text[...]), to: &found) }
        }
        return found
    }

    private func phones(_ names: [String], _ cells: LikenessCells) -> [LikenessHash] {
        var found: [LikenessHash] = []
        for name in names {
            guard let place = places[name], !cells.texts[place].isEmpty, let phone = PhoneDigits(cells.texts[place])
            else { continue }
            Self.add(hash(phone.digits[...], country: phone.country), to: &found)
        }
        return found
    }

    private func reference(_ name: String, _ cells: LikenessCells) -> [LikenessHash] {
        guard let place = places[name], cells.references[place] != 0 else { return [] }
        return [LikenessHash(hash: UInt64(cells.references[place]) &* 0x9E37_79B9_7F4A_7C15, country: 0)]
    }

    private static let wordLetters = 3
    private static let maxWords = 5
    private static let endLetters = 6

    private func words() -> [LikenessHash] {
        var found: [LikenessHash] = []
        for word in name.split(separator: 0x20).prefix(Self.maxWords) {
            Self.add(hash(word.prefix(Self.wordLetters)), to: &found)
        }
        return found
    }

    private func ends() -> [LikenessHash] {
        let letters = name.filter { $0 != 0x20 }
        guard letters.count >= Self.wordLetters else { return [] }
        let end = hash(letters.suffix(Self.endLetters))
        return [hash(letters.prefix(Self.endLetters)), LikenessHash(hash: ~end.hash, country: 0)]
    }

    private static func add(_ hash: LikenessHash, to found: inout [LikenessHash]) {
        if !found.contains(where: { $0.hash == hash.hash }) { found.append(hash) }
    }

    private func hash(_ text: ArraySlice<UInt8>, country: UInt16 = 0) -> LikenessHash {
        let hash = text.withUnsafeBufferPointer { hasher.hash($0.baseAddress!, $0.count) }
        return LikenessHash(hash: hash, country: country)
    }
}

extension LikenessKey {
    /// The fields that the key is made of; names are `Likeness.name`.
    fileprivate var fields: [String] {
        switch self {
        case .email(let names), .mailbox(let names), .phone(let names), .domain(let names): names
        case .value(let name), .reference(let name): [name]
        case .name, .nameWord, .nameEnd: []
        }
    }
}
