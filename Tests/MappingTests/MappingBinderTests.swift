import HelpDesk
import Tables
import Testing

@testable import Mapping

@Suite struct MappingBinderTests {
    private func mapping(_ yaml: String, origin: MappingOrigin = .user, name: String = "m.yaml") throws -> MappingFile {
        try MappingParser.parse(yaml, name: name, origin: origin)
    }

    private func preset(_ name: String, recognise: String, columns: String, entity: String = "contacts") throws
        -> TableMapping
    {
        let yaml = """
            name: \(name)
            recognise: [\(recognise)]
            missing_columns: allow
            records: [{ entity: \(entity), columns: { \(columns) } }]
            """
        return try mapping(yaml, origin: .preset).tables[0]
    }

    private func bind(_ yaml: String, _ table: MemoryTable) throws -> BoundTable {
        try MappingBinder(arguments: [MapArgument(mapping: mapping(yaml))], presets: []).bind([table]).bound[0]
    }

    private func failure(_ binder: MappingBinder, _ tables: [MemoryTable]) -> ImportFailure? {
        #expect(throws: ImportFailure.self) { try binder.bind(tables) }
    }

    // MARK: Columns

    @Test func headersMatchInAnyDress() throws {
        let yaml = "records: [{ entity: contacts, columns: { email: E-Mail Address, last_name: Größe, city: 'No.' } }]"
        let table = MemoryTable("c.csv", [["email_address", "GRO\u{308}ßE ", "NO"]])
        let record = try bind(yaml, table).records[0]
        #expect(record.sources == [.first([0]), .first([1]), .first([2])])
        #expect(record.shape.columns.map(\.header) == ["email_address", "GRO\u{308}ßE ", "NO"])
    }

    @Test func bindsSeveralNthAndAll() throws {
        let yaml = """
            read: { strip_suffix: [" (Contact)"] }
            records:
              - entity: contacts
                columns:
                  email: [Mail, Email]
                  phone: [Phone, Mobile]
                  title: { from: { header: Titre, nth: 2 } }
                  tags: { from: { all: Label } }
                  type: { value: customer }
            """
        let header = ["Email (Contact)", "Mobile", "Phone", "Titre", "Label", "Titre", "label"]
        let record = try bind(yaml, MemoryTable("c.csv", [header])).records[0]
        let wanted: [CellSource] = [
            .first([0]), .first([2, 1]), .first([5]), .joined([4, 6], with: "\u{1F}"), .constant("customer"),
        ]
        #expect(Array(record.sources.prefix(5)) == wanted)
        #expect(record.shape.columns[4].sourceColumn == nil)
        #expect(record.sources[5] == .first([3]) && record.shape.columns[5].target == .custom("titre"))
    }

    @Test func unmappedColumnsAreKeptByTheMainRecord() throws {
        let yaml = """
            records:
              - { entity: accounts, when: Company, columns: { name: Company } }
              - { entity: contacts, columns: { email: Email, custom.region: Area } }
            """
        let header = [
            "_row", "_codes", "_messages", "Email", "Company", "Area", "Region", "layoutId", "", "Größe (m²)",
        ]
        let bound = try bind(yaml, MemoryTable("c.csv", [header]))
        #expect(bound.keptHeaders.map(\.key) == ["region_2", "layout_id", "column_9", "größe_m2"])
        #expect(bound.records[0].shape.columns.map(\.target.name) == ["name"])
        #expect(bound.records[0].when == 4 && bound.records[1].when == nil)
        let names = bound.records[1].shape.columns.map(\.target.name)
        #expect(names.prefix(3) == ["email", "custom.region", "custom.region_2"])
        #expect(names.dropFirst(3) == ["custom.layout_id", "custom.column_9", "custom.größe_m2"])
    }

    @Test func unmappedColumnsMayBeIgnored() throws {
        let yaml = "unmapped: ignore\nrecords: [{ entity: contacts, columns: { email: Email } }]"
        let bound = try bind(yaml, MemoryTable("c.csv", [["Email", "Region", "_row"]]))
        #expect(bound.ignoredHeaders == ["Region"] && bound.keptHeaders.isEmpty)
        #expect(bound.records[0].shape.columns.count == 1)
    }

