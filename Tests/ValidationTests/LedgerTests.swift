import Foundation
import HelpDesk
import Tables
import Testing

@testable import Validation

/// What a validator counts of the values that it stores in another form.
@Suite struct LedgerTests {
    private func changes(
        _ type: FieldType, _ cells: [TestCell], sink: Recorder? = nil, _ adjust: (inout ShapeColumn) -> Void = { _ in }
    ) throws -> [ColumnChanges] {
        let shape = RecordShape.of(type, adjust)
        let validator = try Validator(shape: shape, table: 7, sink: sink)
        validator.run(TestBatch(shape, cells.map { [$0] }).batch)
        return validator.ledger
    }

    @Test func countsEachKindOfRespelling() throws {
        let cases: [(FieldType, TestCell, String, ChangeKind)] = [
            (.email, "Jan@Firma.example", "jan@firma.example", .email),
            (.email, "Jan <jan@firma.example>", "jan@firma.example", .email),
            (.phone, "112  113", "112 113", .phone), (.url, "Firma.example", "https://firma.example", .url),
            (.integer, "007", "7", .number), (.decimal, "1 234.50", "1234.5", .number),
            (.date, "2024-02-29T10:00", "2024-02-29", .date),
            (.instant, "2024-02-29 10:00", "2024-02-29T10:00:00Z", .date),
            (.boolean, "tak", "1", .boolean), (.language, "Polish", "pl", .language),
            (.timeZone, "europe/warsaw", "Europe/Warsaw", .timeZone), (.tags, "a", #"["a"]"#, .list),
        ]
        for (type, cell, after, kind) in cases {
            let found = try #require(try changes(type, [cell, nil, .clear]).first, "\(cell.text)")
            #expect(found.kind == kind && found.count == 1 && found.field == "value" && found.column == 3)
            #expect(found.samples == [ChangeSample(before: cell.text, after: after)])
        }
    }

    @Test func whatIsStoredAsItStandsDoesNotCount() throws {
        let cases: [(FieldType, TestCell)] = [
            (.email, "a@b.example"), (.phone, "+48 22 123"), (.phone, "（22）123"), (.url, "https://a.example/B"),
            (.integer, "-7"), (.decimal, "1.5"), (.date, "2024-02-29"), (.instant, "2024-02-29T10:00:00Z"),
            (.boolean, "1"), (.language, "pt-BR"), (.tags, #"["a","b"]"#), (.text, " x "), (.email, "nobody"),
        ]
        for (type, cell) in cases { #expect(try changes(type, [cell]) == [], "\(cell.text)") }
    }

    @Test func countsAliasesAndWordsForNothing() throws {
        let cells: [TestCell] = ["wysłane", "sent", "wysłane", "n/a", "-"]
        let found = try changes(.picklist(.invitation), cells) {
            $0.reading.values = ["wysłane": "sent", "n/a": "", "-": ""]
        }
        #expect(found.map(\.kind) == [.alias, .nullValue] && found.map(\.count) == [2, 2])
        #expect(found[0].samples == [ChangeSample(before: "wysłane", after: "sent")])
        #expect(found[1].samples.map(\.before) == ["n/a", "-"])
    }

    @Test func replacementsBeforeARuleCountApart() throws {
        let found = try changes(.integer, ["none", "0,5", "007"]) { $0.reading.values = ["none": "0"] }
        #expect(found.map(\.kind) == [.alias, .number] && found.map(\.count) == [1, 1])
    }

    @Test func keepsFiveDifferentSamplesAndCountsOn() throws {
        let cells = (0..<100).map { TestCell("A\($0 % 7)@x.example", .text) }
        let found = try changes(.email, cells)
        #expect(found[0].count == 100)
        #expect(found[0].samples.map(\.after) == (0..<5).map { "a\($0)@x.example" })
    }

    @Test func aSinkIsToldOfEveryChange() throws {
        let recorder = Recorder()
        let cells = (0..<600).map { TestCell("A\($0)@x.example", .text) }
        let found = try changes(.email, cells, sink: recorder)
        #expect(found[0].count == 600 && recorder.changes.count == 600)
        let last = try #require(recorder.changes.last)
        #expect(last.position == Position(table: 7, row: 601, line: 601, offset: 5_990))
        #expect((last.column, last.field, last.kind) == (3, "value", .email))
        #expect((last.before, last.after) == ("A599@x.example", "a599@x.example"))
    }

    @Test func extensionsOfPhoneNumbersMayFollowRFC3966() throws {
        #expect(try check("+48221234567;ext=12", as: .phone).value == "+48221234567;ext=12")
        for text in ["123456;234567", "+48221234567;ext=", ";ext=12", "12;ext=1;ext=2x"] {
            #expect(try check(text, as: .phone).codes == [.phoneInvalid], "\(text)")
        }
    }
}

final class Recorder: LedgerSink, @unchecked Sendable {
    private(set) var changes: [LedgerChange] = []

    func note(_ change: LedgerChange) { changes.append(change) }
}

/// `docs/ledger.md` lists every kind of change that is no transform.
@Suite struct LedgerDocumentTests {
    @Test func everyKindIsListed() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("docs/ledger.md"), encoding: .utf8)
        let listed = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
            String($0.dropFirst(3).prefix { $0 != "`" })
        }
        let kinds: [ChangeKind] = [
            .trim, .textFormula, .nullValue, .clearToken, .alias, .boolean, .language, .timeZone, .email, .phone, .url,
            .number, .duration, .date, .list,
        ]
        #expect(listed == kinds.map(\.rawValue))
        let firstRespelling = try #require(kinds.firstIndex(of: .email))
        #expect(kinds.indices.allSatisfy { kinds[$0].isRespelling == ($0 >= firstRespelling) })
    }
}
