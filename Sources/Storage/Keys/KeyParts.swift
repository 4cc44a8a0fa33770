import HelpDesk
import Tables

/// How the parts of a key become its hash. The same for stored records and for rows of a file.
enum KeyParts {
    /// The share of a reference in a key or a content hash.
    @inline(__always)
    static func reference(_ id: UInt32) -> UInt64 {
        id == 0 ? 0 : ByteHasher.combine(0x5BD1_E995_97F4_A7C5, UInt64(id))
    }

    /// The same for a reference that is part of a key even where it is blank.
    static func optionalReference(_ id: UInt32) -> UInt64 {
        ByteHasher.combine(0x5BD1_E995_97F4_A7C5, UInt64(id))
    }
}
