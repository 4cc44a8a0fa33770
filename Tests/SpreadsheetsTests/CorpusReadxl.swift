import Foundation
import Tables

@testable import Spreadsheets

/// The checks of readxl's tests. Rows count from the used range; the first of them is the header.
struct ReadxlChecks {
    let open: WorkbookOpener

    /// Checks the books of some kinds; a check that compares two kinds of book is the business of its first.
    /// `openOther` opens books of other kinds.
    static func check(
        _ extensions: [String], known: [String: String], open: @escaping WorkbookOpener,
        openOther: WorkbookOpener? = nil
    ) throws -> CorpusReport {
        var report = CorpusReport()
        guard let folder = WorkbookCorpus.folder else { return report }
        let json = try WorkbookCorpus.json(folder + "/readxl/checks.json") as? [String: Any] ?? [:]
        let books = WorkbookCorpus.books("readxl", extensions)
        for check in json["checks"] as? [[String: Any]] ?? [] {
            guard let book = books.first(where: { $0.name == name(check["file"]) }) else { continue }
            let other = WorkbookCorpus.books("readxl", ["xls", "xlsx"]).first { $0.name == name(check["other"]) }
            let opener = other.flatMap { other in books.contains { $0.name == other.name } ? open : openOther }
            if other != nil, opener == nil { continue }
            let run = CheckRun(check: check, book: book, other: other, open: open, openOther: opener ?? open)
            report.note(try run.deviations(), [book.name, "\(book.name)/\(run.kind)"], known: known)
        }
        return report
    }

    private static func name(_ path: Any?) -> String? { (path as? String)?.split(separator: "/").last.map(String.init) }
}

private struct CheckRun {
    let check: [String: Any]
    let book: CorpusBook
    let other: CorpusBook?
    let open: WorkbookOpener
    let openOther: WorkbookOpener

    var kind: String { check["kind"] as? String ?? "" }
    private func number(_ key: String) -> Int? { check[key] as? Int }
    private func text(_ key: String) -> String { check[key] as? String ?? "" }
    private func texts(_ key: String) -> [String] { (check[key] as? [Any] ?? []).map { $0 as? String ?? "" } }

    func deviations() throws -> [String] {
        do {
            if kind == "open_must_fail_as" { return try formatDeviations() }
            let workbook = try open(book.file)
            if kind == "sheet_names" {
                return expect(workbook.sheets.map(\.name) == texts("names"), "sheets \(workbook.sheets.map(\.name))")
            }
            let name = check["sheet"] as? String
            guard let index = name.map(workbook.sheetIndex) ?? 0 else { return ["there is no sheet \(name ?? "")"] }
            return try gridDeviations(CorpusGrid(workbook, sheet: index).cropped)
        } catch let failure as ImportFailure {
            return ["\(failure.code): \(failure.message)"]
        }
    }

    /// The book opens as what it is; that it is not read as another kind is up to the one who chooses the reader.
    private func formatDeviations() throws -> [String] {
        expect(try !open(book.file).sheets.isEmpty, "has no sheets")
    }

    private func expect(_ isRight: Bool, _ deviation: @autoclosure () -> String) -> [String] {
        isRight ? [] : ["\(kind): \(deviation())"]
    }

    private func gridDeviations(_ whole: CorpusGrid) throws -> [String] {
        let grid = whole.dropping(rows: number("skip") ?? 0)
        switch kind {
        case "cell", "cell_after_skip": return cell(grid)
        case "dims", "dims_after_skip": return dimensions(grid)
        case "rows", "cropped_rows": return rows(grid)
        case "header_at": return headers(grid)
        case "same_table": return sameTable(grid, try otherGrid())
        case "same_column_dates": return sameDates(grid, try otherGrid())
        case "not_dates":
            return expect(!grid.rows.joined().contains { $0.kind == .date }, "has dates")
        default: return columns(grid)
        }
    }

    private func otherGrid() throws -> CorpusGrid {
        guard let other else { return try CorpusGrid(open(book.file), sheet: 0) }
        return try CorpusGrid(openOther(other.file), sheet: 0).cropped
    }

