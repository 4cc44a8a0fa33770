/// A member of an archive, as the archive's directory describes it.
package struct ZipEntry: Sendable, Equatable {
    /// The name with `/` between folders, as the archive spells it otherwise. Never a path to write to.
    package let name: String
    /// 0: stored, 8: deflated.
    package let method: Int
    package let flags: Int
    package let crc: UInt32
    /// Bytes in the archive, and unpacked.
    package let packedSize: Int
    package let size: Int
    /// Where its local header stands in the file, junk before the archive included.
    package let headerOffset: Int
    /// Where its bytes must have ended: the next member, or the directory.
    package internal(set) var limit = 0

    package var isFolder: Bool { name.hasSuffix("/") }
    package var isEncrypted: Bool { flags & 1 != 0 || method == 99 }

    /// Packed bytes behind so many unpacked ones, about; for progress bars.
    package func packedBytes(unpacked: Int) -> Int {
        size == 0 ? packedSize : Int(Double(packedSize) * min(Double(unpacked) / Double(size), 1))
    }

    /// The form in which names of parts are compared: no difference of case in ASCII, no `\`, no `/` in front.
    package static func folded(_ name: String) -> String {
        let bytes = name.utf8.map { byte -> UInt8 in
            if byte == UInt8(ascii: "\\") { return UInt8(ascii: "/") }
            return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
        }
        return String(decoding: bytes.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
    }
}
