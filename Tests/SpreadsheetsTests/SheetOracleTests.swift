import Foundation
import Tables
import Testing

@testable import Spreadsheets

/// The scanner reads what libxml2 reads: of real books, and of books that were damaged at random.
@Suite("The scanner of sheets and libxml2 as its oracle")
struct SheetOracleTests {
    private static let books = WorkbookCorpus.books(["xlsx", "xlsm"])

    /// Small blocks only for small sheets: with them, time grows with the square of a row.
    private func sizes(_ bytes: Int) -> [Int] {
        let all = [1, 7, 64, 4_096, TableLimits.blockBytes, 64 << 20]
        return all.filter { $0 > 64 || bytes < 20_000 * $0 }
    }

    @Test(.enabled(if: WorkbookCorpus.folder != nil, "../shared/corpus is not there"), arguments: books.indices)
    func booksOfOtherProjects(index: Int) throws {
        let book = Self.books[index]
        guard case .workbook = try? FileKind.of(book.file), let workbook = try? XLSXWorkbook(file: book.file) else {
            return
        }
        for sheet in workbook.sheets.indices {
            let expected = ReadSheet(book.file, sheet: sheet, .libxml2)
            for size in sizes(book.file.size) {
                let scanned = ReadSheet(book.file, sheet: sheet, .scanner, blockBytes: size)
                let isSame = scanned == expected
                #expect(isSame, "\(book) sheet \(sheet) by \(size)")
            }
        }
    }

    private static let sheet = """
        <cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c>\
        <c r="B1" t="inlineStr"><is><t xml:space="preserve"> Łódź &amp; co </t></is></c><c r="C1" s="1"><v>45352</v></c></row>\
        <row r="2" hidden="1"><c r="A2" t="str"><f>A1&amp;B1</f><v>a_x000D_b</v></c><c r="B2" t="b"><v>1</v></c></row>\
        <row r="4"><c r="A4" s="1"/><c r="B4" t="inlineStr"><is><r><t>rich</t></r><rPh><t>x</t></rPh></is></c></row>\
        </sheetData><mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>
        """

    /// What libxml2 reads, the scanner reads too; what it refuses, the scanner may read, but never in another way with
    /// blocks of another size.
    @Test(arguments: 0..<8)
    func booksDamagedAtRandom(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<60 {
            let file = try damagedBook(&random).file()
            defer { withExtendedLifetime(file) {} }
            let expected = ReadSheet(file.source, .libxml2)
            let scanned = ReadSheet(file.source, .scanner)
            #expect(expected.failure != nil || scanned == expected)
            for size in [1, 33] {
                let other = ReadSheet(file.source, .scanner, blockBytes: size)
                // Of a damaged sheet, small blocks give more rows before the damage is found.
                let isSame = scanned.failure == nil ? other == scanned : other.failure == scanned.failure
                #expect(isSame, "seed \(seed) by \(size)")
            }
        }
    }

    private func damagedBook(_ random: inout SplitMix) -> XLSXBook {
        var book = XLSXBook(sheets: [("a", "")], shared: ["<t>shared</t>"], styles: XLSXBook.formats(["yyyy-mm-dd"]))
        var xml = Array(Self.sheet.utf8)
        let marks = Array("<>/&;\"' =!-[]?xctv_1".utf8)
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            let place = Int.random(in: xml.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: xml[place] = marks.randomElement(using: &random) ?? 0x20
            case 1: xml.insert(marks.randomElement(using: &random) ?? 0x20, at: place)
            case 2: xml.removeSubrange(place..<min(place + Int.random(in: 1..<12, using: &random), xml.count))
            default: xml.insert(contentsOf: xml[place..<min(place + 30, xml.count)], at: place)
            }
        }
        let text = String(decoding: xml, as: UTF8.self)
        book.replace("xl/worksheets/sheet1.xml", "<worksheet>\(text)</worksheet>")
        return book
    }
}

/// A generator that gives the same numbers for the same seed (Steele, Lea and Flood).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
