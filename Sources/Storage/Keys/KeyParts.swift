import HelpDesk
import Tables

/// How the parts of a key become its hash. The same for stored records and for rows of a file.
enum KeyParts {
    /// The share of a reference in a key or a content hash.
    @inline(__always)
    static func reference(_ id: UInt32) -> UInt64 {
        id == 0 ? 0 : ByteHasher.combine(0x5BD1_E995_97F4_A7C5, UInt64(id))
    }

    /// The hash of a key: its parts' hashes joined, 0 where one is missing. A key of one part is that part's hash.
    @inline(__always)
    static func join<Parts: Sequence>(_ parts: Parts, _ hash: (Parts.Element) -> UInt64) -> UInt64 {
        var joined: UInt64 = 0
        for part in parts {
            let hash = hash(part)
            if hash == 0 { return 0 }
            joined = joined == 0 ? hash : ByteHasher.combine(joined, hash)
        }
        return joined
    }

    /// The same for a reference that is part of a key even where it is blank.
    static func optionalReference(_ id: UInt32) -> UInt64 {
        ByteHasher.combine(0x5BD1_E995_97F4_A7C5, UInt64(id))
    }
}
