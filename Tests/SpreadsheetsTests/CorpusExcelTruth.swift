import Foundation
import Tables

@testable import Spreadsheets

/// Compares books with the text that Excel itself displayed.
enum ExcelTruth {
    /// Compares all books; `isGold` takes only the sheets whose texts must be equal: text only, and two Excels agree.
    static func check(
        _ extensions: [String], isGold: Bool, known: [String: String], open: WorkbookOpener
    ) throws -> CorpusReport {
        var report = CorpusReport()
        for book in WorkbookCorpus.books("excel-truth", extensions) {
            let sheets = try book.expectation()["sheets"] as? [[String: Any]] ?? []
            let wanted = sheets.map(Sheet.init).filter { !isGold || $0.isGold }
            if wanted.isEmpty { continue }
            do {
                let workbook = try open(book.file)
                for sheet in wanted {
                    let deviations = try sheet.deviations(in: workbook, isGold: isGold)
                    report.note(deviations, [book.name, "\(book.name)/\(sheet.key)"], known: known)
                }
            } catch let failure as ImportFailure {
                report.note(["\(failure.code): \(failure.message)"], [book.name], known: known)
            }
        }
        return report
    }

    struct Sheet {
        let index: Int
        let name: String?
        let rows: [[String]]
        let tags: [String]
        let isAgreed: Bool

        init(_ json: [String: Any]) {
            index = json["sheet_index"] as? Int ?? 0
            name = json["sheet_name"] as? String
            rows = (json["rows"] as? [[Any]] ?? []).map { $0.map { $0 as? String ?? "" } }
            tags = json["tags"] as? [String] ?? []
            isAgreed = json["excel_2011_equals_2016"] as? Bool ?? false
        }

        var key: String { name ?? "\(index)" }
        var isGold: Bool { tags.contains("text-only") && isAgreed }

        func deviations(in workbook: any Workbook, isGold: Bool) throws -> [String] {
            guard let sheet = name.flatMap(workbook.sheetIndex) ?? (workbook.sheets.count > index ? index : nil) else {
                return rows.isEmpty ? [] : ["there is no such sheet"]
            }
            let grid = try CorpusGrid(workbook, sheet: sheet).cropped
            return compare(grid, croppedTexts(rows)) { cell, text in
                isGold ? DisplayedText(text).isText(cell.text) : DisplayedText(text).shows(cell)
            }
        }
    }

    /// Where two grids differ: "B3: got 1, expected 2".
    static func compare(
        _ grid: CorpusGrid, _ expected: [[String]], _ isRight: (CorpusCell, String) -> Bool
    ) -> [String] {
        var deviations: [String] = []
        if grid.rows.count != expected.count {
            deviations.append("\(grid.rows.count) rows, expected \(expected.count)")
        }
        for row in 0..<max(grid.rows.count, expected.count) {
            let texts = row < expected.count ? expected[row] : []
            let width = max(texts.count, row < grid.rows.count ? grid.rows[row].count : 0)
            for column in 0..<width {
                let text = column < texts.count ? texts[column] : ""
                let cell = grid[row, column]
                if !isRight(cell, text) {
                    let got = "\(cell.kind) \"\(cell.text)\" (\(cell.format ?? "-"))"
                    deviations.append("row \(row) column \(column): got \(got), expected \"\(text)\"")
                }
            }
        }
        return deviations
    }
}

/// What Excel displayed and wrote into a CSV file.
struct DisplayedText {
    let text: String

    init(_ text: String) { self.text = text }

    /// Whether a text cell was displayed so: with `_` for what the code page lacks, and line breaks in any form.
    func isText(_ value: String) -> Bool {
        let shown = Self.lines(text)
        let meant = Self.lines(value)
        if shown == meant { return true }
        let left = Array(shown.unicodeScalars)
        let right = Array(meant.precomposedStringWithCanonicalMapping.unicodeScalars)
        return left.count == right.count
            && zip(left, right).allSatisfy { $0 == $1 || ($0 == "_" || $0 == "?") && !$1.isASCII }
            || Self.isPattern(shown, of: meant)
    }

    /// A character beyond the code page may have become one `_` or two.
    private static func isPattern(_ shown: String, of meant: String) -> Bool {
        let right = meant.utf16.map { $0 < 128 ? $0 : 95 }
        return shown.utf16.map { $0 < 128 ? $0 : 95 } == right
    }

    private static func lines(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .trimmingCharacters(in: CharacterSet(charactersIn: " \n\t\u{A0}"))
    }

    /// Whether Excel may have shown the cell so: a number rounded, with signs for thousands, currency or per cent; a
    /// date in any form that is not a plain number.
    func shows(_ cell: CorpusCell) -> Bool {
        switch cell.kind {
        case .blank, .clear, .invalid: text.trimmingCharacters(in: .whitespaces).isEmpty
        case .text: isText(cell.text) || isHidden(cell) || cell.text.contains("PT") && isMoment(cell.text)
        case .boolean, .error: text.uppercased() == cell.text
        case .date: isMoment(cell.text) || isHidden(cell)
        case .number: isNumber(cell.text) || isHidden(cell)
        }
    }

    /// A column too narrow, and formats that show nothing or words only.
    private func isHidden(_ cell: CorpusCell) -> Bool {
        text.allSatisfy { $0 == "#" } || (cell.format ?? "").contains(";")
    }

    /// Every number that was displayed is one of the date's: a year in two digits, an hour of twelve, seconds rounded.
    private func isMoment(_ value: String) -> Bool {
        var parts = Set<Int>()
        for number in Self.numbers(value) {
            parts.formUnion([number, number % 100, number % 12, number % 12 + 12, number + 1, number - 1])
        }
        parts.formUnion([0, 12])
        return !text.isEmpty && Self.numbers(text).allSatisfy(parts.contains)
    }

    private static func numbers(_ text: String) -> [Int] {
        text.split { !($0.isNumber && $0.isASCII) }.compactMap { Int($0) }
    }

    /// Nearer than half a unit of the last digit shown.
    private func isNumber(_ value: String) -> Bool {
        guard let number = Double(value) else { return false }
        if text.contains("/") { return true }
        var shown = text.filter { $0.isNumber && $0.isASCII || ".eE+-".contains($0) }
        if text.contains("("), text.contains(")"), !shown.hasPrefix("-") { shown = "-" + shown }
        shown = String(shown.drop { "eE".contains($0) })
        while let last = shown.last, "eE+-".contains(last) { shown.removeLast() }
        guard let displayed = Double(shown) else { return false }
        let scale = text.contains("%") ? 100.0 : 1.0
        return abs(number * scale - displayed) <= Self.unit(shown) * 0.500001 + abs(displayed) * 1e-9
    }

    private static func unit(_ shown: String) -> Double {
        let parts = shown.lowercased().split(separator: "e")
        let exponent = parts.count > 1 ? Double(parts[1]) ?? 0 : 0
        let decimals =
            parts.first?.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        return pow(10, exponent - Double(decimals))
    }
}
