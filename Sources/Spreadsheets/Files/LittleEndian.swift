/// Numbers inside bytes of a file, least significant byte first; nil where the bytes end before.
struct LittleEndian {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func u16(_ offset: Int) -> Int? { number(offset, 2).map { Int($0) } }

    func u32(_ offset: Int) -> Int? { number(offset, 4).map { Int($0) } }

    /// Nil for what no file size can be, too.
    func u64(_ offset: Int) -> Int? { number(offset, 8).flatMap { Int(exactly: $0) } }

    func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
        return bytes[offset..<offset + count]
    }

    private func number(_ offset: Int, _ count: Int) -> UInt64? {
        slice(offset, count)?.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
