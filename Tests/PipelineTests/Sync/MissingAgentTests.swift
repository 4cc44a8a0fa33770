import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

/// Agents whom a job's files no longer have: they are removed, and somebody goes on with their work.
@Suite struct MissingAgentTests {
    private static let tickets = Maps.table(
        "tickets", key: "[number]",
        columns: [
            "number", "subject", "status", "contact: { from: contact, refers_to: contacts.email }",
            "assignee: { from: assignee, refers_to: agents.email }",
        ])
    private static let staff =
        "email,role,status\nadmin@x.pl,administrator,active\neva@x.pl,agent,active\njan@x.pl,agent,active\n"
    private static let withoutJan = "email,role,status\nadmin@x.pl,administrator,active\neva@x.pl,agent,active\n"

    private func stocked(heir: String?) throws -> JobDesk {
        var job = try JobDesk()
        var policy = Pipeline.MissingPolicy.recycle(100)
        policy.reassignOpenTo = heir
        try job.add("agents.csv", Maps.agents, policy)
        try job.add("contacts.csv", Maps.contacts, Pipeline.MissingPolicy())
        try job.add("tickets.csv", Self.tickets, Pipeline.MissingPolicy())
        try job.run([
            "agents.csv": Self.staff, "contacts.csv": "email,first_name,last_name,phone\na@b.pl,Jan,Nowak,\n",
            "tickets.csv": work("open", "closed"),
        ])
        return job
    }

    private func work(_ first: String, _ second: String, of agent: String = "jan@x.pl") -> String {
        "number,subject,status,contact,assignee\n1,Help,\(first),a@b.pl,\(agent)\n2,Help,\(second),a@b.pl,\(agent)\n"
    }

    @Test func openWorkGoesToWhoIsNamed() throws {
        let job = try stocked(heir: "eva@x.pl")
        try job.desk.write("tickets.csv", "number,subject,status,contact,assignee\n1,Help,open,a@b.pl,\n")
        let run = try job.run(["agents.csv": Self.withoutJan])
        #expect(run.missingLines == ["agents jan@x.pl removed 1"])
        #expect(try job.desk.lines("SELECT status, role FROM agents WHERE email = 'jan@x.pl'") == ["removed|–"])
        #expect(try job.desk.lines("SELECT number, assignee_id FROM tickets ORDER BY number") == ["1|2", "2|3"])
        #expect(
            run.report.deeds == [
                DeedReport(entity: "agents", deed: "made removed", count: 1),
                DeedReport(entity: "tickets", deed: "handed on", count: 1),
            ])
        #expect(run.changes.contains("tickets 1 assignee: jan@x.pl → eva@x.pl"))
        let next = try job.run(["agents.csv": Self.withoutJan + "new@x.pl,agent,active\n"])
        #expect(next.missing("agents")?.missing == 0)
    }

    @Test func withoutANameItIsRefused() throws {
        let job = try stocked(heir: nil)
        let refusal = try job.refusal(["agents.csv": Self.withoutJan])
        #expect(refusal.code == "sync.removal_refused" && refusal.details == ["1 open ticket"])
        // Work that this very run brings to an end is no work.
        let run = try job.run(["agents.csv": Self.withoutJan, "tickets.csv": work("closed", "closed")])
        #expect(run.missing("agents")?.leaving == 1)
        #expect(run.report.deeds?.count == 1)
    }

    @Test func workThatTheFilesHandOnIsNobodysProblem() throws {
        let job = try stocked(heir: nil)
        let run = try job.run(["agents.csv": Self.withoutJan, "tickets.csv": work("open", "closed", of: "eva@x.pl")])
        #expect(run.missing("agents")?.leaving == 1)
    }

    @Test func theLastAdministratorStays() throws {
        let job = try stocked(heir: "eva@x.pl")
        let text = "email,role,status\neva@x.pl,agent,active\njan@x.pl,agent,active\n"
        #expect(try job.refusal(["agents.csv": text]).code == "sync.removal_refused")
    }

    @Test func whoTakesOverMustBeThere() throws {
        let job = try stocked(heir: "nobody@x.pl")
        let refusal = try job.refusal(["agents.csv": Self.withoutJan])
        #expect(refusal.code == "sync.removal_refused" && refusal.message.contains("unknown"))
    }

    @Test func aRemovalIsTakenBackWithTheRun() throws {
        let job = try stocked(heir: "eva@x.pl")
        let digest = try job.desk.digest()
        let run = try job.run(["agents.csv": Self.withoutJan])
        try job.desk.undo(run)
        #expect(try job.desk.digest() == digest)
    }
}
