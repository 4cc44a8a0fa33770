import Testing

/// What rows ask for by an action column: creating and updating, deleting, associating.
@Suite struct ActionTests {
    static let accounts = Maps.table(
        "accounts", key: "[name]", columns: columns("name", "city", ("parent", "accounts.name")))
    static let contacts = Maps.table(
        "contacts", key: "[email]", columns: columns("email", "last_name", ("account", "accounts.name")))
    static let tickets = Maps.table(
        "tickets", key: "[number]", columns: columns("number", "subject", ("contact", "contacts.email")))
    static let comments = Maps.table(
        "comments", key: "[external_id]",
        columns: ["external_id: id"]
            + columns("action", "body", ("ticket", "tickets.number"), ("author_contact", "contacts.email")))
    static let projects = Maps.table(
        "projects", key: "[name]",
        columns: ["name: project"] + columns("action", "status", ("account", "accounts.name")))

    /// The first column has to be there, the others need not; `references` are columns with what they refer to.
    private static func columns(_ first: String, _ plain: String, _ references: (String, String)...) -> [String] {
        let others = [plain] + (first == "action" ? [] : ["action"])
        return [first] + others.map { "\($0): { from: \($0), optional: true }" }
            + references.map { "\($0.0): { from: \($0.0), refers_to: \($0.1), optional: true }" }
    }

    static let all = Maps.tables(accounts, contacts, tickets, comments, projects)

    /// Two companies, the first with a department; people, tickets, comments and a project of each.
    static func desk() throws -> Desk {
        let desk = try Desk(all)
        try desk.load([
            "a.csv": "name,city,parent,action\nAcme,Oslo,,\nAcme Labs,Oslo,Acme,\nZeta,Bergen,,\n",
            "c.csv": "email,last_name,account,action\na@acme.pl,Ax,Acme,\nb@acme.pl,Bo,Acme,\nl@acme.pl,Li,Acme Labs,\n"
                + "z@zeta.pl,Zu,Zeta,\n",
            "t.csv":
                "number,subject,contact,action\n1,One,a@acme.pl,\n2,Two,b@acme.pl,\n3,Three,z@zeta.pl,\n4,Four,l@acme.pl,\n",
            "m.csv":
                "id,ticket,body,author_contact,action\nm1,1,Hello,a@acme.pl,\nm2,3,Hi,z@zeta.pl,\nm3,3,Ho,a@acme.pl,\n",
            "p.csv": "project,account,status,action\nMove,Acme,active,\nStay,Zeta,active,\n",
        ])
        return desk
    }

    // MARK: Creating and updating

