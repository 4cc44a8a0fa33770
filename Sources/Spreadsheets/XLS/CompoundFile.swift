import Tables

/// An OLE compound file ([MS-CFB]): a file system inside a file, in which Excel 5 to 2003 and encrypted workbooks lie.
///
/// Nothing that its tables say is trusted: what is read is bounded by the file's size, chains by the sectors there can
/// be, so a chain that bites its own tail ends as damage, and no number of the file decides how much is allocated.
struct CompoundFile {
    /// A stream or a storage.
    struct Entry {
        let name: String
        let kind: Int
        let left: Int
        let right: Int
        let child: Int
        let start: Int
        let size: Int

        var isStream: Bool { kind == 2 }
    }

    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private let file: RandomAccessFile
    private let sectorShift: Int
    private let miniShift: Int
    private let miniCutoff: Int
    private var fat: [UInt32] = []
    private let miniFATStart: Int
    private var entries: [Entry] = []

    /// Numbers from this one on are marks, not sectors: end of a chain, free, table.
    private static let lastSector = 0xFFFF_FFFA
    private static let endOfChain = 0xFFFF_FFFE
    private static let headerBytes = 512
    private static let entryBytes = 128
    /// Room for 65,536 names; a workbook has a dozen, one with many embedded objects some thousands.
    private static let maxDirectorySectors = 1 << 14

    init(_ file: RandomAccessFile) throws(ImportFailure) {
        self.file = file
        let header = try file.bytes(at: 0, count: Self.headerBytes)
        guard header.count == Self.headerBytes, header.starts(with: Self.signature) else {
            throw .xlsDamaged(file.file.name, "its container has no header")
        }
        let field = { (offset: Int) in header.withUnsafeBytes { ByteView($0).u32(offset) ?? 0 } }
        sectorShift = field(0x1E) & 0xFFFF
        miniShift = field(0x20) & 0xFFFF
        miniCutoff = field(0x38)
        guard (7...16).contains(sectorShift), (2...sectorShift).contains(miniShift) else {
            throw .xlsDamaged(file.file.name, "its container has sectors of no possible size")
        }
        miniFATStart = field(0x3C)
        fat = try table(of: try fatSectors(header))
        entries = try directory(start: field(0x30))
    }

    private var sectorBytes: Int { 1 << sectorShift }
    /// Sectors that the file has room for; the last one may be cut.
    private var sectorCount: Int { (file.size + sectorBytes - 1) >> sectorShift }

    private func offset(of sector: Int) -> Int { (sector + 1) << sectorShift }

    private func sector(_ number: Int) throws(ImportFailure) -> [UInt8] {
        guard number < sectorCount else { throw .xlsTruncated(file.file.name) }
        return try file.bytes(at: offset(of: number), count: sectorBytes)
    }
}

// MARK: Tables

extension CompoundFile {
    /// The sectors of the table of sectors: 109 in the header, more in a chain of sectors of its own.
    private func fatSectors(_ header: [UInt8]) throws(ImportFailure) -> [Int] {
        var sectors = Self.numbers(header[0x4C...]).map(Int.init).filter { $0 < Self.lastSector }
        var next = Int(Self.numbers(header[0x44..<0x48])[0])
        var steps = 0
        while next < Self.lastSector {
            steps += 1
            guard steps <= sectorCount else { throw .xlsDamaged(file.file.name, "its table of sectors has no end") }
            let numbers = Self.numbers(try sector(next)[...])
            sectors += numbers.dropLast().map(Int.init).filter { $0 < Self.lastSector }
            next = numbers.last.map(Int.init) ?? Self.endOfChain
        }
        return sectors
    }

    private func table(of sectors: [Int]) throws(ImportFailure) -> [UInt32] {
        var numbers: [UInt32] = []
        // More entries than sectors stand for nothing: a list that names a sector again and again ends here.
        for number in sectors where numbers.count < max(sectorCount, 1) << (sectorShift - miniShift) {
            numbers += Self.numbers(try sector(number)[...])
        }
        return numbers
    }

    private func chain(from start: Int, in table: [UInt32], limit: Int = .max) throws(ImportFailure) -> [Int] {
        var sectors: [Int] = []
        var next = start
        while next < Self.lastSector, sectors.count < limit {
            guard next < table.count, sectors.count < table.count else {
                throw .xlsDamaged(file.file.name, "a chain of sectors in its container leads nowhere")
            }
            sectors.append(next)
            next = Int(table[next])
        }
        return sectors
    }

    private static func numbers(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
        bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))
            }
        }
    }
}

// MARK: Directory

