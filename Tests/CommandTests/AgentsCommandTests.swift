import Foundation
import Testing

/// `agents remove` and `organization`, with the real program.
@Suite struct AgentsCommandTests {
    private static let agents = """
        email,first_name,last_name,role,status,teams
        ada@desk.example,Ada,Lis,administrator,active,
        eve@desk.example,Eve,Lis,administrator,active,
        max@desk.example,Max,Kos,manager,active,
        ola@desk.example,Ola,Sum,agent,active,First line
        ben@desk.example,Ben,Rak,agent,active,
        leo@desk.example,Leo,Wilk,light_agent,active,
        off@desk.example,Ora,Nowak,agent,disabled,

        """

    /// Ola has an open, a resolved and a closed ticket, an account, an open and a completed task.
    private func desk() throws -> Shop {
        let shop = try Shop()
        try shop.write("agents.csv", Self.agents)
        #expect(try shop.run("add", "teams", "name=First line", "--quiet").status == 0)
        #expect(try shop.run("import", "agents.csv", "--quiet").status == 0)
        for words in [
            ["accounts", "name=Acme Ltd", "owner=ola@desk.example"],
            ["contacts", "email=anna@acme.example", "account=Acme Ltd"],
            [
                "tickets", "number=1", "subject=A", "contact=anna@acme.example", "assignee=ola@desk.example",
                "status=open",
            ],
            [
                "tickets", "number=2", "subject=B", "contact=anna@acme.example", "assignee=ola@desk.example",
                "status=resolved",
            ],
            [
                "tickets", "number=3", "subject=C", "contact=anna@acme.example", "assignee=ola@desk.example",
                "status=closed",
            ],
            ["tasks", "subject=Call", "owner=ola@desk.example", "status=in_progress"],
            ["tasks", "subject=Done", "owner=ola@desk.example", "status=completed"],
        ] {
            let result = try shop.run(["add"] + words + ["--quiet"])
            #expect(result.status == 0, "\(words): \(result.error)")
        }
        return shop
    }

    @Test func withoutAChoiceWhatIsOpenIsListedAndNothingDone() throws {
        let shop = try desk()
        let before = try shop.bytes("desk.sqlite")
        let result = try shop.run("agents", "remove", "ola@desk.example", "--as", "ada@desk.example", "--yes")
        #expect(result.status == 64)
        #expect(result.error.contains("1 open ticket: #1") && result.error.contains("1 resolved ticket: #2"))
        let words = ["agents", "remove", "ola@desk.example", "--as", "ada@desk.example", "--leave-open"]
        let unconfirmed = try shop.run(words)
        #expect(unconfirmed.status == 64 && unconfirmed.error.contains("1 open ticket stays without assignee"))
        #expect(try shop.run(words + ["--dry-run", "--quiet"]).status == 0)
        #expect(try shop.bytes("desk.sqlite") == before)
    }

