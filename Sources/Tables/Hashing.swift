/// A fast seeded 64-bit hash of bytes, in the way of wyhash: 128-bit products folded to 64 bits.
///
/// Seeded per run, so that no file can be made to collide; never stored. Zero is never returned: it means "no value".
public struct ByteHasher: Sendable, BitwiseCopyable {
    public let seed: UInt64

    @inlinable public init(seed: UInt64) { self.seed = seed }

    public static func random() -> ByteHasher { ByteHasher(seed: UInt64.random(in: 1...UInt64.max)) }

    @inlinable @inline(__always)
    public static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inlinable @inline(__always)
    public static func word(_ p: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        p.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    @inlinable
    public func hash(_ pointer: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let p = UnsafeRawPointer(pointer)
        var state = seed ^ 0xA076_1D64_78BD_642F
        var a: UInt64
        var b: UInt64
        if count <= 16 {
            if count >= 8 {
                a = Self.word(p, 0)
                b = Self.word(p, count - 8)
            } else if count >= 4 {
                a = UInt64(p.loadUnaligned(as: UInt32.self))
                b = UInt64(p.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            } else if count > 0 {
                a = UInt64(pointer[0]) << 16 | UInt64(pointer[count >> 1]) << 8 | UInt64(pointer[count - 1])
                b = 0
            } else {
                a = 0
                b = 0
            }
        } else {
            var offset = 0
            while count - offset > 16 {
                state = Self.mix(Self.word(p, offset) ^ 0xE703_7ED1_A0B4_28DB, Self.word(p, offset + 8) ^ state)
                offset += 16
            }
            a = Self.word(p, count - 16)
            b = Self.word(p, count - 8)
        }
        let tail = Self.mix(a ^ 0xE703_7ED1_A0B4_28DB, b ^ state)
        let folded = Self.mix(0xE703_7ED1_A0B4_28DB ^ UInt64(truncatingIfNeeded: count), tail)
        return folded | (folded == 0 ? 1 : 0)
    }

    /// Joins two hashes, order matters.
    @inlinable @inline(__always)
    public static func combine(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let folded = mix(a ^ 0x8EBC_6AF0_9C88_C6E3, b ^ 0x5899_65CC_7537_4CC3)
        return folded | (folded == 0 ? 1 : 0)
    }

    /// The share of one column in a row's content hash; shares are added up, so their order does not matter.
    @inlinable @inline(__always)
    public static func share(column: Int, _ value: UInt64) -> UInt64 {
        mix(value ^ 0x1D8E_4E27_C47D_124F, UInt64(truncatingIfNeeded: column &+ 1) &* 0x9E37_79B9_7F4A_7C15)
    }
}
