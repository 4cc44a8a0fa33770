import Tables
import Testing

@testable import Spreadsheets

@Suite("Compound files")
struct CompoundFileTests {
    private let books: XLSBooks
    private let stream = BIFFBytes.sheet { $0.add(BIFFType.label, BIFFBytes.place(0, 0) + BIFFBytes.text("here")) }
    private static let fat = 512
    private static let directory = 1_024

    init() throws { books = try XLSBooks() }

    @Test func streamIsFoundWhateverItsCase() throws {
        for name in ["Workbook", "WORKBOOK", "Book", "bOOK"] {
            #expect(try books.rows(CompoundBytes.file(stream, name: name)) == [["here"]])
        }
    }

    @Test func encryptedAndOtherDocumentsAreNamed() throws {
        #expect(try books.failure(CompoundBytes.file(stream, name: "EncryptedPackage")) == "workbook.encrypted")
        #expect(try books.failure(CompoundBytes.file(stream, name: "WordDocument")) == "file.not_a_table")
        #expect(try books.failure(CompoundBytes.file(stream, name: "Something")) == "file.not_a_table")
    }

    @Test func aChainThatBitesItsTailIsDamage() throws {
        var bytes = CompoundBytes.file([UInt8](repeating: 0, count: 2_000))
        bytes.replaceSubrange(Self.fat + 12..<Self.fat + 16, with: BIFFBytes.u32(2))
        bytes.replaceSubrange(Self.directory + 128 + 120..<Self.directory + 128 + 124, with: BIFFBytes.u32(1 << 30))
        #expect(try books.failure(bytes) == "workbook.damaged")
    }

    @Test func aDirectoryThatBitesItsTailIsDamage() throws {
        var bytes = CompoundBytes.file(stream)
        bytes.replaceSubrange(Self.fat + 4..<Self.fat + 8, with: BIFFBytes.u32(1))
        #expect(try books.failure(bytes) == "workbook.damaged")
    }

    @Test func siblingsInACircleEnd() throws {
        var bytes = CompoundBytes.file(stream, name: "Other")
        bytes.replaceSubrange(Self.directory + 128 + 68..<Self.directory + 128 + 72, with: BIFFBytes.u32(1))
        #expect(try books.failure(bytes) == "file.not_a_table")
    }

    @Test func aStreamThatSaysToBeLargerIsReadAsFarAsItGoes() throws {
        #expect(try books.rows(CompoundBytes.file(stream, statedSize: 0x7FFF_FFFF)) == [["here"]])
    }

    /// Only what stands behind the last sector that is needed may be missing.
    @Test func aFileThatIsCutOffIsRefusedOrWhole() throws {
        let bytes = try XLSBooks.bytes(of: "xlwt.xls")
        let rows = try books.rows(bytes)
        var refused = 0
        for count in stride(from: 0, to: bytes.count, by: 97) {
            let part = Array(bytes.prefix(count))
            if try books.failure(part) != nil { refused += 1 } else { #expect(try books.rows(part) == rows) }
        }
        #expect(refused > 50)
    }
}
