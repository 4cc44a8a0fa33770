import Tables
import Testing

@testable import Spreadsheets

@Suite("Encrypted XLS books")
struct BIFFCipherTests {
    /// The vectors of RFC 6229's predecessor, as they are quoted everywhere.
    @Test func rc4GivesTheKnownBytes() {
        #expect(Self.rc4("Key", "Plaintext") == [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3])
        #expect(Self.rc4("Wiki", "pedia") == [0x10, 0x21, 0xBF, 0x04, 0x20])
    }

    private static func rc4(_ key: String, _ text: String) -> [UInt8] {
        var stream = RC4(key: Array(key.utf8))
        return text.utf8.map { $0 ^ stream.next() }
    }

    /// Books with a password of their own, which is known here: every method decrypts what Excel has encrypted.
    @Test(.enabled(if: WorkbookCorpus.folder != nil, "the corpus is not there"))
    func allMethodsDecrypt() throws {
        let books = WorkbookCorpus.books("excel-truth", ["xls"]).filter { $0.name.hasPrefix("password_2002") }
        #expect(books.count == 6)
        for book in books {
            let bytes = try Self.decrypted(book.file, password: "password")
            let rows = try XLSBooks().rows(bytes)
            #expect(rows.map { $0.filter { !$0.isEmpty } } == [["1"], ["2", "10"], ["3"], ["4"]], "\(book)")
        }
    }

    @Test(.enabled(if: WorkbookCorpus.folder != nil, "the corpus is not there"))
    func booksWithoutAPasswordOfTheirOwnAreRead() throws {
        for name in ["apachepoi_50833.xls", "apachepoi_60284.xls"] {
            let book = try #require(WorkbookCorpus.books("excel-truth", ["xls"]).first { $0.name == name })
            #expect(try !XLSBooks.rows(XLSWorkbook(file: book.file)).isEmpty)
        }
    }

    @Test(.enabled(if: WorkbookCorpus.folder != nil, "the corpus is not there"))
    func otherPasswordsAreAsked() throws {
        let book = try #require(
            WorkbookCorpus.books("excel-truth", ["xls"]).first { $0.name == "apachepoi_password.xls" })
        #expect { try XLSWorkbook(file: book.file) } throws: { ($0 as? ImportFailure)?.code == "workbook.encrypted" }
    }

    /// The stream of a book, decrypted, with another record in place of the one that says that it is encrypted.
    private static func decrypted(_ file: SourceFile, password: String) throws -> [UInt8] {
        let container = try CompoundFile(RandomAccessFile(file))
        let stream = try container.contents(of: try #require(container.stream("Workbook")))
        var records = BIFFRecords(ByteView(stream.base, count: stream.count), at: 0)
        while let record = records.next() {
            guard record.type == BIFFType.filePass else { continue }
            let cipher = try BIFFCipher(filePass: records.content(record), version: .biff8, password: password)
            try #require(cipher).decrypt(stream, from: record.end)
            stream.base[record.start - 4] = 0xFF
            stream.base[record.start - 3] = 0x7F
            return withExtendedLifetime(stream) { Array(stream.buffer) }
        }
        return []
    }
}
