import Testing

/// What is said in tickets, by agents and contacts.
@Suite struct CommentTests {
    private static let comments = Maps.table(
        "comments", key: "[external_id]",
        columns: [
            "external_id: id", "ticket: { from: ticket, refers_to: tickets.number }", "body",
            "author: { from: author, refers_to: [agents.email, contacts.email] }", "visibility",
        ])

    private let staff = """
        email,role,status
        ola@desk.pl,agent,active
        eva@desk.pl,light_agent,active
        old@desk.pl,light_agent,disabled
        both@b.pl,agent,active

        """

    private let people = "email,first_name,last_name,phone\na@b.pl,,,\nboth@b.pl,,,\n"

    private func desk() throws -> Desk {
        let desk = try Desk(Maps.tables(Maps.agents, Maps.contacts, Maps.tickets))
        try desk.load(["s.csv": staff, "c.csv": people, "t.csv": "number,subject,contact\n1,A,a@b.pl\n"])
        desk.mapping = Self.comments
        return desk
    }

    private func authors(_ desk: Desk) throws -> [String] {
        try desk.lines(
            """
            SELECT m.body, a.email, c.email FROM comments m LEFT JOIN agents a ON a.id = m.author_agent_id
            LEFT JOIN contacts c ON c.id = m.author_contact_id ORDER BY m.id
            """)
    }

    // MARK: Authors

    private let said = """
        id,ticket,body,author,visibility
        1,1,From us,ola@desk.pl,public
        2,1,From them,a@b.pl,public
        3,1,From both,both@b.pl,public
        4,1,From nobody,x@y.pl,public
        5,1,Unsigned,,public

        """

