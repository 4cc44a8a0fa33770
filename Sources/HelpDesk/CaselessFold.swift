/// Folds single characters whose NFKC form is themselves: precomposed Latin letters up to U+017E and Han characters.
/// A test holds it against Foundation for every character of these ranges.
enum CaselessFold {
    /// Writes the lower-case form of the character at `pointer`, which has as many bytes; returns how many, 0 where the
    /// character needs the slow way.
    @inline(__always)
    static func fold(_ pointer: UnsafePointer<UInt8>, _ count: Int, into out: UnsafeMutablePointer<UInt8>) -> Int {
        let lead = pointer[0]
        if lead >= 0xC3 && lead <= 0xC5 && count >= 2 { return latin(lead, pointer[1], into: out) }
        guard lead >= 0xE4, lead <= 0xE9, count >= 3, lead > 0xE4 || pointer[1] >= 0xB8 else { return 0 }
        // Han: no case, no compatibility form.
        out[0] = lead
        out[1] = pointer[1]
        out[2] = pointer[2]
        return 3
    }

    @inline(__always)
    private static func latin(_ lead: UInt8, _ trail: UInt8, into out: UnsafeMutablePointer<UInt8>) -> Int {
        let scalar = UInt32(lead & 0x1F) << 6 | UInt32(trail & 0x3F)
        let lower: UInt32
        switch scalar {
        case 0xC0...0xDE: lower = scalar == 0xD7 ? scalar : scalar + 0x20
        case 0xDF...0xFF: lower = scalar
        case 0x130, 0x132, 0x133, 0x13F, 0x140, 0x149, 0x178, 0x17F: return 0
        case 0x131, 0x138: lower = scalar
        case 0x139...0x148, 0x179...0x17E: lower = scalar & 1 == 1 ? scalar + 1 : scalar
        case 0x100...0x177: lower = scalar | 1
        default: return 0
        }
        out[0] = UInt8(0xC0 | lower >> 6)
        out[1] = UInt8(0x80 | lower & 0x3F)
        return 2
    }
}
