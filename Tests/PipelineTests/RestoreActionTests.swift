import Testing

/// What rows bring back by an action column.
@Suite struct RestoreActionTests {
    @Test func aKeyThatWasTakenStopsTheWholeRestoration() throws {
        let desk = try ActionTests.desk()
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        try desk.load(["c.csv": "email,last_name,account,action\nb@acme.pl,New,Zeta,create\n"])
        let run = try desk.load(["a.csv": "name,action\nAcme,restore\n"])
        #expect(run.findings == ["error restore.collision a.csv:2 name Acme"])
        #expect(run.messages[0].contains("#2 (b@acme.pl)") && run.messages[0].contains("#5 (b@acme.pl)"))
        #expect(run.counts("accounts") == .init(read: 1, rejected: 1))
        #expect(try desk.live("accounts", "name") == ["Zeta", "Acme Labs"])
    }

    @Test func onlyWhatIsInTheBinIsRestored() throws {
        let desk = try ActionTests.desk()
        let run = try desk.load(["a.csv": "name,action\nAcme,restore\nNobody,restore\n"])
        #expect(
            run.findings == ["error restore.unknown a.csv:2 name Acme", "error restore.unknown a.csv:3 name Nobody"])
    }

    @Test func aDeletionIsRestoredOnce() throws {
        let desk = try ActionTests.desk()
        let before = try desk.digest()
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        let run = try desk.load([
            "a.csv": "name,action\nAcme,restore\nAcme,restore\n", "c.csv": "email,action\na@acme.pl,restore\n",
        ])
        #expect(run.counts("accounts") == .init(read: 2, restored: 1, skipped: 1))
        #expect(run.counts("contacts") == .init(read: 1, skipped: 1, takenAlong: 2))
        #expect(try desk.digest() == before)
    }

    @Test func whatWasChangedMeanwhileStays() throws {
        let desk = try ActionTests.desk()
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        try desk.load([
            "a.csv": "name,city,parent,action\nAcme Labs,Oslo,Zeta,\n",
            "p.csv": "project,account,status,action\nMove,,archived,\n",
        ])
        let run = try desk.load(["a.csv": "name,action\nAcme,restore\n"])
        #expect(try desk.live("accounts", "name, parent_id") == ["Acme|–", "Zeta|–", "Acme Labs|2"])
        #expect(try desk.live("projects", "name, account_id, status") == ["Move|1|archived", "Stay|2|active"])
        #expect(run.counts("accounts").restored == 1)
    }

    @Test func referencesBetweenTwoDeletionsComeBackWithTheLast() throws {
        let desk = try ActionTests.desk()
        let before = try desk.digest()
        try desk.load(["a.csv": "name,action\nZeta,delete\n"])
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        // The comment of a@acme.pl lies in the other deletion; its author is still in the bin.
        try desk.load(["a.csv": "name,action\nZeta,restore\n"])
        #expect(try desk.live("comments", "body, author_contact_id") == ["Hi|4", "Ho|–"])
        try desk.load(["a.csv": "name,action\nAcme,restore\n"])
        #expect(try desk.digest() == before)
        try desk.load(["a.csv": "name,action\nZeta,delete\n"])
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        try desk.load(["a.csv": "name,action\nZeta,restore\nAcme,restore\n"])
        #expect(try desk.digest() == before)
    }

    @Test func aRecordWhoseCustomerIsInTheBinStaysThere() throws {
        let desk = try ActionTests.desk()
        try desk.load(["t.csv": "number,action\n1,delete\n"])
        try desk.load(["c.csv": "email,action\na@acme.pl,delete\n"])
        let run = try desk.load(["t.csv": "number,action\n1,restore\n"])
        #expect(run.findings == ["error restore.collision t.csv:2 number 1"])
        #expect(run.messages[0].contains("contact #1 (a@acme.pl) is in the recycle bin"))
        let both = try desk.load(["t.csv": "number,action\n1,restore\n", "c.csv": "email,action\na@acme.pl,restore\n"])
        #expect(both.counts("tickets") == .init(read: 1, restored: 1))
        #expect(both.counts("contacts") == .init(read: 1, restored: 1))
    }

    @Test func ticketsComeBackWithTheirCustomersWhereNobodyElseIsLeft() throws {
        let desk = try ActionTests.desk()
        let before = try desk.digest()
        try desk.load(["a.csv": "name,action\nAcme,delete\nAcme Labs,delete\nZeta,delete\n"])
        #expect(try desk.live("contacts") == [])
        let run = try desk.load(["t.csv": "number,subject,contact,action\n1,,,restore\n3,,,restore\n4,,,restore\n"])
        #expect(run.counts("tickets") == .init(read: 3, restored: 3, takenAlong: 1))
        #expect(try desk.live("contacts").count == 4)
        #expect(try desk.digest() == before)
    }

    @Test func deletedAndRestoredInOneFile() throws {
        let desk = try ActionTests.desk()
        try desk.load(["a.csv": "name,action\nZeta,delete\n"])
        let run = try desk.load([
            "a.csv": "name,city,action\nZeta,,restore\nAcme,,delete\nNova,Roma,create\nAcme Labs,Lund,update\n",
            "c.csv": "email,last_name,account,action\nz@zeta.pl,Zed,Zeta,update\nl@acme.pl,,Zeta,associate\n",
            "t.csv": "number,subject,contact,action\n3,Drei,z@zeta.pl,\n5,Five,z@zeta.pl,\n",
            "p.csv": "project,account,status,action\nStay,Nova,,\nMove,,archived,\n",
        ])
        #expect(run.findings.filter { $0.hasPrefix("error") } == [])
        #expect(
            run.counts("accounts") == .init(read: 4, created: 1, updated: 1, deleted: 1, restored: 1))
        #expect(run.counts("contacts") == .init(read: 2, updated: 2, takenAlong: 3))
        #expect(run.counts("tickets") == .init(read: 2, created: 1, updated: 1, takenAlong: 3))
        #expect(try desk.live("projects", "name, account_id, status") == ["Move|–|archived", "Stay|4|active"])
    }
}