    @Test func shapeCarriesThePolicies() throws {
        let yaml = """
            source: acme
            read: { blanks: clear, duplicates: reject, binned: restore, short_rows: complete, null_values: [n/a] }
            records:
              - entity: contacts
                mode: create
                columns:
                  external_id: Id
                  email: { from: Email, update: never }
                  last_name: Name
                  invitation: { from: Invited, blanks: keep, on_invalid: reject }
                  phone: Phone
                required: [last_name]
            """
        let bound = try bind(yaml, MemoryTable("c.csv", [["Id", "Email", "Name", "Invited", "Phone"]])).records[0]
        let shape = bound.shape
        #expect(shape.source == "acme" && shape.mode == .create && shape.duplicates == .reject)
        #expect(shape.binned == .restore && bound.shortRows == .complete && bound.nullValues == ["n/a"])
        #expect(shape.keys == [.externalID, ["email"]])
        #expect(shape.columns.map(\.isRequired) == [false, false, true, false, false, false])
        #expect(shape.columns.map(\.onInvalid) == [.reject, .reject, .reject, .reject, .custom, .custom])
        #expect(shape.columns.map(\.blanks) == [.clear, .clear, .clear, .keep, .clear, .keep])
        #expect(shape.columns[1].update == .never)
        #expect(shape.columns[5].target.name == "invitation_label" && shape.columns[5].sourceColumn == 3)
        #expect(bound.sources[5] == .derived)
    }

    @Test func keysWithoutTheirColumnsAreDropped() throws {
        let preset = try preset("p/c", recognise: "Email", columns: "external_id: Id, email: Email")
        let bound = try MappingBinder(presets: [preset]).bind([MemoryTable("c.csv", [["Email"]])]).bound[0]
        #expect(bound.records[0].shape.keys == [["email"]])
    }

    // MARK: Finding the header

    @Test func headerIsFoundBelowPreamble() throws {
        let yaml = "records: [{ entity: contacts, columns: { email: Email, last_name: Name } }]"
        let rows = [["Contacts of ACME"], [], ["Name", "Email"], ["Ada", "ada@example.com"]]
        let bound = try bind(yaml, MemoryTable("c.csv", rows))
        #expect(bound.table.header.row == 3 && bound.table.header.dataRow == 4)
        #expect(bound.records[0].sources == [.first([1]), .first([0])])
    }

    @Test func mappingSaysWhereTheHeaderIs() throws {
        let yaml = """
            read: { header_row: 2, data_row: 4 }
            records: [{ entity: contacts, columns: { email: mailAddress, last_name: Name } }]
            """
        let rows = [["Name", "Email"], ["Name", "E-mail"], ["name", "mailAddress"], ["Ada", "ada@example.com"]]
        let bound = try bind(yaml, MemoryTable("c.csv", rows))
        #expect(bound.table.header.row == 2 && bound.table.header.dataRow == 4)
        #expect(bound.records[0].shape.columns.map(\.header) == ["E-mail", "Name"])
    }

    // MARK: Choosing

    @Test func patternForcesAMapping() throws {
        let yaml = "recognise: [Nothing]\nrecords: [{ entity: contacts, columns: { email: Email } }]"
        let forced = MapArgument(pattern: TablePattern("c*.csv"), mapping: try mapping(yaml))
        let preset = try preset("p/c", recognise: "Email", columns: "email: Email")
        let tables = [MemoryTable("in/c1.csv", [["Email"]]), MemoryTable("d.csv", [["Email"]])]
        let bound = try MappingBinder(arguments: [forced], presets: [preset]).bind(tables).bound
        #expect(bound.map(\.mapping.name) == ["m", "p/c"])
    }

    @Test func usersMappingComesBeforePresets() throws {
        let yaml = "records: [{ entity: contacts, columns: { email: Email } }]"
        let preset = try preset("p/c", recognise: "Email, Name", columns: "email: Email, last_name: Name")
        let binder = MappingBinder(arguments: [MapArgument(mapping: try mapping(yaml))], presets: [preset])
        #expect(try binder.bind([MemoryTable("c.csv", [["Email", "Name"]])]).bound[0].mapping.name == "m")
    }

    @Test func presetThatUnderstandsMostWins() throws {
        let few = try preset("a/few", recognise: "Email", columns: "email: Email")
        let many = try preset("b/many", recognise: "Email", columns: "email: Email, phone: Phone")
        let bound = try MappingBinder(presets: [few, many]).bind([MemoryTable("c.csv", [["Email", "Phone"]])])
        #expect(bound.bound[0].mapping.name == "b/many")
    }

    /// More headers that a preset is known by do not count twice.
    @Test func columnsCountNotTheHeadersItIsKnownBy() throws {
        let contacts = try preset(
            "a/contacts", recognise: "Email, First, Last", columns: "email: Email, first_name: First, last_name: Last")
        let agents = try preset(
            "a/agents", recognise: "Email, Role",
            columns: "email: Email, first_name: First, last_name: Last, role: Role", entity: "agents")
        let table = MemoryTable("people.csv", [["Email", "First", "Last", "Role"]])
        #expect(try MappingBinder(presets: [contacts, agents]).bind([table]).bound[0].mapping.name == "a/agents")
    }

