import Foundation
import Pipeline
import Reporting
import Tables
import Testing

/// What a run reports of the values that it changes without a finding.
@Suite struct LedgerTests {
    private let customers = """
        name: crm/customers
        unmapped: ignore
        read: { null_values: ["-"] }
        records:
          - { entity: accounts, when: Company, key: [name], columns: { name: Company } }
          - entity: contacts
            key: [email]
            columns:
              email: E-mail
              last_name: { from: Name, transform: [uppercase] }
              account: Company
              city: { from: City, transform: [{ default: Oslo }] }
        """

    private let rows = """
        E-mail,Name,Company,City
        A@b.no,Lie ,Acme ,-
        c@d.no,DAHL,,Bergen
        e@f.no, Moe,Acme,
        broken,Bø,Beta ,Voss

        """

    /// `entity field kind count`
    private func lines(_ report: RunReport) -> [String] {
        report.sources.flatMap(\.tables).flatMap(\.passes).flatMap { pass in
            pass.changes.map { "\(pass.entity) \($0.field) \($0.kind.rawValue) \($0.count)" }
        }
    }

    @Test func changesAreCountedByEntityAndColumn() throws {
        let run = try Desk(customers).load(["c.csv": rows])
        #expect(
            lines(run.report) == [
                "accounts name trim 2",
                "contacts email email 1", "contacts last_name trim 2", "contacts last_name uppercase 3",
                "contacts account trim 2",
                "contacts city null_value 1", "contacts city default 2",
            ])
        let counts = run.report.silentChanges
        #expect(counts.changes == 13 && counts.respellings == 1 && counts.columns == 4)
        #expect(run.report.ledger == nil && run.ledger.isEmpty)
    }

    @Test func filledInAndTakenForNothingAreSeenInTheSamples() throws {
        let run = try Desk(customers).load(["c.csv": rows])
        let changes = run.report.sources[0].tables[0].passes[1].changes.filter { $0.field == "city" }
        #expect(changes.map { $0.samples.map(\.before) } == [["-"], [""]])
        #expect(changes.map { $0.samples.map(\.after) } == [[""], ["Oslo"]])
    }

    @Test func theLedgerHasALineForEachChange() throws {
        let desk = try Desk(customers)
        var options = try desk.options(["c.csv": rows])
        options.ledger = true
        let run = try desk.run(options, .check)
        #expect(run.report.ledger == "ledger.csv")
        #expect(run.ledger.count == run.report.silentChanges.changes)
        #expect(
            Set(run.ledger).isSuperset(of: [
                "c.csv:2 3 Company accounts name trim: Acme  → Acme",
                "c.csv:5 3 Company accounts name trim: Beta  → Beta",
                "c.csv:2 1 E-mail contacts email email: A@b.no → a@b.no",
                "c.csv:4 2 Name contacts last_name uppercase: Moe → MOE",
                "c.csv:4 4 City contacts city default:  → Oslo", "c.csv:2 4 City contacts city null_value: '- → ",
            ]))
    }

    /// More rows than samples are looked at, in many batches, surveyed before they are read.
    @Test func linesAndCountsAgreeInLongFiles() throws {
        let mapping = """
            name: crm/contacts
            read: { duplicates: last }
            records:
              - { entity: contacts, key: [email], columns: { email: E-mail, city: City, language: Language } }
            """
        let words = ["polnisch", "Deutsch", "en"]
        let rows = (0..<30_000).map { "a\($0)@b.no,\($0 % 3 == 0 ? " x" : "y"),\(words[$0 % 3])" }
        let desk = try Desk(mapping)
        var options = try desk.options(["c.csv": "E-mail,City,Language\n" + rows.joined(separator: "\n") + "\n"])
        let counted = try desk.run(options, .check)
        options.ledger = true
        let listed = try desk.run(options, .check)
        let city = try #require(counted.report.sources[0].tables[0].passes[0].changes.first { $0.field == "city" })
        #expect(city.count == 10_000 && city.kind == .trim)
        #expect(lines(counted.report) == lines(listed.report))
        #expect(listed.ledger.count == counted.report.silentChanges.changes)
    }

    @Test func aRunWithoutChangesHasALedgerAllTheSame() throws {
        let desk = try Desk(customers)
        var options = try desk.options(["c.csv": "E-mail,Name,Company,City\na@b.no,LIE,Acme,Oslo\n"])
        options.ledger = true
        let run = try desk.run(options, .load)
        #expect(run.ledger.isEmpty && run.report.silentChanges == SilentChangeCounts())
        #expect(FileManager.default.fileExists(atPath: run.folder + "/ledger.csv"))
    }

    @Test func labelsInOtherLanguagesAreAliasesOfThePicklist() throws {
        let mapping = """
            name: desk/tickets
            records:
              - entity: tickets
                key: [number]
                columns: { number: No, subject: Subject, contact: { from: Contact, refers_to: contacts.email }, status: Status, priority: Priority }
            """
        let desk = try Desk()
        try desk.load(["c.csv": "email,first_name,last_name\na@b.no,Bo,Lie\n"])
        desk.mapping = mapping
        let run = try desk.load([
            "t.csv":
                "No,Subject,Contact,Status,Priority\n1,A,a@b.no,Zamknięte,高\n2,B,a@b.no,Fechado,Hoch\n3,C,a@b.no,closed,high\n"
        ])
        let changes = run.report.sources[0].tables[0].passes[0].changes
        #expect(
            Set(changes.filter { $0.kind == .alias }.map { "\($0.field) \($0.count)" }) == ["status 2", "priority 2"])
    }

    @Test func rowsThatMakeNoRecordDoNotCount() throws {
        let run = try Desk(customers).load(["c.csv": "E-mail,Name,Company,City\na@b.no,LIE, ,Oslo\n"])
        #expect(lines(run.report) == ["contacts account trim 1"])
    }
}

extension Run {
    /// Lines of the ledger as `file:row column header entity field kind: before → after`.
    var ledger: [String] {
        guard let text = try? String(contentsOfFile: folder + "/ledger.csv", encoding: .utf8) else { return [] }
        let rows = SimpleCSV.rows(text.replacing("\u{FEFF}", with: "")).dropFirst()
        return rows.map { cells in
            let file = (cells[0] as NSString).lastPathComponent
            return "\(file):\(cells[2]) \(cells[3...7].joined(separator: " ")): \(cells[8]) → \(cells[9])"
        }
    }
}
