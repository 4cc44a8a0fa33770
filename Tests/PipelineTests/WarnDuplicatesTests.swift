import HelpDesk
import Pipeline
import Testing

@Suite struct WarnDuplicatesTests {
    private static let header = "email,first_name,last_name,phone,secondary_email,account\n"

    private func desk() throws -> Desk {
        let desk = try Desk()
        try desk.bring([
            "accounts.csv": "name\nAcme\n",
            "contacts.csv": Self.header + "a@x.example,Eva,Nowak,+48 601 234 567,,Acme\n",
        ])
        return desk
    }

    @Test func newRecordsThatLookLikeStoredOnesAreNamedAndLoaded() throws {
        let desk = try desk()
        let run = try desk.bring(
            [
                "new.csv": Self.header + "e@z.example,Ola,Mak,+49 601 234 567,,\nb@y.example,Piotr,Lis,601-234-567,,\n"
                    + "c@z.example,Nowak,Eva,,,Acme\nd@z.example,Jan,Kot,,A@x.example,\n"
            ], warn: true)
        #expect(
            run.findings.filter { $0.contains("duplicate") } == [
                "warning duplicate.likely new.csv:3  ", "warning duplicate.likely new.csv:4  ",
                "warning duplicate.likely new.csv:5  ",
            ])
        #expect(run.messages.contains { $0.hasPrefix("The record looks like contact #1: the same phone number.") })
        #expect(run.messages.contains { $0.hasPrefix("The record looks like contact #1: the same name and account.") })
        #expect(run.messages.contains { $0.hasPrefix("The record looks like contact #1: the same email address.") })
        #expect(run.counts("contacts").created == 4)
    }

    @Test func earlierRowsOfTheRunCountToo() throws {
        let desk = try desk()
        let files: KeyValuePairs = [
            "new.csv": Self.header + "b@y.example,Piotr,Lis,700100200,,\nc@z.example,Jan,Kot,700-100-200,,\n"
        ]
        let check = try desk.bring(files, warn: true, check: true)
        let run = try desk.bring(files, warn: true)
        #expect(check.findings == run.findings)
        #expect(
            run.messages.contains {
                $0.contains("looks like row 2 of") && $0.contains("new.csv: the same phone number")
            })
    }

    @Test func accountsAreComparedWithoutLegalFormsWithinTheirParent() throws {
        let desk = try desk()
        let run = try desk.bring(
            ["new.csv": "name,parent\nACME Sp. z o.o.,\nGlobex,\nAcme,Globex\n"], warn: true)
        #expect(run.findings.filter { $0.contains("duplicate") } == ["warning duplicate.likely new.csv:2  "])
    }

    @Test func knownRecordsAndRunsThatDidNotAskAreLeftAlone() throws {
        let desk = try desk()
        let same = try desk.bring(
            ["again.csv": Self.header + "a@x.example,Eva,Nowak-Lis,+48 601 234 567,,Acme\n"], warn: true)
        #expect(!same.findings.contains { $0.contains("duplicate") })
        let silent = try desk.bring(["new.csv": Self.header + "b@y.example,Piotr,Lis,601-234-567,,\n"])
        #expect(!silent.findings.contains { $0.contains("duplicate") })
    }
}
