import HelpDesk
import Tables
import Testing

@testable import Mapping

@Suite struct MappingParserTests {
    static let complete = """
        name: zoho-desk/contacts
        title: Zoho Desk – contacts export
        read:
          encoding: utf-8
          delimiter: ";"
          decimal: ","
          header_row: 1
          data_row: 3
          sheet: Contacts
          null_values: ["-", NULL, "-None-"]
          strip_suffix: [" (Ticket)"]
          short_rows: complete
          blanks: clear
          clear_token: "<clear>"
          duplicates: last
          binned: restore
        recognise: [Contact Id, [Last Name, Surname]]
        records:
          - entity: accounts
            when: { header: Account Name, nth: 1 }
            columns:
              name: Account Name
              annual_revenue: Revenue
          - entity: contacts
            key: [external_id, email, [last_name, first_name, account]]
            mode: create
            columns:
              external_id: Contact Id
              first_name: First Name
              last_name: Last Name
              email: { from: Email, transform: [trim, lowercase], on_invalid: reject }
              phone: { from: [Phone, { header: Mobile, nth: 2 }] }
              salutation: { from: { header: Titre, nth: 1 }, optional: true }
              tags: { from: { all: Labels }, separator: ";", many: replace }
              account: { from: Account Name, refers_to: accounts.name, on_missing: create }
              language: { from: Language, values: { Polski: pl, Polish: pl }, on_unknown: warn }
              birthday: { from: Birthday, date: dmy }
              custom.region: Region
              title: { from: Title, update: if_empty, blanks: keep }
              invitation: { value: requested }
            required: [last_name]
          - entity: tickets
            columns:
              number: Ticket
              subject: Subject
              contact: Email
              created_at: { from: Created, date: "yyyy-MM-dd HH:mm:ss", zone: Europe/Warsaw }
        unmapped: ignore
        """

    private func table() throws -> TableMapping {
        try MappingParser.parse(Self.complete, name: "contacts.yaml").tables[0]
    }

    @Test func readsTheHead() throws {
        let table = try table()
        #expect(table.name == "zoho-desk/contacts")
        #expect(table.title == "Zoho Desk – contacts export")
        #expect(table.source == "zoho-desk")
        #expect(table.recognise == [["Contact Id"], ["Last Name", "Surname"]])
        #expect(table.unmapped == .ignore)
        #expect(table.origin == .user && table.line == 1 && table.file == "contacts.yaml")
    }

    @Test func readsHowToRead() throws {
        let read = try table().read
        #expect(read.encoding == "utf-8" && read.delimiter == ";" && read.decimal == ",")
        #expect(read.headerRow == 1 && read.dataRow == 3 && read.sheet == .name("Contacts"))
        #expect(read.nullValues == ["-", "NULL", "-None-"] && read.stripSuffix == [" (Ticket)"])
        #expect(read.shortRows == .complete && read.blanks == .clear && read.clearToken == "<clear>")
        #expect(read.duplicates == .last && read.binned == .restore)
    }

    @Test func readsRecords() throws {
        let records = try table().records
        #expect(records.map(\.entity.name) == ["accounts", "contacts", "tickets"])
        #expect(records[0].when == HeaderReference("Account Name", nth: 1))
        #expect(records.map(\.mode) == [.upsert, .create, .upsert])
        #expect(records[1].keys == [.externalID, ["email"], ["account", "last_name", "first_name"]])
        #expect(records[1].required == ["last_name"])
        #expect(records[2].required == ["subject", "contact"])
    }

    @Test func readsSources() throws {
        let contact = try table().records[1]
        #expect(contact.column("first_name")?.source == .first([HeaderReference("First Name")]))
        let phones: ColumnSource = .first([HeaderReference("Phone"), HeaderReference("Mobile", nth: 2)])
        #expect(contact.column("phone")?.source == phones)
        #expect(contact.column("salutation")?.source == .first([HeaderReference("Titre", nth: 1)]))
        #expect(contact.column("salutation")?.isOptional == true)
        #expect(contact.column("tags")?.source == .all("Labels"))
        #expect(contact.column("invitation")?.source == .constant("requested"))
        #expect(contact.column("external_id")?.target == .externalID)
        #expect(contact.column("custom.region")?.target == .custom("region"))
    }

    @Test func readsHowValuesAreRead() throws {
        let records = try table().records
        let contact = records[1]
        #expect(contact.column("email")?.transforms.map(\.name) == ["trim", "lowercase"])
        #expect(contact.column("email")?.onInvalid == .reject)
        #expect(contact.column("tags")?.reading.separator == ";" && contact.column("tags")?.many == .replace)
        #expect(contact.column("language")?.reading.values == ["Polski": "pl", "Polish": "pl"])
        #expect(contact.column("language")?.reading.onUnknown == .warn)
        #expect(contact.column("birthday")?.reading.date == .order(.dmy))
        #expect(contact.column("title")?.update == .ifEmpty && contact.column("title")?.blanks == .keep)
        let created = records[2].column("created_at")?.reading
        #expect(created?.date == .pattern("yyyy-MM-dd HH:mm:ss") && created?.zone == "Europe/Warsaw")
        #expect(records[0].column("annual_revenue")?.reading.decimalMark == UInt8(ascii: ","))
    }

    @Test func readsReferencesAndTheirDefaults() throws {
        let records = try table().records
        let account = ReferenceBinding(entity: "accounts", key: ["name"], onMissing: .create)
        #expect(records[1].column("account")?.reference == account)
        let contact = ReferenceBinding(entity: "contacts", key: ["email"], onMissing: .reject)
        #expect(records[2].column("contact")?.reference == contact)
    }

    @Test func severalDocumentsAreSeveralTables() throws {
        let yaml = """
            records: [{ entity: departments, columns: { name: Department } }]
            ---
            name: second
            records: [{ entity: teams, columns: { name: Team, department: Dep } }]
            """
        let tables = try MappingParser.parse(yaml, name: "dir/mine.yaml").tables
        #expect(tables.map(\.name) == ["mine", "second"])
        #expect(tables.map(\.source) == ["spreadsheet", "spreadsheet"])
        #expect(tables[1].line == 3)
        #expect(tables[1].records[0].keys == [["department", "name"], ["name"]])
    }

    @Test(
        arguments: [
            ("contacts", "external_id: A, email: B, phone: C", ["external_id", "email"]),
            ("contacts", "phone: C, last_name: D", ["phone"]),
            ("contacts", "external_id: A, last_name: D", ["external_id"]),
            ("contacts", "account: A, last_name: B, first_name: C", ["account + last_name + first_name"]),
            ("accounts", "name: A, external_id: B", ["external_id", "name"]),
            ("accounts", "name: A, parent: B", ["parent + name", "name"]),
            ("tickets", "number: A, subject: B, contact: C", ["number"]),
            ("tickets", "subject: B, contact: C", []),
        ])
    func keysHaveDefaults(_ entity: String, _ columns: String, _ keys: [String]) throws {
        let yaml = "records: [{ entity: \(entity), columns: { \(columns) } }]"
        let record = try MappingParser.parse(yaml, name: "m.yaml").tables[0].records[0]
        #expect(record.keys.map(\.description) == keys)
    }

    @Test func headersMayLookLikeNumbersAndWords() throws {
        let yaml = "records: [{ entity: departments, columns: { name: 2024, description: true, custom.x: null } }]"
        let record = try MappingParser.parse(yaml, name: "m.yaml").tables[0].records[0]
        #expect(record.columns.flatMap(\.source.headers) == ["2024", "true", "null"])
    }
}
