import Foundation
import Testing

/// Workbooks, as far as options and messages of the program go.
@Suite struct WorkbookTests {
    private static func sheet(_ name: String, _ rows: [[String]]) -> String {
        let rows = rows.map { row in
            let cells = row.map {
                "<table:table-cell office:value-type=\"string\"><text:p>\($0)</text:p></table:table-cell>"
            }
            return "<table:table-row>\(cells.joined())</table:table-row>"
        }
        return "<table:table table:name=\"\(name)\">\(rows.joined())</table:table>"
    }

    private static func book(_ sheets: String...) -> String {
        """
        <?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>\
        \(sheets.joined())</office:spreadsheet></office:body></office:document>
        """
    }

    static let people = book(
        sheet("Notes", [["Call them", "soon"]]),
        sheet("People", [["email", "first_name", "last_name"], ["a@b.example", "Ann", "Bee"]]))

    @Test func sheetsArePrintedByName() throws {
        let shop = try Shop()
        try shop.write("book.csv", Self.people)
        let one = try shop.run("rows", "book.csv", "--sheet", "People")
        #expect(one.status == 0 && one.output == "email,first_name,last_name\r\na@b.example,Ann,Bee\r\n")
        let unknown = try shop.run("rows", "book.csv", "--sheet", "Persons")
        #expect(unknown.status == 64 && unknown.error.contains("book.csv#People"))
    }

    @Test func whatWasSkippedIsInTheSummaryAndInTheReport() throws {
        let shop = try Shop()
        try shop.write("book.fods", Self.people)
        let result = try shop.run("import", "book.fods")
        #expect(result.status == 0 && result.output.contains("Skipped: book.fods#Notes"))
        let json = try shop.run("check", "book.fods", "--json").object()
        let skipped = try #require(json["skipped"] as? [[String: Any]])
        #expect(skipped.map { $0["sheet"] as? String } == ["Notes"])
    }

    @Test func limitsCanBeSet() throws {
        let shop = try Shop()
        try shop.write("book.fods", Self.people)
        #expect(try shop.run("check", "book.fods", "--max", "rows=10", "--max", "xml-depth=20").status == 0)
        let deep = try shop.run("check", "book.fods", "--max", "xml-depth=3")
        #expect(deep.status == 65 && deep.error.contains("--max"))
        let unknown = try shop.run("check", "book.fods", "--max", "xml-dept=3")
        #expect(unknown.status == 64 && unknown.error.contains("xml-depth"))
    }

    @Test func documentsThatAreNoTablesAreCalledByTheirNames() throws {
        let shop = try Shop()
        try shop.write(
            "book.xls", "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>")
        let result = try shop.run("import", "book.xls")
        #expect(result.status == 65 && result.error.contains("Excel 2003") && result.error.contains("XLSX"))
    }
}
