import Foundation
import Testing

/// A run whose rejects cannot be written loads nothing.
@Suite struct RejectsFailureTests {
    /// Rows without an email, with much text: rejects are large where all else is small.
    private func dirty(_ rows: Int) -> String {
        let note = String(repeating: "word ", count: 400)
        return "email,first_name,last_name,notes\n"
            + (0..<rows).map { "broken \($0),Ada,Kot,\(note)\n" }.joined() + "new@firma.example,Jan,Nowak,\n"
    }

    @Test func rejectsThatDoNotFitStopTheRun() throws {
        let shop = try Shop.stocked()
        try shop.write("people.csv", dirty(2_000))
        let digest = try shop.digest()
        let result = try shop.runShell("ulimit -f 1024; exec '\(Shop.program)' import people.csv")
        #expect(result.status == 69)
        #expect(result.error.contains("The report cannot be written") && result.error.contains("people.csv"))
        #expect(try shop.digest() == digest)
        #expect(try shop.run("doctor").status == 0)
        #expect(try shop.run("runs", "list").output.split(separator: "\n")[0].contains("failed"))
        #expect(try shop.run("import", "people.csv", "--quiet").status == 1)
        #expect(try shop.digest() != digest)
    }

    // MARK: Workbooks

    private func row(_ cells: [String]) -> String {
        let cells = cells.map {
            "<table:table-cell office:value-type=\"string\"><text:p>\($0)</text:p></table:table-cell>"
        }
        return "<table:table-row>" + cells.joined() + "</table:table-row>"
    }

    /// A flat OpenDocument spreadsheet; rows without an email and with many small cells.
    private func dirtyBook(_ rows: Int) -> String {
        let header = ["email", "first_name", "last_name"] + (1...12).map { "extra \($0)" }
        let dirt = (0..<rows).map { row(["broken \($0)", "Ada", "Kot"] + (1...12).map(String.init)) }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
            office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>\
            <table:table table:name="People">\(row(header))\(dirt.joined())\(row(["new@firma.example", "Jan"]))</table:table>\
            </office:spreadsheet></office:body></office:document>
            """
    }

    /// Everything fits but the sheet in its temporary file, of which the library that writes it does not tell.
    @Test func aWorkbookThatIsNotWholeStopsTheRun() throws {
        let shop = try Shop.stocked()
        try shop.write("people.fods", dirtyBook(8_000))
        let digest = try shop.digest()
        let result = try shop.runShell("ulimit -f 5120; exec '\(Shop.program)' import people.fods")
        #expect(result.status == 69)
        #expect(result.error.contains("people.xlsx\" could not be written whole"))
        #expect(try shop.digest() == digest)
        #expect(try shop.run("import", "people.fods", "--quiet").status == 1)
        #expect(try shop.digest() != digest)
        let folder = try #require(shop.names("runs").last)
        #expect(shop.names("runs/\(folder)/rejects") == ["people.xlsx"])
        let again = try shop.run("check", "runs/\(folder)/rejects/people.xlsx", "--json")
        #expect(again.status == 1)
        let rejects = try #require(try again.object()["rejects"] as? [[String: Any]])
        #expect(rejects.map { $0["rows"] as? Int } == [8_000])
        #expect((rejects[0]["path"] as? String) == "rejects/people.xlsx")
    }
}
