import Foundation
import Reporting
import Testing

/// What presets and readers together have to handle of the files of other systems: a test for each.
@Suite struct FormatTests {
    /// All values of the file's main entity, after an import into a new database.
    private func stored(_ file: String, _ entities: Set<String>) throws -> (values: [StoredValue], report: RunReport) {
        let sample = try PresetFile.named(file)
        let desk = try PresetDesk()
        let report = try desk.load(sample)
        return (try desk.values(of: entities), report)
    }

    private func value(_ values: [StoredValue], _ key: String, _ field: String) -> String? {
        values.first { $0.key == key && $0.field == field }?.value
    }

    private func table(_ report: RunReport, _ file: String) throws -> TableReport {
        let source = try #require(report.sources.first { $0.file.hasSuffix(file) })
        return try #require(source.tables.first)
    }

    private func setting(_ report: RunReport, _ file: String, _ name: String) throws -> String {
        let source = try #require(report.sources.first { $0.file.hasSuffix(file) })
        return try #require(source.settings.first { $0.name == name }).value.lowercased()
    }

    @Test func aSecondHeaderRowOfAPINamesIsNoRecord() throws {
        let (values, report) = try stored("zoho-desk/Cases__1.csv", ["tickets"])
        #expect(Set(values.map(\.key)) == ["00034", "00035"])
        let tickets = try #require(report.entities.first { $0.entity == "tickets" })
        #expect(tickets.counts.read == 2)
        #expect(try table(report, "Cases__1.csv").headerRow == 1)
    }

    @Test(arguments: [
        ("zoho-desk/tickets", 5), ("zoho-desk/contacts", 5), ("zoho-desk/accounts", 5), ("zoho-desk/agents", 4),
        ("google/contacts", 2), ("outlook/contacts", 9), ("salesforce/cases", 3),
    ])
    func aSystemHasSeveralShapes(_ name: String, _ count: Int) {
        let shapes = Set(PresetFile.all.map(\.preset).filter { $0 == name || $0.hasPrefix(name + "-") })
        #expect(shapes.count == count)
    }

    @Test func endingsOfHeadersDoNotCount() throws {
        let report = try stored("zoho-desk/tickets-report.csv", ["tickets"]).values
        #expect(value(report, "34", "status") == "escalated", "Status (Ticket)")
        #expect(value(report, "34", "contact") == "lucja.zak@lukowski.example", "Email (Contact)")
        #expect(value(report, "34", "product") == "Krajalnica K2", "Product Name (Ticket)")
        let zendesk = try stored("zendesk/tickets.csv", ["tickets"]).values
        #expect(value(zendesk, "4711", "product") == "Lamp 2", "Product [list]")
        #expect(value(zendesk, "4711", "custom.serial_number") == "00017", "Serial number [txt]")
        let crm = try stored("zoho-crm/contacts.csv", ["contacts", "accounts"]).values
        #expect(value(crm, "Grønn Energi AS", "external_id") == "zoho-crm:554023000000238121", "Account Name.id")
    }

    @Test func aRepeatedHeaderIsSeveralValuesOrHasAnotherMeaning() throws {
        let jira = try stored("jira/issues.csv", ["tickets"]).values
        #expect(value(jira, "SD-17", "tags") == #"["lamp","blinking","night"]"#)
        #expect(value(jira, "SD-17", "custom.watchers_2") == "Tom Berg")
        let outlook = try stored("outlook/contacts-fr.csv", ["contacts"]).values
        #expect(value(outlook, "helene@noel.example", "salutation") == "Mme")
        #expect(value(outlook, "helene@noel.example", "title") == "Responsable")
    }

    @Test func idsOfEighteenDigitsStayText() throws {
        let values = try stored("zoho-desk/tickets.csv", ["tickets", "contacts", "products"]).values
        let ids = values.filter { $0.field == "external_id" }.map(\.value)
        #expect(ids.contains("zoho-desk:188974000000345007") && ids.contains("zoho-desk:188974000000020057"))
        #expect(value(values, "Krajalnica K2", "external_id") == "zoho-desk:188974000000400001")
    }

