import Testing

/// Files that contradict themselves: each finding names both places, be it an import or a command that reads the file.
@Suite struct ContradictionTests {
    struct Contradiction: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let command: [String]
        /// Code, row, and what names the other place.
        let findings: [(code: String, row: Int, other: String)]
        let status: Int32
    }

    static let contradictions = [
        Contradiction(
            testDescription: "a contact under two accounts",
            file: "email,first_name,last_name,account\njan@acme.example,,,Acme Ltd\njan@acme.example,,,Beta Ltd\n",
            command: ["edit", "contacts"],
            findings: [("account.contradiction", 3, "row 2 of rows.csv, which says \"Acme Ltd\"")], status: 1),
        Contradiction(
            testDescription: "a deletion of what the file creates",
            file: "name,city,action\nGamma,,create\nGamma,,delete\n", command: ["delete", "accounts", "--yes"],
            findings: [("delete.conflict", 3, "row 2 of rows.csv is about, too")], status: 1),
        Contradiction(
            testDescription: "a deletion in front of what it deletes",
            file: "name,city,action\nGamma,,delete\nGamma,,create\n", command: ["delete", "accounts", "--yes"],
            findings: [("delete.conflict", 2, "row 3 of rows.csv is about, too")], status: 1),
        Contradiction(
            testDescription: "a change of what goes along",
            file: "name,city,action\nAcme Ltd,,delete\nAcme Ltd,Oslo,update\n",
            command: ["delete", "accounts", "--yes"],
            findings: [("delete.conflict", 2, "row 3 of rows.csv is about, too")], status: 1),
        Contradiction(
            testDescription: "a child below a deleted account",
            file: "name,parent,action\nBeta Ltd,,delete\nKid,Beta Ltd,create\n",
            command: ["delete", "accounts", "--yes"],
            findings: [("reference.deleted", 3, "deleted by row 2 of rows.csv")], status: 1),
        Contradiction(
            testDescription: "new accounts that stand above one another",
            file: "name,parent\nNorth,South\nSouth,North\n", command: ["add", "accounts"],
            findings: [
                ("reference.cycle", 2, "by way of row 3 of rows.csv"),
                ("reference.cycle", 3, "by way of row 2 of rows.csv"),
            ], status: 1),
        Contradiction(
            testDescription: "known accounts that come to do so",
            file: "id,name,parent,action\n2,Beta Ltd,Workshop,update\n1,Acme Ltd,Beta Ltd,update\n",
            command: ["edit", "accounts"],
            findings: [("reference.cycle", 3, "by way of row 2 of rows.csv")], status: 1),
        Contradiction(
            testDescription: "closed before it was created",
            file: "number,subject,contact,created_at,closed_at\n"
                + "7,Smoke,anna@acme.example,2026-03-05T10:00:00Z,2026-03-04T10:00:00Z\n",
            command: ["edit", "tickets"],
            findings: [
                (
                    "times.order", 2,
                    "\"closed at\", 2026-03-04T10:00:00Z, lies before \"created at\", 2026-03-05T10:00:00Z"
                )
            ], status: 0),
        Contradiction(
            testDescription: "a removed agent who gets tickets",
            file: "number,subject,contact,assignee\n7,Smoke,anna@acme.example,gone@desk.example\n",
            command: ["edit", "tickets"],
            findings: [("reference.inactive", 2, "The agent \"gone@desk.example\" is removed")], status: 0),
    ]

    @Test(arguments: contradictions)
    func anImportNamesBothPlaces(_ contradiction: Contradiction) throws {
        try check(contradiction, ["import", "rows.csv"])
    }

    @Test(arguments: contradictions)
    func aCommandThatReadsTheFileNamesBothPlaces(_ contradiction: Contradiction) throws {
        try check(contradiction, contradiction.command + ["--from", "rows.csv"])
    }

    private func check(_ contradiction: Contradiction, _ words: [String]) throws {
        let shop = try RuleDesk.shop()
        try shop.write("rows.csv", contradiction.file)
        let result = try shop.run(words + ["--json"])
        #expect(result.status == contradiction.status, "\(result.error)\(result.output)")
        let lines = try shop.findings(result)
        for (code, row, other) in contradiction.findings {
            let line = lines.first { $0.contains(",\(code),rows.csv,,\(row),") }
            #expect(line?.replacing("\"\"", with: "\"").contains(other) == true, "\(code) \(row): \(lines)")
        }
        #expect(lines.count == contradiction.findings.count, "\(lines)")
    }
}

extension Shop {
    /// The lines of the run's `findings.csv`, without the header.
    func findings(_ result: Result) throws -> [String] {
        let folder = try #require(try result.object()["report_folder"] as? String)
        let name = "runs/" + (folder.split(separator: "/").last.map(String.init) ?? "") + "/findings.csv"
        return try text(name).split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    }
}
