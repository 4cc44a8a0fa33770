import Foundation
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
