import Foundation
import Pipeline
import Tables
import Testing

/// The same tables, written by many programs in many formats, give the same records.
@Suite struct EquivalenceTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/equivalence").path

    /// Made by programs, all from the same tables; their README says how.
    static let books = [
        "bundle.zip", "xlsxwriter.xlsx", "xlsxwriter-inline.xlsx", "xlsxwriter-1904.xlsx", "libxlsxwriter.xlsx",
        "openpyxl.xlsx", "libreoffice.xlsx", "xlwt.xls", "libreoffice.xls", "odfpy.ods", "libreoffice.ods",
    ]

    private func load(_ name: String) throws -> (desk: Desk, run: Run) {
        let desk = try Desk()
        var options = RunOptions()
        options.database = desk.database
        options.sources = [Self.fixtures + "/" + name]
        return (desk, try desk.run(options, .load))
    }

    private static let contents = [
        "SELECT name, account_number, website, email, employees, annual_revenue, city, postal_code, custom FROM accounts",
        "SELECT email, first_name, last_name, phone, birthday, sees_account_tickets, description, custom FROM contacts",
        "SELECT number, subject, description, status, created_at, due_at, closed_at, custom FROM tickets",
    ]

    /// What a person would look at, so that a message shows what differs.
    private func records(_ desk: Desk) throws -> [String] {
        try Self.contents.flatMap { try desk.lines($0 + " ORDER BY 1") }
    }

    @Test func csvFilesGiveTheRecords() throws {
        let (desk, run) = try load("csv")
        #expect(["accounts", "contacts", "tickets"].map { run.counts($0).created } == [3, 4, 4])
        #expect(
            try desk.lines("SELECT account_number, postal_code, annual_revenue FROM accounts ORDER BY account_number")
                == ["00007|90-361|1200000.5", "00042|02826|0.3", "12345|100000|4875000"])
        #expect(try desk.lines("SELECT created_at FROM tickets WHERE number = '1001'") == ["2024-03-01T10:20:30Z"])
    }

    @Test(arguments: books) func everyFormatGivesTheSameRecords(_ book: String) throws {
        let (expected, _) = try load("csv")
        let (found, run) = try load(book)
        #expect(run.report.balances)
        #expect(try records(found) == records(expected))
        #expect(try found.digest() == expected.digest())
    }
}
