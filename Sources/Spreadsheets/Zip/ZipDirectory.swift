import Tables

/// Reads the directory at an archive's end: what members there are, and where.
struct ZipDirectory {
    private let file: RandomAccessFile
    private let limits: WorkbookLimits
    private let end: ZipEnd
    private let bytes: LittleEndian

    private static let headerSize = 46
    /// What one entry may take on average; names and extra fields seldom have more than a hundred bytes.
    private static let bytesPerEntry = 4_096

    /// The entries in the order of their place in the file.
    static func read(_ file: RandomAccessFile, _ limits: WorkbookLimits) throws(ImportFailure) -> [ZipEntry] {
        let directory = try ZipDirectory(file, limits)
        return try directory.placed(try directory.entries())
    }

    private init(_ file: RandomAccessFile, _ limits: WorkbookLimits) throws(ImportFailure) {
        self.file = file
        self.limits = limits
        end = try ZipEnd.find(in: file)
        let (most, isOverflow) = limits.entries.multipliedReportingOverflow(by: Self.bytesPerEntry)
        guard end.entries <= limits.entries, isOverflow || end.directorySize <= most else {
            throw .limitExceeded(file.file.name, .entries, limits)
        }
        bytes = LittleEndian(try file.bytes(at: end.directory, count: end.directorySize))
    }

    private func entries() throws(ImportFailure) -> [ZipEntry] {
        var entries: [ZipEntry] = []
        var offset = 0
        while offset < bytes.bytes.count, bytes.u32(offset) == 0x0201_4B50 {
            guard entries.count < limits.entries else { throw .limitExceeded(file.file.name, .entries, limits) }
            guard let (entry, length) = entry(at: offset) else { throw .zipIncomplete(file.file.name) }
            entries.append(entry)
            offset += length
        }
        let counted = end.isCountTruncated ? entries.count & 0xFFFF : entries.count
        guard counted == end.entries else { throw .zipIncomplete(file.file.name) }
        return entries
    }

    private func entry(at offset: Int) -> (ZipEntry, length: Int)? {
        guard let flags = bytes.u16(offset + 8), let method = bytes.u16(offset + 10),
            let crc = bytes.u32(offset + 16), let packed = bytes.u32(offset + 20), let size = bytes.u32(offset + 24),
            let nameLength = bytes.u16(offset + 28), let extraLength = bytes.u16(offset + 30),
            let commentLength = bytes.u16(offset + 32), let header = bytes.u32(offset + 42),
            let name = bytes.slice(offset + Self.headerSize, nameLength),
            let extraBytes = bytes.slice(offset + Self.headerSize + nameLength, extraLength)
        else { return nil }
        let extra = ZipExtra(extraBytes)
        var large = LargeNumbers(extra)
        guard let size = large.next(size), let packed = large.next(packed), let header = large.next(header),
            header <= end.directory - end.shift
        else { return nil }
        let entry = ZipEntry(
            name: ZipName.decode(name, flags: flags, extra: extra), method: method, flags: flags,
            crc: UInt32(truncatingIfNeeded: crc), packedSize: packed, size: size, headerOffset: header + end.shift)
        return (entry, Self.headerSize + nameLength + extraLength + commentLength)
    }

    /// Gives each entry its end; two that share bytes, or one that reaches into the directory, are no archive.
    private func placed(_ entries: [ZipEntry]) throws(ImportFailure) -> [ZipEntry] {
        var placed = entries.sorted { $0.headerOffset < $1.headerOffset }
        for index in placed.indices {
            let limit = index + 1 < placed.count ? placed[index + 1].headerOffset : end.directory
            let room = limit - placed[index].headerOffset - ZipArchive.localHeaderSize
            guard room >= placed[index].packedSize else {
                throw .zipOverlap(file.file.name, member: placed[index].name)
            }
            placed[index].limit = limit
        }
        return placed
    }
}

/// The numbers of the ZIP64 extra field: only those are there, in order, whose place in the header is all ones.
private struct LargeNumbers {
    private let field: LittleEndian?
    private var offset = 0

    init(_ extra: ZipExtra) { field = extra.field(1) }

    mutating func next(_ small: Int) -> Int? {
        guard small == 0xFFFF_FFFF, let field else { return small }
        defer { offset += 8 }
        return field.u64(offset)
    }
}
