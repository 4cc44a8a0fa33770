import Testing

/// Inviting is a choice: nobody is invited by an import alone, and Deskferry sends nothing.
@Suite struct InvitationTests {
    private func state(_ shop: Shop, _ key: String) throws -> String? { try shop.fields("contacts", key)["invitation"] }

    private func codes(_ result: Shop.Result) throws -> [String] {
        let findings = try result.object()["findings"] as? [String: Any]
        return (findings?["groups"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    }

    // MARK: contacts invite

    @Test func contactsAreInvitedOnce() throws {
        let shop = try Shop.stocked()
        let first = try shop.run("contacts", "invite", "anna@acme.pl", "Jan Kos", "--json")
        #expect(first.status == 0, "\(first.error)")
        #expect(try Shop.counts(first, "contacts") == ["read": 2, "updated": 2])
        #expect(try state(shop, "anna@acme.pl") == "requested")
        #expect(try state(shop, "eva@beta.de") == nil)
        let second = try shop.run("contacts", "invite", "anna@acme.pl", "eva@beta.de", "--json")
        #expect(try Shop.counts(second, "contacts") == ["read": 2, "updated": 1, "unchanged": 1])
        #expect(try shop.notes(second).contains { $0.contains("anna@acme.pl (requested)") })
        #expect(try shop.run("runs", "list").output.contains("contacts invite"))
    }

    @Test(arguments: ["sent", "accepted"])
    func whoeverWasInvitedStaysSo(before: String) throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("edit", "contacts", "anna@acme.pl", "invitation=\(before)", "--quiet").status == 0)
        let result = try shop.run("contacts", "invite", "anna@acme.pl", "--json")
        #expect(result.status == 0)
        #expect(try shop.notes(result).contains { $0.contains("anna@acme.pl (\(before))") })
        #expect(try state(shop, "anna@acme.pl") == before)
    }

    @Test func aConditionInvitesMany() throws {
        let shop = try Shop.stocked()
        let result = try shop.run("contacts", "invite", "--where", "account = Acme", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try Shop.counts(result, "contacts") == ["read": 2, "updated": 2])
        let none = try shop.run("contacts", "invite", "--where", "account = Acme and title = Dr")
        #expect(none.status == 0)
        #expect(none.output.contains("nobody is invited"))
        #expect(try shop.run("contacts", "invite").status == 64)
        #expect(try shop.run("contacts", "invite", "--where", "acount = Acme").status == 64)
        #expect(try shop.run("contacts", "invite", "nobody@acme.pl").status == 64)
    }

