import Foundation
import Testing

/// `add` and `edit`, with the real program.
@Suite struct RecordCommandTests {
    private let accounts = ["add", "accounts", "name=Acme Ltd", "website=https://acme.example"]
    private let contacts = [
        "add", "contacts", "email=anna@acme.example", "first_name=Anna", "last_name=Nowak", "account=Acme Ltd",
    ]

    private func desk() throws -> Shop {
        let shop = try Shop()
        for words in [accounts, contacts] {
            let result = try shop.run(words + ["--quiet"])
            #expect(result.status == 0, "\(result.error)")
        }
        return shop
    }

    // MARK: add

    @Test func whatIsAddedIsThereAndInTheHistory() throws {
        let shop = try desk()
        let record = try shop.fields("contacts", "anna@acme.example")
        #expect(record["first_name"] == "Anna" && record["account"] == "Acme Ltd")
        let runs = try #require(try shop.run("runs", "list", "--json").json() as? [[String: Any]])
        #expect(runs.map { $0["kind"] as? String } == ["add contacts", "add accounts"])
        #expect(shop.exists("runs/\(runs[0]["id"] as? String ?? "")/report.html"))
        #expect(try shop.run("runs", "show", "last").output.contains("Done: 1 record created."))
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func aDryRunTouchesNothing() throws {
        let shop = try desk()
        let before = try shop.bytes("desk.sqlite")
        for words in [
            ["add", "products", "name=Printer"], ["edit", "contacts", "anna@acme.example", "phone=+48 22 123 45 67"],
        ] {
            let result = try shop.run(words + ["--dry-run"])
            #expect(result.status == 0, "\(result.error)")
            #expect(result.output.contains("The command would give: 1 record"))
        }
        #expect(try shop.bytes("desk.sqlite") == before)
    }

    @Test func aDryRunMakesNoDatabase() throws {
        let shop = try Shop()
        #expect(try shop.run("add", "products", "name=Printer", "--dry-run", "--quiet").status == 0)
        #expect(!shop.exists("desk.sqlite"))
    }

    @Test func whatIsThereAlreadyIsNotAddedAgain() throws {
        let shop = try desk()
        let result = try shop.run(contacts + ["--json"])
        #expect(result.status == 1)
        #expect(try Shop.counts(result, "contacts") == ["read": 1, "skipped": 1])
        #expect(try shop.run(contacts).output.contains("in the database already"))
    }

    @Test func anEditLeavesSomethingThatIdentifies() throws {
        let shop = try desk()
        #expect(try shop.run("add", "contacts", "email=solo@x.example", "--quiet").status == 0)
        let result = try shop.run("edit", "contacts", "solo@x.example", "email=")
        #expect(result.status == 1 && result.output.contains("identity.missing"), "\(result.output)")
        #expect(try shop.fields("contacts", "solo@x.example")["email"] == "solo@x.example")
        let words = ["edit", "contacts", "solo@x.example", "phone=+48221234567", "email="]
        #expect(try shop.run(words + ["--quiet"]).status == 0)
        #expect(try shop.fields("contacts", "+48221234567")["email"] == nil)
    }

    /// Their keys have more than one part; people call them by the part that is a name.
    @Test func contractsAndTasksAreCalledByTheirNames() throws {
        let shop = try desk()
        for words in [["contracts", "name=Gold", "account=Acme Ltd"], ["tasks", "subject=Call back"]] {
            #expect(try shop.run(["add"] + words + ["--quiet"]).status == 0)
        }
        #expect(try shop.fields("contracts", "gold")["account"] == "Acme Ltd")
        #expect(try shop.fields("tasks", "Call back")["subject"] == "Call back")
        #expect(try shop.run("edit", "contracts", "Gold", "number=K-1", "--quiet").status == 0)
        #expect(try shop.fields("contracts", "K-1")["name"] == "Gold")
    }

    /// A bulk edit: what was listed comes back, with an action or under the command, and only what was edited changes.
    @Test func aListIsEditedAndComesBack() throws {
        let shop = try desk()
        try shop.write(
            "c.csv", "external_id,email,first_name,last_name,shoe_size\nc-1,ada@x.example,Ada,Lis,38\n")
        #expect(try shop.run("import", "c.csv", "--quiet").status == 0)
        let digest = try shop.digest()
        let list = try shop.run("list", "contacts", "--format", "csv").output
        try shop.write("list.csv", list)
        let same = try shop.run("edit", "contacts", "--from", "list.csv", "--json")
        #expect(same.status == 0, "\(same.error)")
        #expect(try Shop.counts(same, "contacts") == ["read": 2, "unchanged": 2])
        let lines = list.split(whereSeparator: \.isNewline).enumerated().map { ($0 == 0 ? "action," : "update,") + $1 }
        try shop.write("actions.csv", lines.joined(separator: "\n") + "\n")
        let again = try shop.run("import", "actions.csv", "--json")
        #expect(again.status == 0, "\(again.error)")
        #expect(try Shop.counts(again, "contacts") == ["read": 2, "unchanged": 2])
        #expect(try shop.digest() == digest)
        try shop.write("ids.csv", "id,city\n2,Oslo\n")
        #expect(try shop.run("edit", "contacts", "--from", "ids.csv", "--quiet").status == 0)
        let record = try shop.fields("contacts", "ada@x.example")
        #expect(record["city"] == "Oslo")
        let shown = try shop.run("show", "contacts", "ada@x.example").output
        #expect(shown.contains("shoe_size") && !shown.contains("custom.id"))
    }

    @Test func everyEntityCanBeAdded() throws {
        let shop = try desk()
        let words = [
            ["departments", "name=Support"], ["teams", "name=First line", "department=Support"],
            ["agents", "email=ola@desk.example", "role=agent", "status=active", "teams=First line"],
            ["products", "name=Printer"], ["projects", "name=Move", "account=Acme Ltd", "starts_on=2026-01-02"],
            ["contracts", "name=Gold", "account=Acme Ltd"],
            ["tickets", "number=7", "subject=Smoke", "contact=anna@acme.example", "assignee=ola@desk.example"],
            ["comments", "ticket=7", "body=We look.", "author=ola@desk.example"],
            ["attachments", "ticket=7", "name=photo.jpg"], ["tasks", "subject=Call back", "ticket=7"],
            ["calls", "subject=Asked", "starts_at=2026-01-02T10:00:00Z", "ticket=7"],
            ["events", "subject=Visit", "starts_at=2026-01-02T10:00:00Z", "ends_at=2026-01-02T11:00:00Z"],
            ["time-entries", "ticket=7", "agent=ola@desk.example", "executed_at=2026-01-02T10:00:00Z", "duration=600"],
        ]
        for typed in words {
            let result = try shop.run(["add"] + typed)
            #expect(result.status == 0, "\(typed[0]): \(result.output)\(result.error)")
        }
        #expect(try shop.fields("tickets", "7")["account"] == "Acme Ltd")
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func aWrongValueIsRefusedWithItsPlace() throws {
        let shop = try desk()
        let result = try shop.run("add", "contacts", "email=anna at acme", "last_name=Kos")
        #expect(result.status == 1)
        #expect(result.output.contains("command, record 1") && result.output.contains("email.invalid"))
        #expect(!result.output.contains("Rejects"))
        let missing = try shop.run("add", "contacts", "email=jan@acme.example", "account=Acne Ltd")
        #expect(missing.status == 1 && missing.output.contains("reference.unknown"))
    }

    @Test func wrongWordsNameTheNearestRightOnes() throws {
        let shop = try desk()
        let mistakes: [([String], String)] = [
            (["add", "contcts", "email=a@b.example"], "Did you mean contacts?"),
            (["add", "contacts", "emial=a@b.example"], "Did you mean email?"),
            (["add", "contacts", "account.account_numbr=A"], "Did you mean account_number?"),
            (["add", "contacts", "anna"], "no FIELD=VALUE"),
            (["add", "contacts"], "Nothing says what to add"),
            (["add", "contacts", "email=a@b.example", "email=c@d.example"], "email is given twice"),
            (["add", "contacts", "email+=a@b.example"], "no set"),
            (["add", "accounts", "name="], "cannot be empty"),
            (["add", "organization", "name=Desk"], "organization edit"),
            (["edit", "contacts", "ana@acme.example", "phone="], "Did you mean anna@acme.example?"),
            (["edit", "contacts", "anna@acme.example"], "Nothing says what to change"),
            (["edit", "contacts", "phone="], "Nothing says which contacts"),
            (["edit", "contacts", "x", "--from", "y.csv"], "--from"),
            (["delete", "agents", "ola@desk.example"], "agents remove"),
            (["add", "tickets", "subject=A", "contact=anna@acme.example", "due_at=03/04/2026"], "--dates"),
        ]
        let before = try shop.bytes("desk.sqlite")
        for (words, part) in mistakes {
            let result = try shop.run(words)
            #expect(result.status == 64, "\(words)")
            #expect(result.error.contains(part), "\(words): \(result.error)")
        }
        #expect(try shop.bytes("desk.sqlite") == before)
    }

    // MARK: edit

    @Test func anEditChangesWhatWasTypedAndNothingElse() throws {
        let shop = try desk()
        let result = try shop.run(
            "edit", "contacts", "anna@acme.example", "phone=+48 22 123 45 67", "tags+=vip", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try Shop.counts(result, "contacts") == ["read": 1, "updated": 1])
        let record = try shop.fields("contacts", "anna@acme.example")
        #expect(record["phone"]?.isEmpty == false && record["tags"]?.contains("vip") == true)
        #expect(record["first_name"] == "Anna" && record["account"] == "Acme Ltd")
    }

    @Test func nothingBehindTheSignEmptiesAField() throws {
        let shop = try desk()
        #expect(try shop.run("add", "projects", "name=Move", "--quiet").status == 0)
        let full = ["title=Dr", "custom.region=East", "tags=a,b", "projects=Move", "account=Acme Ltd"]
        #expect(try shop.run(["edit", "contacts", "anna@acme.example", "--quiet"] + full).status == 0)
        let names = ["title", "tags", "projects", "account"]
        #expect(names.allSatisfy { (try? shop.fields("contacts", "anna@acme.example")[$0] ?? "") != "" })
        let empty = ["title=", "custom.region=", "tags=", "projects=", "account="]
        #expect(try shop.run(["edit", "contacts", "anna@acme.example", "--quiet"] + empty).status == 0)
        let record = try shop.fields("contacts", "anna@acme.example")
        for name in names { #expect(record[name] == nil, "\(name)") }
        #expect(try !shop.run("show", "contacts", "anna@acme.example").output.contains("East"))
    }

    @Test func severalRecordsGetTheSame() throws {
        let shop = try desk()
        #expect(try shop.run("add", "contacts", "email=jan@acme.example", "--quiet").status == 0)
        let result = try shop.run("edit", "contacts", "#1", "jan@acme.example", "title=Dr", "--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 2, "updated": 2])
        #expect(try shop.fields("contacts", "jan@acme.example")["title"] == "Dr")
        let again = try shop.run("edit", "contacts", "#1", "jan@acme.example", "title=Dr", "--json")
        #expect(try Shop.counts(again, "contacts") == ["read": 2, "unchanged": 2])
    }

    @Test func aKeyThatFitsSeveralNamesThemAll() throws {
        let shop = try desk()
        for email in ["a@b.example", "c@d.example"] {
            let added = try shop.run("add", "contacts", "email=\(email)", "first_name=Jan", "last_name=Kos", "--quiet")
            #expect(added.status == 0)
        }
        let result = try shop.run("edit", "contacts", "Jan Kos", "title=Dr")
        #expect(result.status == 64)
        #expect(result.error.contains("#2 a@b.example") && result.error.contains("#3 c@d.example"))
    }

    @Test func theActorMustBeAllowedTo() throws {
        let shop = try desk()
        try shop.write("agents.csv", Files.agents)
        #expect(try shop.run("import", "agents.csv", "--quiet").status == 0)
        #expect(try shop.run("edit", "contacts", "#1", "title=Dr", "--as", "ola@desk.pl", "--quiet").status == 0)
        for email in ["light@desk.pl", "off@desk.pl", "gone@desk.pl"] {
            #expect(try shop.run("edit", "contacts", "#1", "title=Mr", "--as", email).status == 77, "\(email)")
        }
    }

    @Test func recordsCanComeFromAFile() throws {
        let shop = try desk()
        try shop.write("new.csv", Files.contacts)
        #expect(try shop.run("add", "contacts", "--from", "new.csv", "--quiet").status == 0)
        try shop.write("titles.csv", "email,title\nanna@acme.pl,Dr\neva@beta.de,Prof\nnobody@acme.pl,Mr\n")
        let result = try shop.run("edit", "contacts", "--from", "titles.csv", "--json")
        #expect(result.status == 1, "\(result.error)")
        #expect(try Shop.counts(result, "contacts") == ["read": 3, "updated": 2, "rejected": 1])
        #expect(try shop.fields("contacts", "eva@beta.de")["title"] == "Prof")
    }
}

extension Shop {
    /// The fields of the one record that a key finds, as `show` prints them; references without the id behind them.
    func fields(_ entity: String, _ key: String) throws -> [String: String] {
        let lines = try run("show", entity, key).output.split(separator: "\n").dropFirst()
        var fields: [String: String] = [:]
        var last = ""
        for line in lines {
            // Further members of a set stand below the first.
            let parts = line.hasPrefix(" ") ? [Substring(last), line] : line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { continue }
            last = String(parts[0])
            let value = parts[1].trimmingCharacters(in: .whitespaces).replacing(/\ \(#\d+\)$/, with: "")
            fields[last] = line.hasPrefix(" ") ? "\(fields[last] ?? ""), \(value)" : value
        }
        return fields
    }
}
