import Tables
import Testing

@testable import Mapping

@Suite struct ShapeComparisonTests {
    private func evidence(_ header: [String], _ rows: [[String]]) -> [ColumnEvidence] {
        let collector = EvidenceCollector(header: header)
        let batch = RowBatch()
        batch.fill(rows)
        collector.add(batch)
        return collector.evidence
    }

    private func seen(_ header: [String], _ rows: [[String]], lists: Set<Int> = []) -> SeenTable {
        SeenTable(evidence(header, rows), rows: rows.count, lists: lists)
    }

    private let header = ["Name", "E-mail", "Phone", "Status"]
    private let rows = (1...40).map {
        ["N\($0)", "n\($0)@x.example", "+48 22 123 45 \(10 + $0)", $0 % 2 == 0 ? "Open" : "Closed"]
    }

    private func kinds(_ header: [String], _ rows: [[String]]) -> [ShapeChange.Kind] {
        ShapeComparison.changes(since: seen(self.header, self.rows), evidence(header, rows)).map(\.kind)
    }

    @Test func sameTableHasNoChange() {
        #expect(kinds(header, rows) == [])
        #expect(kinds(header, Array(rows.prefix(7))) == [])
    }

    @Test func caseAndPunctuationDoNotCount() { #expect(kinds(["NAME", "email", "phone", "Status:"], rows) == []) }

    @Test func similarNameIsARenaming() {
        #expect(kinds(["Name", "E-mail", "Phones", "Status"], rows) == [.renamed(to: "Phones")])
        #expect(kinds(["Name", "E-mail address", "Phone", "Status"], rows) == [.renamed(to: "E-mail address")])
    }

    @Test func samePlaceAndSameValuesAreARenaming() {
        #expect(kinds(["Name", "Korrespondanse", "Phone", "Status"], rows) == [.renamed(to: "Korrespondanse")])
    }

    @Test func goneAndNewAreSaid() {
        #expect(kinds(["Name", "E-mail", "Status"], rows.map { [$0[0], $0[1], $0[3]] }) == [.gone])
        #expect(kinds(header + ["Region"], rows.map { $0 + ["x"] }) == [.new])
        let others = rows.map { [$0[0], $0[1], "a longer text without digits", $0[3]] }
        #expect(kinds(["Name", "E-mail", "Region", "Status"], others) == [.gone, .new])
    }

    @Test func insertedColumnMovesNobody() {
        #expect(kinds(["Region"] + header, rows.map { ["x"] + $0 }) == [.new])
    }

    @Test func movedColumnIsSaid() {
        let moved = rows.map { [$0[3], $0[0], $0[1], $0[2]] }
        #expect(kinds(["Status", "Name", "E-mail", "Phone"], moved) == [.moved(from: 4, to: 1)])
    }

    @Test func newValueOfAListIsSaid() {
        var changed = rows
        changed[3][3] = "Waiting"
        changed[5][3] = "Waiting"
        changed[7][3] = "OPEN"
        #expect(kinds(header, changed) == [.newValue("Waiting", count: 2)])
    }

    @Test func shareOfBlanksHasToBeSignificant() {
        func blanked(_ count: Int, of rows: [[String]]) -> [[String]] {
            rows.enumerated().map { index, row in index < count ? [row[0], row[1], "", row[3]] : row }
        }
        #expect(kinds(header, blanked(4, of: rows)) == [])
        #expect(kinds(header, blanked(30, of: rows)) == [.blanks(from: 0, to: 75)])
        #expect(kinds(header, blanked(1, of: Array(rows.prefix(2)))) == [])
    }

    @Test func typeChangeIsSaid() {
        let changed = rows.map { [$0[0], "see card", $0[2], $0[3]] }
        #expect(kinds(header, changed) == [.type(from: "email addresses", to: "texts of all kinds")])
    }

    @Test func orderOfDatesIsAType() {
        let (dmy, mdy) = ((13...28).map { ["\($0).01.2025"] }, (13...28).map { ["01/\($0)/2025"] })
        let changes = ShapeComparison.changes(since: seen(["Date"], dmy), evidence(["Date"], mdy))
        #expect(changes.map(\.kind) == [.type(from: "dates day-month-year", to: "dates month-day-year")])
        let both = (1...12).map { ["\($0).0\($0 % 9 + 1).2025"] }
        #expect(ShapeComparison.changes(since: seen(["Date"], both), evidence(["Date"], mdy)) == [])
    }

    @Test func ownColumnsOfRejectsFilesAreNoChange() {
        let files = rows.map { ["r1:a:2", "email.invalid", "…"] + $0 }
        #expect(kinds(["_row", "_codes", "_messages"] + header, files) == [])
    }

    @Test func mistakesOfTheBlockAreNamed() {
        let text = """
            records:
              - entity: contacts
                columns: { email: E }
            seen:
              rows: many
              columns:
                - { header: E, blank: 200, shapes: { emial: 3 } }
                - { blnk: 2 }
            """
        let messages = MappingParser.examine(text, name: "m.yaml").mistakes.map(\.text)
        #expect(messages.contains { $0.contains("m.yaml:5") && $0.contains("whole number") })
        #expect(messages.contains { $0.contains("m.yaml:7") && $0.contains("percentage") })
        #expect(messages.contains { $0.contains("did you mean \"email\"?") })
        #expect(messages.contains { $0.contains("did you mean \"blank\"?") })
    }
}
