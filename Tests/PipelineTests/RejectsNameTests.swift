import Foundation
import Testing

@Suite struct RejectsNameTests {
    @Test func rejectsOfRejectsKeepTheNameOfTheOriginal() throws {
        let desk = try Desk(Maps.contacts)
        let first = try desk.load(["people.csv": "email,first_name,last_name,phone\nno mail,Ann,Lee,\n"])
        #expect(first.report.rejects.map(\.path) == ["rejects/people.csv"])
        let second = try desk.load(["mended.csv": first.rejects("people.csv")])
        #expect(second.report.rejects.map(\.path) == ["rejects/people.csv"])
        #expect(second.rejects("mended.csv").contains("mended.csv:2,"))
    }
}
