import Foundation
import Pipeline
import Reporting
import Tables
import Testing

/// Workbooks, archives and folders of all kinds are one batch.
@Suite struct SourceKindTests {
    private static let contacts: [[String]] = [
        ["email", "first_name", "last_name", "phone"], ["a@b.example", "Ann", "Bee", ""],
        ["c@d.example", "Cy", "Dee", "+48 22 123 45 67"],
    ]
    private static let tickets: [[String]] = [
        ["number", "subject", "contact"], ["1", "Hello", "a@b.example"], ["2", "World", "c@d.example"],
    ]
    private static let notes = Book.Sheet(name: "Notes", rows: [["Remember", "this"], ["and", "that"]])
    private static let mapping = Maps.tables(Maps.contacts, Maps.tickets)

    private func desk(_ files: KeyValuePairs<String, [UInt8]>) throws -> (desk: Desk, options: RunOptions) {
        let desk = try Desk(Self.mapping)
        var options = try desk.options([:])
        for (name, bytes) in files {
            let path = URL(fileURLWithPath: desk.folder + "/in/" + name)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: path)
        }
        options.sources = [desk.folder + "/in"]
        return (desk, options)
    }

    private func csv(_ rows: [[String]]) -> String {
        rows.map { $0.joined(separator: ",") + "\n" }.joined()
    }

    private func failure(_ desk: Desk, _ options: RunOptions) -> ImportFailure? {
        #expect(throws: ImportFailure.self) { try desk.run(options, .check) }
    }

    private func leaf(_ name: String) -> String { (name as NSString).lastPathComponent }

    // MARK: Workbooks

    @Test func everySheetIsATableAndCustomersComeFirst() throws {
        let book = Book(.init(name: "Tickets", rows: Self.tickets), .init(name: "Contacts", rows: Self.contacts))
        // The name says nothing.
        let (desk, options) = try desk(["book.csv": Array(book.text.utf8)])
        let run = try desk.run(options, .load)
        #expect(run.counts("contacts").created == 2 && run.counts("tickets").created == 2)
        #expect(run.report.sources.count == 1 && run.report.sources[0].tables.map(\.sheet) == ["Tickets", "Contacts"])
        #expect(run.report.sources[0].sha256?.count == 64 && run.report.sources[0].size == book.text.utf8.count)
        #expect(run.report.balances)
    }

    @Test func sheetsThatNothingKnowsAreListedWithTheRemedy() throws {
        let book = Book(
            Self.notes, .init(name: "Contacts", rows: Self.contacts), .init(name: "Void", rows: []),
            .init(name: "Odd", rows: [["email", "hat"], ["a@b.example", "7"]]))
        let (desk, options) = try desk(["book.fods": Array(book.text.utf8)])
        let run = try desk.run(options, .load)
        #expect(run.report.exitStatus == 0)
        let skipped = Dictionary(uniqueKeysWithValues: run.report.skipped.map { ($0.sheet ?? "", $0) })
        #expect(Set(skipped.keys) == ["Notes", "Void", "Odd"])
        #expect(skipped["Notes"]?.reason.contains("\"Remember\", \"this\"") == true)
        #expect(skipped["Odd"]?.hint?.contains("--map '\(options.sources[0])/book.fods#Odd=FILE'") == true)
        #expect(skipped["Void"]?.reason == "is empty")
        let summary = TerminalSummary.render(run.report, width: 200)
        #expect(summary.contains("book.fods#Void is empty."))
        #expect(ReportPage.render(run.report).contains("book.fods#Odd"))
    }

    @Test func aWorkbookOfWhichNothingIsReadIsAFailure() throws {
        let book = Book(Self.notes, .init(name: "Void", rows: []))
        let (desk, options) = try desk([
            "book.fods": Array(book.text.utf8), "contacts.csv": Array(csv(Self.contacts).utf8),
        ])
        let failure = failure(desk, options)
        #expect(failure?.code == "mapping.no_match" && failure?.status == .usage)
        #expect(failure?.details.joined().contains("book.fods#Notes") == true)
    }

    @Test func hiddenRowsAndSheetsAreReadAndSaidOrLeftOutOnRequest() throws {
        let book = Book(
            .init(name: "Contacts", rows: Self.contacts, hiddenRows: [2]),
            .init(name: "Old", rows: [Self.contacts[0], ["o@l.example", "O", "Ld", ""]], isHidden: true))
        var (desk, options) = try desk(["book.fods": Array(book.text.utf8)])
        let all = try desk.run(options, .check)
        #expect(all.counts("contacts").created == 3)
        #expect(all.report.sources[0].tables.map(\.hidden.text) == ["1 hidden row read", "the sheet is hidden"])
        #expect(TerminalSummary.render(all.report, width: 200).contains("#Contacts: 1 hidden row read"))
        #expect(ReportPage.render(all.report).contains("the sheet is hidden"))
        options.visibleOnly = true
        let visible = try desk.run(options, .check)
        #expect(visible.counts("contacts").created == 1)
        #expect(visible.report.sources[0].tables.map(\.hidden.text) == ["1 hidden row left out"])
        #expect(visible.report.skipped.map(\.reason) == ["is hidden"])
        // An accepted check is loaded as it was checked.
        options.visibleOnly = false
        options.accept = visible.folder
        #expect(try desk.run(options, .load).counts("contacts").created == 1)
    }

    @Test func whatIsSaidOfASheetIsSaidOnce() throws {
        let rows = [Self.contacts[0], ["a@b.example", "Ann", "Bee", "1"], ["c@d.example", "Cy", "Dee", ""]]
        let book = Book(Self.notes, .init(name: "Contacts", rows: rows, merged: (2, 3)))
        let (desk, options) = try desk(["book.fods": Array(book.text.utf8)])
        var twice = options
        twice.maps = [
            try desk.write(
                "twice.yaml",
                Maps.contacts
                    + "  - entity: accounts\n    key: [name]\n    when: last_name\n    columns:\n      name: last_name\n"
            )
        ]
        for options in [options, twice] {
            let run = try desk.run(options, .check)
            #expect(run.findings.filter { $0.contains("cell.merged") }.count == 1)
            #expect(run.messages.contains { $0.contains("C2:C3") })
        }
    }

    @Test func oneSheetCanBeChosenByItsNameAlone() throws {
        let book = Book(.init(name: "Contacts", rows: Self.contacts), .init(name: "Tickets", rows: Self.tickets))
        var (desk, options) = try desk(["book.fods": Array(book.text.utf8)])
        options.reading.sheets = ["contacts"]
        let run = try desk.run(options, .check)
        #expect(run.counts("contacts").created == 2 && run.counts("tickets").read == 0)
    }

    @Test func aParkedRowOfASheetIsKeptAsItsCells() throws {
        let rejected = [Self.contacts[0], ["a@b.example", "Ann", "", ""], ["no address", "X, \"Y\"", "Z", ""]]
        let tickets = [Self.tickets[0], ["1", "Say \"hi\", please", "no address"]]
        let book = Book(.init(name: "Contacts", rows: rejected), .init(name: "Tickets", rows: tickets))
        let (desk, options) = try desk(["book.fods": Array(book.text.utf8)])
        let run = try desk.run(options, .load)
        #expect(run.counts("tickets").parked == 1)
        #expect(
            try desk.lines("SELECT file, row, bytes FROM open_rows")
                == ["\(options.sources[0])/book.fods#Tickets|2|1,\"Say \"\"hi\"\", please\",no address\r\n"])
    }

    // MARK: Archives

    @Test func anArchiveOfModulesIsRead() throws {
        let zip = StoredZip.bytes([
            "Tickets.csv": csv(Self.tickets), "data/": "", "data/Contacts.csv": csv(Self.contacts),
            "__MACOSX/Tickets.csv": "x", "data/.hidden.csv": "x", "readme.md": "x", "data/more.zip": "PK",
        ])
        let (desk, options) = try desk(["export.zip": zip])
        let run = try desk.run(options, .load)
        #expect(run.counts("contacts").created == 2 && run.counts("tickets").created == 2)
        let base = options.sources[0] + "/export.zip/"
        #expect(run.report.sources.map(\.file) == [base + "Tickets.csv", base + "data/Contacts.csv"])
        #expect(run.report.skipped.map(\.file) == [base + "data/more.zip"])
        let temporary = try FileManager.default.contentsOfDirectory(atPath: desk.folder)
        #expect(temporary.filter { $0.contains("ontacts") }.isEmpty)
    }

    @Test func aCheckOfAnArchiveCanBeAccepted() throws {
        let zip = StoredZip.bytes(["contacts.csv": csv(Self.contacts)])
        var (desk, options) = try desk(["export.zip": zip])
        options.sources = [options.sources[0] + "/export.zip"]
        options.accept = try desk.run(options, .check).folder
        options.sources = []
        #expect(try desk.run(options, .load).counts("contacts").created == 2)
    }

    @Test func namesInAnArchiveAreNoPaths() throws {
        let zip = StoredZip.bytes([
            "../../evil/contacts.csv": csv(Self.contacts), "/etc/tickets\u{7}.csv": csv(Self.tickets),
        ])
        let (desk, options) = try desk(["export.zip": zip])
        let run = try desk.run(options, .load)
        let base = options.sources[0] + "/export.zip/"
        #expect(run.report.sources.map(\.file) == [base + "evil/contacts.csv", base + "etc/tickets_.csv"])
    }

    @Test func anArchiveWithoutATableIsNoInputButNoTroubleInAFolder() throws {
        let zip = StoredZip.bytes(["photo.jpg": "x"])
        var (desk, options) = try desk(["pictures.zip": zip, "contacts.csv": Array(csv(Self.contacts).utf8)])
        let run = try desk.run(options, .check)
        #expect(run.counts("contacts").created == 2)
        #expect(run.report.skipped.map(\.reason) == ["is an archive without a table"])
        options.sources.append(options.sources[0] + "/pictures.zip")
        options.sources.removeFirst()
        #expect(failure(desk, options)?.code == "source.no_tables")
    }

    @Test func limitsHoldForArchives() throws {
        let zip = StoredZip.bytes(["contacts.csv": csv(Self.contacts), "tickets.csv": csv(Self.tickets)])
        var (desk, options) = try desk(["export.zip": zip])
        options.limits.entries = 1
        #expect(failure(desk, options)?.code == "limit.entries")
        options.limits = WorkbookLimits()
        options.limits.memberBytes = 20
        let failure = failure(desk, options)
        #expect(failure?.code == "limit.member-bytes" && failure?.status == .badInput)
    }

    // MARK: Folders

    @Test func aFolderOfAllKindsIsOneBatch() throws {
        let book = Book(.init(name: "T", rows: Self.tickets))
        let zip = StoredZip.bytes(["contacts.fods": Book(.init(name: "C", rows: Self.contacts)).text])
        let (desk, options) = try desk([
            "a-tickets.fods": Array(book.text.utf8), "z.zip": zip,
            "b.tsv": Array("number\tsubject\tcontact\n3\tHi\tc@d.example\n".utf8),
            "~$a-tickets.xlsx": Array("lock".utf8), ".~lock.b#": [], "runs/x/contacts.csv": Array("x".utf8),
            "scan.pdf": Array("%PDF".utf8),
        ])
        let run = try desk.run(options, .load)
        #expect(run.counts("contacts").created == 2 && run.counts("tickets").created == 3)
        #expect(run.report.sources.map { leaf($0.file) } == ["a-tickets.fods", "b.tsv", "contacts.fods"])
    }

    @Test func filesThatCannotBeReadCanBeLeftOut() throws {
        var (desk, options) = try desk([
            "contacts.csv": Array(csv(Self.contacts).utf8), "cut.xlsx": [0x50, 0x4B, 3, 4, 5, 6, 7, 8],
        ])
        #expect(failure(desk, options)?.code == "zip.incomplete")
        options.reading.skips = ["cut.xlsx"]
        let run = try desk.run(options, .check)
        #expect(run.counts("contacts").created == 2)
        #expect(run.report.notes.contains { $0.contains("Left out on request") && $0.contains("cut.xlsx") })
    }
}