    @Test func whatSomebodyHoldsGoesOn() throws {
        let shop = try desk()
        let result = try shop.run(
            "agents", "remove", "ola@desk.example", "--as", "max@desk.example", "--reassign-open-to",
            "ben@desk.example",
            "--close-resolved", "--yes", "--json")
        #expect(result.status == 0, "\(result.error)")
        #expect(try Shop.counts(result, "tickets") == ["read": 2, "updated": 2])
        let agent = try shop.fields("agents", "ola@desk.example")
        #expect(agent["status"] == "removed" && agent["role"] == nil && agent["teams"] == nil)
        #expect(agent["first_name"] == "Ola")
        #expect(try shop.fields("tickets", "1")["assignee"] == "ben@desk.example")
        let settled = try shop.fields("tickets", "2")
        #expect(settled["status"] == "closed" && settled["closed_at"] != nil)
        #expect(settled["assignee"] == "ola@desk.example")
        #expect(try shop.fields("tickets", "3")["assignee"] == "ola@desk.example")
        #expect(try shop.fields("accounts", "Acme Ltd")["owner"] == "ben@desk.example")
        #expect(try shop.fields("tasks", "#1")["owner"] == "ben@desk.example")
        #expect(try shop.fields("tasks", "#2")["owner"] == "ola@desk.example")
        #expect(try shop.run("runs", "list").output.contains("agents remove"))
        let again = ["agents", "remove", "ola@desk.example", "--leave-open", "--yes", "--as", "ada@desk.example"]
        #expect(try shop.run(again).status == 64)
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func openTicketsCanStayWithoutAnybody() throws {
        let shop = try desk()
        let words = ["--leave-open", "--reassign-owned-to", "max@desk.example", "--as", "ada@desk.example", "--yes"]
        let result = try shop.run(["agents", "remove", "ola@desk.example", "--json"] + words)
        #expect(result.status == 0, "\(result.error)")
        #expect(try shop.notes(result).contains { $0.contains("1 open ticket stays without assignee") })
        #expect(try shop.fields("tickets", "1")["assignee"] == nil)
        #expect(try shop.fields("tickets", "2")["status"] == "resolved")
        #expect(try shop.fields("accounts", "Acme Ltd")["owner"] == "max@desk.example")
    }

    @Test func whoTakesOverMustBeAbleTo() throws {
        let shop = try desk()
        for heir in ["leo@desk.example", "off@desk.example", "ola@desk.example"] {
            let words = ["--as", "ada@desk.example", "--reassign-open-to", heir, "--yes"]
            let result = try shop.run(["agents", "remove", "ola@desk.example"] + words)
            #expect(result.status == 64, "\(heir)")
            #expect(result.error.contains("\(heir) cannot take over from ola@desk.example"))
        }
    }

    @Test func thoseMayRemoveWhoAreOfTheRank() throws {
        let shop = try desk()
        func status(_ who: String, as actor: String?) throws -> Int32 {
            let by = actor.map { ["--as", $0] } ?? []
            return try shop.run(["agents", "remove", who, "--leave-open", "--yes", "--quiet"] + by).status
        }
        #expect(try status("ben@desk.example", as: nil) == 77)
        #expect(try status("ben@desk.example", as: "ola@desk.example") == 77)
        #expect(try status("max@desk.example", as: "max@desk.example") == 77)
        #expect(try status("eve@desk.example", as: "max@desk.example") == 77)
        #expect(try status("eve@desk.example", as: "ada@desk.example") == 0)
        #expect(try status("ben@desk.example", as: "max@desk.example") == 0)
    }

    @Test func anAgentIsNotRemovedByAnEdit() throws {
        let shop = try desk()
        let result = try shop.run("edit", "agents", "ola@desk.example", "status=removed")
        #expect(result.status == 64 && result.error.contains("agents remove"))
        #expect(try shop.run("agents", "remove", "olla@desk.example").error.contains("Did you mean ola@desk.example?"))
    }

    // MARK: The organization

    @Test func theOrganizationHasAPrimaryContact() throws {
        let shop = try desk()
        #expect(try shop.run("organization").status == 64)
        #expect(try shop.run("organization", "edit", "time_zone=Europe/Warsaw").status == 64)
        let made = try shop.run("organization", "edit", "name=Acme Support", "--quiet")
        #expect(made.status == 0, "\(made.error)")
        let edited = try shop.run(
            "organization", "edit", "time_zone=Europe/Warsaw", "--quiet", "--as", "ada@desk.example")
        #expect(edited.status == 0, "\(edited.error)")
        #expect(try shop.run("organization", "show").output.contains("Europe/Warsaw"))
        let candidates = try shop.run("organization", "candidates").output
        #expect(candidates.contains("ada@desk.example") && candidates.contains("eve@desk.example"))
        #expect(!candidates.contains("max@desk.example"))
        let words = ["organization", "set-primary-contact", "eve@desk.example"]
        #expect(try shop.run(words + ["--as", "ada@desk.example"]).status == 64)
        #expect(try shop.run(words + ["--yes"]).status == 77)
        #expect(try shop.run(words + ["--yes", "--as", "max@desk.example"]).status == 77)
        let before = try shop.bytes("desk.sqlite")
        #expect(try shop.run(words + ["--dry-run", "--quiet", "--as", "ada@desk.example"]).status == 0)
        #expect(try shop.run(words + ["--dry-run", "--quiet"]).status == 1)
        #expect(try shop.bytes("desk.sqlite") == before)
        let unfitWords = ["organization", "set-primary-contact", "max@desk.example", "--yes"]
        let unfit = try shop.run(unfitWords + ["--as", "ada@desk.example"])
        #expect(unfit.status == 64 && unfit.error.contains("ada@desk.example"))
        // Who may not do it learns that first.
        #expect(try shop.run(unfitWords + ["--as", "max@desk.example"]).status == 77)
        #expect(try shop.run(unfitWords).status == 77)
        #expect(try shop.run("organization", "edit", "primary_contact=eve@desk.example").status == 64)
        let set = try shop.run(words + ["--yes", "--quiet", "--as", "ada@desk.example"])
        #expect(set.status == 0, "\(set.error)")
        #expect(try shop.run("organization").output.contains("eve@desk.example"))
        // Who is it already is not asked about, and nothing is written; but not everybody is told so.
        let after = try shop.bytes("desk.sqlite")
        let same = try shop.run(words + ["--as", "ada@desk.example"])
        #expect(same.status == 0 && same.output.contains("is the primary contact already"), "\(same.error)")
        #expect(try shop.run(words + ["--as", "max@desk.example"]).status == 77)
        #expect(try shop.bytes("desk.sqlite") == after)
        let ids = try shop.run("organization", "candidates", "--json").json() as? [[String: Any]]
        #expect(ids?.allSatisfy { $0["id"] is Int && $0["name"] is String } == true)
        let removal = try shop.run(
            "agents", "remove", "eve@desk.example", "--leave-open", "--yes", "--as", "ada@desk.example")
        #expect(removal.status == 2 && removal.error.contains("set-primary-contact"))
    }
}
