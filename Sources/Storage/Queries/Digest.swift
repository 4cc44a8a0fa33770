import HelpDesk
import Tables

/// What the database says, in 128 bits: a sum over all live records that does not depend on their order, their ids, the
/// runs that wrote them, or the time. Two databases with the same records have the same digest.
package struct DatabaseDigest: Sendable, Equatable, CustomStringConvertible {
    private var high: UInt64 = 0
    private var low: UInt64 = 0

    /// Fixed seeds: a digest is compared between runs and machines.
    private static let first = ByteHasher(seed: 0x6465_736B_6665_7272)
    private static let second = ByteHasher(seed: 0x792E_6469_6765_7374)

    package init() {}

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        high &+= Self.first.hash(base, bytes.count)
        low &+= Self.second.hash(base, bytes.count)
    }

    /// One record by itself, as others refer to it.
    static func identity(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        bytes.baseAddress.map { first.hash($0, bytes.count) } ?? 0
    }

    package var description: String { Self.hex(high) + Self.hex(low) }

    private static func hex(_ word: UInt64) -> String {
        let text = String(word, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}

extension StoreSession {
    /// The digest of all live records with their external ids and memberships.
    package func digest() throws(ImportFailure) -> DatabaseDigest {
        let maker = DigestMaker(self)
        let entities = Catalog.entities.filter(exists)
        for entity in entities { try maker.addRecords(of: entity) }
        for entity in entities { try maker.addPairs(of: entity) }
        return maker.digest
    }
}
