import Synchronization
import Tables

/// A ZIP archive: its directory is read once, its members are unpacked as a stream, several at a time if wanted.
///
/// What a member is and how long, its entry in the directory says, and never the header in front of its bytes; so
/// members whose sizes were not known when they were written need nothing of their own. Because nothing is unpacked
/// beyond the stated size, limits are asked before the first byte. No name of a member is ever used as a path.
package final class ZipArchive: Sendable {
    /// In the order of their place in the file.
    package let entries: [ZipEntry]
    package let limits: WorkbookLimits
    private let file: RandomAccessFile
    private let byName: [String: Int]
    /// Members that were opened, and their unpacked bytes together; a member that is read twice counts once.
    private let opened = Mutex<(offsets: Set<Int>, bytes: Int)>(([], 0))

    static let localHeaderSize = 30
    /// Below this, a thread costs more than it gains.
    private static let aheadBytes = 512 * 1024

    package var name: String { file.file.name }

    package convenience init(
        file: SourceFile, limits: WorkbookLimits = WorkbookLimits()
    ) throws(ImportFailure) {
        try self.init(try RandomAccessFile(file), limits: limits)
    }

    package init(_ file: RandomAccessFile, limits: WorkbookLimits = WorkbookLimits()) throws(ImportFailure) {
        self.file = file
        self.limits = limits
        entries = try ZipDirectory.read(file, limits)
        var byName: [String: Int] = [:]
        for (index, entry) in entries.enumerated() where !entry.isFolder {
            if let other = byName.updateValue(index, forKey: ZipEntry.folded(entry.name)),
                entries[other].name == entry.name
            {
                throw .zipTwice(file.file.name, member: entry.name)
            }
        }
        self.byName = byName
    }

    /// The member of a name, as names of parts are compared: `/xl/Workbook.xml` is `xl\workbook.xml`.
    package func entry(named name: String) -> ZipEntry? {
        byName[ZipEntry.folded(name)].map { entries[$0] }
    }

    /// A member's bytes, unpacked as they are read; the last read fails where their CRC is wrong.
    package func open(_ entry: ZipEntry) throws(ImportFailure) -> any ByteSource {
        try check(entry)
        let start = try dataOffset(of: entry)
        let place = ZipMember(archive: name, entry: entry, file: file, start: start)
        return entry.method == 0 ? StoredSource(place) : InflateSource(place)
    }

    /// The same, unpacked ahead by a thread of its own, so that unpacking and parsing overlap.
    package func openAhead(_ entry: ZipEntry) throws(ImportFailure) -> any ByteSource {
        let source = try open(entry)
        return entry.method == 0 || entry.size < Self.aheadBytes ? source : ReadAheadSource(source)
    }

    /// All bytes of a small member; one with more than `limit` is refused before it is unpacked.
    package func data(of entry: ZipEntry, limit: Int = 64 << 20) throws(ImportFailure) -> [UInt8] {
        guard entry.size <= limit else { throw .zipMemberTooLarge(name, member: entry.name, limit: limit) }
        return try open(entry).prefix(entry.size)
    }

    private func check(_ entry: ZipEntry) throws(ImportFailure) {
        if entry.isEncrypted { throw .zipEncrypted(name, member: entry.name) }
        guard entry.method == 0 || entry.method == 8 else {
            throw .zipMethod(name, member: entry.name, method: entry.method)
        }
        guard entry.method == 8 || entry.packedSize == entry.size else {
            throw .zipDamaged(name, member: entry.name)
        }
        guard entry.size <= limits.memberBytes else {
            throw .limitExceeded(name, .memberBytes, limits, part: entry.name)
        }
        guard entry.size <= WorkbookLimits.ratioFreeBytes || entry.size / max(entry.packedSize, 1) <= limits.ratio
        else { throw .limitExceeded(name, .ratio, limits, part: entry.name) }
        try count(entry)
    }

    private func count(_ entry: ZipEntry) throws(ImportFailure) {
        let total = opened.withLock { opened in
            if opened.offsets.insert(entry.headerOffset).inserted {
                opened.bytes =
                    opened.bytes.addingReportingOverflow(entry.size).overflow ? .max : opened.bytes + entry.size
            }
            return opened.bytes
        }
        guard total <= limits.totalBytes else { throw .limitExceeded(name, .totalBytes, limits) }
    }

    /// Only the header in front of a member's bytes knows how long it is itself.
    private func dataOffset(of entry: ZipEntry) throws(ImportFailure) -> Int {
        let header = LittleEndian(try file.bytes(at: entry.headerOffset, count: Self.localHeaderSize))
        guard header.u32(0) == 0x0403_4B50, header.u16(8) == entry.method,
            let nameLength = header.u16(26), let extraLength = header.u16(28)
        else { throw .zipDamaged(name, member: entry.name) }
        let start = entry.headerOffset + Self.localHeaderSize + nameLength + extraLength
        guard start + entry.packedSize <= entry.limit else { throw .zipOverlap(name, member: entry.name) }
        return start
    }
}
