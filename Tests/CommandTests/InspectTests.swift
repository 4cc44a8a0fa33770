import Foundation
import Testing

/// `inspect`: what a file is, on the terminal, as JSON and as a page.
@Suite struct InspectTests {
    private static let people = """
        Imię;Nazwisko;Adres e-mail;Data urodzenia;Kod;Uwagi
        Ana;Łoś;ana@b.example;25.12.1999;00123;
        Bo;Żuk;bo@b.example;03.04.2001;00124;<script>
        Cy;李小龙;cy@b.example;01.01.1990;00125;
        """

    private func shop() throws -> Shop {
        let shop = try Shop()
        try shop.write("kontakty.csv", Self.people)
        return shop
    }

    @Test func saysWhatAFileIs() throws {
        let result = try shop().run("inspect", "kontakty.csv")
        #expect(result.status == 0 && result.error.isEmpty)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("kontakty.csv  text, "))
        #expect(lines.contains { $0.contains("encoding") && $0.contains("utf-8") && $0.contains("detected") })
        #expect(lines.contains { $0.contains("delimiter") && $0.contains(";") })
        #expect(result.output.contains("3 rows, 6 columns, header in row 1"))
        #expect(!result.output.contains("\u{1B}"))
    }

    @Test func saysWhatEachColumnHolds() throws {
        let result = try shop().run("inspect", "kontakty.csv")
        let lines = result.output.split(separator: "\n").map(String.init)
        let email = try #require(lines.first { $0.contains("Adres e-mail") })
        #expect(email.contains("100 %") && email.contains("email 3 of 3"))
        #expect(email.contains(#/  email \d\d %/#) && result.output.contains("looks like contacts, labels in pl"))
        #expect(result.output.contains("ana@b.example · bo@b.example"))
        #expect(try #require(lines.first { $0.contains("Data urodzenia") }).contains("date dmy 3 of 3"))
        #expect(try #require(lines.first { $0.contains(" Kod ") }).contains("digits 3 of 3"))
        #expect(try #require(lines.first { $0.contains("Uwagi") }).contains("33 %"))
    }

    @Test func fitsNarrowTerminalsAndShowsColours() throws {
        let result = try shop().run("inspect", "kontakty.csv", "--color", "always")
        #expect(result.output.contains("\u{1B}[1mkontakty.csv\u{1B}[0m"))
    }

    @Test func printsJSON() throws {
        let report = try shop().run("inspect", "kontakty.csv", "--format", "json").object()
        let files = try #require(report["files"] as? [[String: Any]])
        #expect(files.count == 1 && files[0]["kind"] as? String == "text")
        let tables = try #require(files[0]["tables"] as? [[String: Any]])
        #expect(tables[0]["rows"] as? Int == 3 && tables[0]["header_row"] as? Int == 1)
        let columns = try #require(tables[0]["columns"] as? [[String: Any]])
        #expect(columns.map { $0["header"] as? String }.last == "Uwagi")
        let fields = try #require(columns[2]["fields"] as? [[String: Any]])
        #expect(fields.first?["field"] as? String == "email" && fields.first?["language"] as? String == "pl")
        #expect(columns[5]["filled_share"] as? Double ?? 0 > 0.33)
        #expect(try shop().run("inspect", "kontakty.csv", "--json").object()["files"] != nil)
    }

    @Test func writesAPage() throws {
        let shop = try shop()
        #expect(try shop.run("inspect", "kontakty.csv", "--format", "html", "-o", "page.html").output.isEmpty)
        let page = try shop.text("page.html")
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("李小龙") && page.contains("Nazwisko"))
        #expect(page.contains("&lt;script&gt;") && !page.contains("<script>"))
        #expect(page.contains("contacts.email"))
    }

    @Test func looksAtFirstRowsOnly() throws {
        let result = try shop().run("inspect", "kontakty.csv", "--limit", "1")
        #expect(result.output.contains("1 row (the first ones only)"))
    }

    @Test func findsThePresetThatFits() throws {
        let shop = try Shop()
        try shop.write("c.csv", "email,first_name,last_name\na@b.example,Ann,Bee\n")
        #expect(try shop.run("inspect", "c.csv").output.contains("deskferry/contacts takes 3 of 3 columns"))
    }

    @Test func readsAsItIsTold() throws {
        let result = try shop().run("inspect", "kontakty.csv", "--delimiter", ",", "--encoding", "utf-8")
        #expect(result.output.contains("given") && result.output.contains("1 column,"))
    }

    @Test func refusesWhatIsNoTable() throws {
        let shop = try Shop()
        try shop.write("empty.csv", "")
        #expect(try shop.run("inspect", "empty.csv").status == 65)
        #expect(try shop.run("inspect", "nowhere.csv").status == 66)
        try shop.write("c.csv", "a,b\n1,2\n")
        let sheet = try shop.run("inspect", "c.csv", "--sheet", "People")
        #expect(sheet.status == 64 && sheet.error.contains("--sheet"))
        #expect(try shop.run("inspect", "c.csv", "--format", "xml").status == 64)
        #expect(try shop.run("inspect", "c.csv", "--limit", "0").status == 64)
        let output = try shop.run("inspect", "c.csv", "-o", "no/such/folder.txt")
        #expect(output.status == 69 && output.error.contains("no/such/folder.txt"))
        try shop.write("open.csv", "a,b\n1,\"2\n")
        #expect(try shop.run("inspect", "open.csv").status == 65)
    }
}
