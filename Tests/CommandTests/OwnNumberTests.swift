import Testing

/// Tickets by the numbers that Deskferry gave them: for commands that name one, and for files.
@Suite struct OwnNumberCommandTests {
    private func desk() throws -> Shop {
        let shop = try Shop()
        try shop.write("people.csv", "email,first_name,last_name\na@x.example,Ann,Ash\nb@x.example,Ben,Birk\n")
        try shop.write("mine.csv", "subject,contact,description\nPrinter dead,a@x.example,Secret of A\n")
        try shop.write("theirs.csv", "number,subject,contact\n1,Invoice,b@x.example\n")
        #expect(try shop.run("import", "people.csv", "mine.csv", "--quiet").status == 0)
        return shop
    }

    @Test func aTicketIsEditedByTheNumberItGotHere() throws {
        let shop = try desk()
        #expect(try shop.run("edit", "tickets", "1", "subject=Printer on fire", "--quiet").status == 0)
        #expect(try shop.fields("tickets", "1")["subject"] == "Printer on fire")
        try shop.write("list.csv", "number,subject,status\n1,Printer gone,closed\n")
        #expect(try shop.run("edit", "tickets", "--from", "list.csv", "--quiet").status == 0)
        #expect(try shop.fields("tickets", "1")["subject"] == "Printer gone")
    }

    @Test func aListComesBack() throws {
        let shop = try desk()
        let listed = try shop.run("list", "tickets", "--format", "csv").output
        #expect(listed.contains("Printer dead"))
        try shop.write("list.csv", listed.replacing("Secret of A", with: "Toner is empty"))
        let result = try shop.run("import", "list.csv", "--map", "deskferry/tickets", "--json")
        #expect(try Shop.counts(result, "tickets") == ["read": 1, "updated": 1], "\(result.output)\(result.error)")
        #expect(try shop.fields("tickets", "1")["description"] == "Toner is empty")
    }

    @Test(arguments: [
        ["import", "theirs.csv"], ["add", "tickets", "number=1", "subject=Invoice", "contact=b@x.example"],
    ])
    func anotherTicketOfThatNumberIsTurnedAway(words: [String]) throws {
        let shop = try desk()
        let before = try shop.run("show", "tickets", "1").output
        let result = try shop.run(words)
        #expect(result.status == 1, "\(result.error)")
        #expect(result.output.contains("key.taken") && result.output.contains("record #1"))
        #expect(try shop.run("show", "tickets", "1").output == before)
    }
}