extension CompoundFile {
    private func directory(start: Int) throws(ImportFailure) -> [Entry] {
        var entries: [Entry] = []
        for number in try chain(from: start, in: fat, limit: Self.maxDirectorySectors) {
            let bytes = try sector(number)
            bytes.withUnsafeBytes { bytes in
                let view = ByteView(bytes)
                for offset in stride(from: 0, through: view.count - Self.entryBytes, by: Self.entryBytes) {
                    entries.append(Self.entry(view.slice(offset, Self.entryBytes)))
                }
            }
        }
        return entries
    }

    private static func entry(_ view: ByteView) -> Entry {
        let units = max(min((view.u16(64) ?? 0) / 2 - 1, 31), 0)
        let name = (0..<units).map { UInt16(truncatingIfNeeded: view.u16($0 * 2) ?? 0) }
        return Entry(
            name: String(decoding: name, as: UTF16.self), kind: view.u8(66) ?? 0, left: view.u32(68) ?? 0,
            right: view.u32(72) ?? 0, child: view.u32(76) ?? 0, start: view.u32(116) ?? endOfChain,
            size: view.u32(120) ?? 0)
    }

    /// Whether a stream of that name lies in no folder: it tells what kind of document it is.
    func has(_ name: String) -> Bool { stream(name) != nil }

    /// What it is where it is no workbook, as a phrase.
    var otherKind: String {
        let kinds = [
            ("WordDocument", "a Word document (DOC)"), ("PowerPoint Document", "a presentation (PPT)"),
            ("VisioDocument", "a drawing (VSD)"), ("__properties_version1.0", "a message of Outlook (MSG)"),
        ]
        return kinds.first { has($0.0) }?.1 ?? "a document of an old Office program or an installer"
    }

    /// A stream that lies in no folder, whatever the case of its name. Embedded workbooks lie in folders.
    func stream(_ name: String) -> Entry? {
        let wanted = name.lowercased()
        return topEntries.first { $0.isStream && $0.name.lowercased() == wanted }
    }

    private var topEntries: [Entry] {
        guard let root = entries.first else { return [] }
        var found: [Entry] = []
        var seen: Set<Int> = [0]
        var open = [root.child]
        while let number = open.popLast() {
            guard entries.indices.contains(number), seen.insert(number).inserted else { continue }
            found.append(entries[number])
            open += [entries[number].right, entries[number].left]
        }
        return found
    }
}

// MARK: Streams

extension CompoundFile {
    /// A piece of the file.
    private struct Piece {
        var offset: Int
        var count: Int
    }

    /// The bytes of a stream, fewer than it says where its chain ends before.
    func contents(of entry: Entry) throws(ImportFailure) -> RawArray<UInt8> {
        let pieces = try pieces(of: entry)
        let total = pieces.reduce(0) { $0 + $1.count }
        let bytes = RawArray<UInt8>(capacity: total)
        for piece in pieces {
            let count = try file.read(at: piece.offset, into: bytes.base + bytes.count, count: piece.count)
            bytes.count += count
            guard count == piece.count else { throw .xlsTruncated(file.file.name) }
        }
        return bytes
    }

    /// Neighbours are one piece: most streams are a single one.
    private func pieces(of entry: Entry) throws(ImportFailure) -> [Piece] {
        var left = min(entry.size, file.size)
        let isMini = entry.size < miniCutoff
        let shift = isMini ? miniShift : sectorShift
        var pieces: [Piece] = []
        for offset in try offsets(of: entry, isMini: isMini, limit: (left + (1 << shift) - 1) >> shift) {
            let count = min(left, 1 << shift)
            left -= count
            if let last = pieces.last, last.offset + last.count == offset {
                pieces[pieces.count - 1].count += count
            } else {
                pieces.append(Piece(offset: offset, count: count))
            }
        }
        guard pieces.allSatisfy({ $0.offset + $0.count <= file.size }) else { throw .xlsTruncated(file.file.name) }
        return pieces
    }

    /// Where the sectors of a stream lie in the file. The sectors of small streams lie in a stream themselves.
    private func offsets(of entry: Entry, isMini: Bool, limit: Int) throws(ImportFailure) -> [Int] {
        guard isMini else { return try chain(from: entry.start, in: fat, limit: limit).map(offset) }
        let outer = try chain(from: entries.first?.start ?? Self.endOfChain, in: fat)
        let miniFAT = try table(of: try chain(from: miniFATStart, in: fat))
        var offsets: [Int] = []
        for number in try chain(from: entry.start, in: miniFAT, limit: limit) {
            let place = number << miniShift
            guard place >> sectorShift < outer.count else {
                throw .xlsDamaged(file.file.name, "a small stream lies outside of its container")
            }
            offsets.append(offset(of: outer[place >> sectorShift]) + place & (sectorBytes - 1))
        }
        return offsets
    }
}
