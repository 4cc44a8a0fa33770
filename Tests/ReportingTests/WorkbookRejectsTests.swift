import Foundation
import Spreadsheets
import Tables
import Testing

@testable import Reporting

@Suite("Rejects of a workbook")
struct WorkbookRejectsTests {
    private let temporary: TemporaryFolder
    private let folder: ReportFolder
    private let rejects: WorkbookRejects

    init() throws {
        temporary = try TemporaryFolder()
        folder = try temporary.report("7")
        rejects = WorkbookRejects(folder: folder, name: "book.xlsx", file: "in/book.xls")
    }

    private func sheet(
        _ name: String, index: Int = 0, _ names: [String] = ["name", "email", "since"], row: Int = 1,
        dataRow: Int? = nil, titles: [SheetFormat.Row] = []
    ) -> SheetRejects {
        let header = TableHeader(names: names, row: row, dataRow: dataRow ?? row + 1)
        let rows = titles + [(row, names.map { .text($0) })]
        return rejects.addSheet(
            SheetFormat(sheet: name, index: index, header: header, code: { $0 == 1 ? "dd.mm.yyyy" : nil }) { rows })
    }

    private func add(
        _ sheet: SheetRejects, pass: Int = 0, _ row: Int, _ codes: [String], _ messages: [String],
        _ cells: [CellValue], marks: [CellMark] = []
    ) throws {
        var rejected = RejectedRow(number: row, codes: codes, messages: messages)
        rejected.marks = marks
        try sheet.add(rejected, pass: pass, from: .cells(cells), at: 0)
    }

    private func written() throws -> WrittenBook {
        let file = try #require(try rejects.finish())
        return try WrittenBook(folder.path(file.path), file)
    }

    @Test func rowsStandBelowTheRowsOfTheSource() throws {
        let sheet = sheet("Contacts", row: 3, titles: [(1, [.blank, .text("Our customers")])])
        try add(
            sheet, 7, ["email.invalid"], ["Bad."],
            [.text("Ola"), .text("x"), CellValue(.date, "2024-03-01", format: 1)],
            marks: [CellMark(column: 1, isError: true, message: "Bad.")])
        try add(sheet, 9, ["row.odd"], ["Odd."], [.text("Jan"), .blank, CellValue(.number, "12")])
        let book = try written()
        #expect(book.file.rows == 2 && book.file.sheets == [RejectsSheet(name: "Contacts", rows: 2)])
        #expect(
            book.cells(1) == [
                "E1 Our customers", "A3 _row", "B3 _codes", "C3 _messages", "D3 name", "E3 email", "F3 since",
                "A4 r7:in/book.xls#Contacts:7", "B4 email.invalid", "C4 Bad.", "D4 Ola", "E4 x", "F4 45352",
                "A5 r7:in/book.xls#Contacts:9", "B5 row.odd", "C5 Odd.", "D5 Jan", "F5 12",
            ])
        #expect(book.comments(1) == ["E4 Bad."])
        #expect(book.fill("E4", 1) == "FFFFC7CE" && book.fill("D4", 1) == nil && book.fill("C5", 1) == "FFFFC7CE")
    }

    @Test func sheetsStandInTheSourcesOrderAndThoseWithoutRejectsAreMissing() throws {
        let (b, a, none) = (sheet("B", index: 2), sheet("A", index: 0), sheet("C", index: 1))
        try add(b, 2, ["x"], ["m"], [.text("1")])
        try add(a, 2, ["x"], ["m"], [.text("2")])
        try add(a, 3, ["x"], ["m"], [.text("3")])
        _ = none
        let book = try written()
        #expect(book.file.sheets == [RejectsSheet(name: "A", rows: 2), RejectsSheet(name: "B", rows: 1)])
        #expect(book.file.rows == 3)
        #expect(
            book.part("xl/workbook.xml").contains("<sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"B\""))
        #expect(book.cells(2).last == "D2 1")
    }

    @Test func aWorkbookWithoutRejectsHasNoFile() throws {
        _ = sheet("A")
        #expect(try rejects.finish() == nil)
        #expect(!FileManager.default.fileExists(atPath: folder.path("rejects")))
    }

    @Test func severalPassesMakeOneRowAndOneComment() throws {
        let sheet = sheet("A")
        let marks = ["First.", "Second."].map { CellMark(column: 1, isError: true, message: $0) }
        let cells: [CellValue] = [.text("Ola"), .text("x")]
        try add(sheet, pass: 0, 2, ["a"], ["First."], cells, marks: [marks[0]])
        try add(sheet, pass: 0, 3, ["a"], ["First."], cells, marks: [marks[0]])
        try add(sheet, pass: 1, 2, ["b"], ["Second."], cells, marks: [marks[1], marks[0]])
        let book = try written()
        #expect(book.cells(1).filter { $0.hasPrefix("B") } == ["B1 _codes", "B2 a b", "B3 a"])
        #expect(book.comments(1) == ["E2 First.\nSecond.", "E3 First."])
    }

    @Test func cellsThatAreMissingAreColouredTooAndWarningsLighter() throws {
        let sheet = sheet("A")
        try add(
            sheet, 2, ["required.missing"], ["No date."],
            [.text("Ola")],
            marks: [
                CellMark(column: 2, isError: true, message: "No date."),
                CellMark(column: 0, isError: false, message: "Looks odd."),
            ])
        let book = try written()
        #expect(book.fill("F2", 1) == "FFFFC7CE" && book.fill("D2", 1) == "FFFFEB9C" && book.fill("C2", 1) == nil)
        #expect(book.comments(1) == ["D2 Looks odd.", "F2 No date."])
    }

    @Test func aCorrectedRejectsFileGetsNewCellsNotMore() throws {
        let sheet = sheet("A", ["_row", " _codes", "name", "_messages", "email"])
        try add(
            sheet, 4, ["new"], ["New."], ["r6:b.xls#A:9", "old", "Ola", "Old.", "x"].map(CellValue.text),
            marks: [CellMark(column: 4, isError: true, message: "New.")])
        let book = try written()
        #expect(
            book.cells(1) == [
                "A1 _row", "B1 _codes", "C1 _messages", "D1 name", "E1 email",
                "A2 r7:in/book.xls#A:4", "B2 new", "C2 New.", "D2 Ola", "E2 x",
            ])
        #expect(book.comments(1) == ["E2 New."])
    }

    @Test func whatAWorkbookCannotHoldIsSaidAtTheCellAndCounted() throws {
        let sheet = sheet("A")
        let long = String(repeating: "x", count: 40_000)
        try add(sheet, 2, ["a"], ["M."], [.text(long), CellValue(.number, "12345678901234568")])
        let book = try written()
        #expect(book.file.lossyRows == 1)
        #expect(book.comments(1).map { $0.prefix(16) } == ["D2 A cell of a w", "E2 A cell of a w"])
    }

    @Test func spoolsAndTemporaryFilesAreGone() throws {
        try add(sheet("A"), 2, ["a"], ["M."], [.text("x")])
        _ = try written()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.partialPath)
        #expect(Set(names) == [".process", "rejects"])
    }

    @Test func manyRowsComeSortedFromDisk() throws {
        let sheet = sheet("A")
        for pass in 0..<2 {
            for row in 2...2_000 where row % (pass + 2) == 0 {
                try add(sheet, pass: pass, row, ["p\(pass)"], ["Message \(pass)."], [.text("row \(row)")])
            }
        }
        let book = try written()
        let expected = (2...2_000).filter { $0 % 2 == 0 || $0 % 3 == 0 }
        #expect(
            book.cells(1).filter { $0.hasPrefix("D") }.dropFirst().map { $0.split(separator: " ", maxSplits: 1)[1] }
                == expected.map { "row \($0)" })
    }

    @Test func marksSurviveTheSpool() {
        let marks = [
            CellMark(column: 12, isError: true, message: "a! b? c"), CellMark(column: 0, isError: false, message: ""),
        ]
        #expect(marks.map(\.description).map(CellMark.init) == marks)
        #expect(CellMark("x!y") == nil && CellMark("") == nil && CellMark("12") == nil)
    }

    @Test func cellsSurviveTheSpool() {
        let cells: [CellValue] = [
            .blank, .text("Łódź \0"), CellValue(.error, "#N/A", format: 65_535), CellValue(.date, ""),
        ]
        let bytes = CellValue.encode(cells)
        #expect(CellValue.decode(bytes[...]) == cells)
        #expect(CellValue.decode(bytes.dropLast()).count == 3)
        #expect(CellValue.decode([9, 1, 1, 255, 255, 255, 255]).isEmpty)
    }
}

