import Foundation
import Tables
import Testing

@testable import Spreadsheets

@Suite("Writing workbooks")
struct WorkbookWriterTests {
    /// A folder that is gone when the test is over, and the workbook in it.
    private final class Place {
        let folder = NSTemporaryDirectory() + "workbook-" + UUID().uuidString
        var path: String { folder + "/book.xlsx" }

        init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func writer() throws -> WorkbookWriter { try WorkbookWriter(path: path, temporaryFolder: folder) }

        func part(_ name: String) throws -> String {
            let archive = try ZipArchive(file: SourceFile(path: path, name: path, size: 0))
            return String(decoding: try archive.data(of: try #require(archive.entry(named: name))), as: UTF8.self)
        }
    }

    private let place: Place

    init() throws { place = try Place() }

    /// The first cell's XML when this cell is all there is.
    private func xml(_ cell: CellValue, _ code: String? = nil) throws -> (cell: String, loss: CellLoss?) {
        let writer = try place.writer()
        let loss = try writer.addSheet("A").write(cell, code: code, row: 1, column: 0)
        try writer.close()
        let sheet = try place.part("xl/worksheets/sheet1.xml")
        let row = sheet.split(separator: "<c r=\"A1\"")[1].split(separator: "</row>")[0]
        return (String(row).replacing(" s=\"1\"", with: ""), loss)
    }

    @Test func cellsKeepTheirKinds() throws {
        #expect(try xml(CellValue(.number, "1234.5")).cell == "><v>1234.5</v></c>")
        #expect(try xml(CellValue(.number, "00042"), "00000").cell == "><v>42</v></c>")
        #expect(try xml(CellValue(.boolean, "TRUE")).cell == " t=\"b\"><v>1</v></c>")
        #expect(try xml(CellValue(.boolean, "0")).cell == " t=\"b\"><v>0</v></c>")
        #expect(try xml(.text("0042")).cell == " t=\"inlineStr\"><is><t>0042</t></is></c>")
        #expect(try xml(CellValue(.error, "#N/A")).cell == " t=\"str\"><f>#N/A</f><v>#N/A</v></c>")
    }

    @Test func datesAreNumbersAgain() throws {
        let codes = [
            "yyyy-mm-dd": "2024-03-01", "d/m/yy": "1900-02-28", "dd.mm.yyyy hh:mm": "2024-03-01T12:30:00",
            "h:mm AM/PM": "18:00:00", "m/d/yyyy": "1900-02-29",
        ]
        let numbers = ["45352", "59", "45352.52083333334", "0.75", "60"]
        for (code, text) in codes {
            let number = try xml(CellValue(.date, text), code).cell.dropFirst(4).prefix { $0 != "<" }
            #expect(numbers.contains(String(number)), "\(text) → \(number)")
        }
        #expect(try xml(CellValue(.date, "2024-03-01T10:20:30.125")).cell == "><v>45352.43090422454</v></c>")
        #expect(try xml(.text("PT26H30M")).cell.contains("<t>"))
        #expect(try xml(.text("PT26H30M"), "[h]:mm:ss").cell == "><v>1.104166666666667</v></c>")
    }

    @Test(arguments: [
        "1899-12-30", "2024-02-30", "0001-01-01", "2024-03-01T25:00:00", "", "T", "x", "-5:00", "2024-3-1",
    ])
    func whatIsNoDateForAWorkbookIsText(text: String) {
        let cell = WrittenCell(CellValue(.date, text), code: "yyyy-mm-dd") { NumberFormat(code: $0 ?? "").kind }
        #expect(cell.value == .text)
    }

    /// Whatever is written as a number or a date is read as the same text.
    @Test func everyDayAndNumberReadsAsItWas() {
        let codes: [String?] = [nil, "yyyy-mm-dd", "hh:mm", "yyyy-mm-dd hh:mm", "[h]:mm", "00000", "0.00", "@"]
        for serial in stride(from: 0.0, to: 80_000, by: 97.371) {
            for code in codes {
                let kind = NumberFormat(code: code ?? "").kind
                for uses1904 in [false, true] {
                    let batch = RowBatch()
                    let span = CellText(uses1904: uses1904).append(serial, as: kind, to: batch.text)
                    let text = batch.string(span)
                    let cell = WrittenCell(CellValue(span.kind, text), code: code) { NumberFormat(code: $0 ?? "").kind }
                    guard case .number(let number) = cell.value else {
                        Issue.record("\(serial) as \(code ?? "") is \(cell.value)")
                        continue
                    }
                    batch.removeAll()
                    let again = CellText().append(number, as: NumberFormat(code: cell.code ?? "").kind, to: batch.text)
                    #expect(batch.string(again) == text)
                }
            }
        }
    }

    @Test func aNumberOfTooManyDigitsStaysANumberAndIsNamed() throws {
        let written = try xml(CellValue(.number, "12345678901234568"))
        #expect(written.cell == "><v>1.234567890123457E+16</v></c>")
        #expect(written.loss == .digits)
        #expect(try xml(CellValue(.number, "9007199254740991")).loss == nil)
    }

    @Test func textsStayTexts() throws {
        #expect(try xml(.text("=1+1 & <b>")).cell == " t=\"inlineStr\"><is><t>=1+1 &amp; &lt;b&gt;</t></is></c>")
        #expect(try xml(.text(" x ")).cell.contains("<t xml:space=\"preserve\"> x </t>"))
        #expect(try xml(.text("a\0b\rc\u{1}d\u{FFFF}")).cell.contains("<t>a_x0000_b_x000D_c_x0001_d\u{FFFD}</t>"))
        #expect(try xml(.text("x_x000D_y_x0_z_")).cell.contains("<t>x_x005F_x000D_y_x0_z_</t>"))
        #expect(try xml(.text("a\nb\tc")).cell.contains("<t>a\nb\tc</t>"))
    }

    @Test func aTextThatIsTooLongSaysSoItself() throws {
        let whole = String(repeating: "ż", count: 32_767)
        #expect(try xml(.text(whole)).loss == nil)
        let written = try xml(.text(whole + "😀"))
        let text = try #require(written.cell.split(separator: "<t>").last?.split(separator: "</t>").first)
        #expect(text.utf16.count <= 32_767)
        #expect(text.hasSuffix("ż … [cut: 66 more characters]"))
        #expect(written.loss == .characters(66))
        #expect(WrittenText(String(repeating: "😀", count: 20_000)).text.utf16.count <= 32_767)
    }

    @Test func colouredCellsAndCommentsStandTogether() throws {
        let writer = try place.writer()
        let sheet = try writer.addSheet("A")
        try sheet.write(.text("x"), row: 1, column: 0, tint: .wrong)
        try sheet.comment("Not an <email>.", row: 1, column: 0)
        try sheet.write(.blank, row: 2, column: 1, tint: .doubtful)
        try sheet.write(.blank, row: 2, column: 2)
        try writer.close()
        #expect(try place.part("xl/comments1.xml").contains("Not an &lt;email&gt;."))
        let cells = try place.part("xl/worksheets/sheet1.xml")
        #expect(
            cells.contains("<c r=\"A1\" s=\"1\"") && cells.contains("<c r=\"B2\" s=\"2\"/>") && !cells.contains("C2"))
        let styles = try place.part("xl/styles.xml")
        #expect(styles.contains("FFFFC7CE") && styles.contains("FFFFEB9C"))
    }

