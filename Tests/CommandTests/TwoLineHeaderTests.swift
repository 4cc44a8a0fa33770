import Foundation
import Testing

/// Labels that stand in two rows are one header, for every command that looks at a file.
@Suite struct TwoLineHeaderTests {
    private static let people = """
        Imię,Nazwisko,Adres,Telefon
        ,,e-mail,komórkowy
        Anna,Nowak,anna@x.example,+48 600 100 200
        Jan,Kos,jan@x.example,+48 600 100 201
        Ola,Lis,ola@x.example,+48 600 100 202

        """

    private static let grouped = """
        Osoba,,Kontakt,
        Imię,Nazwisko,Adres e-mail,Telefon komórkowy
        Anna,Nowak,anna@x.example,+48 600 100 200
        Jan,Kos,jan@x.example,+48 600 100 201

        """

    private func shop(_ text: String) throws -> Shop {
        let shop = try Shop()
        try shop.write("klienci.csv", text)
        return shop
    }

    private func headers(_ shop: Shop) throws -> (row: Int?, names: [String?]) {
        let report = try shop.run("inspect", "klienci.csv", "--format", "json").object()
        let files = try #require(report["files"] as? [[String: Any]])
        let table = try #require((files[0]["tables"] as? [[String: Any]])?.first)
        let columns = try #require(table["columns"] as? [[String: Any]])
        return (table["header_row"] as? Int, columns.map { $0["header"] as? String })
    }

    @Test func inspectJoinsThem() throws {
        let (row, names) = try headers(try shop(Self.people))
        #expect(row == 1 && names == ["Imię", "Nazwisko", "Adres e-mail", "Telefon komórkowy"])
    }

    @Test func mapWritesThemJoinedAndImportReadsThem() throws {
        let shop = try shop(Self.people)
        let map = try shop.run("map", "klienci.csv", "-o", "m.yaml")
        #expect(map.status == 0, "\(map.error)")
        let text = try shop.text("m.yaml")
        #expect(text.contains("email: Adres e-mail") && text.contains("Telefon komórkowy"), "\(text)")
        #expect(try shop.run("map", "validate", "m.yaml", "klienci.csv").status == 0)
        let load = try shop.run("import", "klienci.csv", "--map", "m.yaml", "--json")
        #expect(try Shop.counts(load, "contacts")["created"] == 3)
    }

    @Test func autoTakesThem() throws {
        let shop = try shop(Self.people)
        let load = try shop.run("import", "klienci.csv", "--auto", "--json")
        #expect(try Shop.counts(load, "contacts")["created"] == 3, "\(load.error)")
    }

    @Test func aLineOfGroupsIsNoHeader() throws {
        let shop = try shop(Self.grouped)
        let (row, names) = try headers(shop)
        #expect(row == 2 && names == ["Imię", "Nazwisko", "Adres e-mail", "Telefon komórkowy"])
        let map = try shop.run("map", "klienci.csv", "-o", "m.yaml")
        #expect(map.status == 0, "\(map.error)")
        let load = try shop.run("import", "klienci.csv", "--auto", "--json")
        #expect(try Shop.counts(load, "contacts")["created"] == 2, "\(load.error)")
    }

    /// A preset reads a table with its own header, whatever looks like one above.
    @Test func mapReadsTheHeaderOfThePresetThatFits() throws {
        let shop = try Shop()
        let text = "List,Email,2026\nemail,first_name,last_name\nanna@x.example,Anna,Nowak\n"
        try shop.write("contacts.csv", text)
        let map = try shop.run("map", "contacts.csv")
        #expect(map.output.contains("header_row: 2") && map.output.contains("email: email"), "\(map.output)")
        #expect(try shop.run("inspect", "contacts.csv").output.contains("header in row 2"))
    }
}
