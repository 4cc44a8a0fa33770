import Foundation
import HelpDesk
import Spreadsheets
import Tables
import Testing

@testable import Mapping

/// Twenty workbooks with titles, totals, notes and two-line headers; `Fixtures/HeaderRows/make.py` wrote them.
@Suite struct HeaderRowBooksTests {
    struct Answer: Codable, Sendable, CustomTestStringConvertible {
        let book: String
        let sheet: String
        let header: Int
        let rows: Int
        let data: Int
        let mapping: String
        let fields: [String]
        let records: Int
        let skipped: [String]

        var testDescription: String { book }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Fixtures/HeaderRows")
    static let answers = Result {
        try JSONDecoder().decode([Answer].self, from: Data(contentsOf: folder.appending(path: "answers.json")))
    }

    @Test func thereAreTwenty() throws { #expect(try Self.answers.get().count == 20) }

    @Test(arguments: (try? answers.get()) ?? []) func headerIsFound(_ answer: Answer) throws {
        let binding = try MappingBinder(presets: PresetsTests.all.get()).bind(try Self.tables(answer.book))
        let bound = try #require(binding.bound.first)
        #expect(binding.bound.count == 1 && bound.table.sheet == answer.sheet)
        #expect(bound.table.header.row == answer.header && bound.table.header.dataRow == answer.data)
        #expect(bound.headerRows == answer.rows)
        #expect(bound.mapping.name == answer.mapping)
        let record = try #require(bound.records.last)
        let fields = record.shape.columns.filter { $0.sourceColumn != nil }.map(\.target.name)
        #expect(Set(fields).isSuperset(of: answer.fields), "\(fields)")
        #expect(try Self.records(of: record, in: bound.table) == answer.records)
        #expect(binding.skipped.compactMap(\.table.sheet) == answer.skipped)
    }

    private static func tables(_ book: String) throws -> [any TableSource] {
        let path = folder.appending(path: book + ".xlsx").path
        let file = SourceFile(path: path, name: book + ".xlsx", size: 0)
        let workbook = try XLSXWorkbook(file: file)
        return try workbook.sheets.indices.map { try SheetTable(file: file, workbook: workbook, index: $0) }
    }

    /// Rows that are not passed over, and none of them ragged.
    private static func records(of record: BoundRecord, in table: any TableSource) throws -> Int {
        let batch = RecordBatch(
            rows: RowBatch(), columns: record.shape.columns.count, hashColumns: record.shape.hashColumns.count)
        let reader = try table.makeReader()
        var count = 0
        while try reader.next(into: batch.rows) {
            ColumnMapper(bound: record, tableIndex: 0).fill(batch)
            #expect(batch.findings.allSatisfy { $0.code == .rowHeader })
            count += (0..<batch.count).count { batch.state($0) == .accepted }
        }
        return count
    }
}