    @Test func eachRowSaysWhatItMayDo() throws {
        let desk = try Self.desk()
        let run = try desk.load([
            "c.csv": """
            email,last_name,account,action
            a@acme.pl,Axe,,create
            n@acme.pl,New,,create
            b@acme.pl,Boe,,update
            o@acme.pl,Old,,update
            l@acme.pl,Lie,,upsert
            z@zeta.pl,Zuu,,

            """
        ])
        #expect(run.counts("contacts") == .init(read: 6, created: 1, updated: 3, skipped: 1, rejected: 1))
        #expect(
            run.findings == [
                "info record.exists c.csv:2 email a@acme.pl", "error record.unknown c.csv:5 email o@acme.pl",
            ])
        #expect(try desk.live("contacts", "last_name") == ["Ax", "Boe", "Lie", "Zuu", "New"])
    }

    @Test func anActionThatNobodyKnowsRejectsItsRow() throws {
        let desk = try Self.desk()
        let run = try desk.load(["c.csv": "email,last_name,account,action\na@acme.pl,Axe,,explode\n"])
        #expect(run.counts("contacts") == .init(read: 1, rejected: 1))
        // It may ask for a deletion, so nothing that only a new record needs is missing.
        let ticket = try desk.load(["t.csv": "number,subject,contact,action\n1,,,explode\n"])
        #expect(ticket.findings == ["error picklist.unknown t.csv:2 action explode"])
    }

    @Test func theWordsOfTheMappingAreNamedToWhoWritesNone() throws {
        let desk = try Desk(
            Maps.table(
                "contacts", key: "[email]",
                columns: ["email", "last_name", "action: { from: action, values: { Out: delete } }"]))
        let run = try desk.load(["c.csv": "email,last_name,action\na@acme.pl,Axe,explode\n"])
        #expect(run.messages[0].contains("restore, associate, dissociate, Out."))
    }

    @Test func aRowWithoutAKeyNamesNoRecord() throws {
        let desk = try Self.desk()
        let run = try desk.load(["c.csv": "email,last_name,action\n,Ax,delete\n,Ax,restore\n"])
        #expect(
            run.findings.sorted() == [
                "error identity.missing c.csv:2 email ", "error identity.missing c.csv:3 email ",
            ])
    }

    @Test func nothingIsSaidOfWhatADeletionDoesNotLookAt() throws {
        let desk = try Desk(
            Maps.table("contacts", key: "[email]", columns: ["email", "secondary_email", "action"]))
        try desk.load(["c.csv": "email,secondary_email,action\na@acme.pl,,\nb@acme.pl,,\n"])
        let run = try desk.load([
            "c.csv": "email,secondary_email,action\na@acme.pl,nonsense,delete\nb@acme.pl,nonsense,update\n"
        ])
        #expect(run.findings == ["warning email.invalid c.csv:3 secondary_email nonsense"])
        #expect(run.counts("contacts") == .init(read: 2, updated: 1, deleted: 1))
    }

    // MARK: Deleting

    @Test func anAccountGoesWithAllThatHangsOnIt() throws {
        let desk = try Self.desk()
        let run = try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        #expect(run.findings == [])
        #expect(run.counts("accounts") == .init(read: 1, deleted: 1))
        #expect(run.counts("contacts") == .init(takenAlong: 2))
        #expect(run.counts("tickets") == .init(takenAlong: 2))
        #expect(run.counts("comments") == .init(takenAlong: 1))
        #expect(try desk.live("accounts", "name, parent_id") == ["Zeta|–", "Acme Labs|–"])
        #expect(try desk.live("contacts", "email") == ["l@acme.pl", "z@zeta.pl"])
        #expect(try desk.live("tickets", "number") == ["3", "4"])
        // The comment in another customer's ticket stays, without its author.
        #expect(try desk.live("comments", "body, author_contact_id") == ["Hi|4", "Ho|–"])
        #expect(try desk.live("projects", "name, account_id") == ["Move|–", "Stay|2"])
        #expect(
            run.changes == [
                "accounts Acme Labs parent: Acme → ", "projects Move account: Acme → ",
                "comments Ho author_contact: a@acme.pl → ",
            ])
        #expect(try desk.lines("SELECT id, entity, record_id FROM deletions") == ["1|accounts|1"])
    }

    @Test func whatIsRestoredIsWhatWasThere() throws {
        let desk = try Self.desk()
        let before = try desk.digest()
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        #expect(try desk.digest() != before)
        let run = try desk.load(["a.csv": "name,action\nAcme,restore\n"])
        #expect(run.counts("accounts") == .init(read: 1, restored: 1))
        #expect(run.counts("contacts") == .init(takenAlong: 2))
        #expect(run.counts("tickets") == .init(takenAlong: 2))
        #expect(run.counts("comments") == .init(takenAlong: 1))
        #expect(try desk.digest() == before)
        #expect(try desk.lines("SELECT count(*) FROM deletions") == ["0"])
        #expect(try desk.lines("SELECT count(*) FROM deletion_changes") == ["0"])
    }

    @Test func restoringWhatWentAlongRestoresTheWholeDeletion() throws {
        let desk = try Self.desk()
        let before = try desk.digest()
        try desk.load(["a.csv": "name,action\nAcme,delete\n"])
        let run = try desk.load(["c.csv": "email,action\nb@acme.pl,restore\n"])
        #expect(run.counts("contacts") == .init(read: 1, restored: 1, takenAlong: 1))
        #expect(run.counts("accounts") == .init(takenAlong: 1))
        #expect(try desk.digest() == before)
    }

    @Test func childrenMoveUpPastParentsThatGoTogether() throws {
        let desk = try Desk(Self.accounts)
        try desk.load(["a.csv": "name,city,parent,action\nA,,,\nB,,A,\nC,,B,\nD,,C,\n"])
        let before = try desk.digest()
        try desk.load(["a.csv": "name,action\nB,delete\nC,delete\n"])
        #expect(try desk.live("accounts", "name, parent_id") == ["A|–", "D|1"])
        try desk.load(["a.csv": "name,action\nB,restore\nC,restore\n"])
        #expect(try desk.digest() == before)
    }

    @Test func agentsAreNotDeleted() throws {
        let desk = try Desk(Maps.table("agents", key: "[email]", columns: ["email", "action"]))
        try desk.load(["a.csv": "email,action\nola@desk.pl,\n"])
        let run = try desk.load(["a.csv": "email,action\nola@desk.pl,delete\n"])
        #expect(run.findings == ["error action.refused a.csv:2 action delete"])
        #expect(run.counts("agents") == .init(read: 1, rejected: 1))
    }

    @Test func anAgentOfAnUndoneRunComesBackWithTheRun() throws {
        let desk = try Desk(Maps.table("agents", key: "[email]", columns: ["email", "action"]))
        let load = try desk.load(["a.csv": "email,action\nola@desk.pl,\n"])
        try desk.undo(load)
        let run = try desk.load(["a.csv": "email,action\nola@desk.pl,restore\nnew@desk.pl,restore\n"])
        #expect(run.counts("agents") == .init(read: 2, rejected: 2))
        #expect(run.messages[0].contains("Only undoing that undo takes it back"))
        #expect(run.messages[1] == "Agents are not deleted but removed, so there is nothing to restore.")
    }

    @Test func deletingTwiceIsSaidOnceAndAgainIsNothing() throws {
        let desk = try Self.desk()
        let run = try desk.load([
            "a.csv": "name,action\nAcme,delete\nAcme,delete\n", "c.csv": "email,action\na@acme.pl,delete\n",
        ])
        #expect(run.counts("accounts") == .init(read: 2, deleted: 1, skipped: 1))
        #expect(run.counts("contacts") == .init(read: 1, skipped: 1, takenAlong: 2))
        #expect(
            run.findings == [
                "warning delete.repeated a.csv:3 name Acme", "warning delete.repeated c.csv:2 email a@acme.pl",
            ])
        let again = try desk.load(["a.csv": "name,action\nAcme,delete\nNobody,delete\n"])
        #expect(again.counts("accounts") == .init(read: 2, unchanged: 1, rejected: 1))
        #expect(
            again.findings == ["info record.binned a.csv:2 name Acme", "error record.unknown a.csv:3 name Nobody"])
    }

    @Test(arguments: [
        "name,city,action\nAcme,Roma,\nAcme,,delete\n", "name,city,action\nAcme,,delete\nAcme,Roma,\n",
        "name,city,action\nNew,,delete\nNew,Roma,\n",
    ])
    func noRowDeletesWhatAnotherOneWrites(_ file: String) throws {
        let desk = try Self.desk()
        let run = try desk.load(["a.csv": file])
        #expect(run.counts("accounts").rejected == 1 && run.counts("accounts").deleted == 0)
        #expect(run.findings.filter { $0.hasPrefix("error delete.conflict") }.count == 1)
    }

    @Test func nothingIsWrittenToWhatGoesAlong() throws {
        let desk = try Self.desk()
        let run = try desk.load([
            "a.csv": "name,action\nAcme,delete\n",
            "c.csv": "email,last_name,account,action\na@acme.pl,Axe,,\nn@acme.pl,New,Acme,\nz@zeta.pl,Zuu,,\n",
            "t.csv": "number,subject,contact,action\n9,Nine,b@acme.pl,\n1,Uno,a@acme.pl,\n",
        ])
        #expect(
            run.findings == [
                "error reference.deleted c.csv:3 account Acme", "error delete.conflict c.csv:2 email a@acme.pl",
                "error reference.deleted t.csv:2 contact b@acme.pl",
                "error reference.deleted t.csv:3 contact a@acme.pl",
            ])
        #expect(run.messages[0].contains("row 2 of"))
        #expect(run.counts("contacts") == .init(read: 3, updated: 1, rejected: 2, takenAlong: 2))
    }

    @Test(arguments: ["name,parent,action\nAcme,,delete\nKid,Acme,\n", "name,parent,action\nKid,Acme,\nAcme,,delete\n"])
    func nothingNewIsPutBelowADeletedRecord(_ file: String) throws {
        let desk = try Self.desk()
        let run = try desk.load(["a.csv": file])
        #expect(run.findings.filter { $0.hasPrefix("error reference.deleted") }.count == 1)
        #expect(run.counts("accounts") == .init(read: 2, deleted: 1, rejected: 1))
    }

    // MARK: Associating

    @Test func onlyTheAssociationIsSetAndCleared() throws {
        let desk = try Self.desk()
        let run = try desk.load([
            "c.csv": """
            email,last_name,account,action
            a@acme.pl,Changed,Zeta,associate
            b@acme.pl,,Acme,associate
            l@acme.pl,Changed,,dissociate
            z@zeta.pl,,Zeta,dissociate
            x@acme.pl,,Zeta,associate

            """
        ])
        #expect(run.counts("contacts") == .init(read: 5, updated: 3, unchanged: 1, rejected: 1))
        #expect(
            run.findings.filter { !$0.hasPrefix("info") } == ["error record.unknown c.csv:6 email x@acme.pl"])
        #expect(
            try desk.live("contacts", "email, last_name, account_id") == [
                "a@acme.pl|Ax|2", "b@acme.pl|Bo|1", "l@acme.pl|Li|–", "z@zeta.pl|Zu|–",
            ])
        #expect(try desk.live("tickets", "number, account_id") == ["1|1", "2|1", "3|2", "4|3"])
        #expect(run.changes.contains("contacts a@acme.pl account: Acme → Zeta"))
    }

    @Test func anAssociationNamesAKnownAccountAndTheRightOne() throws {
        let desk = try Self.desk()
        let run = try desk.load([
            "c.csv": """
            email,account,action
            a@acme.pl,Nowhere,associate
            b@acme.pl,,associate
            l@acme.pl,Zeta,dissociate
            z@zeta.pl,Nowhere,dissociate

            """
        ])
        #expect(run.counts("contacts") == .init(read: 4, skipped: 1, rejected: 3))
        #expect(
            run.findings == [
                "error reference.unknown c.csv:2 account Nowhere", "error reference.unknown c.csv:5 account Nowhere",
                "error reference.missing c.csv:3 account ", "warning account.mismatch c.csv:4 account Zeta",
            ])
    }

    @Test func aContactIsTakenAwayFromAnAccountThatGoes() throws {
        let desk = try Self.desk()
        try desk.load(["c.csv": "email,account,action\na@acme.pl,Zeta,associate\n"])
        let run = try desk.load([
            "a.csv": "name,action\nAcme,delete\n",
            "c.csv": "email,account,action\na@acme.pl,Acme,dissociate\nb@acme.pl,Acme,dissociate\n",
        ])
        #expect(
            run.findings.sorted() == [
                "error delete.conflict c.csv:3 email b@acme.pl", "warning account.mismatch c.csv:2 account Acme",
            ])
    }

    @Test func whatHasNoAssociationIsNotAssociated() throws {
        let desk = try Self.desk()
        let run = try desk.load(["t.csv": "number,subject,contact,action\n1,,,associate\n2,,,dissociate\n"])
        #expect(
            run.findings == [
                "error action.refused t.csv:2 action associate", "error action.refused t.csv:3 action dissociate",
            ])
    }
}
