import Foundation
import Tables
import Testing

/// Codes that neither `check samples/onboarding` nor `check samples/onboarding.xlsx` can yield, each with the reason.
enum Elsewhere {
    static let reasons: [FindingCode: String] = [
        // Need words of a mapping that no preset for the canonical headers has.
        .blankRejected: "needs `blanks: reject`",
        .timeAmbiguous: "needs a time zone",
        .timeSkipped: "needs a time zone",
        .valueUnmapped: "needs `values:` of a plain text field",
        .lookupUnknown: "needs a `lookup:` in a second file",
        .durationInvalid: "needs a `unit:`",
        .recordExists: "needs `mode: create` and a known record",
        .recordUnknown: "needs `mode: update`",
        // Need records that were there before the run.
        .accountMoved: "needs a contact that is stored with another account",
        .agentRemoved: "needs an agent that is stored as removed",
        .agentRemoval: "needs an agent that is stored",
        .agentRole: "needs somebody who acts and is no administrator",
        .administratorLast: "needs an administrator who is stored",
        .recordBinned: "needs a record in the recycle bin",
        .invitationNoEmail: "needs `--invite`",
        // Need a mapping with `seen:`.
        .headerRenamed: "needs a mapping that remembers another header",
        .headerGone: "needs a mapping that remembers more columns",
        .headerNew: "needs a mapping that remembers fewer columns",
        .headerMoved: "needs a mapping that remembers another order",
        .valueNew: "needs a mapping that remembers the values of a list",
        .blanksChanged: "needs a mapping that remembers how many cells were blank",
        .typeChanged: "needs a mapping that remembers other values",
        // Said of reviews of duplicates, or only where it is asked for.
        .mergeChanged: "needs a review", .mergeGone: "needs a review", .mergeAlone: "needs a review",
        .mergeNoGroup: "needs a review", .mergeSurvivors: "needs a review", .mergeRepeated: "needs a review",
        .mergeDecision: "needs a review", .mergeRing: "needs a review", .mergeGroup: "needs a review",
        .duplicateLikely: "needs --warn-duplicates",
        .syncMissing: "needs a job",
        // Need a column of actions, or an entity that the sample has no file of.
        .actionRefused: "needs actions", .deleteConflict: "needs actions", .deleteRepeated: "needs actions",
        .restoreCollision: "needs actions", .restoreUnknown: "needs actions", .restoreValues: "needs actions",
        .referenceDeleted: "needs actions",
        .referenceMissing: "needs attachments or time entries",
        .primaryContactInvalid: "needs the organization", .primaryContactForbidden: "needs the organization",
        .primaryContactChosen: "needs the organization",
        // Needs a file made of two.
        .rowHeader: "needs a header among the rows",
    ]
}

