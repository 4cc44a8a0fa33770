import Foundation
import HelpDesk
import Testing

@testable import Storage

/// Conditions on a real database.
@Suite struct SelectionTests {
    private static let records = [
        "INSERT INTO agents (id, email, first_name, last_name) VALUES (1, 'ola@desk.pl', 'Ola', 'Lis')",
        "INSERT INTO accounts (id, name, parent_id, employees, annual_revenue, tags) VALUES "
            + "(1, 'Acme', NULL, 9, '1000.5', '[\"vip\",\"Old Name\"]'), (2, 'ÄCME  Łódź', 1, 10, '200', NULL), "
            + "(3, '北京公司', NULL, NULL, NULL, '[\"VIP\"]')",
        "INSERT INTO projects (id, name) VALUES (1, 'Alpha'), (2, 'Beta')",
        """
        INSERT INTO contacts (id, email, first_name, last_name, phone, account_id, sees_account_tickets, custom,
            deleted_at, source) VALUES
            (1, 'Anna@acme.pl', 'Anna', 'Nowak', '+48 22 123', 1, 1, '{"region":"North","a \\"b":"1"}', NULL, 'x'),
            (2, 'jan@acme.pl', 'Jan', 'O''Brien', NULL, 1, NULL, '{"_invalid":{"phone":"none"}}', NULL, 'x'),
            (3, 'eva@beta.de', 'Eva', NULL, NULL, 2, 0, NULL, NULL, 'y'),
            (4, 'old@beta.de', 'Old', 'Gone', NULL, 2, 0, NULL, '2026-01-01T00:00:00Z', 'y')
        """,
        "INSERT INTO contact_projects (contact_id, project_id) VALUES (1, 1), (1, 2), (2, 1), (4, 1)",
        "INSERT INTO external_ids (entity, source, value, record_id) VALUES "
            + "('contacts', 'x', '77', 1), ('contacts', 'crm', 'C-1', 1), ('contacts', 'y', '77', 3), "
            + "('tickets', 'x', '77', 2)",
        """
        INSERT INTO tickets (id, number, subject, contact_id, account_id, status, created_at) VALUES
            (1, '9', 'Printer; DROP TABLE tickets', 1, 1, 'open', '2026-01-31T23:59:59Z'),
            (2, '10', '100% "quoted"', 2, 1, NULL, '2026-02-01T00:00:00Z'),
            (3, 'A-1', 'a_b \\ c', 3, 2, 'closed', NULL)
        """,
    ]

    private func withDesk(_ body: (StoreSession) throws -> Void) throws {
        let database = try HelpDeskDatabase.empty(standingFor: "selection.sqlite")
        defer { database.close() }
        var failure: (any Error)?
        try database.transaction { session in
            do {
                for sql in Self.records { try session.db.execute(sql: sql) }
                try body(session)
            } catch { failure = error }
            return false
        }
        if let failure { throw failure }
    }

    private func ids(_ entity: Entity, _ text: String) throws -> [UInt32] {
        var found: [UInt32] = []
        try withDesk { session throws in
            var parser = SelectionParser(entity)
            var selection = RecordSelection(entity)
            selection.conditions = [try parser.condition(text)]
            found = try session.ids(selection).map(\.id)
        }
        return found
    }

