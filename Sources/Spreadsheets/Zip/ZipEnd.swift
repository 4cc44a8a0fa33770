import Tables

/// What the end of an archive says about its directory (APPNOTE 4.3.14 to 4.3.16).
struct ZipEnd {
    /// Where the directory really stands, whatever was put in front of the archive.
    let directory: Int
    let directorySize: Int
    let entries: Int
    /// Bytes in front of the archive that its own offsets do not count.
    let shift: Int
    /// Whether there may be more entries than 16 bits can count.
    let isCountTruncated: Bool

    private static let size = 22
    private static let longestComment = 65_535
    private static let signature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let directorySignature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]

    /// Looks for the end record from the file's end on, since a comment may follow it.
    static func find(in file: RandomAccessFile) throws(ImportFailure) -> ZipEnd {
        let start = max(file.size - size - longestComment, 0)
        let tail = LittleEndian(try file.bytes(at: start, count: file.size - start))
        var index = tail.bytes.count - size
        while index >= 0 {
            if tail.bytes[index] == signature[0], tail.bytes[index..<index + 4].elementsEqual(signature),
                let end = try ZipEnd(tail, at: index, tailStart: start, file)
            {
                return end
            }
            index -= 1
        }
        throw .zipIncomplete(file.file.name)
    }

    /// Nil where something only looks like an end record.
    private init?(
        _ tail: LittleEndian, at index: Int, tailStart: Int, _ file: RandomAccessFile
    ) throws(ImportFailure) {
        guard let comment = tail.u16(index + 20), index + Self.size + comment <= tail.bytes.count,
            let disk = tail.u16(index + 4), let entries = tail.u16(index + 10),
            let size = tail.u32(index + 12), let offset = tail.u32(index + 16)
        else { return nil }
        let position = tailStart + index
        if entries == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF || disk == 0xFFFF,
            let large = try LargeEnd(before: position, file)
        {
            self.init(
                at: large.position, entries: large.entries, size: large.size, offset: large.offset,
                isCountTruncated: false)
        } else {
            if disk != 0 { throw .zipSplit(file.file.name) }
            self.init(at: position, entries: entries, size: size, offset: offset, isCountTruncated: true)
        }
        let first = try file.bytes(at: directory, count: 4)
        guard self.entries == 0 || first == Self.directorySignature else { return nil }
    }

    /// The directory ends where the end record begins; what its offset is short of that, was put in front.
    private init?(at position: Int, entries: Int, size: Int, offset: Int, isCountTruncated: Bool) {
        guard size <= position, offset <= position - size else { return nil }
        directory = position - size
        directorySize = size
        shift = directory - offset
        self.entries = entries
        self.isCountTruncated = isCountTruncated
    }
}

/// The end record with 64 bits, which its locator in front of the small one points to.
private struct LargeEnd {
    let position: Int
    let entries: Int
    let size: Int
    let offset: Int

    private static let locatorSize = 20
    private static let recordSize = 56

    init?(before end: Int, _ file: RandomAccessFile) throws(ImportFailure) {
        let locatorPosition = end - Self.locatorSize
        let locator = LittleEndian(try file.bytes(at: locatorPosition, count: Self.locatorSize))
        guard locator.u32(0) == 0x0706_4B50, let stated = locator.u64(8) else { return nil }
        // The second place is right where junk in front makes the stated one wrong.
        for position in [stated, locatorPosition - Self.recordSize] {
            let record = LittleEndian(try file.bytes(at: position, count: Self.recordSize))
            guard record.u32(0) == 0x0606_4B50, let entries = record.u64(32), let size = record.u64(40),
                let offset = record.u64(48)
            else { continue }
            (self.position, self.entries, self.size, self.offset) = (position, entries, size, offset)
            return
        }
        return nil
    }
}
