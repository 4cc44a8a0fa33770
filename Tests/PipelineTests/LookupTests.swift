import Foundation
import Pipeline
import Reporting
import Tables
import Testing

/// Mappings that look values up in a second file.
@Suite struct LookupTests {
    private func mapping(_ file: String, _ more: String = "") -> String {
        """
        name: crm/accounts
        records:
          - entity: accounts
            key: [name]
            columns:
              name: Company
              city: { from: Town, transform: [{ lookup: { file: "\(file)", from: code, to: name\(more) } }] }
        """
    }

    private let accounts = "Company,Town\nAcme,WAW\nBeta,ŁDZ\nGamma,QQQ\n"
    private let towns = "code;name\nWAW;Warszawa\nŁDZ;Łódź\n"
    private let cities = "SELECT name, coalesce(city, '') FROM accounts ORDER BY name"

    @Test func valuesAreLookedUpInATextBesideTheMapping() throws {
        let desk = try Desk(mapping("towns.csv"))
        try desk.write("towns.csv", towns)
        let run = try desk.load(["a.csv": accounts])
        #expect(try desk.lines(cities) == ["Acme|Warszawa", "Beta|Łódź", "Gamma|QQQ"])
        let changes = run.report.sources[0].tables[0].passes[0].changes
        #expect(changes.map { "\($0.field) \($0.kind.rawValue) \($0.count)" } == ["city lookup 2"])
        #expect(changes[0].samples.map(\.after) == ["Warszawa", "Łódź"])
    }

    @Test func theFileMayHaveAnEncodingOfItsOwn() throws {
        let desk = try Desk(mapping("towns.csv"))
        let names =
            "code;name\nWAW;Warszawa\nŁDZ;Łódź\nGDA;Gdańsk\nRZE;Rzeszów\nBIA;Białystok\nPOZ;Poznań\nŚWI;Świdnica\n"
        try #require(names.data(using: .windowsCP1250)).write(to: URL(fileURLWithPath: desk.folder + "/towns.csv"))
        try desk.load(["a.csv": accounts])
        #expect(try desk.lines(cities) == ["Acme|Warszawa", "Beta|Łódź", "Gamma|QQQ"])
    }

    @Test func theFirstSheetOfAWorkbookWillDo() throws {
        let desk = try Desk(mapping("towns.ods"))
        let book = Book(
            Book.Sheet(
                name: "Towns", rows: [["code", "name"], ["WAW", "Warszawa"], ["ŁDZ", "Łódź"]], isHidden: true),
            Book.Sheet(name: "Other", rows: [["code", "name"], ["WAW", "Warsaw"]]))
        try desk.write("towns.ods", book.text)
        try desk.load(["a.csv": accounts])
        #expect(try desk.lines(cities) == ["Acme|Warszawa", "Beta|Łódź", "Gamma|QQQ"])
    }

    @Test func whatIsNotThereRejectsItsRow() throws {
        let desk = try Desk(mapping("towns.csv", ", on_missing: reject"))
        try desk.write("towns.csv", towns)
        let run = try desk.load(["a.csv": accounts])
        #expect(run.findings == ["error lookup.unknown a.csv:4 city QQQ"])
        #expect(run.counts("accounts") == .init(read: 3, created: 2, rejected: 1))
    }

    @Test func aFileThatIsMissingOrAnArchiveStopsTheRun() throws {
        let missing = #expect(throws: ImportFailure.self) {
            try Desk(mapping("towns.csv")).loadOnly(["a.csv": accounts])
        }
        #expect(missing?.code == "file.missing" && missing?.message.contains("towns.csv") == true)
        let desk = try Desk(mapping("towns.csv"))
        try Data(StoredZip.bytes(["towns/towns.csv": towns])).write(
            to: URL(fileURLWithPath: desk.folder + "/towns.csv"))
        let archive = #expect(throws: ImportFailure.self) { try desk.loadOnly(["a.csv": accounts]) }
        #expect(archive?.code == "lookup.archive")
    }

    @Test func aChangedFileIsAnotherRunThanTheOneChecked() throws {
        let desk = try Desk(mapping("towns.csv"))
        try desk.write("towns.csv", towns)
        let options = try desk.options(["a.csv": accounts])
        let check = try desk.run(options, .check)
        try desk.write("towns.csv", towns.replacing("Warszawa", with: "Warsaw"))
        var accepting = options
        accepting.accept = check.folder
        let failure = #expect(throws: ImportFailure.self) { try desk.run(accepting, .load) }
        #expect(failure?.message.contains("lookup file ") == true, "\(String(describing: failure))")
        try desk.write("towns.csv", towns)
        #expect(try desk.run(accepting, .load).counts("accounts").created == 3)
    }

    @Test func limitsOfACheckHoldWhenItIsAccepted() throws {
        let desk = try Desk(mapping("towns.csv"))
        try desk.write("towns.csv", towns)
        var options = try desk.options(["a.csv": accounts])
        options.limits.rows = 2_000_000
        options.limits.memberBytes = 16 << 30
        let check = try desk.run(options, .check)
        var accepting = RunOptions()
        accepting.database = desk.database
        accepting.accept = check.folder
        accepting.limits.rows = 7
        let failure = #expect(throws: ImportFailure.self) { try desk.run(accepting, .load) }
        #expect(failure?.message.contains("max changed") == true, "\(String(describing: failure))")
        accepting.limits = WorkbookLimits()
        #expect(try desk.run(accepting, .load).counts("accounts").created == 3)
    }
}
