import Foundation
import Spreadsheets
import Tables
import Testing

/// A workbook in a test: written from cells, or read to be looked at and corrected as a person would.
struct CellBook {
    struct Cell: Equatable {
        var value: CellValue
        var code: String?

        init(_ value: CellValue, code: String? = nil) {
            self.value = value
            self.code = code
        }
    }

    struct Sheet {
        var name: String
        /// By row number, from 1.
        var rows: [Int: [Cell]]
    }

    var sheets: [Sheet] = []

    subscript(name: String) -> Sheet {
        get { sheets.first { $0.name == name } ?? Sheet(name: name, rows: [:]) }
        set {
            if let place = sheets.firstIndex(where: { $0.name == name }) { sheets[place] = newValue }
        }
    }

    mutating func add(_ name: String, from row: Int = 1, _ rows: [[Cell]]) {
        let numbered = rows.enumerated().map { (row + $0.offset, $0.element) }
        sheets.append(Sheet(name: name, rows: Dictionary(uniqueKeysWithValues: numbered)))
    }

    @discardableResult
    func write(to path: String) throws -> String {
        let writer = try WorkbookWriter(path: path, temporaryFolder: (path as NSString).deletingLastPathComponent)
        for sheet in sheets {
            let written = try writer.addSheet(sheet.name)
            for (number, cells) in sheet.rows.sorted(by: { $0.key < $1.key }) {
                for (column, cell) in cells.enumerated() {
                    try written.write(cell.value, code: cell.code, row: number, column: column)
                }
            }
        }
        try writer.close()
        return path
    }

    init() {}

    init(reading path: String) throws {
        let file = SourceFile(path: path, name: path, size: 0)
        let workbook = try WorkbookOpener.open(file, .xlsx, limits: WorkbookLimits(), xml: .libxml2)
        for (index, info) in workbook.sheets.enumerated() {
            let reader = try workbook.makeReader(sheet: index, SheetReading())
            let batch = RowBatch()
            var sheet = Sheet(name: info.name, rows: [:])
            while try reader.next(into: batch) {
                for row in 0..<batch.rows.count {
                    sheet.rows[batch.rows[row].number] = batch.cellValues(row: row).map {
                        Cell(CellValue($0.kind, $0.text), code: workbook.formatCode($0.format))
                    }
                }
            }
            sheets.append(sheet)
        }
    }
}

extension CellBook.Sheet {
    /// Texts of a row, joined by a bar.
    func line(_ row: Int) -> String { (rows[row] ?? []).map(\.value.text).joined(separator: "|") }

    /// Types another value over the cells that have this text.
    mutating func correct(_ text: String, to cell: CellBook.Cell) {
        for (row, cells) in rows { rows[row] = cells.map { $0.value.text == text ? cell : $0 } }
    }
}

extension CellBook.Cell: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self.init(text.isEmpty ? .blank : .text(text)) }

    static func number(_ text: String, _ code: String? = nil) -> Self { Self(CellValue(.number, text), code: code) }
    static func date(_ text: String, _ code: String? = nil) -> Self { Self(CellValue(.date, text), code: code) }
    static func boolean(_ value: Bool) -> Self { Self(CellValue(.boolean, value ? "TRUE" : "FALSE")) }
    static func error(_ name: String) -> Self { Self(CellValue(.error, name)) }
}
