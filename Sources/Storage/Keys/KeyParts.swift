import HelpDesk
import Tables

/// How the parts of a key become its hash. The same for stored records and for rows of a file.
enum KeyParts {
    /// The share of a reference in a key or a content hash.
    @inline(__always)
    static func reference(_ id: UInt32) -> UInt64 {
        id == 0 ? 0 : ByteHasher.combine(0x5BD1_E995_97F4_A7C5, UInt64(id))
    }

    /// Joins the parts; 0 where one is missing. A key of one part is that part's hash.
    @inline(__always)
    static func join(_ parts: UnsafeBufferPointer<UInt64>) -> UInt64 {
        var joined: UInt64 = 0
        for part in parts {
            if part == 0 { return 0 }
            joined = joined == 0 ? part : ByteHasher.combine(joined, part)
        }
        return joined
    }
}