    @Test func columnsBeyondTheLastAreNamed() throws {
        let writer = try place.writer()
        let sheet = try writer.addSheet("A")
        #expect(try sheet.write(.text("x"), row: 1, column: 16_383) == nil)
        #expect(try sheet.write(.text("x"), row: 1, column: 16_384) == .column)
        try writer.close()
    }

    @Test func commentsAreLimited() throws {
        let writer = try place.writer()
        let sheet = try writer.addSheet("A")
        for row in 1...SheetWriter.maxComments { try sheet.comment("x", row: row, column: 0) }
        #expect(try !sheet.comment("x", row: 1, column: 1))
        try writer.close()
    }

    @Test func formatCodesThatNoFileHoldsAreLeftOut() throws {
        let long = String(repeating: "0", count: 200)
        #expect(try xml(CellValue(.number, "5"), long).cell == "><v>5</v></c>")
        #expect(try xml(CellValue(.date, "2024-03-01"), "yyyy\u{1}").cell == "><v>45352</v></c>")
        #expect(try place.part("xl/styles.xml").contains("formatCode=\"yyyy-mm-dd\""))
    }

    @Test func sheetNamesAreMadeFit() {
        var names = SheetNames()
        #expect(names.add("Contacts") == "Contacts")
        #expect(names.add("CONTACTS") == "CONTACTS (2)")
        #expect(names.add("a/b:c?[d]*\\\u{7}") == "a_b_c__d____")
        #expect(names.add("'x'") == "_x_")
        #expect(names.add("") == "Sheet")
        #expect(names.add("History") == "History_")
        let long = String(repeating: "😀", count: 20)
        #expect(names.add(long).utf16.count == 30)
        #expect(names.add(long).hasSuffix("😀 (2)"))
    }

    @Test func aFolderThatIsNotThereIsNamed() throws {
        let path = place.folder + "/none/book.xlsx"
        let failure = #expect(throws: ImportFailure.self) {
            _ = try WorkbookWriter(path: path, temporaryFolder: place.folder)
        }
        #expect(failure?.status == .unavailable && failure?.message.contains(path) == true)
    }

    @Test func aWorkbookThatLacksSomethingIsNotWhole() throws {
        let writer = try place.writer()
        let sheet = try writer.addSheet("A")
        for row in 1...100 { try sheet.write(.text("row \(row)"), row: row, column: 0) }
        try writer.close()
        var content = sheet.content
        #expect(content == SheetContent(cells: 100, textBytes: 592))
        #expect(WorkbookCheck(path: place.path).isWhole([content]))
        content.textBytes += 1
        #expect(!WorkbookCheck(path: place.path).isWhole([content]))
        #expect(!WorkbookCheck(path: place.path).isWhole([sheet.content, sheet.content]))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: place.path))
        try bytes.dropLast(100).write(to: URL(fileURLWithPath: place.path))
        #expect(!WorkbookCheck(path: place.path).isWhole([sheet.content]))
    }

    @Test func nothingIsLeftOfTemporaryFiles() throws {
        let writer = try place.writer()
        for name in ["A", "B"] { try writer.addSheet(name).write(.text("x"), row: 1, column: 0) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder) == ["book.xlsx"])
        try writer.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder) == ["book.xlsx"])
    }
}