    @Test func fileNameSettlesATie() throws {
        let contacts = try preset("a/contacts", recognise: "Email", columns: "email: Email")
        let agents = try preset("a/agents", recognise: "Email", columns: "email: Email", entity: "agents")
        let binder = MappingBinder(presets: [contacts, agents])
        #expect(try binder.bind([MemoryTable("Agents_2024.csv", [["Email"]])]).bound[0].mapping.name == "a/agents")
        let failure = failure(binder, [MemoryTable("x.csv", [["Email"]])])
        #expect(failure?.code == "mapping.ambiguous")
        #expect(failure?.details == ["x.csv: --map 'x.csv=a/contacts' or --map 'x.csv=a/agents'"])
    }

    @Test func sheetsThatAreNoTablesAreSkipped() throws {
        let preset = try preset("p/c", recognise: "Email", columns: "email: Email")
        let tables = [
            MemoryTable("b.xlsx", sheet: "Contacts", [["Email", "Name"]]),
            MemoryTable("b.xlsx", sheet: "Notes", [["Remember", ""]]),
            MemoryTable("b.xlsx", sheet: "Empty", [], headerRow: 0),
        ]
        let binding = try MappingBinder(presets: [preset]).bind(tables)
        #expect(binding.bound.count == 1)
        #expect(binding.skipped.map { $0.reason.text($0.table) } == ["has fewer than two columns", "is empty"])
        #expect(binding.skipped.map { $0.hint == nil } == [false, true])
    }

