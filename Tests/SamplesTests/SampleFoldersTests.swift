import Foundation
import Reporting
import Testing

/// The sample exports: exact counts, and values that wrong decoding, splitting or typing would spoil.
@Suite struct SampleFoldersTests {
    private func load(_ folder: String, into desk: Desk) throws -> (status: Int32, report: RunReport) {
        let path = "samples/" + folder
        let mapping = path + "/mapping.yaml"
        let hasMapping = FileManager.default.fileExists(atPath: Program.root.appendingPathComponent(mapping).path)
        return try desk.report(["import", path, "--force"] + (hasMapping ? ["--map", mapping] : []))
    }

    /// `created/skipped/rejected/parked` by entity, and `+n` for records made by reference.
    private func counts(_ report: RunReport) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: report.entities.map { entity in
                let counts = entity.counts
                let made = counts.madeByReference > 0 ? " +\(counts.madeByReference)" : ""
                return (entity.entity, "\(counts.created)/\(counts.skipped)/\(counts.rejected)/\(counts.parked)\(made)")
            })
    }

    private func codes(_ report: RunReport) -> [String: Int] {
        report.findings.groups.reduce(into: [:]) { $0[$1.code, default: 0] += $1.count }
    }

    private static func encoding(_ source: SourceReport) -> String {
        source.settings.first { $0.name == "encoding" }?.value.lowercased() ?? ""
    }

    @Test func polishZohoDesk() throws {
        let desk = try Desk()
        let (status, report) = try load("zoho-desk-pl", into: desk)
        #expect(status == 1)
        #expect(
            counts(report) == [
                "departments": "0/0/0/0 +3", "agents": "7/0/0/0", "accounts": "40/0/0/0 +1", "contacts": "102/1/3/0",
                "tickets": "114/0/3/1",
            ])
        #expect(report.sources.allSatisfy { Self.encoding($0).contains("1250") })
        let account = try desk.show("accounts", "Przychodnia „Zdrowie” Sp. z o.o.")
        #expect(account["city"] == "Łódź" && account["state"] == "łódzkie" && account["postal_code"] == "90-361")
        #expect(account["custom"]?.contains("nip=0") == true)
        let moved = try desk.show("accounts", "Zakład Mięsny Gębala S.A.")
        #expect(moved["city"] == "Kraków" && moved["external_id"] == "zoho-desk:188974000000011001")
        let ticket = try desk.show("tickets", "00034")
        #expect(ticket["number"] == "00034")
        #expect(ticket["created_at"] == "2025-03-30T01:00:00Z", "02:15 did not exist in Warsaw that night")
        #expect(try desk.show("tickets", "00111")["created_at"] == "2025-10-26T00:30:00Z")
        #expect(codes(report)["time.skipped"] == 1 && codes(report)["time.ambiguous"] == 1)
        #expect(codes(report)["reference.parked"] == 1 && codes(report)["reference.inactive"] == 1)
    }

    @Test func polishDecimalsAndNonBreakingSpaces() throws {
        let desk = try Desk()
        _ = try load("zoho-desk-pl", into: desk)
        let all = try desk.run("list", "accounts", "--json", "--limit", "50")
        let records = try Desk.records(all.output)
        let revenues = Set(records.compactMap { $0["annual_revenue"] })
        #expect(revenues == ["1250000.5", "480000", "12000000", "75000"])
    }

    @Test func chineseZohoDesk() throws {
        let desk = try Desk()
        let (status, report) = try load("zoho-desk-zh", into: desk)
        #expect(status == 0)
        #expect(
            counts(report) == [
                "departments": "0/0/0/0 +3", "accounts": "46/0/0/0 +1", "contacts": "84/0/0/0", "tickets": "97/0/0/0",
            ])
        #expect(report.sources.allSatisfy { Self.encoding($0) == "gb18030" })
        let account = try desk.show("accounts", "275583000000011007")
        #expect(account["name"] == "北京㐂來登（亚洲）餐饮有限公司", "a character of four bytes")
        let contact = try desk.show("contacts", "275583000000020057")
        #expect(contact["first_name"] == "𠮷")
        #expect(try desk.show("contacts", "ouyang@kehu10.example")["last_name"] == "欧阳")
        let ticket = try desk.show("tickets", "1001")
        #expect(ticket["department"] != nil && ticket["status"] != nil)
        #expect(ticket["created_at"]?.hasPrefix("2024-03-0") == true)
    }

    @Test func brazilianSpreadsheet() throws {
        let desk = try Desk()
        let (status, report) = try load("planilha-br", into: desk)
        #expect(status == 1)
        // A later customer of an account brings what the first has left blank of it: that one is updated.
        #expect(counts(report) == ["accounts": "24/33/0/0", "contacts": "56/1/2/0", "tickets": "74/0/2/0"])
        let table = try #require(report.sources.first { $0.file.hasSuffix("clientes.csv") }?.tables.first)
        #expect(table.headerRow == 3 && table.preambleRows == 2, "a title stands above the header")
        let contact = try desk.show("contacts", "000001")
        #expect(contact["external_id"] == "planilha-br:000001", "leading zeros stay")
        #expect(contact["language"] == "pt-BR" && contact["account"] == "Padaria Pão Quente Ltda.")
        let account = try desk.show("accounts", "Construções Aço Forte ME")
        #expect(account["country"] == "Brasil" && account["city"] == "Rio de Janeiro")
        #expect(codes(report)["date.impossible"] == 2 && codes(report)["decimal.invalid"] == 2)
    }

    @Test func norwegianOneDesk() throws {
        let desk = try Desk()
        let (status, report) = try load("onedesk-no", into: desk)
        #expect(status == 1)
        #expect(counts(report) == ["accounts": "0/0/0/0 +18", "contacts": "69/0/3/0", "tickets": "62/0/1/1"])
        #expect(
            report.sources.flatMap(\.tables).compactMap(\.mapping).sorted() == ["onedesk/customers", "onedesk/tickets"])
        #expect(report.sources.allSatisfy { Self.encoding($0).contains("1252") })
        let contact = try desk.show("contacts", "solvi.haugen@lardal-turistsenter.example")
        #expect(contact["first_name"] == "Sølvi" && contact["last_name"] == "Haugen")
        #expect(contact["city"] == "Bærum" && contact["country"] == "Norge")
        #expect((contact["external_id"] ?? contact["custom"])?.contains("K0029") == true)
        #expect(try desk.show("accounts", "Hålogaland Kraft")["name"] == "Hålogaland Kraft")
        #expect(try desk.show("accounts", "Sørøya Fiskeri")["name"] == "Sørøya Fiskeri")
        let ticket = try desk.show("tickets", "T-0023")
        #expect(ticket["priority"] == "high" && ticket["priority_label"] == "Høy", "a word of a language we know")
    }

    @Test(arguments: ["zoho-desk-pl", "zoho-desk-zh", "planilha-br", "onedesk-no"])
    func secondImportChangesNothing(_ folder: String) throws {
        let desk = try Desk()
        let (_, first) = try load(folder, into: desk)
        let (_, second) = try load(folder, into: desk)
        #expect((second.totals.created, second.totals.updated, second.totals.madeByReference) == (0, 0, 0))
        #expect(second.totals.unchanged == first.totals.created)
        #expect(second.totals.rejected == first.totals.rejected && second.totals.parked == first.totals.parked)
    }
}