    @Test(
        arguments: [
            ("email = anna@ACME.pl", [1]), ("last_name = NOWAK", [1]), ("last_name = O'Brien", [2]),
            ("full_name = 'anna nowak'", [1]),
            ("phone = +4822123", [1]), ("last_name is empty", [3]), ("last_name != Nowak", [2, 3]),
            ("not (last_name = Nowak or last_name is empty)", [2]), ("first_name in (ANNA, eva)", [1, 3]),
            ("account = acme", [1, 2]), ("account = 'äcme łódź'", [3]), ("account.name ~ 'ÄCM'", [3]),
            ("account.parent = Acme", [3]), ("account.parent is empty", [1, 2]), ("account.parent.name = Acme", [3]),
            ("account.tags = VIP", [1, 2]), ("account.tags ~ old", [1, 2]), ("account.tags is empty", [3]),
            ("projects = beta", [1]), ("projects != Beta", [2, 3]), ("projects is empty", [3]),
            ("projects ~ alp", [1, 2]),
            ("projects.name in (Alpha, Beta)", [1, 2]), ("projects = Alpha and projects = Beta", [1]),
            ("external_id = 77", [1, 3]), ("external_id = C-1", [1]), ("external_id is empty", [2]),
            ("external_id ~ c-", [1]), ("external_id = crm:C-1", [1]), ("external_id = x:77", [1]),
            ("external_id = crm:77", []), ("external_id in (y:77, ':')", [3]), ("external_id ~ 'rm:c'", [1]),
            ("custom ~ nort", [1]), ("custom = none", [2]), ("custom ~ region", []),
            ("phone = '4822 123'", [1]), ("phone = 00-48-22-123", [1]), ("phone ~ 221", [1]), ("phone ~ +22", []),
            ("source = y", [3]), ("id = #2", [2]), ("id > 1", [2, 3]), ("account = #2", [3]),
            ("sees_account_tickets = yes", [1]), ("sees_account_tickets = no", [3]),
            ("sees_account_tickets != yes", [2, 3]),
            ("custom.region = north", [1]), (#"custom."a ""b" = 1"#, [1]), ("custom._invalid.phone is not empty", [2]),
            ("custom.region is empty", [2, 3]), ("custom is not empty", [1, 2]), ("account.employees < 10", [1, 2]),
            ("account.annual_revenue >= 1000", [1, 2]), ("account.annual_revenue = 200.00", [3]),
            ("last_name ~ '%'", []), ("email = 'x'' OR 1=1 --'", []), ("full_name ~ 'a n'", [1]),
        ] as [(String, [UInt32])])
    func contactsAreFound(text: String, expected: [UInt32]) throws {
        #expect(try ids(.contacts, text) == expected)
    }

    @Test(
        arguments: [
            ("status = open", [1]), ("status != open", [2, 3]), ("status is empty", [2]), ("created_at = 2026-01", [1]),
            ("created_at > 2026-01-31", [2]), ("created_at <= 2026-01-31", [1]), ("created_at is empty", [3]),
            ("subject ~ 'drop table'", [1]), ("subject ~ '100%'", [2]), ("subject ~ '\"QUOTED\"'", [2]),
            ("subject ~ 'a_b \\'", [3]), ("contact.account.name = acme", [1, 2]), ("contact.projects = Beta", [1]),
            ("contact = 77", [1, 3]), ("contact.email ~ '@acme'", [1, 2]), ("number < 10", [1]),
            ("number >= 9", [1, 2]),
            ("contact.external_id = C-1 or number = A-1", [1, 3]), ("contact = 'Anna Nowak'", [1]),
            ("status > open", [3]), ("status < open", []),
        ] as [(String, [UInt32])])
    func ticketsAreFound(text: String, expected: [UInt32]) throws {
        #expect(try ids(.tickets, text) == expected)
    }

    @Test func whatTheParserTakesSQLiteTakesToo() throws {
        let path = "account.parent.parent.parent"
        let tests = ["\(path).tags = x", "\(path).custom.a = x", "\(path).external_id = x", "\(path) = x"]
        for test in tests {
            for nested in ["not (id = 1 and ", "(id = 1 or "] {
                let levels = nested.hasPrefix("not") ? 5 : 11
                let text = String(repeating: nested, count: levels) + test + String(repeating: ")", count: levels)
                #expect(throws: Never.self, "\(text)") { try ids(.contacts, text) }
            }
            #expect(throws: Never.self) { try ids(.contacts, "\(test) or not \(test) and \(test)") }
        }
        #expect(throws: Never.self) {
            try ids(.contacts, String(repeating: "not ", count: 11) + "projects.account = x")
        }
        let many = Array(repeating: "contact = a@b.c", count: 400).joined(separator: " or ")
        #expect(throws: Never.self) { try ids(.tickets, many) }
    }

    @Test func aListHasAnOrderAPlaceToGoOnAndALimit() throws {
        try withDesk { session throws in
            var selection = RecordSelection(.tickets)
            selection.after = 1
            selection.limit = 1
            #expect(try session.ids(selection).map(\.id) == [2])
            #expect(try session.count(selection) == 2)
            selection = RecordSelection(.tickets)
            for (order, expected) in [
                ("-created_at", [2, 1, 3]), ("number", [3, 1, 2]), ("contact.account,-id", [2, 1, 3]),
                ("contact.last_name", [1, 2, 3]), ("-status", [3, 1, 2]),
            ] as [(String, [UInt32])] {
                selection.order = try PathListParser(.tickets).order(order)
                #expect(try session.ids(selection).map(\.id) == expected, "\(order)")
            }
        }
    }

    @Test func recordsInTheBinAreAListOfTheirOwn() throws {
        try withDesk { session throws in
            var selection = RecordSelection(.contacts)
            selection.isBinned = true
            #expect(try session.ids(selection).map(\.id) == [4])
            #expect(try session.find(.contacts, key: "old@beta.de") == [4])
            #expect(try session.details(.contacts, [4]).first?.deletedAt == "2026-01-01T00:00:00Z")
        }
    }

