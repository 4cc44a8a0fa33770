import Foundation
import Tables

@testable import Spreadsheets

/// The texts that xlsx2csv makes of books: cells as they are displayed, of the first sheet.
enum Xlsx2csvChecks {
    static func check(known: [String: String], open: WorkbookOpener) throws -> CorpusReport {
        var report = CorpusReport()
        for book in WorkbookCorpus.books("xlsx2csv", ["xlsx", "xlsm"]) {
            let expectation = try book.expectation()
            do {
                let workbook = try open(book.file)
                report.note(try deviations(workbook, expectation), [book.name], known: known)
            } catch let failure as ImportFailure {
                report.note(["\(failure.code): \(failure.message)"], [book.name], known: known)
            }
        }
        return report
    }

    private static func deviations(_ workbook: any Workbook, _ expectation: [String: Any]) throws -> [String] {
        let options = expectation["options"] as? [String] ?? []
        let text = expectation["csv"] as? String ?? ""
        if options.contains("-a") { return try allSheets(workbook, text) }
        let rows = (expectation["rows"] as? [[Any]])?.map { $0.map { $0 as? String ?? "" } }
        var grid = try CorpusGrid(workbook, sheet: 0).cropped
        if options.contains("-i") { grid.rows.removeAll { row in row.allSatisfy(\.text.isEmpty) } }
        return compare(grid, rows ?? plainRows(text, isEscaped: options.contains("-e")))
    }

    private static func compare(_ grid: CorpusGrid, _ rows: [[String]]) -> [String] {
        ExcelTruth.compare(grid, croppedTexts(rows)) { DisplayedText($1).shows($0) }
    }

    /// All sheets in one text, each below a line such as `-------- 1 - Name`.
    private static func allSheets(_ workbook: any Workbook, _ text: String) throws -> [String] {
        let parts = ("\n" + text).components(separatedBy: "\n-------- ").dropFirst()
        guard parts.count == workbook.sheets.count else { return ["\(workbook.sheets.count) sheets"] }
        return try parts.enumerated().flatMap { index, part in
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(lines[0].drop { $0 != "-" }.dropFirst(2))
            let rows = lines.count > 1 ? plainRows(String(lines[1]), isEscaped: false) : []
            let isNamed = workbook.sheets[index].name == name
            return compare(try CorpusGrid(workbook, sheet: index).cropped, rows) + (isNamed ? [] : ["sheet \(name)"])
        }
    }

    /// Lines of cells that no quotes stand around. Links are written as HTML; `-e` escapes line breaks.
    private static func plainRows(_ text: String, isEscaped: Bool) -> [[String]] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
                    let cell = String(cell).replacing(/<a href='[^']*'>|<\/a>/, with: "")
                    return isEscaped ? cell.replacing("\\n", with: "\n").replacing("\\t", with: "\t") : cell
                }
            }
    }
}
