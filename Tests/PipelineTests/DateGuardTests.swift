import Tables
import Testing

@Suite struct DateGuardTests {
    private let contacts = Maps.table("contacts", key: "[email]", columns: ["email", "birthday", "title"])

    @Test func wordsAreTheirRowsTrouble() throws {
        let desk = try Desk(contacts)
        let run = try desk.load(["c.csv": "email,birthday,title\na@b.no,next week,\nc@d.no,2001-02-03,\n"])
        #expect(run.findings == ["warning date.invalid c.csv:2 birthday next week"])
        #expect(run.counts("contacts").created == 2)
    }

    @Test func raggedRowsSayNothingAboutDates() throws {
        let desk = try Desk(contacts)
        let run = try desk.load([
            "c.csv": "email,birthday,title\na@b.no,Flat 5,2001-02-03,Boss\nc@d.no,2001-02-03,\n"
        ])
        #expect(run.findings == ["error row.long c.csv:2  "])
    }

    @Test func digitsThatAreNoISODateStopTheRun() throws {
        let desk = try Desk(contacts)
        let failure = #expect(throws: ImportFailure.self) {
            try desk.loadOnly(["c.csv": "email,birthday,title\na@b.no,03/02/2001,\n"])
        }
        #expect(failure?.code == "dates.undecided" && failure?.status == .usage)
    }
}
