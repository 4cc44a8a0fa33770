import Testing

/// Accounts whose parent is an account.
@Suite struct SelfReferenceTests {
    private func accounts(_ onMissing: String = "empty", key: String = "[name]") -> String {
        Maps.table(
            "accounts", key: key,
            columns: ["name", "parent: { from: parent, refers_to: accounts.name, on_missing: \(onMissing) }"])
    }

    private func parents(_ desk: Desk) throws -> [String] {
        try desk.lines("SELECT a.name, p.name FROM accounts a LEFT JOIN accounts p ON p.id = a.parent_id ORDER BY 1")
    }

    private func chain(_ length: Int) -> [String] {
        (1...length).map { "A\($0),\($0 == 1 ? "" : "A\($0 - 1)")" }
    }

    @Test func parentsMayComeAfterTheirChildren() throws {
        let desk = try Desk(accounts())
        let run = try desk.load(["a.csv": "name,parent\nChild,Parent\nParent,\n"])
        #expect(run.counts("accounts") == .init(read: 2, created: 2))
        #expect(try parents(desk) == ["Child|Parent", "Parent|–"])
        #expect(run.findings.isEmpty)
    }

    @Test func aLongChainIsClosedInAnyOrder() throws {
        for rows in [chain(40), chain(40).reversed(), chain(40).sorted()] {
            let desk = try Desk(accounts())
            let run = try desk.load(["a.csv": "name,parent\n" + rows.joined(separator: "\n") + "\n"])
            #expect(run.counts("accounts") == .init(read: 40, created: 40))
            #expect(try desk.lines("SELECT count(*) FROM accounts WHERE parent_id IS NOT NULL") == ["39"])
            #expect(run.findings.isEmpty)
        }
    }

    @Test func parentsMayStandInAnotherFile() throws {
        let desk = try Desk(accounts())
        let run = try desk.load([
            "a.csv": "name,parent\nChild,Parent\n", "b.csv": "name,parent\nParent,Grandparent\nGrandparent,\n",
        ])
        #expect(run.counts("accounts") == .init(read: 3, created: 3))
        #expect(try parents(desk) == ["Child|Parent", "Grandparent|–", "Parent|Grandparent"])
    }

    @Test func aRingOfParentsIsReported() throws {
        let desk = try Desk(accounts())
        let run = try desk.load(["a.csv": "name,parent\nA,B\nB,C\nC,A\nD,\n"])
        #expect(run.counts("accounts") == .init(read: 4, created: 1, rejected: 3))
        #expect(
            run.findings == [
                "error reference.cycle a.csv:2 parent B", "error reference.cycle a.csv:3 parent C",
                "error reference.cycle a.csv:4 parent A",
            ])
        #expect(run.rejects("a.csv").contains("A,B\n"))
    }

    @Test func anAccountIsNotItsOwnParent() throws {
        let desk = try Desk(accounts())
        let run = try desk.load(["a.csv": "name,parent\nA,A\n"])
        #expect(run.findings == ["error reference.cycle a.csv:2 parent A"])
    }

    @Test func knownAccountsDoNotBecomeARing() throws {
        let desk = try Desk(accounts())
        try desk.load(["a.csv": "name,parent\nA,\nB,A\n"])
        let run = try desk.load(["a.csv": "name,parent\nA,B\nB,A\n"])
        #expect(run.counts("accounts").updated == 0)
        #expect(run.findings == ["error reference.cycle a.csv:2 parent B"])
    }

    @Test func aTreeCanBeTurnedUpsideDownInAnyOrder() throws {
        let mapping = Maps.table(
            "accounts", key: "[name]",
            columns: ["name", "parent: { from: parent, refers_to: accounts.name, blanks: clear }"])
        // From E → D → C → B → A to the opposite; rows in an order in which most moves would close a ring for a while.
        let turned = ["C,D", "A,B", "D,E", "B,C", "E,"]
        for shift in 0..<5 {
            let desk = try Desk(mapping)
            try desk.load(["a.csv": "name,parent\nA,\nB,A\nC,B\nD,C\nE,D\n"])
            let rows = turned[shift...] + turned[..<shift]
            let run = try desk.load(["a.csv": "name,parent\n" + rows.joined(separator: "\n") + "\n"])
            #expect(run.counts("accounts") == .init(read: 5, updated: 5))
            #expect(try parents(desk) == ["A|B", "B|C", "C|D", "D|E", "E|–"])
        }
    }

    @Test func aChainWhoseRootIsMissingIsNoRing() throws {
        let desk = try Desk(accounts())
        let run = try desk.load(["a.csv": "name,parent\nGrandchild,Child\nChild,Missing\n"])
        #expect(run.counts("accounts") == .init(read: 2, created: 2))
        #expect(run.findings == ["warning reference.kept a.csv:3 parent Missing"])
        #expect(try parents(desk) == ["Child|–", "Grandchild|Child"])
    }

    @Test func aMissingRootCanBeMade() throws {
        let desk = try Desk(accounts("create"))
        let run = try desk.load(["a.csv": "name,parent\nGrandchild,Child\nChild,Missing\n"])
        #expect(run.counts("accounts") == .init(read: 2, created: 2, madeByReference: 1))
        #expect(try parents(desk) == ["Child|Missing", "Grandchild|Child", "Missing|–"])
        #expect(run.findings == ["info reference.created a.csv:3 parent Missing"])
    }

    @Test func whoHangsOnARejectedParentWaits() throws {
        let desk = try Desk(accounts("reject"))
        let run = try desk.load(["a.csv": "name,parent\nGrandchild,Child\nChild,Missing\nOther,\n"])
        #expect(run.counts("accounts") == .init(read: 3, created: 1, rejected: 1, parked: 1))
        #expect(
            Set(run.findings) == [
                "error reference.unknown a.csv:3 parent Missing", "error reference.parked a.csv:2 parent Child",
            ])
    }

    @Test func departmentsOfTwoCompaniesMayShareAName() throws {
        let desk = try Desk(accounts("reject", key: "[[parent, name], name]"))
        let file = "name,parent\nAcme,\nBeta,\nSales,Acme\nSales,Beta\n"
        let run = try desk.load(["a.csv": file])
        #expect(run.counts("accounts") == .init(read: 4, created: 4))
        #expect(try desk.load(["a.csv": file]).counts("accounts") == .init(read: 4, unchanged: 4))
    }

    @Test func rejectedRowsThatHadToWaitStandInTheOrderOfTheFile() throws {
        let desk = try Desk(
            Maps.table(
                "accounts", key: "[name]",
                columns: ["name", "parent: { from: parent, refers_to: accounts.name, on_missing: reject }"]))
        let run = try desk.load(["a.csv": "name,parent\nA,Missing\n,Missing\nB,Missing\n,X\nC,\n"])
        let rows = SimpleCSV.rows(run.rejects("a.csv")).dropFirst().map { $0[0].split(separator: ":").last! }
        #expect(rows == ["2", "3", "4", "5"])
    }
}
