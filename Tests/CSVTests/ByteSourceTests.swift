import CSV
import CZlib
import Foundation
import Tables
import Testing

@Suite struct ByteSourceTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func digestsFiles() throws {
        let file = try scratch.file("t", "abc")
        #expect(try FileDigest.sha256(file.path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try FileSurvey(file).sha256 == FileDigest.sha256(file.path))
    }

    @Test func readsGzipWithSeveralMembersAndPadding() throws {
        let text = "a,b\n" + (0..<20_000).map { "\($0),Łódź \($0 * 7919)\n" }.joined()
        let half = text.index(text.startIndex, offsetBy: text.count / 2)
        let packed = gzip(String(text[..<half])) + gzip(String(text[half...])) + [0, 0, 0]
        let file = try scratch.file("t.csv.gz", packed)
        let table = try CSVTable.open(file: file)
        #expect(table.header.names == ["a", "b"])
        #expect(table.file.size == packed.count)
        #expect(try table.file.sha256 == FileDigest.sha256(file.path))
        let reader = try table.makeReader()
        let batch = RowBatch()
        var count = 0
        while try reader.next(into: batch) { count += batch.rows.count }
        #expect(count == 20_000 && reader.bytesRead == packed.count)
    }

    @Test func namesTruncatedAndDamagedGzip() throws {
        let packed = gzip((0..<5_000).map { "row \($0 * 7919)\n" }.joined())
        let cut = try scratch.file("cut.gz", Array(packed.prefix(packed.count / 2)))
        #expect(#expect(throws: ImportFailure.self) { try FileSurvey(cut) }?.code == "gzip.truncated")
        var damaged = packed
        for index in 2_000..<2_040 { damaged[index] ^= 0xFF }
        let error = #expect(throws: ImportFailure.self) { try FileSurvey(scratch.file("bad.gz", damaged)) }
        #expect(error?.code == "gzip.corrupt" && error?.status == .badInput)
        #expect(error?.message.contains("bad.gz") == true)
    }

    @Test func spoolsADescriptorToAFileThatCanBeReadTwice() throws {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data("a,b\n1,2\n".utf8))
        try pipe.fileHandleForWriting.close()
        let spooled = try SpooledInput.spool(from: pipe.fileHandleForReading.fileDescriptor)
        #expect(spooled.file.name == "-" && spooled.file.size == 8)
        for _ in 0..<2 { #expect(try CSVTable.open(file: spooled.file).header.names == ["a", "b"]) }
        let large = Pipe()
        large.fileHandleForWriting.write(Data(count: 100))
        try large.fileHandleForWriting.close()
        let error = #expect(throws: ImportFailure.self) {
            try SpooledInput.spool(from: large.fileHandleForReading.fileDescriptor, limit: 99)
        }
        #expect(error?.code == "stdin.too_large")
    }

    // UTF-8

    @Test func validatesUTF8LikeTheStandardLibraryWhereverBlocksAreCut() {
        var random = SplitMix(seed: 7)
        let pieces: [[UInt8]] = [
            Array("plain ASCII text that is long enough for a vector".utf8), Array("Łódź".utf8), Array("中文".utf8),
            Array("😀".utf8), [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF5], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0],
        ]
        for round in 0..<3_000 {
            var bytes: [UInt8] = []
            let kinds = round % 3 == 0 ? 4 : pieces.count
            for _ in 0..<random.next() % 12 { bytes += pieces[Int(random.next() % UInt64(kinds))] }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            for chunk in [1, 3, 64, 1_000] {
                let found = validated(bytes, chunk: chunk)
                #expect(found.isValid == isValid && found.count == bytes.count)
                #expect(found.hasNUL == bytes.contains(0) && found.isASCII == bytes.allSatisfy { $0 < 0x80 })
                if let offset = found.invalidOffset {
                    let before = validated(Array(bytes[..<offset]), chunk: chunk)
                    #expect(before.invalidOffset == nil, "the first mistake is at \(offset)")
                }
            }
        }
    }

    @Test func saysWhereTheTextIsCut() {
        for chunk in [1, 2, 100] {
            let bytes = Array(("x" + String(repeating: "Ł", count: 20)).utf8) + [0xF0, 0x9F, 0x98]
            #expect(validated(bytes, chunk: chunk).truncatedAt == 41)
        }
    }

    private func validated(_ bytes: [UInt8], chunk: Int) -> UTF8Validator {
        var validator = UTF8Validator()
        bytes.withUnsafeBytes { buffer in
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                validator.update(buffer.baseAddress! + start, count: min(chunk, bytes.count - start))
            }
        }
        return validator
    }

    private func gzip(_ text: String) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, 0, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = Array(text.utf8)
        let capacity = Int(deflateBound(&stream, UInt(input.count)))
        return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(capacity)
                deflate(&stream, Z_FINISH)
            }
            count = capacity - Int(stream.avail_out)
        }
    }
}