    private func cell(_ grid: CorpusGrid) -> [String] {
        var row = number("row") ?? number("data_row") ?? 0
        var column = number("col") ?? 0
        if kind == "cell_after_skip" { column -= 1 }
        if check["substr"] != nil { row = min(row, grid.rows.count - 1) }
        let text = grid[row, column].text
        var isRight = (check["value"] as? String).map { $0 == text } ?? true
        if let start = check["startswith"] as? String { isRight = isRight && text.hasPrefix(start) }
        if let absent = check["not_contains"] as? String { isRight = isRight && !text.contains(absent) }
        if let range = check["substr_1based"] as? [Int], let wanted = check["substr"] as? String {
            let scalars = Array(text.unicodeScalars)
            let end = min(range[1], scalars.count)
            let part = String(String.UnicodeScalarView(range[0] <= end ? scalars[range[0] - 1..<end] : []))
            isRight = isRight && part == wanted
        }
        return expect(isRight, "row \(row) column \(column) is \(text.debugDescription)")
    }

    private func dimensions(_ grid: CorpusGrid) -> [String] {
        let header = check["header"] as? Bool == false ? 0 : 1
        let isRight =
            (number("rows") ?? grid.rows.count - header) == grid.rows.count - header
            && (number("cols") ?? grid.width) == grid.width
        return expect(isRight, "\(grid.rows.count - header) rows of \(grid.width) columns")
    }

    /// Null stands for a text that the suite does not ask for.
    private func rows(_ grid: CorpusGrid) -> [String] {
        let rows = check["rows"] as? [[Any]] ?? []
        let isRight =
            grid.rows.count == rows.count
            && rows.indices.allSatisfy { row in
                rows[row].indices.allSatisfy {
                    rows[row][$0] is NSNull || grid[row, $0].text == rows[row][$0] as? String
                }
            }
        return expect(isRight, "\(grid.rows.map { $0.map(\.text) })")
    }

    private func headers(_ grid: CorpusGrid) -> [String] {
        let places = check["at"] as? [Int] ?? []
        let names = places.map { grid[0, $0 - 1].text }
        return expect(names == texts("values"), "names \(names)")
    }

    private func sameTable(_ grid: CorpusGrid, _ other: CorpusGrid) -> [String] {
        let texts = { (grid: CorpusGrid) in grid.rows.map { $0.map(\.text) } }
        return expect(texts(grid) == texts(other), "tables differ")
    }

    private func sameDates(_ grid: CorpusGrid, _ other: CorpusGrid) -> [String] {
        let dates = { (grid: CorpusGrid) in grid.rows.dropFirst().map { $0.first?.text ?? "" } }
        let isRight = dates(grid) == dates(other) && dates(grid).allSatisfy { $0 == text("first_column_all") }
        return expect(isRight, "\(dates(grid)) and \(dates(other))")
    }

    private func columns(_ grid: CorpusGrid) -> [String] {
        switch kind {
        case "columns":
            return (check["columns"] as? [String: [String]] ?? [:]).sorted { $0.key < $1.key }
                .flatMap { name, wanted in expect(wanted == values(of: name, grid), "\(name) \(values(of: name, grid))")
                }
        case "numeric_columns":
            return texts("columns").flatMap { name in
                let cells = grid.column(name) ?? []
                return expect(cells.contains { $0.kind == .number } && !cells.contains { $0.kind == .text }, name)
            }
        case "column_where": return columnWhere(grid)
        case "same_column_text":
            let left = values(of: text("a"), grid).map { $0.replacing("T", with: " ") }
            let right = values(of: text("b"), grid)
            let differing = zip(left, right).filter { $0 != $1 && $1 != text("except_text") }
            return expect(!left.isEmpty && differing.isEmpty, "\(differing)")
        default: return column(grid, values(of: text("column"), grid))
        }
    }

    private func columnWhere(_ grid: CorpusGrid) -> [String] {
        guard let filter = (check["where"] as? [String: String])?.first else { return ["no condition"] }
        let rows = values(of: filter.key, grid)
        let values = values(of: text("column"), grid)
        let found = rows.firstIndex(of: filter.value).map { values[$0] }
        return expect(found == text("value"), "\(found ?? "nothing")")
    }

    private func column(_ grid: CorpusGrid, _ values: [String]) -> [String] {
        switch kind {
        case "column_all_empty": return expect(values.allSatisfy(\.isEmpty), "\(values)")
        case "column_tail": return expect(Array(values.dropFirst()) == texts("values"), "\(values)")
        case "column_values_at":
            let found = (check["at"] as? [Int] ?? []).map { $0 <= values.count ? values[$0 - 1] : "" }
            if let part = check["contains"] as? String {
                return expect(found.allSatisfy { $0.contains(part) }, "\(found)")
            }
            return expect(found == texts("values"), "\(found)")
        case "column": return expect(values == texts("values"), "\(values)")
        default: return ["no such kind of check: \(kind)"]
        }
    }

    private func values(of name: String, _ grid: CorpusGrid) -> [String] { grid.column(name)?.map(\.text) ?? [] }
}
