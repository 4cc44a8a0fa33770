import Foundation
import Testing

/// Commands that delete or take away: `delete`, `restore`, `bin`, `contacts`, with the real program.
@Suite struct TakingAwayTests {
    private func desk() throws -> Shop {
        let shop = try Shop()
        for words in [
            ["accounts", "name=Acme Ltd"], ["accounts", "name=Workshop", "parent=Acme Ltd"],
            ["projects", "name=Move", "account=Acme Ltd"],
            ["contacts", "email=anna@acme.example", "first_name=Anna", "last_name=Nowak", "account=Acme Ltd"],
            ["tickets", "number=7", "subject=Smoke", "contact=anna@acme.example"],
        ] {
            let result = try shop.run(["add"] + words + ["--quiet"])
            #expect(result.status == 0, "\(result.error)")
        }
        return shop
    }

    @Test func aDeletionShowsWhatGoesAlongAndWantsAYes() throws {
        let shop = try desk()
        let before = try shop.bytes("desk.sqlite")
        let result = try shop.run("delete", "accounts", "Acme Ltd")
        #expect(result.status == 64)
        for part in [
            "#1 Acme Ltd", "1 contact", "1 ticket", "1 account moves up", "1 project loses its account", "--yes",
        ] {
            #expect(result.error.contains(part), "\(part): \(result.error)")
        }
        #expect(try shop.run("delete", "accounts", "Acme Ltd", "--dry-run", "--quiet").status == 0)
        #expect(try shop.bytes("desk.sqlite") == before)
    }

