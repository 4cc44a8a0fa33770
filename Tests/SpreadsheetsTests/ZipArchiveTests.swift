import Tables
import Testing

@testable import Spreadsheets

@Suite("ZIP archives")
struct ZipArchiveTests {
    private func archive(_ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits()) throws -> ZipArchive {
        let file = try TemporaryFile(bytes)
        return try ZipArchive(file: file.source, limits: limits)
    }

    private func text(_ archive: ZipArchive, _ name: String) throws -> String {
        let entry = try #require(archive.entry(named: name))
        return String(decoding: try archive.data(of: entry), as: UTF8.self)
    }

    private func code(_ body: () throws(ImportFailure) -> Void) -> String? {
        do throws(ImportFailure) {
            try body()
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: [false, true], [false, true])
    func readsStoredAndDeflatedMembersWithSizesInFrontOrBehind(isDeflated: Bool, hasDescriptor: Bool) throws {
        var zip = ZipBytes()
        let style = ZipBytes.Style(isDeflated: isDeflated, hasDescriptor: hasDescriptor)
        zip.add("a.txt", "one one one one", style)
        zip.add("empty.txt", "", style)
        zip.add("b.txt", "two", style)
        let archive = try archive(zip.finished())
        #expect(archive.entries.map(\.name) == ["a.txt", "empty.txt", "b.txt"])
        #expect(try text(archive, "a.txt") == "one one one one")
        #expect(try text(archive, "empty.txt") == "")
        #expect(try text(archive, "b.txt") == "two")
    }

    @Test func passesOverJunkInFrontAndCommentsBehind() throws {
        var zip = ZipBytes(junk: Array("#!/bin/sh\nexit\nPK\u{3}\u{4}".utf8))
        zip.comment = Array("made by hand, PK\u{5}\u{6} and all".utf8)
        zip.add("a.txt", "one")
        zip.add("b.txt", "two", .stored)
        for isLarge in [false, true] {
            let archive = try archive(zip.finished(isLarge: isLarge))
            #expect(try text(archive, "a.txt") == "one")
            #expect(try text(archive, "b.txt") == "two")
        }
    }

    @Test func readsNumbersOf64Bits() throws {
        var zip = ZipBytes()
        zip.add("a.txt", "one", ZipBytes.Style(isLarge: true))
        zip.add("b.txt", "two", ZipBytes.Style(isDeflated: false, isLarge: true))
        let archive = try archive(zip.finished(isLarge: true))
        #expect(try text(archive, "a.txt") == "one")
        #expect(try text(archive, "b.txt") == "two")
    }

    @Test func decodesNames() throws {
        var zip = ZipBytes()
        zip.add([0x4B, 0x84, 0x73, 0x65, 0x2E, 0x63, 0x73, 0x76], [], .stored)
        zip.add(Array("Käse.txt".utf8), [], ZipBytes.Style(flags: 1 << 11))
        zip.add(Array("świat.csv".utf8), [], .stored)
        let crc: [UInt8] = [0x43, 0xBE, 0xB7, 0xE8]
        zip.add([0x61], [], ZipBytes.Style(extra: [0x75, 0x70, 8, 0, 1] + crc + Array("ß!".utf8.prefix(3))))
        zip.add("folder\\part.xml", "x")
        #expect(
            try archive(zip.finished()).entries.map(\.name)
                == ["Käse.csv", "Käse.txt", "świat.csv", "ß!", "folder/part.xml"])
    }

    @Test func comparesNamesOfPartsAsPackagesDo() throws {
        var zip = ZipBytes()
        zip.add("XL\\Workbook.xml", "x")
        zip.add("/docs/a.xml", "y")
        let archive = try archive(zip.finished())
        #expect(try text(archive, "/xl/workbook.xml") == "x")
        #expect(try text(archive, "docs/A.XML") == "y")
        #expect(archive.entry(named: "docs/b.xml") == nil)
    }

    @Test func readsLargeMembersAheadOfTheParser() throws {
        let data = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        var zip = ZipBytes()
        zip.add(Array("big".utf8), data)
        let archive = try archive(zip.finished())
        let source = try archive.openAhead(archive.entries[0])
        #expect(source is ReadAheadSource)
        #expect(try source.prefix(4_000_000) == data)
        #expect(try source.prefix(1).isEmpty)
        let plain = try archive.open(archive.entries[0])
        #expect(try plain.prefix(1_000) == Array(data.prefix(1_000)))
    }

    @Test func endsTheThreadWhenTheReaderIsDropped() async throws {
        final class Probe: ByteSource, @unchecked Sendable {
            func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
                pointer.initializeMemory(as: UInt8.self, repeating: 1, count: capacity)
                return capacity
            }
        }
        weak var weakProbe: Probe?
        do {
            let probe = Probe()
            weakProbe = probe
            let source = ReadAheadSource(probe)
            #expect(try source.prefix(5_000_000).count == 5_000_000)
        }
        for _ in 0..<500 where weakProbe != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(weakProbe == nil)
    }

    @Test func handsFailuresOverToTheParser() throws {
        var zip = ZipBytes()
        let data = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        zip.add(Array("big".utf8), data, ZipBytes.Style(statedCRC: 7))
        let archive = try archive(zip.finished())
        #expect(
            code { () throws(ImportFailure) in _ = try archive.openAhead(archive.entries[0]).prefix(3_000_000) }
                == "zip.damaged")
    }
}

