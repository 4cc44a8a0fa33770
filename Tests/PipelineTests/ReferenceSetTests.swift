import Tables
import Testing

/// Agents belong to several departments and teams.
@Suite struct ReferenceSetTests {
    private func agents(_ many: String, onMissing: String = "create") -> String {
        Maps.table(
            "agents", key: "[email]",
            columns: [
                "email",
                "departments: { from: departments, separator: \";\", refers_to: departments.name, on_missing: \(onMissing), many: \(many) }",
            ])
    }

    private func members(_ desk: Desk) throws -> [String] {
        try desk.links("agent_departments", ["agent_id": "agents.email", "department_id": "departments.name"])
    }

    private func desk() throws -> Desk {
        let desk = try Desk(agents("add"))
        let run = try desk.load(["a.csv": "email,departments\nola@desk.pl,Sales;Support;sales\njan@desk.pl,Support\n"])
        #expect(run.counts("departments").madeByReference == 2)
        #expect(try members(desk) == ["jan@desk.pl|Support", "ola@desk.pl|Sales", "ola@desk.pl|Support"])
        return desk
    }

    private static let teams = Maps.table(
        "teams", key: "[name]", columns: ["name", "members: { from: members, refers_to: agents.email }"])

    @Test func aTeamsMembersAreLoadedAfterTheAgents() throws {
        let plain = Maps.table("agents", key: "[email]", columns: ["email"])
        let desk = try Desk(Self.teams + "---\n" + plain)
        let files: KeyValuePairs = [
            "a.csv": "name,members\nHotline,ola@desk.pl;jan@desk.pl\n", "b.csv": "email\nola@desk.pl\njan@desk.pl\n",
        ]
        let run = try desk.load(files)
        #expect(run.findings.isEmpty && run.counts("teams").created == 1)
        let members = "SELECT a.email FROM agent_teams l JOIN agents a ON a.id = l.agent_id ORDER BY 1"
        #expect(try desk.lines(members) == ["jan@desk.pl", "ola@desk.pl"])
        #expect(try desk.load(files).counts("teams").unchanged == 1)
    }

    @Test func membershipsToldFromBothSidesAreRefused() throws {
        let agents = Maps.table(
            "agents", key: "[email]", columns: ["email", "teams: { from: teams, refers_to: teams.name }"])
        let desk = try Desk(Self.teams + "---\n" + agents)
        let failure = #expect(throws: ImportFailure.self) {
            try desk.load([
                "a.csv": "name,members\nHotline,ola@desk.pl\n", "b.csv": "email,teams\nola@desk.pl,Hotline\n",
            ])
        }
        #expect(failure?.code == "members.twice" && failure?.status == .usage)
    }

    // MARK: Who has left belongs to nothing any more

    private func deskWithoutOla() throws -> Desk {
        let agents = Maps.table(
            "agents", key: "[email]",
            columns: ["email", "status", "teams: { from: teams, refers_to: teams.name, optional: true }"])
        let teams = Maps.table(
            "teams", key: "[name]",
            columns: ["name", "members: { from: members, refers_to: agents.email, optional: true }"])
        let desk = try Desk(Maps.tables(teams, agents))
        try desk.load(["t.csv": "name\nEast\n", "a.csv": "email,status\nola@desk.pl,removed\nada@desk.pl,active\n"])
        return desk
    }

    @Test func aRemovedAgentGetsNoTeam() throws {
        let desk = try deskWithoutOla()
        let run = try desk.load(["a.csv": "email,status,teams\nola@desk.pl,removed,East\nada@desk.pl,active,East\n"])
        #expect(run.findings == ["warning agent.removed a.csv:2 teams East"])
        #expect(run.counts("agents") == .init(read: 2, updated: 1, unchanged: 1))
        #expect(
            try desk.links("agent_teams", ["agent_id": "agents.email", "team_id": "teams.name"]) == ["ada@desk.pl|East"]
        )
    }

    @Test(arguments: ["East", "West"]) func aTeamGetsNoRemovedMember(_ team: String) throws {
        let desk = try deskWithoutOla()
        let run = try desk.load(["t.csv": "name,members\n\(team),ola@desk.pl;ada@desk.pl\n"])
        #expect(run.findings == ["warning agent.removed t.csv:2 members ola@desk.pl"])
        #expect(
            try desk.links("agent_teams", ["agent_id": "agents.email", "team_id": "teams.name"]) == [
                "ada@desk.pl|\(team)"
            ])
    }

    @Test func membershipsAreAdded() throws {
        let desk = try desk()
        let run = try desk.load(["a.csv": "email,departments\nola@desk.pl,Support;Billing\njan@desk.pl,\n"])
        #expect(run.counts("agents") == .init(read: 2, updated: 1, unchanged: 1))
        #expect(run.changes == ["agents ola@desk.pl departments: Sales, Support → Billing, Sales, Support"])
        #expect(try members(desk).count == 4)
    }

    @Test func membershipsAreReplaced() throws {
        let desk = try desk()
        desk.mapping = agents("replace")
        let run = try desk.load(["a.csv": "email,departments\nola@desk.pl,Billing\n"])
        #expect(run.changes == ["agents ola@desk.pl departments: Sales, Support → Billing"])
        #expect(try members(desk) == ["jan@desk.pl|Support", "ola@desk.pl|Billing"])
        #expect(try desk.load(["a.csv": "email,departments\nola@desk.pl,Billing\n"]).counts("agents").unchanged == 1)
    }

    @Test func membershipsAreTakenAway() throws {
        let desk = try desk()
        desk.mapping = agents("remove")
        let run = try desk.load(["a.csv": "email,departments\nola@desk.pl,Sales\njan@desk.pl,Sales\n"])
        #expect(run.counts("agents") == .init(read: 2, updated: 1, unchanged: 1))
        #expect(try members(desk) == ["jan@desk.pl|Support", "ola@desk.pl|Support"])
    }

    @Test func namesThatAreMissingAreEachNamedAndKept() throws {
        let desk = try desk()
        desk.mapping = agents("add", onMissing: "empty")
        let run = try desk.load(["a.csv": "email,departments\nola@desk.pl,Support;Legal;Press\n"])
        #expect(
            run.findings == [
                "warning reference.kept a.csv:2 departments Legal", "warning reference.kept a.csv:2 departments Press",
            ])
        let custom = try desk.lines("SELECT custom FROM agents WHERE email = 'ola@desk.pl'")[0]
        #expect(custom.contains("Legal") && custom.contains("Press") && !custom.contains("Support"))
        #expect(!custom.contains(#"\u001f"#))
    }

    @Test func aNameThatSeveralHaveIsAmbiguousAndNotMadeAgain() throws {
        let desk = try Desk(
            Maps.table(
                "teams", key: "[[department, name]]",
                columns: ["name", "department: { from: department, refers_to: departments.name, on_missing: create }"]))
        try desk.load(["t.csv": "name,department\nFirst level,Sales\nFirst level,Support\n"])
        desk.mapping = Maps.table(
            "agents", key: "[email]",
            columns: ["email", "teams: { from: teams, refers_to: teams.name, on_missing: create }"])
        let run = try desk.load(["a.csv": "email,teams\nola@desk.pl,First level\n"])
        #expect(run.findings.allSatisfy { $0.contains("reference.ambiguous") })
        #expect(run.findings.count == 1)
        #expect(try desk.lines("SELECT count(*) FROM teams") == ["2"])
    }
}