    @Test func valuesKeepTheirTypes() throws {
        try withDesk { session throws in
            var records: [RecordView] = []
            var selection = RecordSelection(.contacts)
            selection.columns = try PathListParser(.contacts).columns(
                "id,account,account.parent.name,account.employees,account.annual_revenue,projects,external_id,"
                    + "sees_account_tickets,custom,account.tags,full_name,custom.region")
            try session.select(selection) { records += $0 }
            let anna = try #require(records.first)
            #expect(anna["id"] == .integer(1))
            #expect(anna["account"] == .reference(RecordLabel(id: 1, text: "Acme")))
            #expect(anna["account.parent.name"] == nil)
            #expect(anna["account.employees"] == .integer(9))
            #expect(anna["account.annual_revenue"] == .decimal("1000.5"))
            #expect(
                anna["projects"]
                    == .references([RecordLabel(id: 1, text: "Alpha"), RecordLabel(id: 2, text: "Beta")]))
            #expect(anna["external_id"] == .texts(["crm:C-1", "x:77"]))
            #expect(anna["sees_account_tickets"] == .boolean(true))
            #expect(anna["account.tags"] == .texts(["vip", "Old Name"]))
            #expect(anna["full_name"] == .text("Anna Nowak"))
            #expect(anna["custom.region"] == .text("North"))
            #expect(records[2]["account.parent.name"] == .text("Acme"))
        }
    }

    @Test func groupsStandTogetherWithTheirTotals() throws {
        try withDesk { session throws in
            var selection = RecordSelection(.tickets)
            let path = try PathListParser(.tickets).group("status")
            selection.group = path
            var (groups, count) = try session.groups(selection, by: path)
            #expect(count == 3)
            #expect(groups.map(\.value) == [.text("open"), .text("closed"), nil])
            #expect(groups.map(\.total) == [1, 1, 1])
            let account = try PathListParser(.tickets).group("contact.account")
            selection.group = account
            selection.limit = 1
            (groups, count) = try session.groups(selection, by: account)
            #expect(count == 2)
            #expect(groups.map(\.total) == [2])
            #expect(groups.first?.value == .reference(RecordLabel(id: 1, text: "Acme")))
        }
    }

    @Test func whatRefersToARecordIsCounted() throws {
        try withDesk { session throws in
            let details = try #require(try session.details(.accounts, [1]).first)
            #expect(
                Set(details.referring) == [
                    .init(entity: "accounts", field: "parent", count: 1),
                    .init(entity: "contacts", field: "account", count: 2),
                    .init(entity: "tickets", field: "account", count: 2),
                ])
            let project = try #require(try session.details(.projects, [1]).first)
            #expect(project.referring == [.init(entity: "contacts", field: "projects", count: 2)])
        }
    }

    @Test func aContactSeesTheirOwnTicketsAndPerhapsThoseOfTheirAccount() throws {
        try withDesk { session throws in
            let visibility = try #require(Entity.tickets.visibility)
            for (contact, expected) in [(1, [1, 2]), (2, [2]), (3, [3])] as [(UInt32, [UInt32])] {
                var selection = RecordSelection(.tickets)
                selection.conditions = [try session.visible(visibility, of: .tickets, to: [contact])]
                #expect(try session.ids(selection).map(\.id) == expected)
            }
        }
    }

    @Test func aNameThatNobodyHasGetsTheNearest() throws {
        try withDesk { session throws in
            #expect(try session.nearest(.contacts, to: "ana@acme.pl").first == "Anna@acme.pl")
            #expect(try session.nearest(.accounts, to: "Acmee").first == "Acme")
            #expect(try session.nearest(.accounts, to: "zzzzzz").isEmpty)
        }
    }

    @Test func aPageNeedsNoSorting() throws {
        try withDesk { session throws in
            var parser = SelectionParser(.tickets)
            var selection = RecordSelection(.tickets)
            selection.conditions = [try parser.condition("status = open and account.name ~ a and contact = a@b.c")]
            _ = try session.ids(selection)
            let plan = try session.prepare("EXPLAIN QUERY PLAN \(session.idQuery(selection))" as SQLText)
            var steps: [String] = []
            while try plan.next() { steps.append(plan.string(3) ?? "") }
            #expect(steps.contains("SCAN t") || steps.contains("SEARCH t USING INTEGER PRIMARY KEY (rowid>?)"))
            #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
        }
    }
}
