import Foundation
import HelpDesk
import Tables
import Testing

@testable import Mapping

@Suite struct PresetsTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("mappings").path
    static let all = Result { try Presets(folder: folder).all() }

    /// Header rows as the systems write them, each with the preset that must be chosen among all.
    static let headers: [(preset: String, file: String, rows: [[String]])] = [
        ("deskferry/departments", "departments.csv", [["name", "description"]]),
        ("deskferry/teams", "teams.csv", [["name", "department", "description"]]),
        (
            "deskferry/agents", "agents.csv",
            [["email", "first_name", "last_name", "role", "status", "departments", "teams"]]
        ),
        (
            "deskferry/accounts", "accounts.csv",
            [["name", "account_number", "website", "owner", "parent", "city", "country", "tags"]]
        ),
        (
            "deskferry/contacts", "customers.csv",
            [["First Name", "Last Name", "E-mail", "Account", "Phone", "City", "Department"]]
        ),
        ("deskferry/contacts-full-name", "people.csv", [["Full name", "Email", "Company", "Phone"]]),
        (
            "deskferry/tickets", "tickets.csv",
            [["number", "subject", "description", "contact", "status", "priority", "assignee", "created_at"]]
        ),
        (
            "deskferry/organization", "o.csv", [["Organization Name", "Time Zone", "Language", "Primary Contact"]]
        ),
        ("deskferry/products", "p.csv", [["Product Name", "Product Code", "Unit Price"]]),
        ("deskferry/projects", "p.csv", [["Project", "Status", "Start date", "End date", "Account"]]),
        ("deskferry/contracts", "c.csv", [["Contract Number", "Contract Name", "Account Name", "Starts on"]]),
        ("deskferry/comments", "c.csv", [["Ticket Number", "Author", "Comment", "Created at"]]),
        ("deskferry/attachments", "f.csv", [["Ticket", "File Name", "Path"]]),
        ("deskferry/tasks", "t.csv", [["Subject", "Status", "Due Date", "Owner", "Contact", "Priority"]]),
        ("deskferry/calls", "c.csv", [["Subject", "Start Time", "Duration", "Contact", "Owner"]]),
        ("deskferry/events", "e.csv", [["Subject", "Starts at", "Ends at", "Contact"]]),
        ("deskferry/time-entries", "t.csv", [["Ticket", "Agent Email", "Date", "Duration", "Billable"]]),
        ("deskferry/agent-teams", "m.csv", [["Agent Email", "Team"]]),
        ("deskferry/agent-departments", "m.csv", [["Department Name", "Agent"]]),
        ("deskferry/contact-projects", "m.csv", [["Contact Email", "Project Name"]]),
        ("deskferry/contacts", "edit.csv", [["action", "id", "email", "first_name", "last_name", "city"]]),
        ("zoho-desk/departments", "d.csv", [["Department Id", "Department Name", "Description"]]),
        ("zoho-desk/departments-backup", "d.csv", [["ID", "Name", "Description"], ["id", "name", "description"]]),
        ("zoho-desk/departments-migration", "d.csv", [["DepartmentExtId", "Name"]]),
        (
            "zoho-desk/agents", "a.csv",
            [["Agent Id", "First Name", "Last Name", "Email", "Status", "Department", "Role and Permission", "Phone"]]
        ),
        (
            "zoho-desk/agents-backup", "Agents__1.csv",
            [
                words("ID,First Name,Last Name,Email,Status,IsConfirmed,Created Time,Role,Profile"),
                words("id,firstName,lastName,email,status,isConfirmed,createdTime,role,profile"),
            ]
        ),
        ("zoho-desk/agents-migration", "Agents_01.csv", [words("agentExtId,Last Name,First Name,Full Name,Email")]),
        (
            "zoho-desk/accounts", "a.csv",
            [words("Account Id,Account Name,Email,Phone,Website,Account Owner,Fax,Industry,Annual Revenue,Code")]
        ),
        (
            "zoho-desk/accounts-backup", "Accounts__1.csv",
            [
                words("ID,Account Owner,Account Name,Phone,Email,Fax,Website,Industry,Annual Revenue"),
                words("id,ownerId,accountName,phone,email,fax,website,industry,layoutId"),
            ]
        ),
        (
            "zoho-desk/accounts-migration", "Accounts_01.csv",
            [words("AccountExtId,Account Name,Created Time,Modified Time,Phone,Email,Fax,Website,Industry,Street")]
        ),
        (
            "zoho-desk/contacts", "c.csv",
            [words("Contact Id,First Name,Last Name,Email,Secondary Email,Account Name,Phone,Mobile,Type,Title,Zip")]
        ),
        (
            "zoho-desk/contacts-backup", "Contacts__1.csv",
            [
                words("ID,First Name,Last Name,Email,Account ID,Phone,Mobile,Title,Contact Owner,Type,Is End User"),
                words("id,firstName,lastName,email,accountId,phone,mobile,title,ownerId,type,isEndUser"),
            ]
        ),
        (
            "zoho-desk/contacts-migration", "Contacts_01.csv",
            [words("ContactExtId,First Name,Last Name,AccountExtId,Email,Phone,Created Time,Type,Mobile,Street,Zip")]
        ),
        (
            "zoho-desk/tickets", "t.csv",
            [
                words(
                    "Ticket Reference Id,Ticket Id,Department,Department Id,Contact Name,Contact Id,Account Name,"
                        + "Account Id,Email,Phone,Subject,Description,Status,Product Name,Product Id,Ticket Owner,"
                        + "Ticket Owner Id,Created By,Created Time,Resolution,Priority,Mode,Category,Sub Category,"
                        + "Ticket Closed Time,Classification,Team,Team Id,Tags,Language")
            ]
        ),
        (
            "zoho-desk/tickets-report", "t.csv",
            [words("Ticket Id,Subject,Status (Ticket),Priority (Ticket),Email (Contact),Due Date,Ticket Owner,Team")]
        ),
        (
            "zoho-desk/tickets-backup", "Cases__1.csv",
            [
                words(
                    "ID,Department,Contact ID,Email,Phone,Subject,Description,Status,Ticket Owner,Request Id,Team Id"),
                words(
                    "id,departmentId,contactId,email,phone,subject,description,status,assigneeId,ticketNumber,teamId"),
            ]
        ),
        (
            "zoho-desk/tickets-migration", "Tickets_01.csv",
            [words("TicketExtId,ContactExtId,Subject,Description,Due Date,Created Time,Closed Time,Status")]
        ),
        (
            "onedesk/customers", "kunder.csv",
            [words("E-post,Fornavn,Etternavn,Kundeorganisasjon,Telefon,Gateadresse,Postnummer,Poststed,Land")]
        ),
        ("onedesk/organizations", "o.csv", [words("Organization Name,Website,Phone,City,Country")]),
        ("onedesk/users", "u.csv", [words("Email,First Name,Last Name,Team,User Type")]),
        ("onedesk/tickets", "t.csv", [words("Id,Name,Description,Type,Requester,Assignee,Status,Priority,Due Date")]),
        (
            "vcard/contacts", "people.vcf",
            [
                words(
                    "FN,N.family,N.given,N.additional,N.prefix,N.suffix,NICKNAME,EMAIL,EMAIL.2,EMAIL.others,TEL.work,TEL.cell,TEL.home,TEL.fax"
                )
                    + words(
                        "TEL.others,ADR.street,ADR.locality,ADR.region,ADR.code,ADR.country,ADR.others,ORG,ORG.unit,TITLE,ROLE,URL,NOTE,CATEGORIES,BDAY,ANNIVERSARY,GENDER,LANG,TZ,IMPP,KIND,UID,REV"
                    )
            ]
        ),
    ]

    private static func words(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func allPresetsAreValidAndListed() throws {
        let presets = try Self.all.get()
        #expect(presets.count == Set(presets.map(\.name)).count)
        for preset in presets {
            #expect(!preset.title.isEmpty && !preset.recognise.isEmpty && preset.origin == .preset)
        }
    }

    @Test(arguments: headers.indices)
    func presetIsChosenForItsOwnHeaders(_ index: Int) throws {
        let (preset, file, rows) = Self.headers[index]
        let table = MemoryTable(file, rows + [rows[0].map { _ in "1" }])
        let bound = try MappingBinder(presets: try Self.all.get()).bind([table]).bound[0]
        #expect(bound.mapping.name == preset)
        #expect(bound.table.header.dataRow == rows.count + 1)
        #expect(bound.records.allSatisfy { !$0.shape.keys.isEmpty })
    }

    @Test func backupWithoutItsSecondHeaderRowIsNotTakenForOne() throws {
        let labels = Self.words("ID,First Name,Last Name,Email,Status,IsConfirmed,Created Time,Role,Profile")
        let table = MemoryTable("a.csv", [labels, Self.words("1,Ada,Lovelace,ada@example.com,Active,true,,Agent,")])
        let bound = try MappingBinder(presets: try Self.all.get()).bind([table]).bound[0]
        #expect(bound.table.header.dataRow == 2)
    }

    @Test func membershipsAreNotSeenInOtherTables() throws {
        let table = MemoryTable(
            "export.csv", [["Agent Email", "Team", "Shift"], ["ada@example.com", "First line", "night"]])
        let failure = #expect(throws: ImportFailure.self) {
            try MappingBinder(presets: try Self.all.get()).bind([table])
        }
        #expect(failure?.code == "mapping.no_match")
    }

    /// A bulk edit names its preset where the file has little more than a key.
    @Test func aPresetTakesAKeyAndAnAction() throws {
        for (name, header) in [
            ("tickets", ["number", "action"]), ("contacts", ["action", "id"]), ("accounts", ["name", "action"]),
        ] {
            let table = MemoryTable("edit.csv", [header, header])
            let file = try Presets(folder: Self.folder).load("deskferry/\(name)")
            let preset = MappingFile(name: name, tables: file.tables.filter { $0.name == "deskferry/\(name)" })
            let argument = MapArgument(pattern: TablePattern("edit.csv"), mapping: preset)
            let bound = try MappingBinder(arguments: [argument], presets: []).bind([table]).bound[0]
            #expect(bound.records[0].shape.column("action") != nil && bound.keptHeaders.isEmpty)
            #expect(bound.records[0].shape.keys.count == 1)
        }
    }

    @Test func everyEntityHasAPresetOfOurOwn() throws {
        let own = try Self.all.get().filter { $0.name.hasPrefix("deskferry/") && $0.records[0].mode == .upsert }
        #expect(Set(own.map { $0.records[0].entity.name }) == Set(Catalog.entities.map(\.name)))
        for preset in own where preset.name != "deskferry/contacts-full-name" {
            let record = preset.records[0]
            let fields = Set(
                record.entity.fields.filter { !$0.isDerived }.map(\.name) + ["external_id", "id", "action"])
            #expect(fields.subtracting(record.columns.map(\.target.name)) == [], "\(preset.name)")
        }
    }

    @Test func loadsByNameAndByPath() throws {
        let presets = Presets(folder: Self.folder)
        #expect(try presets.load("zoho-desk/contacts-backup").tables.map(\.name) == ["zoho-desk/contacts-backup"])
        #expect(try presets.load(Self.folder + "/onedesk/users.yaml").tables[0].origin == .user)
        let failure = #expect(throws: ImportFailure.self) { try presets.load("zoho-desk/contact") }
        #expect(failure?.code == "mapping.not_found" && failure?.hint == "Did you mean zoho-desk/contacts?")
    }

    @Test func isFoundByHomeThenProgramThenCurrentDirectory() throws {
        let home = URL(fileURLWithPath: Self.folder).deletingLastPathComponent().path
        let nowhere = "/nonexistent/bin/deskferry"
        #expect(Presets.find(environment: ["DESKFERRY_HOME": home], executable: nowhere).folder == Self.folder)
        let built = home + "/.build/release/deskferry"
        #expect(Presets.find(environment: [:], executable: built, currentDirectory: "/").folder == Self.folder)
        #expect(Presets.find(environment: [:], executable: nowhere, currentDirectory: home).folder == Self.folder)
        #expect(Presets.find(environment: [:], executable: nowhere, currentDirectory: "/nonexistent").folder == nil)
    }
}
