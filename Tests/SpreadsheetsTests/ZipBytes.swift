import CZlib
import Foundation
import Tables

/// Writes ZIP archives byte by byte, right or wrong as a test wants them.
struct ZipBytes {
    /// How one member departs from the plain one.
    struct Style {
        var isDeflated = true
        var hasDescriptor = false
        var isLarge = false
        var flags = 0
        var method: Int?
        var statedCRC: UInt32?
        var statedSize: Int?
        var statedHeader: Int?
        var extra: [UInt8] = []

        static let stored = Style(isDeflated: false)
    }

    private(set) var bytes: [UInt8]
    private var directory: [UInt8] = []
    private var count = 0
    private let shift: Int
    var comment: [UInt8] = []

    /// `junk` stands before the archive and is not counted by its offsets.
    init(junk: [UInt8] = []) {
        bytes = junk
        shift = junk.count
    }

    mutating func add(_ name: String, _ text: String, _ style: Style = Style()) {
        add(Array(name.utf8), Array(text.utf8), style)
    }

    mutating func add(_ name: [UInt8], _ data: [UInt8], _ style: Style = Style()) {
        let packed = style.isDeflated ? Self.deflated(data) : data
        let header = bytes.count - shift
        let method = style.method ?? (style.isDeflated ? 8 : 0)
        let flags = style.flags | (style.hasDescriptor ? 8 : 0)
        let crc = style.statedCRC ?? UInt32(crc32(0, data, UInt32(data.count)))
        let size = style.statedSize ?? data.count
        let known = style.hasDescriptor ? (0, 0, 0) : (Int(crc), packed.count, size)
        bytes += le(0x0403_4B50, 4) + le(20, 2) + le(flags, 2) + le(method, 2) + le(0, 4) + le(known.0, 4)
        bytes += le(known.1, 4) + le(known.2, 4) + le(name.count, 2) + le(0, 2) + name + packed
        if style.hasDescriptor { bytes += le(0x0807_4B50, 4) + le(Int(crc), 4) + le(packed.count, 4) + le(size, 4) }
        let stated = style.statedHeader ?? header
        let small = style.isLarge ? (0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF) : (packed.count, size, stated)
        let large = style.isLarge ? le(1, 2) + le(24, 2) + le(size, 8) + le(packed.count, 8) + le(stated, 8) : []
        let extra = style.extra + large
        directory += le(0x0201_4B50, 4) + le(20, 2) + le(20, 2) + le(flags, 2) + le(method, 2) + le(0, 4)
        directory += le(Int(crc), 4) + le(small.0, 4) + le(small.1, 4) + le(name.count, 2) + le(extra.count, 2)
        directory += le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(small.2, 4) + name + extra
        count += 1
    }

    /// The archive with its directory; `isLarge`: with the 64-bit end record.
    func finished(isLarge: Bool = false, statedEntries: Int? = nil) -> [UInt8] {
        let start = bytes.count - shift
        var all = bytes + directory
        if isLarge {
            let end = all.count - shift
            all += le(0x0606_4B50, 4) + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 4) + le(0, 4) + le(count, 8)
            all += le(count, 8) + le(directory.count, 8) + le(start, 8)
            all += le(0x0706_4B50, 4) + le(0, 4) + le(end, 8) + le(1, 4)
        }
        let entries = isLarge ? 0xFFFF : statedEntries ?? count
        all += le(0x0605_4B50, 4) + le(0, 4) + le(entries, 2) + le(entries, 2)
        all += le(isLarge ? 0xFFFF_FFFF : directory.count, 4) + le(isLarge ? 0xFFFF_FFFF : start, 4)
        return all + le(comment.count, 2) + comment
    }

    private func le(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    static func deflated(_ data: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(&stream, 6, Z_DEFLATED, -15, 8, 0, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = data
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(data.count))) + 16)
        let size = output.count
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(size)
                _ = deflate(&stream, Z_FINISH)
            }
        }
        return Array(output.prefix(size - Int(stream.avail_out)))
    }
}

/// A file in a folder of its own, which is removed with the object.
final class TemporaryFile {
    let source: SourceFile
    private let folder: URL

    init(_ bytes: [UInt8], name: String = "test.zip") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "deskferry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: name)
        try Data(bytes).write(to: path)
        source = SourceFile(path: path.path, name: name, size: bytes.count)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }
}
