import Foundation
import Testing

/// Rows that wait end when their record comes in, by its key or in a rejects file.
@Suite struct WaitingRowTests {
    private static let entries = Maps.table(
        "time_entries", key: "[[ticket, agent, executed_at, duration]]",
        columns: [
            "ticket: { from: ticket, refers_to: tickets.number }", "agent: { from: agent, refers_to: agents.email }",
            "executed_at", "duration", "description",
        ])
    private static let notes = Maps.table(
        "comments", key: "[[ticket, author_agent, author_contact, created_at, body]]",
        columns: [
            "ticket: { from: ticket, refers_to: tickets.number }", "author: { from: author }", "body: text",
            "created_at: { from: at }",
        ])
    private static let tickets = Maps.table(
        "tickets", key: "[number]",
        columns: ["number: no", "subject", "contact: { from: contact, refers_to: contacts.email }"])
    private static let all = Maps.tables(Maps.agents, Maps.contacts, tickets, entries, notes)

    private static let people = "email,first_name,last_name,phone\n"
    private static let ticket = "no,subject,contact\n1,Hello,a@b.pl\n"
    private static let entry =
        "ticket,agent,executed_at,duration,description\n1,ola@desk.pl,2025-01-13T16:00:00Z,600,First\n"
    private static let note = "ticket,author,text,at\n1,ola@desk.pl,Done.,2025-01-13T17:00:00Z\n"

    /// A ticket waits for a contact whose address is none, and what hangs on the ticket waits with it.
    private func desk() throws -> (Desk, Run) {
        let desk = try Desk(Self.all)
        try desk.load(["a.csv": "email,role,status\nola@desk.pl,agent,active\n"])
        let run = try desk.load([
            "c.csv": Self.people + "a@b,Jan,Kos,\n", "t.csv": Self.ticket.replacing("a@b.pl", with: "a@b"),
            "e.csv": Self.entry, "n.csv": Self.note,
        ])
        #expect(run.counts("tickets").parked == 1)
        #expect(run.counts("time_entries").parked == 1 && run.counts("comments").parked == 1)
        return (desk, run)
    }

    private func waiting(_ desk: Desk) throws -> [String] {
        try desk.lines("SELECT entity FROM open_rows ORDER BY entity")
    }

    @Test func rowsWithAKeyOfSeveralColumnsEndByTheirKey() throws {
        let (desk, _) = try desk()
        try desk.load(["c.csv": Self.people + "a@b.pl,Jan,Kos,\n", "t.csv": Self.ticket])
        #expect(try waiting(desk) == ["comments", "time_entries"])
        let other = Self.entry.replacing("600", with: "700")
        try desk.load(["e.csv": other])
        #expect(try waiting(desk) == ["comments", "time_entries"])
        try desk.load(["e.csv": Self.entry, "n.csv": Self.note])
        #expect(try waiting(desk) == [])
    }

    @Test func rowsThatWaitAgainStandThereOnce() throws {
        let (desk, _) = try desk()
        let run = try desk.load([
            "c.csv": Self.people + "a@b,Jan,Kos,\n", "t.csv": Self.ticket.replacing("a@b.pl", with: "a@b"),
            "e.csv": Self.entry, "n.csv": Self.note,
        ])
        #expect(run.counts("time_entries").parked == 1)
        #expect(try waiting(desk) == ["comments", "tickets", "time_entries"])
    }

    @Test func rowsOfARejectsFileEndWhateverTheirKeyIsNow() throws {
        let (desk, run) = try desk()
        let rejects = (run.rejects("e.csv"), run.rejects("n.csv"))
        #expect(rejects.0.contains("_row") && rejects.1.contains("_row"))
        try desk.load(["c.csv": Self.people + "a@b.pl,Jan,Kos,\n", "t.csv": Self.ticket])
        let again = try desk.load([
            "re.csv": rejects.0.replacing("600", with: "900"), "rn.csv": rejects.1.replacing("Done.", with: "Ready."),
        ])
        #expect(again.counts("time_entries").created == 1 && again.counts("comments").created == 1)
        #expect(again.report.notes.contains { $0.contains("2 rows that waited") })
        #expect(try waiting(desk) == [])
    }

    @Test func aRejectsFileThatIsTurnedAwayWaitsInItsOwnName() throws {
        let (desk, run) = try desk()
        let rejects = run.rejects("t.csv")
        let again = try desk.load([
            "c.csv": Self.people + "c@d,Jan,Kos,\n",
            "rt.csv": rejects.replacing("1,Hello,a@b", with: "2,Hello,c@d"),
        ])
        #expect(again.counts("tickets").parked == 1)
        #expect(try desk.lines("SELECT key FROM open_rows WHERE entity = 'tickets'") == ["2"])
        #expect(
            try desk.lines("SELECT row, run <> '\(run.report.run)' FROM open_rows WHERE entity = 'tickets'") == ["2|1"])
    }
}
