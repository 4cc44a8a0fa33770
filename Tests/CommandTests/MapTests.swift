import Foundation
import Testing

@Suite struct MapTests {
    static let file = """
        Imię,Nazwisko,Adres e-mail,Telefon komórkowy,Zzyzx
        Anna,Nowak,anna@x.example,+48 600 100 200,1
        Jan,Kos,jan@x.example,+48 600 100 201,2

        """

    @Test func writesAMappingThatLoads() throws {
        let shop = try Shop()
        try shop.write("klienci-biura.csv", Self.file)
        let result = try shop.run("map", "klienci-biura.csv", "-o", "mapping.yaml")
        #expect(result.status == 0, "\(result.error)")
        #expect(try shop.text("mapping.yaml").contains("email: Adres e-mail"))
        let validate = try shop.run("map", "validate", "mapping.yaml", "klienci-biura.csv")
        #expect(validate.status == 0, "\(validate.output)")
        #expect(validate.output.contains("Not mapped: \"Zzyzx\""))
        let load = try shop.run("import", "klienci-biura.csv", "--map", "mapping.yaml", "--json")
        #expect(try Shop.counts(load, "contacts")["created"] == 2)
    }

    @Test func printsWithoutOutputFile() throws {
        let shop = try Shop()
        try shop.write("klienci-biura.csv", Self.file)
        let result = try shop.run("map", "klienci-biura.csv")
        #expect(result.status == 0)
        #expect(result.output.contains("records:\n  - entity: contacts\n"))
        #expect(result.error == "")
    }

    @Test func severalTablesMakeSeveralDocuments() throws {
        let shop = try Shop()
        try shop.write("klienci-biura.csv", Self.file)
        try shop.write("contacts.csv", Files.contacts)
        let result = try shop.run("map", "klienci-biura.csv", "contacts.csv")
        #expect(result.output.components(separatedBy: "\n---\n").count == 2)
        #expect(result.error.contains("contacts.csv: the preset deskferry/contacts fits it as it is"))
    }

    @Test func fileIsNotWrittenOver() throws {
        let shop = try Shop()
        try shop.write("klienci-biura.csv", Self.file)
        try shop.write("mapping.yaml", "mine")
        let result = try shop.run("map", "klienci-biura.csv", "-o", "mapping.yaml")
        #expect(result.status == 64)
        #expect(try shop.text("mapping.yaml") == "mine")
    }

    @Test func aMappingIsNoTable() throws {
        let shop = try Shop()
        try shop.write("klienci-biura.csv", Self.file)
        let result = try shop.run("map", "klienci-biura.csv", "mapping.yaml")
        #expect(result.status == 64 && result.error.contains("-o mapping.yaml"), "\(result.error)")
        #expect(!shop.exists("mapping.yaml"))
    }

    @Test func aFolderIsNoFileToWrite() throws {
        let shop = try Shop()
        try shop.write("klienci-biura.csv", Self.file)
        try shop.write("out/x", "")
        for command in ["map", "inspect"] {
            let folder = try shop.run(command, "klienci-biura.csv", "-o", "out")
            #expect(folder.status == 64 && folder.error.contains("out is a folder"), "\(folder.error)")
            let missing = try shop.run(command, "klienci-biura.csv", "-o", "no/such/m.yaml")
            #expect(missing.status == 69 && missing.error.contains("No such file or directory"), "\(missing.error)")
        }
    }

    @Test func presetsThatMayBeMeantAreNamed() throws {
        let shop = try Shop()
        #expect(try shop.run("presets", "show", "zoho").error.contains("zoho-desk/"))
        #expect(try shop.run("presets", "show", "zoho-desk/contact").error.contains("Did you mean zoho-desk/contacts?"))
        #expect(try shop.run("presets", "show", "qqqqqq").error.contains("`deskferry presets list`"))
    }

    @Test func interactiveNeedsATerminal() throws {
        let shop = try Shop()
        try shop.write("klienci-biura.csv", Self.file)
        let result = try shop.run("map", "klienci-biura.csv", "--interactive", input: "q\n")
        #expect(result.status == 64)
        #expect(result.error.contains("there is no terminal"))
    }

    @Test func validateFindsAllMistakes() throws {
        let shop = try Shop()
        try shop.write("m.yaml", "records:\n  - entity: contacts\n    columns:\n      emial: E\n    mdoe: upsert\n")
        let result = try shop.run("map", "validate", "m.yaml")
        #expect(result.status == 64)
        #expect(result.output.contains("m.yaml:4:"))
        #expect(result.output.contains("did you mean \"email\"?"))
        #expect(result.output.contains("m.yaml:5:"))
        #expect(result.output.contains("did you mean \"mode\"?"))
        let json = try shop.run("map", "validate", "m.yaml", "--json").object()
        let mistakes = try #require(json["mistakes"] as? [[String: Any]])
        #expect(mistakes.contains { $0["line"] as? Int == 4 && $0["suggestion"] as? String == "email" })
    }

    @Test func validateNamesTheBetterPreset() throws {
        let shop = try Shop()
        try shop.write("crm.yaml", Files.crmMapping)
        try shop.write("contacts.csv", Files.contacts)
        let result = try shop.run("map", "validate", "crm.yaml", "contacts.csv")
        #expect(result.status == 64)
        #expect(result.output.contains("lacks \"id\""), "\(result.output)")
        #expect(result.output.contains("The preset deskferry/contacts fits it"))
    }

    @Test func checkShowsTheProposalAndImportNeedsAuto() throws {
        let shop = try Shop()
        try shop.write("klienci-biura.csv", Self.file)
        let check = try shop.run("check", "klienci-biura.csv")
        #expect(check.status == 0, "\(check.error)")
        #expect(check.output.contains("Proposed mapping of klienci-biura.csv"))
        #expect(try shop.run("import", "klienci-biura.csv").status == 64)
        #expect(try shop.run("import", "klienci-biura.csv", "--auto").status == 0)
    }

    @Test func schemaIsPrinted() throws {
        let result = try Shop().run("map", "schema")
        #expect(result.output.hasPrefix("{"))
        #expect(try result.object()["title"] as? String == "Deskferry mapping")
    }
}
