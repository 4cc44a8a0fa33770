import Foundation
import Pipeline
import Tables
import Testing

/// How files are read where mappings or the command line have a say in it.
@Suite struct ReadingTests {
    private func mappings(_ first: String, _ second: String) -> String {
        Maps.tables(
            Maps.table("contacts", key: "[email]", columns: ["email", "last_name"], read: [first]),
            Maps.table("accounts", key: "[name]", columns: ["name", "city"], read: [second]))
    }

    private func load(_ desk: Desk, _ bytes: [UInt8]) throws -> Run {
        let options = try desk.options(["people.csv": ""])
        try Data(bytes).write(to: URL(fileURLWithPath: options.sources[0]))
        return try desk.run(options, .load)
    }

    private func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    @Test func oneOfSeveralMappingsDecidesOnTheEncoding() throws {
        let desk = try Desk(mappings("encoding: iso-8859-2", "encoding: windows-1252"))
        // B1 is the letter "ą" there, and a plus-minus sign in Western Europe, as which it would be detected.
        _ = try load(desk, latin("email,last_name\na@b.pl,D\u{B1}b\nc@d.pl,Caf\u{E9}\ne@f.pl,r\u{E9}sum\u{E9}\n"))
        #expect(try desk.lines("SELECT last_name FROM contacts WHERE email = 'a@b.pl'") == ["Dąb"])
    }

    @Test func aDelimiterThatDetectionMissesIsTakenFromTheMapping() throws {
        let desk = try Desk(mappings("delimiter: ;", "delimiter: ','"))
        let run = try load(desk, latin("email;last_name;a,b,c,d\na@b.pl;Dab;1,x,y,z\n"))
        #expect(run.counts("contacts").created == 1)
        #expect(run.report.sources[0].settings.contains { $0.name == "delimiter" && $0.origin == "given" })
    }

    @Test func anEncodingOnWhichAllMappingsAgreeSettlesWhatCannotBeTold() throws {
        let bytes = latin("email,last_name\na@b.pl,Jos\u{E9}")
        let desk = try Desk(mappings("encoding: windows-1252", "encoding: windows-1252"))
        _ = try load(desk, bytes)
        #expect(try desk.lines("SELECT last_name FROM contacts") == ["José"])
        let undecided = try Desk(mappings("encoding: windows-1252", "encoding: windows-1250"))
        let failure = #expect(throws: ImportFailure.self) { _ = try load(undecided, bytes) }
        #expect(failure?.code == "encoding.undecided")
    }

    @Test func theCommandLineSaysThatThereAreNoQuotes() throws {
        let desk = try Desk(Maps.table("contacts", key: "[email]", columns: ["email", "last_name"]))
        var options = try desk.options(["c.csv": "email,last_name\na@b.no,\"Lee\nc@d.no,Roe\n"])
        let failure = #expect(throws: ImportFailure.self) { try desk.run(options, .check) }
        #expect(failure?.code == "csv.unclosed_quote" && failure?.hint?.contains("--quote none") == true)
        options.reading.quote = .some(nil)
        #expect(try desk.run(options, .check).counts("contacts").created == 2)
        let check = try desk.run(options, .check)
        options.reading.quote = nil
        options.accept = check.folder
        #expect(try desk.run(options, .load).counts("contacts").created == 2)
        #expect(try desk.lines("SELECT last_name FROM contacts ORDER BY 1") == ["\"Lee", "Roe"])
    }
}
