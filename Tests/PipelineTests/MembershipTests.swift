import Testing

/// Files that say nothing but who belongs to whom: `mode: members`.
@Suite struct MembershipTests {
    private static let projects = Maps.table("projects", key: "[name]", columns: ["name"])

    private func members(_ many: String = "add", more: String = "") -> String {
        Maps.table(
            "contacts", key: "[email]", mode: "members",
            columns: [
                "email: member",
                "projects: { from: project, refers_to: projects.name, separator: \";\", many: \(many)\(more) }",
            ])
    }

    private func links(_ desk: Desk) throws -> [String] {
        try desk.links("contact_projects", ["contact_id": "contacts.email", "project_id": "projects.name"])
    }

    /// Two contacts and three projects; one link.
    private func desk() throws -> Desk {
        let desk = try Desk(Maps.tables(Maps.contacts, Self.projects))
        try desk.load([
            "c.csv": "email,first_name,last_name,phone\na@b.pl,,Nowak,\nc@d.pl,,Kos,\n",
            "p.csv": "name\nAlpha\nBeta\nGamma\n",
        ])
        desk.mapping = members()
        try desk.load(["m.csv": "member,project\na@b.pl,Alpha\n"])
        return desk
    }

    @Test func rowsForOneContactAddUp() throws {
        let desk = try desk()
        let run = try desk.load([
            "m.csv": "member,project\na@b.pl,Beta\nc@d.pl,Alpha;Beta\na@b.pl,Gamma\na@b.pl,alpha\n"
        ])
        #expect(run.counts("contacts") == .init(read: 4, updated: 3, unchanged: 1))
        #expect(run.findings.isEmpty)
        #expect(
            try links(desk) == ["a@b.pl|Alpha", "a@b.pl|Beta", "a@b.pl|Gamma", "c@d.pl|Alpha", "c@d.pl|Beta"])
        #expect(
            run.changes == [
                "contacts a@b.pl projects: Alpha → Alpha, Beta", "contacts c@d.pl projects:  → Alpha, Beta",
                "contacts a@b.pl projects: Alpha, Beta → Alpha, Beta, Gamma",
            ])
    }

    @Test func nothingButTheLinkIsWritten() throws {
        let desk = try desk()
        let before = try desk.query("SELECT * FROM contacts")
        try desk.load(["m.csv": "member,project\na@b.pl,Beta\n"])
        #expect(try desk.query("SELECT * FROM contacts") == before)
    }

    @Test func theSameFileTwiceChangesNothing() throws {
        let desk = try desk()
        let file = "member,project\na@b.pl,Beta\nc@d.pl,Alpha\n"
        try desk.load(["m.csv": file])
        let digest = try desk.digest()
        #expect(try desk.load(["m.csv": file]).counts("contacts") == .init(read: 2, unchanged: 2))
        #expect(try desk.digest() == digest)
    }

    @Test func linksAreTakenAway() throws {
        let desk = try desk()
        desk.mapping = members("remove")
        let run = try desk.load(["m.csv": "member,project\na@b.pl,Alpha\nc@d.pl,Alpha\na@b.pl,Alpha\n"])
        #expect(run.counts("contacts") == .init(read: 3, updated: 1, unchanged: 2))
        #expect(try links(desk).isEmpty)
    }

    @Test func rowsForOneContactReplaceTogether() throws {
        let desk = try desk()
        desk.mapping = members("replace")
        try desk.load(["m.csv": "member,project\na@b.pl,Alpha\nc@d.pl,Alpha\n"])
        let file = "member,project\na@b.pl,Beta\nc@d.pl,Alpha\na@b.pl,Gamma\na@b.pl,beta\n"
        let run = try desk.load(["m.csv": file])
        #expect(run.counts("contacts") == .init(read: 4, updated: 2, unchanged: 2))
        #expect(
            run.changes == [
                "contacts a@b.pl projects: Alpha → Alpha, Gamma",
                "contacts a@b.pl projects: Alpha, Gamma → Beta, Gamma",
            ])
        let expected = ["a@b.pl|Beta", "a@b.pl|Gamma", "c@d.pl|Alpha"]
        #expect(try links(desk) == expected)
        #expect(try desk.load(["m.csv": file]).counts("contacts") == .init(read: 4, unchanged: 4))
        #expect(try links(desk) == expected)
    }

    @Test func aReplacementGoesOverAllFilesOfTheRun() throws {
        let desk = try desk()
        desk.mapping = members("replace")
        let files: KeyValuePairs = [
            "m.csv": "member,project\na@b.pl,Beta\n", "n.csv": "member,project\na@b.pl,Gamma;Beta\n",
        ]
        try desk.load(files)
        #expect(try links(desk) == ["a@b.pl|Beta", "a@b.pl|Gamma"])
        #expect(try desk.load(files).counts("contacts") == .init(read: 2, unchanged: 2))
    }

    @Test func aClearedSetIsEmptyUnlessALaterRowNamesMembers() throws {
        let desk = try desk()
        desk.mapping = members("replace", more: ", blanks: clear")
        try desk.load(["m.csv": "member,project\na@b.pl,\nc@d.pl,\nc@d.pl,Beta\n"])
        #expect(try links(desk) == ["c@d.pl|Beta"])
    }

    @Test func unknownContactsAndProjectsAreRejected() throws {
        let desk = try desk()
        let run = try desk.load(["m.csv": "member,project\nx@y.pl,Beta\na@b.pl,Omega;Beta\n,Beta\nc@d.pl,Beta\n"])
        #expect(
            run.findings == [
                "error reference.unknown m.csv:3 projects Omega", "error record.unknown m.csv:2 email x@y.pl",
                "error identity.missing m.csv:4  ",
            ])
        #expect(run.counts("contacts") == .init(read: 4, updated: 1, rejected: 3))
        #expect(try links(desk) == ["a@b.pl|Alpha", "c@d.pl|Beta"])
    }

    @Test func anUnknownMemberIsToldWhoIsMeant() throws {
        let desk = try desk()
        let run = try desk.load(["m.csv": "member,project\naa@b.pl,Beta\n"])
        #expect(
            run.messages == [
                "No contact with email \"aa@b.pl\" is known, and this row can only be about a known one. Did you mean "
                    + "\"a@b.pl\"? Correct the cell, or create the contact first."
            ])
    }

    @Test func projectsCanBeMadeByTheWay() throws {
        let desk = try desk()
        desk.mapping = members(more: ", on_missing: create")
        let run = try desk.load(["m.csv": "member,project\na@b.pl,Omega\nx@y.pl,Never\n"])
        #expect(run.counts("projects").madeByReference == 1)
        #expect(try links(desk) == ["a@b.pl|Alpha", "a@b.pl|Omega"])
    }

    @Test func bothSidesMayComeInTheSameRunAndInAnyOrder() throws {
        let desk = try Desk(Maps.tables(members(), Maps.contacts, Self.projects))
        let run = try desk.load([
            "a.csv": "member,project\na@b.pl,Alpha\na@b.pl,Beta\nbad,Alpha\n",
            "c.csv": "email,first_name,last_name,phone\na@b.pl,,Nowak,\n", "p.csv": "name\nAlpha\nBeta\n",
        ])
        #expect(run.counts("contacts") == .init(read: 4, created: 1, updated: 2, rejected: 1))
        #expect(try links(desk) == ["a@b.pl|Alpha", "a@b.pl|Beta"])
    }

    @Test func whatARowOfTheRunSaysOfItsOwnSetIsKnown() throws {
        let contacts = Maps.table(
            "contacts", key: "[email]",
            columns: ["email", "projects: { from: projects, refers_to: projects.name, separator: \";\" }"])
        let desk = try Desk(Maps.tables(contacts, Self.projects, members()))
        let files: KeyValuePairs = [
            "c.csv": "email,projects\na@b.pl,Alpha\n", "p.csv": "name\nAlpha\nBeta\n",
            "m.csv": "member,project\na@b.pl,Alpha\na@b.pl,Beta\n",
        ]
        let run = try desk.load(files)
        #expect(run.counts("contacts") == .init(read: 3, created: 1, updated: 1, unchanged: 1))
        #expect(try links(desk) == ["a@b.pl|Alpha", "a@b.pl|Beta"])
        #expect(try desk.load(files).counts("contacts") == .init(read: 3, unchanged: 3))
    }

    @Test func aMembershipWaitsForAContactWhoWasTurnedAway() throws {
        let contacts = Maps.table(
            "contacts", key: "[email]", columns: ["email", "last_name: { from: last_name, blanks: reject }"])
        let desk = try Desk(Maps.tables(contacts, Self.projects, members()))
        let memberships = "member,project\na@b.pl,Alpha\nx@y.pl,Alpha\n"
        let run = try desk.load(["c.csv": "email,last_name\na@b.pl,\n", "p.csv": "name\nAlpha\n", "m.csv": memberships])
        #expect(
            run.findings.contains("error reference.parked m.csv:2 email a@b.pl"))
        #expect(run.counts("contacts") == .init(read: 3, rejected: 2, parked: 1))
        #expect(try desk.lines("SELECT entity, key_field FROM open_rows") == ["contacts|members"])
        try desk.load(["c.csv": "email,last_name\na@b.pl,Nowak\n"])
        #expect(try desk.lines("SELECT count(*) FROM open_rows") == ["1"])
        let again = try desk.load(["m.csv": "member,project\na@b.pl,Alpha\n"])
        #expect(again.counts("contacts").updated == 1)
        #expect(again.report.notes.contains { $0.contains("loaded now") })
        #expect(try desk.lines("SELECT count(*) FROM open_rows") == ["0"])
    }

    @Test func aTeamsMembersMayBeToldFromTheTeamsSide() throws {
        let teams = Maps.table(
            "teams", key: "[name]", mode: "members",
            columns: ["name: team", "members: { from: agent, refers_to: agents.email }"])
        let desk = try Desk(
            Maps.tables(Maps.agents, Maps.table("teams", key: "[name]", columns: ["name"]), teams))
        let run = try desk.load([
            "a.csv": "email,role,status\nola@desk.pl,agent,active\njan@desk.pl,agent,active\n",
            "t.csv": "name\nHotline\n", "m.csv": "team,agent\nHotline,ola@desk.pl\nHotline,jan@desk.pl\n",
        ])
        #expect(run.counts("teams") == .init(read: 3, created: 1, updated: 2))
        #expect(try desk.lines("SELECT count(*) FROM agent_teams") == ["2"])
    }
}