extension RowBatch {
    /// One row that was read from a sheet.
    static func cells(_ cells: [CellValue]) -> RowBatch {
        let batch = RowBatch()
        let row = SheetRowBuilder(batch, SheetReading())
        row.beginRow(1)
        for (column, cell) in cells.enumerated() {
            row.put(CellText.append(cell.text, kind: cell.kind, to: batch.text), column: column, format: cell.format)
        }
        row.endRow()
        return batch
    }
}

/// The parts of a written workbook, to be looked at.
private struct WrittenBook {
    let file: RejectsFile
    private let archive: ZipArchive

    init(_ path: String, _ file: RejectsFile) throws {
        self.file = file
        archive = try ZipArchive(file: SourceFile(path: path, name: path, size: 0))
    }

    func part(_ name: String) -> String {
        guard let entry = archive.entry(named: name), let bytes = try? archive.data(of: entry) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `A1 text` for each cell with a value.
    func cells(_ sheet: Int) -> [String] {
        elements(/<c r="([A-Z]+\d+)"[^>\/]*>(.*?)<\/c>/, "xl/worksheets/sheet\(sheet).xml")
    }

    func comments(_ sheet: Int) -> [String] {
        elements(/<comment ref="([A-Z]+\d+)"[^>]*>(?s)(.*?)<\/comment>/, "xl/comments\(sheet).xml")
    }

    private func elements(_ pattern: Regex<(Substring, Substring, Substring)>, _ name: String) -> [String] {
        part(name).matches(of: pattern).map { "\($0.1) " + $0.2.replacing(/<[^>]*>/, with: "") }
    }

    /// The colour behind a cell; nil for none.
    func fill(_ cell: String, _ sheet: Int) -> String? {
        let sheet = part("xl/worksheets/sheet\(sheet).xml")
        guard let pattern = try? Regex<(Substring, Substring)>("<c r=\"\(cell)\" s=\"(\\d+)\""),
            let style = sheet.firstMatch(of: pattern).flatMap({ Int($0.1) })
        else { return nil }
        let styles = part("xl/styles.xml")
        let formats = styles.split(separator: "<cellXfs").last.map { $0.matches(of: /fillId="(\d+)"/) } ?? []
        guard formats.indices.contains(style), let fill = Int(formats[style].1) else { return nil }
        let fills = styles.split(separator: "<fill>").dropFirst().map { $0.firstMatch(of: /fgColor rgb="(\w+)"/) }
        return fills.indices.contains(fill) ? fills[fill].map { String($0.1) } : nil
    }
}
