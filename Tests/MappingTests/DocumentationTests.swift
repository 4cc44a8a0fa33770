import Foundation
import HelpDesk
import Tables
import Testing

@testable import Mapping

@Suite struct DocumentationTests {
    private func text() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("docs/mapping-files.md"), encoding: .utf8)
    }

    @Test func exampleIsAValidMapping() throws {
        let blocks = try text().components(separatedBy: "```")
        let example = try #require(blocks.first { $0.hasPrefix("yaml\n") }).dropFirst("yaml\n".count)
        #expect(MappingParser.examine(String(example), name: "example.yaml").mistakes.map(\.text) == [])
    }

    /// Each mapping of the document with a file for it, and what its rows become.
    @Test func examplesBecomeWhatTheySay() throws {
        let blocks = try text().components(separatedBy: "```").filter { $0.contains("\n") }
        var examples = 0
        for (place, block) in blocks.enumerated() where block.hasPrefix("csv\n") {
            let mapping = try #require(Self.content(blocks[place - 2], "yaml"))
            let rows = PlainCSV.rows(try #require(Self.content(block, "csv")), delimiter: ",")
            let wanted = try #require(Self.content(blocks[place + 2], "becomes"))
            #expect(try Self.records(mapping, rows).joined(separator: "\n") + "\n" == wanted)
            examples += 1
        }
        #expect(examples == 6)
    }

    private static func content(_ block: String, _ kind: String) -> String? {
        block.hasPrefix(kind + "\n") ? String(block.dropFirst(kind.count + 1)) : nil
    }

    /// `contacts: email = ada@nordlys.example, city = Bergen`, row by row, the records of a row in their order.
    private static func records(_ mapping: String, _ rows: [[String]]) throws -> [String] {
        let file = try MappingParser.parse(mapping, name: "example.yaml")
        let binder = MappingBinder(arguments: [MapArgument(mapping: file)], presets: [])
        let bound = try binder.bind([MemoryTable("example.csv", rows)]).bound[0]
        let batches = bound.records.map { record in
            let batch = RecordBatch(rows: RowBatch(), columns: record.shape.columns.count, hashColumns: 1)
            batch.rows.fill(Array(rows.dropFirst()))
            ColumnMapper(bound: record, tableIndex: 0).fill(batch)
            return batch
        }
        return (0..<rows.count - 1).flatMap { row in
            zip(bound.records, batches).compactMap { record, batch in
                batch.state(row) == .absent ? nil : written(record.shape, batch, row)
            }
        }
    }

    private static func written(_ shape: RecordShape, _ batch: RecordBatch, _ row: Int) -> String {
        let values = shape.columns.indices.compactMap { column -> String? in
            let span = batch.values.column(column)[row]
            return span.hasValue ? "\(shape.columns[column].target.name) = \(batch.rows.string(span))" : nil
        }
        return "\(shape.entity.name): \(values.joined(separator: ", "))"
    }

    @Test func everyKeyIsDescribed() throws {
        let text = try text()
        let keys =
            TableParser.keys + ReadOptionsParser.keys + RecordParser.keys + ColumnParser.keys
            + SeenParser.keys + SeenParser.columnKeys
        for word in keys {
            #expect(text.contains("\(word):") || text.contains("`\(word)`"), "\(word)")
        }
    }
}