    private func expectAuthors(_ desk: Desk, _ run: Run) throws {
        #expect(run.findings == ["warning reference.kept m.csv:5 author x@y.pl"])
        #expect(run.messages[0].contains("agent or contact"))
        #expect(
            try authors(desk) == [
                "From us|ola@desk.pl|–", "From them|–|a@b.pl", "From both|both@b.pl|–", "From nobody|–|–",
                "Unsigned|–|–",
            ])
        #expect(try desk.lines("SELECT custom FROM comments WHERE id = 4") == [#"{"_reference":{"author":"x@y.pl"}}"#])
    }

    @Test func anAuthorIsAnAgentOrElseAContact() throws {
        let desk = try desk()
        try expectAuthors(desk, try desk.load(["m.csv": said]))
        let digest = try desk.digest()
        #expect(try desk.load(["m.csv": said]).counts("comments") == .init(read: 5, unchanged: 5))
        #expect(try desk.digest() == digest)
    }

    @Test func theAuthorsMayComeInWithTheComments() throws {
        let desk = try Desk(Maps.tables(Self.comments, Maps.agents, Maps.contacts, Maps.tickets))
        let run = try desk.load([
            "m.csv": said, "s.csv": staff, "c.csv": people, "t.csv": "number,subject,contact\n1,A,a@b.pl\n",
        ])
        try expectAuthors(desk, run)
    }

    @Test func anAuthorWhoChangesSidesIsOneOfTheTwo() throws {
        let desk = try desk()
        try desk.load(["m.csv": "id,ticket,body,author,visibility\n1,1,Hello,a@b.pl,public\n"])
        let run = try desk.load(["m.csv": "id,ticket,body,author,visibility\n1,1,Hello,ola@desk.pl,public\n"])
        #expect(run.counts("comments").updated == 1)
        #expect(try authors(desk) == ["Hello|ola@desk.pl|–"])
        try desk.load(["m.csv": "id,ticket,body,author,visibility\n1,1,Hello,a@b.pl,public\n"])
        #expect(try authors(desk) == ["Hello|–|a@b.pl"])
    }

    @Test func aKeptNameIsForgottenOnceItsRecordIsThere() throws {
        let desk = try desk()
        try desk.load(["m.csv": "id,ticket,body,author,visibility\n1,1,Hello,x@y.pl,public\n"])
        desk.mapping = Maps.contacts
        try desk.load(["c.csv": "email,first_name,last_name,phone\nx@y.pl,,,\n"])
        desk.mapping = Self.comments
        try desk.load(["m.csv": "id,ticket,body,author,visibility\n1,1,Hello,x@y.pl,public\n"])
        #expect(try authors(desk) == ["Hello|–|x@y.pl"])
        #expect(try desk.lines("SELECT custom FROM comments") == ["–"])
    }

    @Test func aNameThatSeveralHaveIsAmbiguousOnlyInTheLastPlace() throws {
        let desk = try Desk(
            Maps.tables(
                Maps.table("agents", key: "[email]", columns: ["email", "last_name"]), Maps.contacts, Maps.tickets))
        try desk.load([
            "s.csv": "email,last_name\na@desk.pl,Nowak\nb@desk.pl,Nowak\n",
            "c.csv": "email,first_name,last_name,phone\na@b.pl,,Nowak,\nc@d.pl,,Kos,\ne@f.pl,,Kos,\n",
            "t.csv": "number,subject,contact\n1,A,a@b.pl\n",
        ])
        desk.mapping = Maps.table(
            "comments", key: "[external_id]",
            columns: [
                "external_id: id", "ticket: { from: ticket, refers_to: tickets.number }", "body",
                "author: { from: author, refers_to: [agents.full_name, contacts.full_name] }",
            ])
        let run = try desk.load(["m.csv": "id,ticket,body,author\n1,1,One,Nowak\n2,1,Two,Kos\n"])
        #expect(run.findings == ["warning reference.ambiguous m.csv:3 author Kos"])
        #expect(try authors(desk) == ["One|–|a@b.pl", "Two|–|–"])
    }

    // MARK: Who may see them

    private func visibilities(_ desk: Desk) throws -> [String] {
        try desk.lines("SELECT body, visibility FROM comments ORDER BY id")
    }

    @Test func commentsWithoutAVisibilityArePrivate() throws {
        let desk = try desk()
        let file = "id,ticket,body,author,visibility\n1,1,A,ola@desk.pl,\n2,1,B,a@b.pl,public\n3,1,C,,internal thing\n"
        try desk.load(["m.csv": file])
        #expect(try visibilities(desk) == ["A|private", "B|public", "C|private"])
        #expect(try desk.load(["m.csv": file]).counts("comments").unchanged == 3)
    }

    @Test func withoutTheColumnAllArePrivate() throws {
        let desk = try desk()
        desk.mapping = Maps.table(
            "comments", key: "[external_id]",
            columns: ["external_id: id", "ticket: { from: ticket, refers_to: tickets.number }", "body"])
        try desk.load(["m.csv": "id,ticket,body\n1,1,A\n"])
        #expect(try visibilities(desk) == ["A|private"])
        #expect(try desk.load(["m.csv": "id,ticket,body\n1,1,A\n"]).counts("comments").unchanged == 1)
    }

    @Test func lightAgentsWriteOnlyPrivateComments() throws {
        let desk = try desk()
        let file = """
            id,ticket,body,author,visibility
            1,1,A,eva@desk.pl,public
            2,1,B,eva@desk.pl,private
            3,1,C,eva@desk.pl,
            4,1,D,old@desk.pl,public
            5,1,E,ola@desk.pl,public

            """
        let run = try desk.load(["m.csv": file])
        #expect(
            run.findings == [
                "warning agent.light m.csv:2 visibility eva@desk.pl",
                "warning agent.light m.csv:5 visibility old@desk.pl",
            ])
        #expect(run.messages[0].contains("private"))
        #expect(try visibilities(desk) == ["A|private", "B|private", "C|private", "D|private", "E|public"])
        #expect(try desk.load(["m.csv": file]).counts("comments").unchanged == 5)
    }

    @Test func aCommentThatGetsALightAuthorBecomesPrivate() throws {
        let desk = try desk()
        try desk.load(["m.csv": "id,ticket,body,author,visibility\n1,1,A,ola@desk.pl,public\n"])
        desk.mapping = Maps.table(
            "comments", key: "[external_id]", mode: "update",
            columns: ["external_id: id", "author: { from: author, refers_to: [agents.email, contacts.email] }"])
        try desk.load(["m.csv": "id,author\n1,eva@desk.pl\n"])
        #expect(try visibilities(desk) == ["A|private"])
    }
}
