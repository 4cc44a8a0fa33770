/// Short texts by record id, one behind the other: some bytes a record instead of a `String`.
final class NameArena {
    private var bytes: [UInt8] = []
    private let starts = PagedArray<UInt32>(empty: 0)

    subscript(id: UInt32) -> String? {
        get {
            let start = Int(starts[id])
            guard start > 0 else { return nil }
            let count = Int(bytes[start - 1]) | Int(bytes[start]) << 8
            return String(decoding: bytes[start + 1..<start + 1 + count], as: UTF8.self)
        }
        set {
            let text = Array((newValue ?? "").utf8.prefix(Int(UInt16.max)))
            starts[id] = UInt32(truncatingIfNeeded: bytes.count + 1)
            bytes.append(UInt8(truncatingIfNeeded: text.count))
            bytes.append(UInt8(truncatingIfNeeded: text.count >> 8))
            bytes += text
        }
    }
}
