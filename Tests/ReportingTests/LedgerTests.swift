import Foundation
import Tables
import Testing

@testable import Reporting

/// Silent changes in `ledger.csv`, on the page and on the terminal.
@Suite struct LedgerTests {
    private let tables = [
        TableLabel(file: "a.csv", columns: ["Name", "E-mail"]),
        TableLabel(file: "book.xlsx", sheet: "Customers", columns: ["Name"]),
    ]

    private func change(
        _ table: Int, _ row: Int, _ column: Int?, _ field: String, _ kind: ChangeKind, _ before: String, _ after: String
    ) -> LedgerChange {
        LedgerChange(
            position: Position(table: table, row: row), column: column, field: field, kind: kind, before: before,
            after: after)
    }

    private func samples(_ texts: (String, String)...) -> [ChangeSample] {
        texts.map { .init(before: $0.0, after: $0.1) }
    }

    // MARK: ledger.csv

    @Test func everyChangeIsALine() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger.csv"
        let writer = try LedgerWriter(path: path, tables: tables)
        let (contacts, accounts) = (writer.sink(entity: "contacts"), writer.sink(entity: "accounts"))
        contacts.note(change(0, 4, 1, "email", .email, "A@B.no", "a@b.no"))
        accounts.note(change(1, 7, 0, "name", .trim, " =1+1\n", "=1+1"))
        contacts.note(change(0, 5, nil, "tags", .list, "", "a\u{1F}b"))
        try writer.finish()
        let bytes = try TemporaryFolder.bytes(path)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(
            PlainCSV.records(String(decoding: bytes.dropFirst(3), as: UTF8.self)) == [
                ["file", "sheet", "row", "column", "header", "entity", "field", "kind", "before", "after"],
                ["a.csv", "", "4", "2", "E-mail", "contacts", "email", "email", "A@B.no", "a@b.no"],
                ["book.xlsx", "Customers", "7", "A", "Name", "accounts", "name", "trim", " =1+1\n", "'=1+1"],
                ["a.csv", "", "5", "", "", "contacts", "tags", "list", "", "a; b"],
            ])
    }

    @Test func aFullDiskIsSaid() throws {
        let writer = try LedgerWriter(path: "/dev/full", tables: tables)
        let sink = writer.sink(entity: "contacts")
        for row in 0..<5_000 { sink.note(change(0, row, 0, "name", .trim, " a", "a")) }
        let failure = #expect(throws: ImportFailure.self) { try writer.check() }
        #expect(failure?.message.contains("/dev/full") == true)
        #expect(throws: ImportFailure.self) { try writer.finish() }
    }

    // MARK: Counts

    private func report() -> RunReport {
        var report = RunReport.sample()
        report.sources[0].tables[0].passes[0].changes = [
            ColumnChanges(
                column: 0, header: "Firma", field: "name", kind: .trim, count: 1_204,
                samples: samples((" Acme ", "Acme")))
        ]
        report.sources[0].tables[0].passes[1].changes = [
            ColumnChanges(
                column: 0, header: "Firma", field: "account", kind: .trim, count: 1_204,
                samples: samples(("<script>", "x"))),
            ColumnChanges(
                column: 3, header: nil, field: "phone", kind: .phone, count: 20, samples: samples(("22 1", "221"))),
            ColumnChanges(
                column: 3, header: nil, field: "phone", kind: .number, count: 5, samples: samples(("1,0", "1"))),
            ColumnChanges(
                column: 4, header: "Ort", field: "city", kind: ChangeKind("default"), count: 7,
                samples: samples(("", "Oslo"))),
            ColumnChanges(
                column: 4, header: "Ort", field: "city", kind: .nullValue, count: 8, samples: samples(("-", ""))),
        ]
        return report
    }

    @Test func changesAndColumnsAreCounted() {
        let counts = report().silentChanges
        #expect(counts.changes == 2_448 && counts.respellings == 25 && counts.columns == 3)
    }

    @Test func respellingsOfAColumnAreOneLine() {
        let rows = SilentChange.rows(report().sources[0].tables[0].passes[1].changes)
        #expect(rows.map(\.count) == [1_204, 25, 7, 8])
        #expect(rows[1].kinds == [.phone, .number] && rows[1].samples.count == 2)
    }

    @Test func changesOfTwoStagesAreOneEntry() {
        let change = { (column: Int?, kind: ChangeKind, count: Int, before: String) in
            ColumnChanges(
                column: column, header: nil, field: "phone", kind: kind, count: count,
                samples: [.init(before: before, after: "x")])
        }
        let found = ColumnChanges.inOrder([
            change(nil, .phone, 1, "c"), change(2, .phone, 3, "a"), change(1, .trim, 2, "b"), change(2, .phone, 4, "d"),
        ])
        #expect(found.map(\.column) == [1, 2, nil] && found.map(\.count) == [2, 7, 1])
        #expect(found[1].samples.map(\.before) == ["a", "d"])
    }

    @Test func theReportSurvivesItsJSON() throws {
        var report = report()
        report.ledger = LedgerWriter.fileName
        #expect(try ReportJSON.decode(RunReport.self, from: report.json()) == report)
    }

    // MARK: Views

    @Test func thePageShowsColumnsByKinds() {
        let page = ReportPage.render(report())
        #expect(page.contains("<h2>Silent changes</h2>"))
        #expect(page.contains("Kunden &amp; Co.csv → accounts") && page.contains("Kunden &amp; Co.csv → contacts"))
        #expect(page.contains("&quot; Acme &quot;") && !page.contains("<script"))
        #expect(page.contains(">empty</span> → ") && page.contains(" → <span class=\"quiet\">nothing</span>"))
        #expect(page.contains("column 4") && page.contains("<code>phone, number</code>"))
        #expect(!page.contains("href=\"ledger.csv\"") && page.contains("--ledger lists them all"))
        #expect(!ReportPage.render(.sample()).contains("Silent changes"))
    }

    @Test func thePageLeadsToTheLedger() {
        var report = report()
        report.ledger = LedgerWriter.fileName
        #expect(ReportPage.render(report).contains("href=\"ledger.csv\""))
        #expect(TerminalSummary.render(report).contains("\nLedger   /srv/desk/runs/0007/ledger.csv\n"))
    }

    @Test func theTerminalHasOneLine() {
        let text = TerminalSummary.render(report(), width: 120)
        let line = "Changed on the way: 2,448 times in 3 columns, 25 of them respellings (page: Silent changes)\n"
        #expect(text.contains(line))
        #expect(!TerminalSummary.render(.sample()).contains("Changed on the way"))
    }
}
