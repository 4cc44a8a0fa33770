import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

/// What hangs on records that a job's files no longer have.
@Suite struct MissingDependantTests {
    private static let contacts = Maps.table(
        "contacts", key: "[email]",
        columns: ["email", "last_name", "account: { from: account, refers_to: accounts.name }"])
    private static let people = "email,last_name,account\na@b.pl,Nowak,Acme\nc@d.pl,Kos,Acme\ne@f.pl,Wilk,Globex\n"

    private func job(_ policy: Pipeline.MissingPolicy) throws -> JobDesk {
        var job = try JobDesk()
        try job.add("accounts.csv", Maps.accounts, policy)
        try job.add("contacts.csv", Self.contacts, policy)
        try job.add("tickets.csv", Maps.tickets, Pipeline.MissingPolicy(), isOptional: true)
        return job
    }

    private func stocked(_ policy: Pipeline.MissingPolicy) throws -> JobDesk {
        let job = try job(policy)
        try job.run([
            "accounts.csv": "name,city\nAcme,Gdynia\nGlobex,Lublin\n", "contacts.csv": Self.people,
            "tickets.csv": "number,subject,contact\n1,Help,a@b.pl\n2,Help,e@f.pl\n",
        ])
        return job
    }

    @Test func aForeignTicketStopsIt() throws {
        let job = try stocked(.recycle(100))
        job.desk.mapping = Maps.tickets
        try job.desk.loadOnly(["other.csv": "number,subject,contact\n9,Phone,c@d.pl\n"])
        let text = "email,last_name,account\na@b.pl,Nowak,Acme\ne@f.pl,Wilk,Globex\n"
        let refusal = try job.refusal(["contacts.csv": text])
        #expect(refusal.code == "sync.foreign_dependants")
        #expect(refusal.details == ["ticket 9 hangs on contact c@d.pl"])
        var open = job
        for place in open.job.sources.indices { open.job.sources[place].missing.cascades = true }
        let run = try open.run()
        #expect(run.counts("tickets").takenAlong == 1)
        #expect(try job.live("tickets", "number") == ["1", "2"])
    }

    @Test func whatGoesAlongCounts() throws {
        let job = try stocked(.recycle(40))
        try FileManager.default.removeItem(atPath: job.desk.folder + "/tickets.csv")
        let text = "email,last_name,account\nc@d.pl,Kos,Acme\ne@f.pl,Wilk,Globex\n"
        let refusal = try job.refusal(["contacts.csv": text])
        #expect(refusal.code == "sync.too_many_missing")
        #expect(refusal.message.contains("1 of the 3 contacts"))
        #expect(refusal.message.contains("1 record would go with them: that is 67 %"))
    }

    @Test func theJobsOwnTicketsGoAlongAndComeBack() throws {
        let job = try stocked(.recycle(100))
        try FileManager.default.removeItem(atPath: job.desk.folder + "/tickets.csv")
        let digest = try job.desk.digest()
        let run = try job.run(["contacts.csv": "email,last_name,account\nc@d.pl,Kos,Acme\ne@f.pl,Wilk,Globex\n"])
        #expect(run.counts("tickets").takenAlong == 1 && run.missing("contacts")?.along == 1)
        #expect(try job.live("tickets", "number") == ["2"])
        let back = try job.run(["contacts.csv": Self.people])
        #expect(back.counts("contacts").restored == 1 && back.counts("tickets").takenAlong == 1)
        #expect(try job.desk.digest() == digest)
    }

    @Test func whatTheFilesStillHaveDoesNotGoAlong() throws {
        let job = try stocked(.recycle(100))
        let refusal = try job.refusal([
            "contacts.csv": "email,last_name,account\nc@d.pl,Kos,Acme\ne@f.pl,Wilk,Globex\n",
            "tickets.csv": "number,subject,contact\n1,Help,a@b.pl\n2,Other,e@f.pl\n",
        ])
        #expect(refusal.code == "sync.foreign_dependants")
        #expect(refusal.details == ["ticket 1 hangs on contact a@b.pl, and is in this run's files"])
    }

    /// The rows that move a contact are not in the database when a check looks for what hangs on its former account.
    @Test func whoMovesInTheSameRunStays() throws {
        var job = try job(.recycle(100))
        job.job.sources.removeLast()
        try job.run(["accounts.csv": "name,city\nAcme,Gdynia\nGlobex,Lublin\n", "contacts.csv": Self.people])
        let run = try job.run([
            "accounts.csv": "name,city\nGlobex,Lublin\nNew,Lublin\n",
            "contacts.csv":
                "email,last_name,account\na@b.pl,Nowak,Globex\nc@d.pl,Kos,New\ne@f.pl,Wilk,Globex\n",
        ])
        #expect(run.missingLines == ["accounts Acme recycled 1"])
        #expect(try job.live("contacts", "email").count == 3)
        #expect(try job.live("accounts", "name") == ["Globex", "New"])
    }

    @Test func accountAndContactsGoAndComeBackEachByItself() throws {
        let job = try stocked(.recycle(100))
        let digest = try job.desk.digest()
        try FileManager.default.removeItem(atPath: job.desk.folder + "/tickets.csv")
        let run = try job.run([
            "accounts.csv": "name,city\nGlobex,Lublin\n",
            "contacts.csv": "email,last_name,account\ne@f.pl,Wilk,Globex\n",
        ])
        #expect(run.missing("accounts")?.leaving == 1 && run.missing("contacts")?.leaving == 2)
        #expect(run.counts("tickets").takenAlong == 1)
        let back = try job.run(["accounts.csv": "name,city\nAcme,Gdynia\nGlobex,Lublin\n", "contacts.csv": Self.people])
        #expect(back.counts("accounts").restored == 1 && back.counts("contacts").restored == 2)
        #expect(try job.desk.digest() == digest)
    }
}
