import Foundation
import Tables
import Testing

@testable import Mapping

/// What a column mapper counts of the cells that it changes.
@Suite struct LedgerTests {
    private func mapper(
        _ columns: String, _ header: [String], read: String = "{}", when: String = "", sink: Recorder? = nil
    ) throws -> (mapper: ColumnMapper, bound: BoundRecord) {
        let yaml = """
            read: \(read)
            unmapped: ignore
            records: [{ entity: contacts, \(when) columns: { email: M, \(columns) } }]
            """
        let file = try MappingParser.parse(yaml, name: "m.yaml")
        let argument = MapArgument(pattern: TablePattern("*"), mapping: file)
        let table = MemoryTable("c.csv", [["M"] + header])
        let bound = try MappingBinder(arguments: [argument], presets: []).bind([table]).bound[0].records[0]
        return (ColumnMapper(bound: bound, tableIndex: 3, sink: sink), bound)
    }

    private func changes(
        _ columns: String, _ rows: [[String]], header: [String] = ["A"], read: String = "{}", when: String = "",
        sink: Recorder? = nil, batches: Int = 1
    ) throws -> [ColumnChanges] {
        let (mapper, bound) = try mapper(columns, header, read: read, when: when, sink: sink)
        for _ in 0..<batches {
            let batch = RecordBatch(rows: RowBatch(), columns: bound.shape.columns.count, hashColumns: 1)
            batch.rows.fill(rows.map { ["m"] + $0 })
            mapper.fill(batch)
        }
        return mapper.ledger
    }

    @Test func countsWhatCleaningDoes() throws {
        let read = #"{ null_values: ["-", "n/a"], clear_token: "<clear>" }"#
        let cells = [" a", "b", "b\u{A0}", "  ", #"="007""#, "-", " n/a ", "<clear>", "", "żółw", #" ="" "#]
        let found = try changes("city: A", cells.map { [$0] }, read: read)
        #expect(found.map(\.kind) == [.trim, .textFormula, .nullValue, .clearToken])
        #expect(found.map(\.count) == [3, 2, 2, 1])
        #expect(found.allSatisfy { $0.field == "city" && $0.header == "A" && $0.column == 1 })
        #expect(found[0].samples.map(\.before) == [" a", "b\u{A0}", "  "])
        #expect(found[0].samples.map(\.after) == ["a", "b", ""])
        #expect(found[1].samples.map(\.after) == ["007", ""])
    }

    @Test func countsGoOnWhenThereAreSamplesEnough() throws {
        let rows = (0..<10).map { [" \($0)"] } + [["-"]]
        let found = try changes("city: A", rows, read: #"{ null_values: ["-"] }"#, batches: 300)
        #expect(found.map(\.kind) == [.trim, .nullValue] && found.map(\.count) == [3_000, 300])
        #expect(found[0].samples.count == 5 && found[1].samples.count == 1)
    }

    @Test func columnsThatAreNotAskedDoNotCount() throws {
        let rows = [["1", " 2"], ["", " 3 "], [" ", "4"]]
        let found = try changes("city: [A, B]", rows, header: ["A", "B"])
        #expect(found.map(\.count) == [2] && found[0].samples.map(\.before) == [" 3 ", " "])
        let joined = try changes("city: { from: { join: [A, B] } }", rows, header: ["A", "B"])
        #expect(joined.map(\.count) == [3])
    }

    @Test func rowsWithoutARecordDoNotCount() throws {
        let rows = [[" x", "1"], [" y", ""], ["Z", ""]]
        let columns = "city: { from: A, transform: [uppercase, { default: none }] }"
        let found = try changes(columns, rows + [["", "1"], ["", ""]], header: ["A", "B"], when: "when: B,")
        #expect(found.map(\.kind.rawValue).sorted() == ["default", "trim", "uppercase"])
        #expect(found.allSatisfy { $0.count == 1 })
    }

    @Test func countsEveryTransformByItsName() throws {
        let columns = #"city: { from: A, transform: [lowercase, { replace: { "a": "b" } }, { default: "x" }] }"#
        let found = try changes(columns, [["Aa"], ["c"], [""], ["C"], ["a"]])
        #expect(found.map(\.kind.rawValue) == ["lowercase", "replace", "default"])
        #expect(found.map(\.count) == [2, 2, 1])
        #expect(found[0].samples == [ChangeSample(before: "Aa", after: "aa"), ChangeSample(before: "C", after: "c")])
        #expect(found[1].samples == [ChangeSample(before: "aa", after: "bb"), ChangeSample(before: "a", after: "b")])
        #expect(found[2].samples == [ChangeSample(before: "", after: "x")])
    }

    @Test func transformsThatChangeNothingDoNotCount() throws {
        for transform in ["lowercase", "collapse", "digits", "family_name", #"{ phone: PL }"#, "html_to_text"] {
            #expect(try changes("city: { from: A, transform: [\(transform)] }", [["112"], [""]]) == [], "\(transform)")
        }
    }

    @Test func aSinkIsToldOfEveryChange() throws {
        let recorder = Recorder()
        let rows = (0..<400).map { [" X\($0)"] }
        let found = try changes("city: { from: A, transform: [lowercase] }", rows, sink: recorder)
        #expect(found.map(\.count) == [400, 400] && recorder.changes.count == 800)
        #expect(recorder.changes.prefix(400).allSatisfy { $0.kind == .trim })
        let last = try #require(recorder.changes.last)
        #expect(last.position.row == 401 && last.position.table == 3 && last.column == 1 && last.field == "city")
        #expect((last.kind, last.before, last.after) == (ChangeKind("lowercase"), "X399", "x399"))
    }

    @Test func kindsAreTextsInJSON() throws {
        let found = try changes("city: A", [[" x"]])
        let text = String(decoding: try JSONEncoder().encode(found), as: UTF8.self)
        #expect(text.contains(#""kind":"trim""#))
        #expect(try JSONDecoder().decode([ColumnChanges].self, from: Data(text.utf8)) == found)
    }

    @Test func samplesAreCut() throws {
        let long = String(repeating: "Ż", count: 1_000)
        let found = try changes("description: { from: A, transform: [lowercase] }", [[long]])
        #expect(found[0].samples[0].before.count == 200)
    }
}

final class Recorder: LedgerSink, @unchecked Sendable {
    private(set) var changes: [LedgerChange] = []

    func note(_ change: LedgerChange) { changes.append(change) }
}