    @Test func whoHasNoAddressIsNotInvited() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("add", "contacts", "phone=+48221234599", "last_name=Lis", "--quiet").status == 0)
        let result = try shop.run("contacts", "invite", "#4", "--json")
        #expect(try codes(result) == ["invitation.no_email"])
        #expect(try state(shop, "#4") == nil)
    }

    @Test func aDryRunInvitesNobody() throws {
        let shop = try Shop.stocked()
        let before = try shop.bytes("desk.sqlite")
        let result = try shop.run("contacts", "invite", "anna@acme.pl", "--dry-run", "--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 1, "updated": 1])
        #expect(try shop.bytes("desk.sqlite") == before)
    }

    // MARK: import --invite

    @Test func anImportInvitesTheContactsThatItMakes() throws {
        let shop = try Shop.stocked()
        try shop.write(
            "more.csv",
            "email,first_name,last_name,phone\nanna@acme.pl,Anna,Nowak,\nnew@acme.pl,Nel,Pat,\n,Ola,Lis,+48 22 123 45 99\n"
        )
        try shop.write(
            "map.yaml",
            """
            name: crm/people
            records:
              - entity: contacts
                key: [email, phone]
                columns: { email: email, first_name: first_name, last_name: last_name, phone: phone }

            """)
        let result = try shop.run("import", "more.csv", "--map", "map.yaml", "--invite", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try codes(result).contains("invitation.no_email"))
        #expect(try shop.notes(result).contains { $0.contains("invitations export") })
        #expect(try state(shop, "new@acme.pl") == "requested")
        #expect(try state(shop, "anna@acme.pl") == nil)
        #expect(try shop.run("invitations", "list").output.contains("new@acme.pl"))
        let again = try shop.run("import", "more.csv", "--map", "map.yaml", "--invite", "--force", "--json")
        #expect(try Shop.counts(again, "contacts")["unchanged"] == 3)
    }

    @Test func whatTheFileSaysOfInvitationsHolds() throws {
        let shop = try Shop()
        try shop.write("c.csv", "email,first_name,last_name,invitation\na@b.pl,Jan,Kos,accepted\nc@d.pl,Ola,Lis,\n")
        #expect(try shop.run("import", "c.csv", "--invite", "--quiet").status == 0)
        #expect(try state(shop, "a@b.pl") == "accepted")
        #expect(try state(shop, "c@d.pl") == "requested")
    }

    @Test func anImportByItselfInvitesNobody() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("invitations", "list").output.contains("No invitations"))
        #expect(try shop.run("invitations", "export", "-o", "mails.csv").status == 0)
        #expect(!shop.exists("mails.csv"))
    }

    // MARK: invitations

    private func invited() throws -> Shop {
        let shop = try Shop.stocked()
        #expect(try shop.run("contacts", "invite", "anna@acme.pl", "jan@acme.pl", "--quiet").status == 0)
        return shop
    }

    @Test func invitationsAreListedByState() throws {
        let shop = try invited()
        #expect(try shop.run("edit", "contacts", "jan@acme.pl", "invitation=accepted", "--quiet").status == 0)
        let requested = try shop.run("invitations", "list", "--state", "requested", "--json")
        #expect((try requested.json() as? [[String: Any]])?.compactMap { $0["email"] as? String } == ["anna@acme.pl"])
        #expect(try shop.run("invitations").output.contains("jan@acme.pl"))
        let wrong = try shop.run("invitations", "list", "--state", "lost")
        #expect(wrong.status == 64)
        #expect(wrong.error.contains("requested, sent, accepted"))
    }

    @Test func exportedInvitationsAreSent() throws {
        let shop = try invited()
        let result = try shop.run("invitations", "export", "-o", "mails.csv", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(
            try shop.text("mails.csv")
                == "email,name,account,language\r\nanna@acme.pl,Anna Nowak,Acme,\r\njan@acme.pl,Jan Kos,Acme,\r\n")
        #expect(try state(shop, "anna@acme.pl") == "sent")
        #expect(try shop.run("runs", "list").output.contains("invitations export"))
        #expect(try shop.run("invitations", "export", "-o", "more.csv").output.contains("No invitations"))
        #expect(!shop.exists("more.csv"))
        #expect(try shop.run("contacts", "invite", "eva@beta.de", "--quiet").status == 0)
        let again = try shop.run("invitations", "export", "-o", "all.csv", "--again", "--json")
        #expect(try Shop.counts(again, "contacts") == ["read": 3, "updated": 1, "unchanged": 2])
        #expect(try shop.text("all.csv").split(separator: "\r\n").count == 4)
    }

    @Test func invitationsCanBeAWorkbook() throws {
        let shop = try invited()
        #expect(try shop.run("invitations", "export", "-o", "mails.xlsx", "--quiet").status == 0)
        let rows = try shop.run("rows", "mails.xlsx").output
        #expect(rows.contains("email,name,account,language") && rows.contains("jan@acme.pl,Jan Kos,Acme"))
    }

    @Test func aDryRunHandsNothingOver() throws {
        let shop = try invited()
        let before = try shop.bytes("desk.sqlite")
        let result = try shop.run("invitations", "export", "-o", "mails.csv", "--dry-run", "--json")
        #expect(try Shop.counts(result, "contacts") == ["read": 2, "updated": 2])
        #expect(!shop.exists("mails.csv"))
        #expect(try shop.bytes("desk.sqlite") == before)
    }

    @Test func nothingIsWrittenOver() throws {
        let shop = try invited()
        try shop.write("mails.csv", "mine")
        #expect(try shop.run("invitations", "export", "-o", "mails.csv").status == 64)
        #expect(try shop.text("mails.csv") == "mine")
        #expect(try state(shop, "anna@acme.pl") == "requested")
    }

    @Test func standardOutputTakesThemToo() throws {
        let shop = try invited()
        #expect(try shop.run("invitations", "export", "-o", "-", "--json").status == 64)
        #expect(try state(shop, "anna@acme.pl") == "requested")
        let result = try shop.run("invitations", "export", "-o", "-")
        #expect(result.status == 0)
        #expect(
            result.output
                == "email,name,account,language\r\nanna@acme.pl,Anna Nowak,Acme,\r\njan@acme.pl,Jan Kos,Acme,\r\n")
        #expect(result.error.contains("2 invitations handed over: standard output"), "\(result.error)")
        #expect(!shop.exists("-"))
        #expect(try state(shop, "jan@acme.pl") == "sent")
        let none = try shop.run("invitations", "export", "-o", "-")
        #expect(none.output.isEmpty && none.error.contains("No invitations"))
    }

    @Test func nobodyIsMarkedOfWhomNobodyReads() throws {
        let full = try invited()
        let lost = try full.runShell("'\(Shop.program)' invitations export -o - > /dev/full")
        #expect(lost.status == 69 && lost.error.contains("Standard output cannot be written"), "\(lost.error)")
        #expect(try state(full, "anna@acme.pl") == "requested")
    }

    @Test func whoHasLostTheirAddressIsNamed() throws {
        let shop = try invited()
        let emptied = try shop.run("edit", "contacts", "jan@acme.pl", "email=", "--quiet")
        #expect(emptied.status == 0, "\(emptied.error)")
        let result = try shop.run("invitations", "export", "-o", "mails.csv")
        #expect(result.status == 0)
        #expect(result.error.contains("Left out, for want of an email address: #2 Kos."), "\(result.error)")
        #expect(try shop.text("mails.csv").split(separator: "\r\n").count == 2)
        let again = try shop.run("invitations", "export", "-o", "more.csv")
        #expect(again.error.contains("#2 Kos") && again.output.contains("No invitations"))
    }

    @Test func whoIsNamedAndNotInvitedMakesADifference() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("add", "contacts", "phone=+48221234599", "last_name=Lis", "--quiet").status == 0)
        let named = try shop.run("contacts", "invite", "#4")
        #expect(named.status == 1 && named.output.contains("Not done as typed"), "\(named.output)")
        #expect(try shop.run("contacts", "invite", "--where", "last_name = Lis").status == 0)
    }

    @Test func aRefusedExportLeavesNoFile() throws {
        let shop = try invited()
        #expect(try shop.run("add", "agents", "email=ada@desk.pl", "role=administrator", "--quiet").status == 0)
        #expect(try shop.run("add", "agents", "email=light@desk.pl", "role=light_agent", "--quiet").status == 0)
        let result = try shop.run("invitations", "export", "-o", "mails.csv", "--as", "light@desk.pl")
        #expect(result.status == 77)
        #expect(!shop.exists("mails.csv"))
        #expect(try state(shop, "anna@acme.pl") == "requested")
    }
}