    @Test func aDeletionComesBackAsAWhole() throws {
        let shop = try desk()
        let digest = try shop.digest()
        let result = try shop.run("delete", "accounts", "Acme Ltd", "--yes", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try Shop.counts(result, "accounts") == ["read": 1, "deleted": 1])
        #expect(try shop.run("show", "projects", "Move").output.contains("Acme") == false)
        let bin = try #require(try shop.run("bin", "list", "--json").json() as? [[String: Any]])
        #expect(bin.count == 1 && bin[0]["name"] as? String == "Acme Ltd")
        #expect(bin[0]["records"] as? [String: Int] == ["accounts": 1, "contacts": 1, "tickets": 1])
        let contacts = try shop.run("bin", "list", "contacts").output
        #expect(contacts.contains("No deletion in the recycle bin began with contacts."))
        // Any record of it takes the whole deletion back.
        #expect(try shop.run("restore", "contacts", "anna@acme.example", "--dry-run", "--quiet").status == 0)
        #expect(try shop.digest() != digest)
        #expect(try shop.run("restore", "contacts", "anna@acme.example", "--quiet").status == 0)
        #expect(try shop.digest() == digest)
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func aRestorationThatCollidesNamesBoth() throws {
        let shop = try desk()
        #expect(try shop.run("delete", "contacts", "anna@acme.example", "--yes", "--quiet").status == 0)
        #expect(try shop.run("add", "contacts", "email=anna@acme.example", "last_name=New", "--quiet").status == 0)
        let result = try shop.run("restore", "contacts", "#1")
        #expect(result.status == 1)
        #expect(result.output.contains("restore.collision"))
        #expect(result.output.contains("#1") && result.output.contains("#2"))
        #expect(try shop.run("show", "contacts", "#2").output.contains("New"))
    }

    // MARK: binned: restore

    private static let restoring = """
        read: { binned: restore }
        records:
          - entity: contacts
            key: [external_id, email]
            columns:
              external_id: { from: id, optional: true }
              email: { from: email, optional: true }
              title: title

        """

    /// A row that brings a record back brings back what went along, and nothing that would refer to the bin.
    @Test func aRowRestoresTheWholeDeletion() throws {
        let shop = try desk()
        let before = try shop.fields("contacts", "anna@acme.example")
        #expect(try shop.run("delete", "accounts", "Acme Ltd", "--yes", "--quiet").status == 0)
        try shop.write("m.yaml", Self.restoring)
        try shop.write("back.csv", "email,title\nanna@acme.example,Dr\n")
        let check = try shop.run("check", "back.csv", "--map", "m.yaml", "--json")
        let result = try shop.run("import", "back.csv", "--map", "m.yaml", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try Shop.counts(result, "contacts") == Shop.counts(check, "contacts"))
        let after = try shop.fields("contacts", "anna@acme.example")
        #expect(after["account"] == before["account"] && after["title"] == "Dr")
        #expect(try shop.run("bin", "list").output.contains("Acme") == false)
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func whatARecordHadMayBelongToAnotherByNow() throws {
        let shop = try Shop()
        let customer = "external_id,email,first_name,last_name\nc-2,bo@lind.example,Bo,Lind\n"
        try shop.write("first.csv", customer)
        #expect(try shop.run("import", "first.csv", "--quiet").status == 0)
        #expect(try shop.run("delete", "contacts", "bo@lind.example", "--yes", "--quiet").status == 0)
        try shop.write("m.yaml", Self.restoring)
        try shop.write("back.csv", "id,title\nc-2,Dr\n")
        // The address is taken by then, of which the row says nothing.
        #expect(try shop.run("add", "contacts", "email=bo@lind.example", "last_name=Other", "--quiet").status == 0)
        for words in [["check"], ["import"]] {
            let result = try shop.run(words + ["back.csv", "--map", "m.yaml", "--json"])
            #expect(result.status == 1)
            #expect(try Shop.counts(result, "contacts") == ["read": 1, "rejected": 1])
        }
        #expect(try shop.run("doctor").status == 0)
    }

    /// Of the live records only one may have an id of a system.
    @Test func anExternalIDThatIsTakenStandsAgainstARestoration() throws {
        let shop = try Shop()
        try shop.write("first.csv", "external_id,email,first_name,last_name\nc-2,bo@lind.example,Bo,Lind\n")
        try shop.write("second.csv", "external_id,email,first_name,last_name\nc-2,bo2@lind.example,Bo,Two\n")
        #expect(try shop.run("import", "first.csv", "--quiet").status == 0)
        #expect(try shop.run("delete", "contacts", "bo@lind.example", "--yes", "--quiet").status == 0)
        #expect(try shop.run("import", "second.csv", "--quiet").status == 0)
        let restored = try shop.run("restore", "contacts", "bo@lind.example")
        #expect(restored.status == 1 && restored.output.contains("external id"), "\(restored.output)\(restored.error)")
        let runs = try #require(try shop.run("runs", "list", "--json").json() as? [[String: Any]])
        let deletion = try #require(runs.first { $0["kind"] as? String == "delete contacts" }?["id"] as? String)
        let undone = try shop.run("undo", deletion, "--yes")
        #expect(undone.status == 2, "\(undone.output)\(undone.error)")
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func whatIsNotThereIsNeitherDeletedNorRestored() throws {
        let shop = try desk()
        let unknown = try shop.run("delete", "contacts", "ana@acme.example", "--yes")
        #expect(unknown.status == 64 && unknown.error.contains("Did you mean anna@acme.example?"))
        let live = try shop.run("restore", "contacts", "anna@acme.example")
        #expect(live.status == 64 && live.error.contains("recycle bin"))
        #expect(try shop.run("delete", "contacts", "--yes").status == 64)
        #expect(try shop.run("delete", "organization", "x", "--yes").status == 64)
        #expect(try shop.run("restore", "agents", "x").error.contains("not deleted but removed"))
    }

    @Test func deletionsCanComeFromAFile() throws {
        let shop = try desk()
        try shop.write("gone.csv", "email,first_name,last_name\nanna@acme.example,Anna,Nowak\n")
        let asked = try shop.run("delete", "contacts", "--from", "gone.csv")
        #expect(asked.status == 64 && asked.error.contains("gone.csv"))
        let result = try shop.run("delete", "contacts", "--from", "gone.csv", "--yes", "--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 1, "deleted": 1], "\(result.error)")
    }

    @Test func aPurgeIsForGood() throws {
        let shop = try desk()
        #expect(try shop.run("delete", "contacts", "anna@acme.example", "--yes", "--quiet").status == 0)
        let before = try shop.bytes("desk.sqlite")
        let asked = try shop.run("bin", "purge")
        #expect(asked.status == 64 && asked.error.contains("1 contact") && asked.error.contains("1 ticket"))
        let dry = try shop.run("bin", "purge", "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("2 records removed for good"))
        #expect(try shop.bytes("desk.sqlite") == before)
        let young = try shop.run("bin", "purge", "--older-than", "60d", "--yes")
        #expect(young.status == 0 && young.output.contains("Nothing had to be written"))
        let done = try shop.run("bin", "purge", "--yes")
        #expect(done.status == 0 && done.output.contains("Done: 2 records removed for good."))
        #expect(try shop.run("bin", "list").output.contains("empty"))
        #expect(try shop.run("restore", "contacts", "#1").status == 64)
        #expect(try shop.run("runs", "list").output.contains("bin purge"))
        #expect(try shop.run("bin", "purge", "--older-than", "soon", "--yes").status == 64)
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func onlyAdministratorsEmptyTheBin() throws {
        let shop = try desk()
        for words in [["email=ada@desk.example", "role=administrator"], ["email=max@desk.example", "role=manager"]] {
            #expect(try shop.run(["add", "agents", "status=active", "--quiet"] + words).status == 0)
        }
        #expect(try shop.run("delete", "projects", "Move", "--yes", "--quiet", "--as", "max@desk.example").status == 0)
        #expect(try shop.run("bin", "purge", "--yes").status == 77)
        #expect(try shop.run("bin", "purge", "--yes", "--as", "max@desk.example").status == 77)
        #expect(try shop.run("bin", "purge", "--yes", "--quiet", "--as", "ada@desk.example").status == 0)
    }

    // MARK: contacts

    @Test func aContactMovesBetweenAccountsAndItsTicketsStay() throws {
        let shop = try desk()
        let before = try shop.bytes("desk.sqlite")
        let dry = try shop.run("contacts", "associate", "anna@acme.example", "--account", "#2", "--dry-run", "--quiet")
        #expect(dry.status == 0, "\(dry.error)")
        #expect(try shop.bytes("desk.sqlite") == before)
        #expect(
            try shop.run("contacts", "associate", "anna@acme.example", "--account", "Workshop", "--quiet").status == 0)
        #expect(try shop.fields("contacts", "anna@acme.example")["account"] == "Workshop")
        #expect(try shop.fields("tickets", "7")["account"] == "Acme Ltd")
        let other = try shop.run("contacts", "dissociate", "anna@acme.example", "--account", "Acme Ltd")
        #expect(other.status == 1 && other.output.contains("account.mismatch"))
        #expect(try shop.run("contacts", "dissociate", "anna@acme.example", "--quiet").status == 0)
        #expect(try shop.fields("contacts", "anna@acme.example")["account"] == nil)
        let wrong = try shop.run("contacts", "associate", "anna@acme.example", "--account", "Workshp")
        #expect(wrong.status == 64 && wrong.error.contains("Did you mean Workshop?"))
        #expect(try shop.run("contacts", "associate", "nobody", "--account", "Workshop").status == 64)
        #expect(try shop.run("contacts", "associate", "anna@acme.example").status == 64)
    }
}
