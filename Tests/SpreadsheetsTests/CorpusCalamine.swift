import Foundation
import Tables

@testable import Spreadsheets

/// The checks of calamine's tests.
enum CalamineChecks {
    static func check(
        _ extensions: [String], known: [String: String], open: WorkbookOpener
    ) throws -> CorpusReport {
        var report = CorpusReport()
        for book in WorkbookCorpus.books("calamine", extensions) {
            for check in try book.expectation()["checks"] as? [[String: Any]] ?? [] {
                report.note(try deviations(book, check, open), [book.name], known: known)
            }
        }
        return report
    }

    private static func deviations(
        _ book: CorpusBook, _ check: [String: Any], _ open: WorkbookOpener
    ) throws -> [String] {
        let mustFail = check["kind"] as? String == "open_must_fail"
        do {
            let workbook = try open(book.file)
            let deviations = try deviations(in: workbook, check)
            return mustFail ? ["was opened, must be refused"] : deviations
        } catch let failure as ImportFailure {
            return mustFail && failure.status == .badInput ? [] : ["\(failure.code): \(failure.message)"]
        }
    }

    private static func deviations(in workbook: any Workbook, _ check: [String: Any]) throws -> [String] {
        switch check["kind"] as? String {
        case "sheet_names":
            let names = check["names"] as? [String] ?? []
            return workbook.sheets.map(\.name) == names ? [] : ["sheets \(workbook.sheets.map(\.name))"]
        case "cell", "rows":
            guard let sheet = sheet(check["sheet"], workbook) else { return ["there is no such sheet"] }
            let grid = try CorpusGrid(workbook, sheet: sheet)
            return check["kind"] as? String == "cell" ? cell(grid, check) : rows(grid, check)
        default:
            for sheet in workbook.sheets.indices { _ = try CorpusGrid(workbook, sheet: sheet) }
            return []
        }
    }

    private static func sheet(_ value: Any?, _ workbook: any Workbook) -> Int? {
        if let name = value as? String { return workbook.sheetIndex(named: name) }
        guard let index = value as? Int, workbook.sheets.indices.contains(index) else { return nil }
        return index
    }

    /// Rows and columns count from the sheet's first cell, or from its first cell with a value.
    private static func cell(_ grid: CorpusGrid, _ check: [String: Any]) -> [String] {
        let value = TypedValue(check["value"], check["type"])
        guard let row = check["row"] as? Int, let column = check["col"] as? Int else { return ["no place"] }
        if value.isValue(of: grid[row, column]) || value.isValue(of: grid.cropped[row, column]) { return [] }
        return ["row \(row) column \(column): got \(grid[row, column]), expected \(value)"]
    }

    private static func rows(_ grid: CorpusGrid, _ check: [String: Any]) -> [String] {
        let rows = check["rows"] as? [[Any]] ?? []
        let types = check["types"] as? [[Any]] ?? []
        let grid = check["cropped"] as? Bool == true ? grid.cropped : grid
        var deviations: [String] = []
        if grid.rows.count > rows.count { deviations.append("\(grid.rows.count) rows, expected \(rows.count)") }
        for row in rows.indices {
            for column in rows[row].indices {
                let value = TypedValue(rows[row][column], types.isEmpty ? nil : types[row][column])
                if value.isValue(of: grid[row, column]) { continue }
                deviations.append("row \(row) column \(column): got \(grid[row, column]), expected \(value)")
            }
        }
        return deviations
    }
}

/// A value as calamine has it: dates as serial numbers.
private struct TypedValue {
    let text: String
    let type: String

    init(_ value: Any?, _ type: Any?) {
        text = value as? String ?? ""
        self.type = type as? String ?? "String"
    }

    func isValue(of cell: CorpusCell) -> Bool {
        switch type {
        case "String": return cell.text == text && (cell.kind == .text || text.isEmpty)
        case "Empty": return cell.text.isEmpty
        case "Float": return cell.kind == .number && Double(cell.text) == Double(text)
        case "Bool": return cell.kind == .boolean && cell.text == text
        case "Error": return cell.kind == .error && cell.text == text
        case "DateTimeIso": return cell.text == text || cell.text + "T00:00:00" == text
        default: return isSerial(cell.text)
        }
    }

    private func isSerial(_ value: String) -> Bool {
        let expected = text.hasPrefix("PT") ? Moment.days(text) : Double(text)
        let epoch = type.contains("1904") ? "1904-01-01" : "1899-12-30"
        guard let expected, let days = Moment.days(value, since: epoch) else { return false }
        return abs(expected - days) * 86_400 < 1
    }
}

/// ISO 8601 as days.
private enum Moment {
    static func days(_ text: String, since epoch: String = "1899-12-30") -> Double? {
        if text.hasPrefix("PT") { return elapsed(text) }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyy-MM-dd"
        guard let start = formatter.date(from: epoch) else { return nil }
        for format in ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSS"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return date.timeIntervalSince(start) / 86_400 }
        }
        return nil
    }

    private static func elapsed(_ text: String) -> Double? {
        var seconds = 0.0
        var number = ""
        for character in text.dropFirst(2) {
            guard let unit = ["H": 3_600.0, "M": 60, "S": 1][character] else {
                number.append(character)
                continue
            }
            seconds += (Double(number) ?? 0) * unit
            number = ""
        }
        return seconds / 86_400
    }
}