@Suite("ZIP archives that are broken or do harm")
struct HostileZipTests {
    private func failure(
        _ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits(), sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String? {
        let file = try TemporaryFile(bytes)
        do throws(ImportFailure) {
            let archive = try ZipArchive(file: file.source, limits: limits)
            for entry in archive.entries { _ = try archive.data(of: entry, limit: .max) }
            return nil
        } catch {
            #expect(error.status == .badInput, sourceLocation: sourceLocation)
            #expect(error.message.contains("test.zip"), sourceLocation: sourceLocation)
            #expect(error.hint != nil, sourceLocation: sourceLocation)
            return error.code
        }
    }

    private var plain: ZipBytes {
        var zip = ZipBytes()
        zip.add("a.txt", String(repeating: "abc", count: 100))
        zip.add("b.txt", "two", .stored)
        return zip
    }

    private func one(_ style: ZipBytes.Style) -> [UInt8] {
        var zip = ZipBytes()
        zip.add("a.txt", String(repeating: "abc", count: 100), style)
        return zip.finished()
    }

    @Test func saysWhereverItWasCutOff() throws {
        let whole = plain.finished()
        #expect(try failure(whole) == nil)
        for length in 0..<whole.count { #expect(try failure(Array(whole.prefix(length))) == "zip.incomplete") }
    }

    @Test func neverCrashesWhateverByteIsWrong() throws {
        let whole = plain.finished()
        for index in whole.indices {
            for bit in [0x01, 0x80, 0xFF] as [UInt8] {
                var bytes = whole
                bytes[index] ^= bit
                _ = try failure(bytes)
            }
        }
    }

    @Test func namesWhatIsWrong() throws {
        #expect(try failure(one(ZipBytes.Style(flags: 1))) == "zip.encrypted")
        #expect(try failure(one(ZipBytes.Style(method: 99))) == "zip.encrypted")
        #expect(try failure(one(ZipBytes.Style(method: 9))) == "zip.method")
        #expect(try failure(one(ZipBytes.Style(statedCRC: 1))) == "zip.damaged")
        #expect(try failure(one(ZipBytes.Style(isDeflated: false, statedCRC: 1))) == "zip.damaged")
        #expect(try failure(one(ZipBytes.Style(statedSize: 299))) == "zip.damaged")
        #expect(try failure(one(ZipBytes.Style(statedSize: 301))) == "zip.damaged")
        #expect(try failure(one(ZipBytes.Style(isDeflated: false, statedSize: 301))) == "zip.damaged")
        #expect(try failure(plain.finished(statedEntries: 3)) == "zip.incomplete")
        var twice = plain
        twice.add("a.txt", "other")
        #expect(try failure(twice.finished()) == "zip.twice")
        var overlapping = plain
        overlapping.add("c.txt", "two", ZipBytes.Style(isDeflated: false, statedHeader: 0))
        #expect(try failure(overlapping.finished()) == "zip.overlap")
    }

    @Test func keepsToTheLimits() throws {
        var limits = WorkbookLimits()
        limits.entries = 1
        #expect(try failure(plain.finished(), limits) == "limit.entries")
        limits = WorkbookLimits()
        limits.memberBytes = 299
        #expect(try failure(plain.finished(), limits) == "limit.member-bytes")
        limits = WorkbookLimits()
        limits.totalBytes = 302
        #expect(try failure(plain.finished(), limits) == "limit.total-bytes")
        limits.totalBytes = 303
        #expect(try failure(plain.finished(), limits) == nil)
    }

    @Test func refusesABombBeforeItUnpacksIt() throws {
        var zip = ZipBytes()
        zip.add(Array("bomb".utf8), [UInt8](repeating: 0, count: WorkbookLimits.ratioFreeBytes + 1))
        #expect(try failure(zip.finished()) == "limit.ratio")
        let file = try TemporaryFile(zip.finished())
        let archive = try ZipArchive(file: file.source)
        #expect(throws: ImportFailure.self) { try archive.data(of: archive.entries[0], limit: 1_000) }
    }

    @Test func takesNamesThatWouldLeaveTheFolderForNamesOnly() throws {
        var zip = ZipBytes()
        zip.add("../../etc/passwd", "x")
        zip.add("C:\\windows\\system.ini", "y")
        let file = try TemporaryFile(zip.finished())
        let archive = try ZipArchive(file: file.source)
        #expect(archive.entries.map(\.name) == ["../../etc/passwd", "C:/windows/system.ini"])
    }
}
