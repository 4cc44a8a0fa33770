import Foundation
import Tables

@testable import Spreadsheets

/// Writes the records of an old workbook one by one, right or wrong as a test wants them.
struct BIFFBytes {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ type: Int, _ content: [UInt8] = []) {
        bytes += Self.u16(type) + Self.u16(content.count) + content
    }

    static func u16(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
    static func u32(_ number: Int) -> [UInt8] { u16(number & 0xFFFF) + u16(number >> 16) }

    static func double(_ number: Double) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> ($0 * 8)) }
    }

    /// A text of one byte each, behind its length in two bytes and its flags.
    static func text(_ text: String) -> [UInt8] { u16(text.utf8.count) + [0] + Array(text.utf8) }

    /// Row, column and style of a cell.
    static func place(_ row: Int, _ column: Int, style: Int = 0) -> [UInt8] { u16(row) + u16(column) + u16(style) }

    static let begin8 = u16(0x600) + u16(0x10) + [UInt8](repeating: 0, count: 12)
    static let begin5 = u16(0x500) + u16(0x10) + [UInt8](repeating: 0, count: 4)

    /// A workbook of a single sheet: records between its beginning and its end.
    static func sheet(_ begin: [UInt8] = begin8, type: Int = 0x809, _ fill: (inout BIFFBytes) -> Void) -> [UInt8] {
        var sheet = BIFFBytes()
        sheet.add(type, begin)
        fill(&sheet)
        sheet.add(BIFFType.eof)
        return sheet.bytes
    }
}

/// Puts a stream into a compound file.
struct CompoundBytes {
    private static let sector = 512
    private static let end: [UInt8] = [0xFE, 0xFF, 0xFF, 0xFF]

    /// The table of sectors is sector 0, the directory sector 1, the stream follows.
    static func file(_ stream: [UInt8], name: String = "Workbook", statedSize: Int? = nil) -> [UInt8] {
        let count = (stream.count + sector - 1) / sector
        var fat = BIFFBytes.u32(0xFFFF_FFFD) + end
        for index in 0..<count { fat += index + 1 < count ? BIFFBytes.u32(index + 3) : end }
        fat += [UInt8](repeating: 0xFF, count: sector - fat.count)
        let root = entry("Root Entry", kind: 5, child: 1, start: 0xFFFF_FFFE, size: 0)
        let directory = root + entry(name, kind: 2, child: 0xFFFF_FFFF, start: 2, size: statedSize ?? stream.count)
        let padding = [UInt8](repeating: 0, count: count * sector - stream.count)
        return header + fat + directory + [UInt8](repeating: 0, count: 256) + stream + padding
    }

    /// Small streams are not used: the size from which streams are large is 0.
    private static var header: [UInt8] {
        var header = CompoundFile.signature + [UInt8](repeating: 0, count: 16)
        header += BIFFBytes.u16(0x3E) + BIFFBytes.u16(3) + BIFFBytes.u16(0xFFFE) + BIFFBytes.u16(9) + BIFFBytes.u16(6)
        header += [UInt8](repeating: 0, count: 10) + BIFFBytes.u32(1) + BIFFBytes.u32(1)
        header += BIFFBytes.u32(0) + BIFFBytes.u32(0) + end + BIFFBytes.u32(0) + end + BIFFBytes.u32(0)
        header += BIFFBytes.u32(0) + [UInt8](repeating: 0xFF, count: 108 * 4)
        return header
    }

    private static func entry(_ name: String, kind: UInt8, child: Int, start: Int, size: Int) -> [UInt8] {
        let units = name.utf16.flatMap { BIFFBytes.u16(Int($0)) }
        var entry = units + [UInt8](repeating: 0, count: 64 - units.count) + BIFFBytes.u16(units.count + 2) + [kind, 1]
        entry += BIFFBytes.u32(0xFFFF_FFFF) + BIFFBytes.u32(0xFFFF_FFFF) + BIFFBytes.u32(child)
        entry += [UInt8](repeating: 0, count: 36) + BIFFBytes.u32(start) + BIFFBytes.u32(size) + BIFFBytes.u32(0)
        return entry
    }
}

/// Workbooks of a test, in a folder that goes away with it.
final class XLSBooks {
    private let folder = NSTemporaryDirectory() + "deskferry-xls-\(UUID().uuidString)"

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func file(_ bytes: [UInt8]) throws -> SourceFile {
        let path = "\(folder)/book.xls"
        try Data(bytes).write(to: URL(filePath: path))
        return SourceFile(path: path, name: "book.xls", size: bytes.count)
    }

    func open(_ bytes: [UInt8]) throws -> XLSWorkbook { try XLSWorkbook(file: file(bytes)) }

    /// The texts of the first sheet, row by row.
    func rows(_ bytes: [UInt8], _ reading: SheetReading = SheetReading()) throws -> [[String]] {
        try Self.rows(open(bytes), reading)
    }

    static func rows(_ book: XLSWorkbook, sheet: Int = 0, _ reading: SheetReading = SheetReading()) throws -> [[String]]
    {
        let reader = try book.makeReader(sheet: sheet, reading)
        let batch = RowBatch()
        var rows: [[String]] = []
        while try reader.next(into: batch) { rows += (0..<batch.rows.count).map(batch.strings) }
        return rows
    }

    /// The code of the failure that reading all of it ends with; nil where there is none.
    func failure(_ bytes: [UInt8]) throws -> String? {
        do {
            let book = try open(bytes)
            for sheet in book.sheets.indices { _ = try Self.rows(book, sheet: sheet) }
            return nil
        } catch let failure as ImportFailure {
            return failure.code
        }
    }

    static func fixture(_ name: String) -> SourceFile {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/XLS/\(name)").path
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
        return SourceFile(path: path, name: name, size: size ?? 0)
    }

    static func bytes(of fixture: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: Self.fixture(fixture).path)))
    }
}