    @Test func aSheetThatNoMappingKnowsIsSkippedBesideOneThatIsBound() throws {
        let preset = try preset("p/c", recognise: "Email, Name", columns: "email: Email, last_name: Name")
        let good = MemoryTable("b.xlsx", sheet: "Contacts", [["Email", "Name"]])
        let codes = MemoryTable("b.xlsx", sheet: "Codes", [["Email", "Kind"]])
        let binding = try MappingBinder(presets: [preset]).bind([good, codes])
        #expect(binding.bound.map(\.table.sheet) == ["Contacts"])
        #expect(
            binding.skipped.map { $0.reason.text($0.table) } == [
                #"has the columns "Email", "Kind"; p/c comes nearest, but needs "Name" too"#
            ])
        #expect(binding.skipped[0].hint?.contains("--map 'b.xlsx#Codes=FILE'") == true)
        // Alone it has nobody to speak for it, and a mapping given for it has to fit.
        #expect(failure(MappingBinder(presets: [preset]), [codes])?.code == "mapping.no_match")
        let yaml = "records: [{ entity: contacts, columns: { email: Email, last_name: Name } }]"
        let own = try MappingParser.parse(yaml, name: "m.yaml", origin: .user)
        let arguments = [MapArgument(pattern: TablePattern("b.xlsx#Codes"), mapping: own)]
        #expect(failure(MappingBinder(arguments: arguments, presets: []), [good, codes])?.code != nil)
    }

    @Test func aMappingForAWorkbookReadsTheSheetsThatItFits() throws {
        let preset = try preset("p/c", recognise: "Email, Name", columns: "email: Email, last_name: Name")
        let arguments = [
            MapArgument(pattern: TablePattern("b.xlsx"), mapping: MappingFile(name: "m", tables: [preset]))
        ]
        let binding = try MappingBinder(arguments: arguments, presets: []).bind([
            MemoryTable("b.xlsx", sheet: "Contacts", [["Email", "Name"]]),
            MemoryTable("b.xlsx", sheet: "Codes", [["x", "y"]]),
        ])
        #expect(binding.bound.map(\.table.sheet) == ["Contacts"] && binding.skipped.map(\.table.sheet) == ["Codes"])
    }

    @Test func aMappingMayBeForOneSheetByItsNumber() throws {
        var preset = try preset("p/c", recognise: "Email", columns: "email: Email")
        preset.read.sheet = .number(2)
        var first = MemoryTable("b.xlsx", sheet: "Old", [["Email", "Name"]])
        first.sheetNumber = 1
        var second = MemoryTable("b.xlsx", sheet: "New", [["Email", "Name"]])
        second.sheetNumber = 2
        let binding = try MappingBinder(presets: [preset]).bind([first, second])
        #expect(binding.bound.map(\.table.sheet) == ["New"] && binding.skipped.map(\.table.sheet) == ["Old"])
    }

    @Test func aWorkbookWithoutATableIsAFailure() throws {
        let tables = [
            MemoryTable("b.xlsx", sheet: "Notes", [["Remember", ""]]),
            MemoryTable("b.xlsx", sheet: "Empty", [], headerRow: 0),
        ]
        let failure = failure(MappingBinder(presets: []), tables)
        #expect(failure?.message == "No mapping fits b.xlsx.")
        #expect(
            failure?.details == [
                "b.xlsx#Notes has fewer than two columns; b.xlsx#Empty is empty. To leave it out: --skip 'b.xlsx'"
            ])
    }

    @Test(arguments: [
        ("book.xlsx", true), ("*.xlsx", true), ("Sales #1", true), ("sales #1", true), ("book.xlsx#Sales #1", true),
        ("*#sales*", true), ("#Sales*", true), ("other.xlsx", false), ("other.xlsx#Sales #1", false),
        ("book.xlsx#Other", false),
    ])
    func patternsNameFilesAndSheets(text: String, isMatch: Bool) {
        let pattern = TablePattern(text)
        #expect(pattern.matches(file: "in/book.xlsx", sheet: "Sales #1") == isMatch)
        #expect(pattern.namesSheet("Sales #1", of: "in/book.xlsx") == (isMatch && !text.hasSuffix(".xlsx")))
    }

    // MARK: Failures

    @Test func allTablesThatNothingFitsAreNamedAtOnce() throws {
        let preset = try preset("p/c", recognise: "Email, Name", columns: "email: Email, last_name: Name")
        let tables = [
            MemoryTable("a.csv", [["Email", "Nom"]]), MemoryTable("ok.csv", [["Email", "Name"]]),
            MemoryTable("b.xlsx", sheet: "Codes", [["x", "y"]]),
        ]
        let failure = failure(MappingBinder(presets: [preset]), tables)
        #expect(failure?.code == "mapping.no_match" && failure?.status == .usage)
        #expect(failure?.message == "No mapping fits 2 tables.")
        #expect(
            failure?.details == [
                #"a.csv has the columns "Email", "Nom"; p/c comes nearest, but needs "Name" too."#
                    + " To leave it out: --skip 'a.csv'",
                #"b.xlsx#Codes has the columns "x", "y"; no mapping knows any of them."#
                    + " To leave it out: --skip 'b.xlsx#Codes'",
            ])
    }

    @Test func usersColumnsMustBeThere() throws {
        let yaml = """
            records:
              - entity: contacts
                columns:
                  email: Email
                  phone: [Phone, Mobile]
                  city: { from: City, optional: true }
                  title: { from: { header: Titre, nth: 2 } }
            """
        let forced = MapArgument(pattern: TablePattern("*"), mapping: try mapping(yaml))
        let failure = failure(
            MappingBinder(arguments: [forced], presets: []), [MemoryTable("a.csv", [["Email", "Titre"]])])
        #expect(failure?.code == "mapping.columns_missing")
        #expect(failure?.details == [#"a.csv: m needs "Phone" or "Mobile", "Titre (number 2 of that name)""#])
    }

    @Test func presetsColumnsMayBeMissingButNotWhatMakesARecord() throws {
        let columns = "subject: Subject, contact: Email, status: Status"
        let preset = try preset("p/t", recognise: "Subject", columns: columns, entity: "tickets")
        let binder = MappingBinder(presets: [preset])
        let bound = try binder.bind([MemoryTable("t.csv", [["Subject", "Email"]])]).bound[0]
        #expect(bound.records[0].shape.columns.count == 2)
        let failure = failure(binder, [MemoryTable("t.csv", [["Subject", "Status"]])])
        #expect(failure?.details == [#"t.csv: p/t needs "Email""#])
    }

    @Test func sideRecordsAreLeftOutWhereTheirColumnsMayBeMissing() throws {
        let yaml = """
            missing_columns: allow
            records:
              - { entity: accounts, when: Company, columns: { name: Company } }
              - { entity: contacts, columns: { email: Email } }
            """
        #expect(try bind(yaml, MemoryTable("c.csv", [["Email"]])).records.map(\.shape.entity.name) == ["contacts"])
        let both = try bind(yaml, MemoryTable("c.csv", [["Email", "Company"]]))
        #expect(both.records.map(\.shape.entity.name) == ["accounts", "contacts"])
    }

    @Test func patternsNameFilesAndSheets() {
        #expect(TablePattern("*.csv").matches(file: "in/a.csv", sheet: nil))
        #expect(TablePattern("in/a.csv").matches(file: "in/a.csv", sheet: nil))
        #expect(TablePattern("b.xlsx#Con*").matches(file: "b.xlsx", sheet: "Contacts"))
        #expect(TablePattern("b.xlsx").matches(file: "b.xlsx", sheet: "Contacts"))
        #expect(!TablePattern("b.xlsx#Notes").matches(file: "b.xlsx", sheet: "Contacts"))
        #expect(TablePattern("a#1.csv").matches(file: "a#1.csv", sheet: nil))
    }
}