/// The codes that need a mapping of their own, or records stored before.
@Suite struct ElsewhereTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let code: FindingCode
        let mapping: String
        let csv: String
        /// Imported before, with the presets.
        var before: String?
        /// A file that the mapping names.
        var besides: (name: String, text: String)?
        let row: Int

        var testDescription: String { code.rawValue }
    }

    static let cases = [
        Case(
            code: .blankRejected, mapping: contacts("phone: Phone", read: "blanks: reject"),
            csv: "E-mail,Phone\na@x.example,\n", row: 2),
        Case(
            code: .timeAmbiguous, mapping: tickets,
            csv: "No,Subject,Contact,Opened\n1,Hello,a@x.example,26.10.2025 02:30\n",
            before: "email,first_name,last_name\na@x.example,A,B\n", row: 2),
        Case(
            code: .timeSkipped, mapping: tickets,
            csv: "No,Subject,Contact,Opened\n1,Hello,a@x.example,30.03.2025 02:30\n",
            before: "email,first_name,last_name\na@x.example,A,B\n", row: 2),
        Case(
            code: .valueUnmapped, mapping: contacts("type: { from: Kind, values: { P: person }, on_unknown: reject }"),
            csv: "E-mail,Kind\na@x.example,P\nb@x.example,Q\n", row: 3),
        Case(
            code: .lookupUnknown,
            mapping: accounts(
                "city: { from: Town, transform: "
                    + "[{ lookup: { file: towns.csv, from: code, to: name, on_missing: reject } }] }"),
            csv: "Company,Town\nAcme,WAW\nGlobex,QQQ\n", besides: ("towns.csv", "code,name\nWAW,Warszawa\n"), row: 3),
        Case(
            code: .durationInvalid, mapping: accounts("employees: { from: Shift, unit: minutes }"),
            csv: "Company,Shift\nAcme,90\nGlobex,a while\n", row: 3),
        Case(
            code: .recordExists, mapping: contacts("phone: Phone", record: "mode: create"),
            csv: "E-mail,Phone\na@x.example,+48 22 123 45 67\n",
            before: "email,first_name,last_name\na@x.example,A,B\n", row: 2),
        Case(
            code: .recordUnknown, mapping: contacts("phone: Phone", record: "mode: update"),
            csv: "E-mail,Phone\na@x.example,+48 22 123 45 67\nb@x.example,\n",
            before: "email,first_name,last_name\na@x.example,A,B\n", row: 3),
        Case(
            code: .accountMoved, mapping: contacts("account: { from: Company, on_missing: create }"),
            csv: "E-mail,Company\na@x.example,Globex\n",
            before: "email,first_name,last_name,account\na@x.example,A,B,Acme\n", row: 2),
        Case(
            code: .rowHeader, mapping: contacts("phone: Phone"),
            csv: "E-mail,Phone\na@x.example,\nE-mail,Phone\nb@x.example,\n", row: 3),
        Case(
            code: .agentRemoved, mapping: agents, csv: "E-mail,Status\na@x.example,active\n",
            before: "email,role,status\na@x.example,,removed\nb@x.example,administrator,active\n", row: 2),
        Case(
            code: .agentRemoval, mapping: agents, csv: "E-mail,Status\na@x.example,removed\n",
            before: "email,role,status\na@x.example,agent,active\nb@x.example,administrator,active\n", row: 2),
    ]

    /// Each with what the mapping remembers and the table.
    private static func seen(_ code: FindingCode, _ columns: String..., csv: String) -> Case {
        let seen = "seen:\n  rows: 40\n  columns:\n" + columns.map { "    - \($0)\n" }.joined()
        return Case(
            code: code, mapping: contacts("type: { from: Kind, optional: true }") + "\n" + seen, csv: csv, row: 1)
    }

    private static let email = "{ header: E-mail, blank: 0 }"
    private static let many = (1...20).map { "n\($0)@x.example," + ($0 < 3 ? "x\n" : "\n") }.joined()

    static let shapeCases = [
        seen(.headerRenamed, email, "{ header: Kinds, blank: 0 }", csv: "E-mail,Kind\na@x.example,x\n"),
        seen(.headerGone, email, "{ header: Fax, blank: 0 }", csv: "E-mail\na@x.example\n"),
        seen(.headerNew, email, csv: "E-mail,Region\na@x.example,x\n"),
        seen(.headerMoved, email, "{ header: Kind, blank: 0 }", csv: "Kind,E-mail\nx,a@x.example\n"),
        seen(.valueNew, email, "{ header: Kind, blank: 0, values: { A: 40 } }", csv: "E-mail,Kind\na@x.example,x\n"),
        seen(.blanksChanged, email, "{ header: Kind, blank: 0 }", csv: "E-mail,Kind\n" + many),
        seen(
            .typeChanged, email, "{ header: Kind, blank: 0, shapes: { email: 100 } }",
            csv: "E-mail,Kind\n" + many.replacing(",\n", with: ",y\n")),
    ]

    @Test(arguments: cases + shapeCases) func codeIsYielded(_ example: Case) throws {
        let desk = try Desk()
        if let before = example.before {
            let (status, _) = try desk.report(["import", try desk.write("before.csv", before)])
            try #require(status == 0)
        }
        if let (name, text) = example.besides { _ = try desk.write(name, text) }
        let mapping = try desk.write("mapping.yaml", example.mapping)
        let (_, report) = try desk.report(["check", try desk.write("rows.csv", example.csv), "--map", mapping])
        let found = try Place.read(try #require(report.reportFolder) + "/findings.csv")
        #expect(found.contains(Place(code: example.code.rawValue, file: "rows.csv", row: example.row)), "\(found)")
    }

    @Test func everyCaseHasItsReason() {
        for example in Self.cases + Self.shapeCases { #expect(Elsewhere.reasons[example.code] != nil) }
    }

    // MARK: Mappings

    private static func contacts(_ column: String, read: String = "", record: String = "mode: upsert") -> String {
        mapping("contacts", "email: E-mail", column, read: read, record: record)
    }

    private static func accounts(_ column: String) -> String { mapping("accounts", "name: Company", column) }

    private static let agents = mapping("agents", "email: E-mail", "status: Status")

    private static let tickets = mapping(
        "tickets", "number: No", "subject: Subject", "contact: { from: Contact, refers_to: contacts.email }",
        "created_at: { from: Opened, date: \"dd.MM.yyyy HH:mm\", zone: Europe/Warsaw }")

    private static func mapping(
        _ entity: String, _ columns: String..., read: String = "", record: String = "mode: upsert"
    ) -> String {
        """
        name: test/\(entity)
        source: spreadsheet
        read: { \(read) }
        records:
          - entity: \(entity)
            \(record)
            columns:
        \(columns.map { "      " + $0 }.joined(separator: "\n"))
        """
    }
}
