import Foundation
import HelpDesk
import Tables
import Testing

@testable import Mapping

/// Each file with the header of a real export is known for what it is among all presets, and none of its values is lost.
@Suite struct PresetSamplesTests {
    private static let presets = Result { try Presets(folder: PresetsTests.folder).all() }

    @Test func everyPresetHasASample() throws {
        let samples = try PresetSample.all.get()
        let presets = try Self.presets.get().map(\.name)
        #expect(Set(samples.map(\.preset)) == Set(presets))
        #expect(samples.allSatisfy { !$0.section.isEmpty && !$0.mark.isEmpty })
    }

    @Test func everySampleIsInTheIndex() throws {
        let listed = Set(try PresetSample.all.get().map(\.file))
        let walk = try #require(FileManager.default.enumerator(atPath: PresetSample.folder.path))
        let files = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".vcf") }
        #expect(Set(files) == listed)
        for file in files {
            let expected = "expected/\((file as NSString).deletingPathExtension).tsv"
            #expect(FileManager.default.fileExists(atPath: PresetSample.folder.appendingPathComponent(expected).path))
        }
    }

    @Test(arguments: PresetSample.tables)
    func sampleIsBoundToItsPresetAlone(_ sample: PresetSample) throws {
        // Under a name that says nothing, so that the headers alone decide.
        let bound = try bind(sample, as: "export.csv")
        #expect(bound.mapping.name == sample.preset)
        #expect(bound.ignoredHeaders.isEmpty)
        #expect(bound.records.allSatisfy { !$0.shape.keys.isEmpty })
        #expect(try bind(sample, as: sample.file).mapping.name == sample.preset)
    }

    @Test(arguments: PresetSample.tables)
    func noValueOfASampleIsLost(_ sample: PresetSample) throws {
        let bound = try bind(sample, as: "export.csv")
        let names = bound.table.header.names
        #expect(bound.table.sampleRows.dropFirst(bound.table.header.dataRow - 1).allSatisfy { $0.count == names.count })
        for row in bound.table.sampleRows.dropFirst(bound.table.header.dataRow - 1) {
            let keeper = ValueKeeper(bound, row)
            for column in names.indices where keeper.hasValue(column) && !Self.neverKept.contains(names[column]) {
                #expect(keeper.keeps(column), "\(names[column]): \(row[column])")
            }
        }
    }

    /// Values that are left out on purpose.
    private static let neverKept: Set<String> = ["password", "Password"]

    private func bind(_ sample: PresetSample, as name: String) throws -> BoundTable {
        let table = MemoryTable(name, try sample.rows())
        return try MappingBinder(presets: try Self.presets.get()).bind([table]).bound[0]
    }
}

/// Tells which cells of a row come to lie somewhere whole.
private struct ValueKeeper {
    let bound: BoundTable
    let row: [String]

    init(_ bound: BoundTable, _ row: [String]) {
        self.bound = bound
        self.row = row
    }

    func hasValue(_ column: Int) -> Bool {
        let text = HeaderForm.trimmed(row[safe: column] ?? "")
        return !text.isEmpty && !bound.mapping.read.nullValues.contains(text)
    }

    func keeps(_ column: Int) -> Bool {
        let targets = bound.records.flatMap { record in
            record.sources.indices.filter { chosen(record.sources[$0]).contains(column) }.map {
                (shape: record.shape.columns[$0], transforms: record.transforms[$0].map(\.name))
            }
        }
        let isWhole = targets.contains { shape, transforms in
            transforms.allSatisfy(Self.harmless.contains) || (transforms == ["regex"] && Self.isTidied(shape))
        }
        let names = targets.flatMap(\.transforms)
        // A cell that is taken apart: "date;author;text".
        let isApart = targets.count > 2
        return isWhole || isApart || (names.contains("given_name") && names.contains("family_name"))
    }

    /// The cells whose values a source takes in this row.
    private func chosen(_ source: CellSource) -> [Int] {
        switch source {
        case .first(let columns): columns.first(where: hasValue).map { [$0] } ?? []
        case .joined(let columns, _): columns
        case .constant, .derived: []
        }
    }

    /// Where a regular expression only puts separators of tags right, or takes the prefix of an id that says nothing.
    private static func isTidied(_ shape: ShapeColumn) -> Bool {
        shape.target == .externalID || shape.target.field?.type == .tags || shape.reference?.key == .externalID
    }

    /// Changes of form that take nothing away.
    private static let harmless: Set<String> = ["trim", "collapse", "lowercase", "html_to_text"]
}
