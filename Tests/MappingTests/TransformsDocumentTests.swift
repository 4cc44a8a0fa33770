import Foundation
import Tables
import Testing

@testable import Mapping

/// `docs/transforms.md` describes every transform, and its examples are run.
@Suite struct TransformsDocumentTests {
    /// A column, or several, of a mapping, and the cells that they make of those of a file.
    struct Example: Sendable, CustomTestStringConvertible {
        let section: String
        let columns: String
        let rows: [[String]]

        var testDescription: String { "\(section): \(columns.prefix(60))" }
    }

    static let text: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: root.appendingPathComponent("docs/transforms.md"), encoding: .utf8)) ?? ""
    }()

    static let sections = text.components(separatedBy: "\n### ").dropFirst().map { part in
        let name = String(part.prefix { $0 != "\n" })
        return (name: name, text: part.components(separatedBy: "\n## ")[0])
    }

    static let examples = sections.flatMap { section in
        let parts = section.text.components(separatedBy: "```yaml\n").dropFirst()
        return parts.map { part in
            let blocks = part.components(separatedBy: "```")
            return Example(section: section.name, columns: blocks[0], rows: table(blocks[1]))
        }
    }

    @Test func hasASectionWithAnExampleForEveryTransformInTheirOrder() {
        #expect(Self.sections.map(\.name) == TransformList.names)
        for name in TransformList.names {
            #expect(Self.examples.contains { $0.section == name && $0.columns.contains(name) }, "\(name)")
        }
    }

    @Test(arguments: examples) func exampleIsTrue(_ example: Example) throws {
        let header = try #require(example.rows.first)
        try #require(example.rows.count > 1)
        let fields = example.columns.split(separator: "\n").map { $0.prefix { $0 != ":" } }
        let sources = header.count - fields.count
        let names = fields.count == 1 ? ["result"] : fields.map(String.init)
        #expect(Array(header.suffix(fields.count)) == names)
        let found = try Self.run(example, fields.map(String.init), Array(header.prefix(sources)), sources)
        for (row, texts) in zip(example.rows.dropFirst(), found) {
            #expect(texts == Array(row.suffix(fields.count)), "\(row.prefix(sources))")
        }
    }

    private static func run(
        _ example: Example, _ fields: [String], _ header: [String], _ sources: Int
    ) throws -> [[String]] {
        let isTicket = fields.contains("number")
        let needed = isTicket ? ["subject: K", "contact: K"] : fields.contains("email") ? [] : ["email: K"]
        let lines = needed + example.columns.split(separator: "\n").map(String.init)
        let yaml = """
            unmapped: ignore
            records:
              - entity: \(isTicket ? "tickets" : "contacts")
                columns:
                  \(lines.joined(separator: "\n      "))
            """
        let mapping = try MappingParser.parse(yaml, name: "mappings/m.yaml")
        let table = MemoryTable("c.csv", [["K"] + header] + example.rows.dropFirst().map { ["k"] + $0.prefix(sources) })
        let binder = MappingBinder(
            arguments: [MapArgument(pattern: TablePattern("*"), mapping: mapping)], presets: [],
            openLookup: { path throws(ImportFailure) in try lookupFile(path) })
        let bound = try binder.bind([table]).bound[0].records[0]
        let batch = RecordBatch(rows: RowBatch(), columns: bound.shape.columns.count, hashColumns: 1)
        _ = try table.makeReader().next(into: batch.rows)
        ColumnMapper(bound: bound, tableIndex: 0).fill(batch)
        let columns = try fields.map { try #require(bound.shape.column($0)) }
        return (0..<batch.count).map { row in columns.map { batch.rows.string(batch.values.column($0)[row]) } }
    }

    /// The file that a section shows.
    private static func lookupFile(_ path: String) throws(ImportFailure) -> any TableSource {
        let parts = text.components(separatedBy: "`\((path as NSString).lastPathComponent)`:\n\n```csv\n")
        guard parts.count == 2, path.hasPrefix("mappings/") else { throw ImportFailure("test", .usage, path) }
        let lines = parts[1].components(separatedBy: "```")[0].split(separator: "\n")
        return MemoryTable(path, lines.map { $0.components(separatedBy: ",") })
    }

    /// The cells of the first table in the text.
    private static func table(_ text: String) -> [[String]] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let table = lines.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        return table.filter { !$0.hasPrefix("|---") }.map { line in
            line.components(separatedBy: " | ").map { cell in
                let text = cell.trimmingCharacters(in: CharacterSet(charactersIn: "| "))
                if text == "*(blank)*" { return "" }
                return text.trimmingCharacters(in: CharacterSet(charactersIn: "`")).replacing("\\n", with: "\n")
            }
        }
    }
}
