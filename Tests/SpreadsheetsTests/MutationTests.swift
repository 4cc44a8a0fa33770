import Foundation
import Tables
import Testing

@testable import Spreadsheets

/// Files with bytes changed at random – the same ones each time – are read or refused, and never more than that.
@Suite struct MutationTests {
    /// A generator that everybody gets the same numbers from (Vigna's splitmix64).
    private struct Numbers {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ mixed >> 31) % UInt64(max(limit, 1)))
        }
    }

    private static let pieces = [
        "<", ">", "&", "\"", "/", "</table:table-row>", "<table:table-cell>", "99999999999", "-1", "\0", "&#0;", "<!--",
        "<![CDATA[", "</td>", "<tr>", "<table>", " colspan=9999 rowspan=9999 ", "xmlns=\"\"", "\u{FFFD}",
    ].map { Array($0.utf8) }

    private static func mutated(_ bytes: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
        var bytes = bytes
        for _ in 0...numbers.next(below: 4) where !bytes.isEmpty {
            let place = numbers.next(below: bytes.count)
            switch numbers.next(below: 4) {
            case 0: bytes[place] = UInt8(numbers.next(below: 256))
            case 1: bytes.removeSubrange(place..<min(place + numbers.next(below: 40), bytes.count))
            case 2: bytes.insert(contentsOf: pieces[numbers.next(below: pieces.count)], at: place)
            default:
                bytes.insert(contentsOf: bytes[place..<min(place + 200, bytes.count)], at: numbers.next(below: place))
            }
        }
        return bytes
    }

    /// Reads everything; how many cells there were, or nil where the file was refused.
    private static func read(_ open: () throws -> any Workbook) throws -> Int? {
        do {
            let workbook = try open()
            var cells = 0
            for sheet in workbook.sheets.indices {
                let reader = try workbook.makeReader(sheet: sheet, SheetReading(startRow: 2))
                let batch = RowBatch()
                while try reader.next(into: batch) {
                    for row in 0..<batch.rows.count { cells += batch.strings(row: row).count }
                }
                _ = reader.closing
            }
            return cells
        } catch let failure as ImportFailure {
            #expect(failure.status == .badInput || failure.code.hasPrefix("encoding."), "\(failure.code)")
            return nil
        }
    }

    private static func limits() -> WorkbookLimits {
        var limits = WorkbookLimits()
        limits.cells = 100_000
        return limits
    }

    private static func run(
        _ bytes: [UInt8], rounds: Int, name: String, _ open: (SourceFile) throws -> any Workbook
    ) throws {
        var numbers = Numbers(state: UInt64(bytes.count))
        var outcomes = [0, 0]
        for _ in 0..<rounds {
            let file = try TemporaryFile(mutated(bytes, &numbers), name: name)
            outcomes[try read { try open(file.source) } == nil ? 0 : 1] += 1
        }
        #expect(outcomes[1] > 0, "nothing was read: \(outcomes)")
    }

    @Test func flatSpreadsheet() throws {
        let rows =
            FlatBook.row(FlatBook.text("a", "table:number-columns-repeated=\"3\" table:number-rows-spanned=\"2\""))
            + FlatBook.row(FlatBook.cell("date", "2024-03-01T10:20:30.5", "x"), FlatBook.cell("time", "PT26H30M", "y"))
            + FlatBook.row(
                FlatBook.cell("float", "12.5", "x", style: "s"), attributes: "table:number-rows-repeated=\"9\"")
        let styles = FlatBook.style(
            "s", "number",
            "<number:number number:min-integer-digits=\"5\"><number:embedded-text number:position=\"2\">-"
                + "</number:embedded-text></number:number>")
        try Self.run(Array(FlatBook(rows: rows, styles: styles).text.utf8), rounds: 600, name: "m.fods") { file in
            try ODSWorkbook(file: file, limits: Self.limits())
        }
    }

    @Test func packedSpreadsheet() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/ODS/odfpy.ods")
        try Self.run(Array(try Data(contentsOf: path)), rounds: 200, name: "m.ods") { file in
            try ODSWorkbook(file: file, limits: Self.limits())
        }
    }

    @Test func webPage() throws {
        let html =
            "<html><head><meta charset=utf-8></head><table><caption>c</caption><tr><td colspan=2 rowspan=3>a<br>b"
            + "<td><table><tr><td>x</table></tr><tr style='display:none'><td>&nbsp;&eacute;&#1234;</table></html>"
        try Self.run(Array(html.utf8), rounds: 600, name: "m.xls") { file in
            try HTMLWorkbook(file: file, limits: Self.limits())
        }
    }
}