    @Test func idsThatASpreadsheetHasShortenedAreRefused() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskferry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("Departments_01.csv")
        let text = "DepartmentExtId,Department Name\n1.88974E+17,Serwis\n1.88974E+17,Handel\n188974000000006907,Biuro\n"
        try text.write(to: file, atomically: true, encoding: .utf8)
        let desk = try PresetDesk()
        let report = try desk.load([file.path])
        #expect(report.findings.groups.map { "\($0.code) \($0.count)" } == ["number.precision_lost 2"])
        #expect(try desk.values(of: ["departments"]).filter { $0.field == "name" }.map(\.value) == ["Biuro"])
    }

    @Test func markersOfNothingAreBlank() throws {
        let files = ["zoho-desk/tickets.csv", "zoho-desk/Tickets_01.csv", "zendesk/tickets.csv"]
        for file in files {
            let values = try stored(file, ["tickets", "contacts", "accounts"]).values
            #expect(!values.contains { ["-", "NULL", "-None-"].contains($0.value) })
        }
    }

    @Test func severalValuesHaveTheSystemsSeparator() throws {
        func tags(_ file: String, _ entity: String, _ key: String) throws -> String? {
            value(try stored(file, [entity]).values, key, "tags")
        }
        #expect(try tags("freshdesk/tickets.csv", "tickets", "881") == #"["lamp","blinking"]"#)
        #expect(try tags("zendesk/tickets.csv", "tickets", "4711") == #"["lamp","blinking","urgent_one"]"#)
        #expect(try tags("outlook/contacts.csv", "contacts", "grace.hopper@harbour.example") == #"["VIP","Navy"]"#)
        #expect(try tags("google/contacts.csv", "contacts", "zofia@mlyn.example") == #"["Klienci","myContacts"]"#)
        let hubspot = try stored("hubspot/tickets.csv", ["tickets"]).values
        #expect(value(hubspot, "70001", "contact") == "ada@nordlys.example", "the first of 151;152")
        let zoho = try stored("zoho-desk/tickets.csv", ["tickets"]).values
        #expect(
            value(zoho, "00034", "category") == "Maszyny::Krajalnice", "a step of a nested list is no value of its own")
    }

    @Test(arguments: [
        ("zoho-desk/Tickets_01.csv", "tickets", "2", "closed_at", "2024-03-05T12:30:15Z"),  // 2024-03-05T12:30:15.500Z
        ("freshdesk/tickets.csv", "tickets", "881", "created_at", "2024-05-06T10:20:30Z"),  // 2024-05-06 10:20:30
        ("zoho-desk/Cases__1.csv", "tickets", "00034", "created_at", "2025-01-13T16:48:00Z"),  // 13/01/2025 16:48
        // 09 Oct 2024 12:05 AM
        ("zoho-desk/tickets-report.csv", "tickets", "35", "created_at", "2024-10-09T00:05:00Z"),
        ("jira/issues.csv", "tickets", "SD-17", "created_at", "2026-02-25T22:17:00Z"),  // 25/Feb/26 10:17 PM
        ("salesforce/cases.csv", "tickets", "00001026", "created_at", "2024-05-06T10:20:30Z"),  // …10:20:30.000+0000
        // 29.02.1980
        ("outlook/contacts-de.csv", "contacts", "kaethe.mueller@gross.example", "birthday", "1980-02-29"),
        ("outlook/contacts-zh-CN.csv", "contacts", "wang@guangming.example", "birthday", "1985-03-05"),  // 1985年3月5日
        ("thunderbird/contacts.csv", "contacts", "ros@kings.example", "birthday", "1980-07-25"),  // 1980 | 7 | 25
        // No field takes these: they stay as they are.
        ("intercom/contacts.csv", "contacts", "ada@nordlys.example", "custom.first_seen", "1714990830"),
    ])
    func datesAreReadAsTheSystemWritesThem(
        _ file: String, _ entity: String, _ key: String, _ field: String, _ expected: String
    ) throws {
        #expect(value(try stored(file, [entity]).values, key, field) == expected)
    }

    /// Tickets have no field for durations: they are kept as they stand.
    @Test func durationsAreKept() throws {
        let freshdesk = try stored("freshdesk/tickets.csv", ["tickets"]).values
        #expect(value(freshdesk, "881", "custom.time_tracked") == "01:15:00")
        let jira = try stored("jira/issues.csv", ["tickets"]).values
        #expect(value(jira, "SD-17", "custom.time_spent") == "5400")
    }

    /// A ticket names its customer with less than the customers' own table, which is loaded first wherever it stands.
    @Test func whatARowMakesBesideItsOwnTakesNothingFromTables() throws {
        let desk = try PresetDesk()
        let files = ["freshdesk/tickets-alone.csv", "freshdesk/contacts.csv"]
        let report = try desk.load(files.map { PresetFile.folder.appendingPathComponent($0).path })
        let contacts = try #require(report.entities.first { $0.entity == "contacts" })
        #expect(contacts.counts.created == 2 && contacts.counts.skipped == 2 && contacts.counts.updated == 0)
        let values = try desk.values(of: ["contacts"])
        #expect(value(values, "ada@nordlys.example", "external_id") == "freshdesk:u-1")
        #expect(value(values, "ada@nordlys.example", "language") == "en")
    }

    @Test(arguments: [
        ("outlook/contacts-pl.csv", "1250", ","), ("outlook/contacts-nb.csv", "1252", ","),
        ("outlook/contacts-de.csv", "1252", ";"), ("outlook/contacts-zh-CN.csv", "gb18030", ","),
        ("zoho-desk/contacts-wizard.csv", "utf-16", "tab"), ("osticket/tickets.csv", "utf-8", ";"),
        ("zoho-desk/tickets-wizard.csv", "1250", ";"),
    ])
    func encodingsAndDelimitersAreFound(_ file: String, _ encoding: String, _ delimiter: String) throws {
        let report = try stored(file, ["contacts"]).report
        #expect(try setting(report, file, "encoding").contains(encoding))
        let found = try setting(report, file, "delimiter")
        #expect(found.contains(delimiter) || (delimiter == "tab" && found.contains("\t")))
    }
}
