import Foundation
import Reporting
import Spreadsheets
import Tables
import Testing

@Suite("Rejects of workbooks, corrected and imported again")
struct WorkbookRejectsTests {
    private static let mapping = Maps.tables(
        Maps.table(
            "contacts", key: "[email]",
            columns: [
                "email", "last_name: { from: last_name, on_invalid: reject }", "postal_code",
                "birthday: { from: birthday, date: yyyy-MM-dd, on_invalid: reject }", "sees_account_tickets",
                "custom.score: score",
            ]),
        Maps.table(
            "tickets", key: "[number]",
            columns: [
                "number", "subject", "contact: { from: contact, refers_to: contacts.email }", "created_at",
            ]))

    /// Tickets stand before their customers; a title stands above these. What is wrong has a `!`.
    private func book(isClean: Bool) -> CellBook {
        func value(_ wrong: CellBook.Cell, _ right: CellBook.Cell) -> CellBook.Cell { isClean ? right : wrong }
        var book = CellBook()
        book.add(
            "Tickets",
            [
                ["number", "subject", "contact", "created_at"],
                [.number("1001"), "Printer", "ola@firma.example", .date("2024-03-01T10:20:00", "dd.mm.yyyy hh:mm")],
                [.number("1002"), "=1+1", "jan@firma.example", .date("2024-03-02T00:00:00", "yyyy-mm-dd hh:mm")],
                [
                    .number("1003"), value("", "Mouse"), "ola@firma.example",
                    .date("2024-03-03T10:00:00", "m/d/yy h:mm"),
                ],
            ])
        book.add(
            "Contacts", from: 3,
            [
                ["Our customers"], [],
                ["email", "last_name", "postal_code", "birthday", "sees_account_tickets", "score"],
                [
                    "ola@firma.example", "Nowak", .number("00123", "00000"), .date("1990-05-06", "d mmm yyyy"),
                    .boolean(true),
                ],
                [value("jan!", "jan@firma.example"), "Kos", .number("01234", "00000"), .date("1899-12-31"), "", "0.5"],
                [
                    "eva@firma.example", "Lis", .number("7", "00000"),
                    value("31.31.1990", .date("1990-12-31", "yyyy-mm-dd")), .boolean(false), .number("0.25", "0%"),
                ],
                [
                    "leo@firma.example", value(.error("#N/A"), "Bok"), "x y", .date("1900-02-28", "yyyy/mm/dd"), "",
                    .number("12.5", "#,##0.00 \"zł\""),
                ],
            ])
        // A date that no workbook has, is a text there; the mapping would take it.
        book["Contacts"].rows[7]?[3] = .date("1900-01-01", "yyyy-mm-dd")
        return book
    }

    private func desk() throws -> Desk { try Desk(Self.mapping) }

    private func load(_ desk: Desk, _ path: String) throws -> Run {
        var options = try desk.options([:])
        options.sources = [path]
        let check = try desk.run(options, .check)
        let load = try desk.run(options, .load)
        #expect(check.report.findings == load.report.findings)
        #expect(check.report.rejects == load.report.rejects)
        #expect(load.report.balances)
        return load
    }

    private func digestOfClean() throws -> String {
        let desk = try desk()
        let run = try load(desk, try book(isClean: true).write(to: desk.folder + "/book.xlsx"))
        #expect(run.report.exitStatus == 0 && run.counts("contacts").created == 4 && run.counts("tickets").created == 3)
        return try desk.digest()
    }

    @Test func whatIsCorrectedGivesTheSameRecordsAsACleanImport() throws {
        let desk = try desk()
        let first = try load(desk, try book(isClean: false).write(to: desk.folder + "/book.xlsx"))
        #expect(first.counts("contacts").created == 1 && first.counts("contacts").rejected == 3)
        #expect(first.counts("tickets").created == 1)
        let rejects = try #require(first.report.rejects.first)
        #expect(first.report.rejects.count == 1 && rejects.path == "rejects/book.xlsx" && rejects.rows == 5)
        #expect(rejects.sheets == [RejectsSheet(name: "Tickets", rows: 2), RejectsSheet(name: "Contacts", rows: 3)])

        let path = first.folder + "/" + rejects.path
        var book = try CellBook(reading: path)
        #expect(book["Contacts"].line(3) == "|||Our customers")
        #expect(
            book["Contacts"].line(5)
                == "_row|_codes|_messages|email|last_name|postal_code|birthday|sees_account_tickets|score")
        let row = try #require(book["Contacts"].rows[6])
        #expect(row[0].value.text == "r\(first.report.run):\(desk.folder)/book.xlsx#Contacts:7")
        #expect(row[1].value.text == "email.invalid")
        #expect(row[3...] == ["jan!", "Kos", .number("01234", "00000"), .date("1900-01-01", "yyyy-mm-dd"), "", "0.5"])

