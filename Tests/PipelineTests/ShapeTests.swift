import Pipeline
import Reporting
import Tables
import Testing

/// Tables that are not what they were when their mapping was made.
@Suite struct ShapeTests {
    static let mapping = """
        name: crm/contacts
        records:
          - entity: contacts
            key: [email]
            columns:
              email: E-mail
              last_name: Name
              type: { from: Kind, optional: true }
        seen:
          date: "2026-01-31"
          rows: 40
          columns:
            - { header: "Name", blank: 0 }
            - { header: "E-mail", blank: 0, shapes: { email: 100 } }
            - { header: "Kind", blank: 0, values: { "A": 20, "B": 20 } }
            - { header: "Fax", blank: 0 }

        """

    private static func rows(_ header: String, _ row: (Int) -> String) -> String {
        header + "\n" + (1...20).map { row($0) + "\n" }.joined()
    }

    private static let same = rows("Name,E-mail,Kind,Fax") { "N\($0),n\($0)@x.example,\($0 % 2 == 0 ? "A" : "B"),x" }
    private static let changed = rows("Name,E-mail,Kinds,Region") { "N\($0),n\($0)@x.example,C," }

    @Test func sameShapeIsNotMentioned() throws {
        let desk = try Desk(Self.mapping)
        let run = try desk.load(["a.csv": Self.same])
        #expect(run.findings == [])
    }

    @Test func differencesAreFindingsOfTheTable() throws {
        let desk = try Desk(Self.mapping)
        let run = try desk.load(["a.csv": Self.changed])
        #expect(run.counts("contacts").created == 20)
        #expect(
            run.findings == [
                "warning header.renamed a.csv:1  ", "warning header.gone a.csv:1  ", "warning header.new a.csv:1  ",
                "warning value.new a.csv:1  C",
            ])
        #expect(run.messages.contains { $0.contains("The column \"Kind\" seems to be called \"Kinds\" now.") })
        #expect(TerminalSummary.render(run.report).contains("header.gone"))
        #expect(run.report.exitStatus == 0)
    }

    @Test func strictShapeStopsBeforeTheFirstRow() throws {
        let desk = try Desk(Self.mapping)
        var options = try desk.options(["a.csv": Self.changed])
        options.strictShape = true
        for kind in [RunReport.Kind.check, .load] {
            let failure = #expect(throws: ImportFailure.self) { try desk.run(options, kind) }
            #expect(failure?.code == "shape.changed")
            #expect(failure?.status == .stopped)
            #expect(failure?.details.count == 4)
        }
        options.sources = [try desk.write("a.csv", Self.same)]
        #expect(try desk.run(options, .load).counts("contacts").created == 20)
    }

    @Test func missingColumnNamesItsNewHeader() throws {
        let desk = try Desk(Self.mapping)
        let text = Self.rows("Names,E-mail,Kind,Fax") { "N\($0),n\($0)@x.example,A,x" }
        let failure = #expect(throws: ImportFailure.self) { try desk.loadOnly(["a.csv": text]) }
        #expect(
            failure?.details.contains { $0.contains("\"Name\" seems to be \"Names\" now") } == true,
            "\(failure?.details ?? [])")
    }
}
