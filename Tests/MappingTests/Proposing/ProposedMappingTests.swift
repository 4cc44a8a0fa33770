import Foundation
import HelpDesk
import Tables
import Testing

@testable import Mapping

/// What is proposed can be read, and reads the table that it was proposed for.
@Suite struct ProposedMappingTests {
    static let samples: [String] = {
        let folder = MappingAccuracy.root.appending(path: "samples/localized").path
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".csv") }.sorted()
    }()

    static func proposed(_ name: String) throws -> ProposedMapping {
        try proposed(SampleTable(path: MappingAccuracy.root.appending(path: "samples/localized/" + name).path), name)
    }

    private static func proposed(_ table: SampleTable, _ name: String) throws -> ProposedMapping {
        let proposal = HeaderRecogniser(try MappingAccuracy.book.get()).propose(table.evidence, file: name)
        return ProposedMapping(
            proposal, of: MemoryTable(name, [table.header] + table.rows), evidence: table.evidence,
            rows: table.rows.count)
    }

    static func table(_ name: String, _ lines: String...) throws -> ProposedMapping {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        try lines.joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: path) }
        return try proposed(try SampleTable(path: path.path), name)
    }

    @Test func thereAreSamples() { #expect(Self.samples.count >= 40) }

    /// A file may lack what its records need; the mapping then says so, and that is its only mistake.
    @Test(arguments: samples) func sampleLoadsAndBinds(_ name: String) throws {
        let proposed = try Self.proposed(name)
        let text = MappingText(proposed).document(date: "2026-01-31")
        let result = MappingParser.examine(text, name: "m.yaml")
        guard proposed.missing.isEmpty, proposed.proposal != nil else {
            #expect(!result.mistakes.isEmpty)
            let expected = [" need ", "no mapping", "lines such as"]
            #expect(result.mistakes.allSatisfy { mistake in expected.contains { mistake.message.contains($0) } })
            return
        }
        try #require(result.mistakes.map(\.text) == [], "\(text)")
        let mapping = try #require(result.file.tables.first)
        let binder = MappingBinder(arguments: [MapArgument(mapping: result.file)], presets: [])
        let bound = try #require(try binder.bind([proposed.table]).bound.first)
        #expect(bound.mapping.name == mapping.name)
        #expect(bound.records.last?.shape.entity.name == proposed.entity?.name)
        for column in proposed.columns {
            let record = try #require(bound.records.first { $0.shape.entity.name == column.entity })
            let index = try #require(record.shape.column(column.field), "\(column.field)")
            let isTaken =
                switch record.sources[index] {
                case .first(let columns): columns == [column.column]
                case .joined(let columns, _): columns.contains(column.column)
                case .constant, .derived: false
                }
            #expect(isTaken, "\(name): \(column.header)")
        }
    }

    @Test(arguments: samples) func seenBlockComesBack(_ name: String) throws {
        let proposed = try Self.proposed(name)
        guard proposed.missing.isEmpty, proposed.proposal != nil else { return }
        let text = MappingText(proposed).document(date: "2026-01-31")
        let seen = try #require(MappingParser.examine(text, name: "m.yaml").file.tables.first?.seen)
        #expect(seen == SeenTable(proposed, date: "2026-01-31"))
        #expect(ShapeComparison.changes(since: seen, proposed.evidence) == [])
    }

    @Test func textSaysWhatAndWhy() throws {
        let proposed = try Self.table(
            "kunder.csv", "Imię,Nazwisko,Adres e-mail,Firma,Branża,Zzyzx", "Anna,Nowak,anna@x.example,Acme,IT,1",
            "Jan,Kos,jan@x.example,Beta,IT,2", "Ola,Lis,ola@x.example,Beta,Handel,3")
        let text = MappingText(proposed).document(preset: "a/b", date: "2026-01-31")
        #expect(text.contains("header \"Adres e-mail\" (pl); 3 of 3 values are email addresses"))
        #expect(text.contains("      email: Adres e-mail\n"))
        #expect(text.contains("account: { from: Firma, refers_to: accounts.name, on_missing: create }"))
        #expect(text.contains("  - entity: accounts\n    when: Firma\n    key: [name]\n"))
        #expect(text.contains("#   Zzyzx: 3 filled, 3 different"))
        #expect(text.contains("# The preset a/b fits this file as it is"))
        #expect(text.contains("    - { header: \"Adres e-mail\", blank: 0, shapes: { email: 100 } }"))
    }

    @Test func datesThatAreSettledAreWritten() throws {
        let proposed = try Self.table(
            "tickets.csv", "Ticket number,Subject,Contact email,Created,Closed",
            "1,A,a@x.example,31.01.2025,01.02.2025",
            "2,B,b@x.example,01.02.2025,03.04.2025", "3,C,c@x.example,05.02.2025,04.04.2025")
        let text = MappingText(proposed).document(date: "2026-01-31")
        #expect(text.contains("created_at: { from: Created, date: dmy }"))
        #expect(text.contains("      closed_at: Closed\n"))
        #expect(text.contains("# decide: 3 values fit dmy, 3 values fit mdy. Say which with `date: dmy`"))
    }

    @Test func wordsOfPicklistsAreWritten() throws {
        let proposed = try Self.table(
            "zgłoszenia.csv", "Numer zgłoszenia,Temat,E-mail klienta,Status", "1,A,a@x.example,Otwarte",
            "2,B,b@x.example,Zamknięte", "3,C,c@x.example,Otwarte", "4,D,c@x.example,Qwerty")
        let text = MappingText(proposed).document(date: "2026-01-31")
        #expect(text.contains("values: { Otwarte: open, Zamknięte: closed }"), "\(text)")
        #expect(text.contains("# not known, say with `values:` what they mean: \"Qwerty\" (1)"))
    }

    @Test func namesakesAreNumbered() throws {
        let names = HeaderNames(["E-mail", "Name", "e mail", "E-mail"])
        #expect(names.reference(0) == HeaderReference("E-mail"))
        #expect(names.reference(2) == HeaderReference("e mail"))
        #expect(names.reference(3) == HeaderReference("E-mail", nth: 3))
    }

    @Test func headersAreQuotedWhereYAMLWantsIt() throws {
        let headers = ["yes", "a: b", "# x", "-", "2024", "a\nb", "\u{85}é", "it's \"so\"", "[x]", "名前", "E-mail (1)"]
        for header in headers {
            let text = "records:\n  - entity: contacts\n    columns:\n      email: \(YAMLText.scalar(header))\n"
            let result = MappingParser.examine(text, name: "m.yaml")
            #expect(result.mistakes.map(\.text) == [])
            #expect(result.file.tables.first?.records[0].columns[0].source == .first([HeaderReference(header)]))
        }
        #expect(YAMLText.scalar("E-mail (1)") == "E-mail (1)")
    }

    @Test func whatIsMissingIsSaid() throws {
        let proposed = try Self.table(
            "tickets.csv", "Ticket number,Subject,Status,Priority", "1,A,open,low", "2,B,closed,high")
        #expect(proposed.missing == ["contact"])
        #expect(!proposed.isSure)
        #expect(proposed.mapping().mapping == nil)
        #expect(MappingText(proposed).document(date: "2026-01-31").contains("# contact: ???"))
    }
}