        book["Contacts"].correct("jan!", to: "jan@firma.example")
        book["Contacts"].correct("31.31.1990", to: .date("1990-12-31", "m/d/yy"))
        book["Contacts"].correct("#N/A", to: "Bok")
        for (row, cells) in book["Tickets"].rows where cells.count > 4 && cells[4].value.kind == .blank {
            book["Tickets"].rows[row]?[4] = "Mouse"
        }
        let second = try load(desk, try book.write(to: desk.folder + "/mended.xlsx"))
        #expect(second.report.exitStatus == 0 && second.report.rejects.isEmpty)
        #expect(second.counts("contacts").created == 3 && second.counts("tickets").created == 2)
        #expect(second.report.unmapped.isEmpty)
        #expect(try desk.digest() == digestOfClean())
    }

    /// Imported as it is, a rejects file is turned away as a whole, with its cells as they were.
    @Test func whatIsNotCorrectedComesBackTheSame() throws {
        let desk = try desk()
        let first = try load(desk, try book(isClean: false).write(to: desk.folder + "/book.xlsx"))
        let path = first.folder + "/rejects/book.xlsx"
        let second = try load(desk, path)
        #expect(second.report.totals.rejected + second.report.totals.parked == 5)
        #expect(second.report.rejects.map(\.path) == ["rejects/book.xlsx"])
        let (before, after) = (try CellBook(reading: path), try CellBook(reading: second.folder + "/rejects/book.xlsx"))
        #expect(after.sheets.map(\.name) == before.sheets.map(\.name))
        for (left, right) in zip(before.sheets, after.sheets) {
            #expect(left.rows.keys.sorted() == right.rows.keys.sorted())
            for (number, cells) in left.rows {
                #expect(cells.dropFirst(3) == right.rows[number]?.dropFirst(3))
                #expect(cells.dropFirst().first == right.rows[number]?.dropFirst().first)
            }
        }
    }

    @Test func rejectsOfOpenDocumentAreAWorkbookToo() throws {
        let desk = try Desk(Maps.contacts)
        let run = try load(desk, try desk.write("people.fods", FlatText.people))
        let rejects = try #require(run.report.rejects.first)
        #expect(rejects.path == "rejects/people.xlsx" && rejects.sheets == [RejectsSheet(name: "People", rows: 1)])
        let book = try CellBook(reading: run.folder + "/" + rejects.path)
        #expect(book["People"].rows[2]?.dropFirst(3) == ["broken", "Ann", "Lee", .number("48123")])
    }

    @Test func aWorkbookWhoseRejectsCannotBeWrittenLoadsNothing() throws {
        let desk = try desk()
        let path = try book(isClean: false).write(to: desk.folder + "/book.xlsx")
        var options = try desk.options([:])
        options.sources = [path]
        // A file stands where the folder of the reports has to be.
        options.reportDirectory = path
        #expect(throws: ImportFailure.self) { try desk.run(options, .load) }
        #expect(!FileManager.default.fileExists(atPath: desk.database))
    }
}

/// A flat OpenDocument spreadsheet.
private enum FlatText {
    static func row(_ cells: String...) -> String { "<table:table-row>" + cells.joined() + "</table:table-row>" }

    static func text(_ text: String) -> String {
        "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
    }

    static func number(_ number: String) -> String {
        "<table:table-cell office:value-type=\"float\" office:value=\"\(number)\"><text:p>\(number)</text:p></table:table-cell>"
    }

    static let people = """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>\
        <table:table table:name="People">\
        \(row(text("email"), text("first_name"), text("last_name"), text("phone")))\
        \(row(text("broken"), text("Ann"), text("Lee"), number("48123")))\
        \(row(text("a@b.example"), text("Bo"), text("Li"), number("48124")))\
        </table:table></office:spreadsheet></office:body></office:document>
        """
}
