import Testing

/// Rows that delete a record whose key has a part that the same run deletes.
@Suite struct FormerKeyTests {
    private static let departments = Maps.table(
        "departments", key: "[name]", columns: ["name", "action: { from: action, optional: true }"])

    private static func teams(_ key: String) -> String {
        Maps.table(
            "teams", key: key,
            columns: [
                "name: team", "department: { from: department, refers_to: departments.name, optional: true }",
                "action: { from: action, optional: true }",
            ])
    }

    /// Two departments, with a team of the same name in each.
    private func desk(_ key: String) throws -> Desk {
        let desk = try Desk(Maps.tables(Self.departments, Self.teams(key)))
        try desk.load([
            "d.csv": "name,action\nSupport,\nSales,\n",
            "t.csv": "team,department,action\nEast,Sales,\nEast,Support,\nWest,Support,\n",
        ])
        return desk
    }

    private func teams(_ desk: Desk) throws -> [String] {
        try desk.lines("SELECT name, department_id FROM teams WHERE deleted_at IS NULL ORDER BY id")
    }

    @Test(arguments: ["[[department, name]]", "[[department, name], name]"], [true, false])
    func aDepartmentGoesWithItsTeam(_ key: String, _ teamFirst: Bool) throws {
        let desk = try desk(key)
        let before = try desk.digest()
        let (departments, teams) = ("name,action\nSupport,delete\n", "team,department,action\nEast,Support,delete\n")
        let run = try desk.load(
            teamFirst ? ["t.csv": teams, "d.csv": departments] : ["d.csv": departments, "t.csv": teams])
        #expect(run.findings == [])
        #expect(run.counts("departments") == .init(read: 1, deleted: 1))
        #expect(run.counts("teams") == .init(read: 1, deleted: 1))
        #expect(try self.teams(desk) == ["East|2", "West|–"])
        try desk.undo(run)
        #expect(try desk.digest() == before)
    }

    @Test func aTeamThatGoesTwiceOrNeverWasIsNamed() throws {
        let desk = try desk("[[department, name]]")
        let run = try desk.load([
            "d.csv": "name,action\nSupport,delete\n",
            "t.csv": "team,department,action\nEast,Support,delete\nEast,Support,delete\nNorth,Support,delete\n",
        ])
        #expect(run.counts("teams") == .init(read: 3, deleted: 1, skipped: 1, rejected: 1))
        #expect(
            run.findings == [
                "warning delete.repeated t.csv:3 department Support",
                "error record.unknown t.csv:4 name Support · North",
            ])
    }

    @Test func twoTeamsOfOneNameAreNotGuessed() throws {
        let desk = try desk("[[department, name]]")
        desk.mapping = Maps.tables(
            Self.departments,
            Self.teams("[external_id]").replacing("name: team", with: "name: team\n      external_id: id"))
        try desk.load(["t.csv": "id,team,department,action\n7,East,Support,\n"])
        desk.mapping = Maps.tables(Self.departments, Self.teams("[[department, name]]"))
        let run = try desk.load([
            "d.csv": "name,action\nSupport,delete\n", "t.csv": "team,department,action\nEast,Support,delete\n",
        ])
        #expect(run.findings == ["error key.ambiguous t.csv:2 department Support"])
        #expect(run.messages[0].contains("#2, #4"))
    }

    /// What keeps its key is found by it: a team of no department is another one.
    @Test func aTeamWithoutADepartmentStays() throws {
        let desk = try desk("[[department, name], name]")
        try desk.load(["t.csv": "team,department,action\nNorth,,\n"])
        let run = try desk.load([
            "d.csv": "name,action\nSupport,delete\n", "t.csv": "team,department,action\nNorth,Support,delete\n",
        ])
        #expect(run.counts("teams") == .init(read: 1, rejected: 1))
        #expect(try teams(desk) == ["East|2", "East|–", "West|–", "North|–"])
    }
}
