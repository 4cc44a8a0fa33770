import Foundation
import Testing

/// A rule of the help desk: what it says, a file and a command that touch it, what both are told, and what holds after
/// either. The file and the command begin with the same help desk, `RuleDesk`.
struct RuleCase: Sendable, CustomTestStringConvertible {
    /// A field of a record as `show` prints it; nil: it has none.
    struct Fact: Sendable {
        let entity: String
        let key: String
        let field: String
        let value: String?

        init(_ entity: String, _ key: String, _ field: String, _ value: String?) {
            self.entity = entity
            self.key = key
            self.field = field
            self.value = value
        }
    }

    let rule: String
    /// What a file says, under the headers that the presets for spreadsheets know.
    let file: String
    let command: [String]
    /// The code of a finding; nil: the rule is carried out silently.
    var says: String?
    /// The exit code of the import, and of the command where that one is another.
    var status: Int32 = 0
    var commandStatus: Int32?
    /// The code of the command's finding where that is another one.
    var commandSays: String?
    /// What a command is told that is refused before its run begins, instead of the code.
    var refusal: String?
    /// Parts of the sentence that people get from either.
    var names: [String] = []
    /// Only of the sentence from the file, and only of that from the command.
    var fileNames: [String] = []
    var commandNames: [String] = []
    /// The agent who does it.
    var actor: String?
    var facts: [Fact] = []

    var testDescription: String { rule }

    fileprivate var byActor: [String] { actor.map { ["--as", $0] } ?? [] }
}

/// A small help desk in which every rule has something to hold on to.
enum RuleDesk {
    private static let files = [
        (
            "agents.csv",
            """
            email,last_name,role,status
            ada@desk.example,Lis,administrator,active
            eve@desk.example,Sum,administrator,active
            ola@desk.example,Kos,agent,active
            leo@desk.example,Wilk,light_agent,active
            off@desk.example,Rak,agent,disabled
            gone@desk.example,Kot,,removed

            """
        ),
        ("organization.csv", "name,primary_contact\nDesk Ltd,ada@desk.example\n"),
        (
            "accounts.csv",
            "name,parent,owner,city\nAcme Ltd,,ola@desk.example,\nBeta Ltd,,,\nWorkshop,Acme Ltd,,\nGone Ltd,,,\n"
        ),
        ("projects.csv", "name,account,status,starts_on,ends_on\nMove,Acme Ltd,active,,\nPaint,,active,,\n"),
        (
            "contacts.csv",
            """
            email,first_name,last_name,account,external_id,projects
            anna@acme.example,Anna,Nowak,Acme Ltd,A-1,Move
            jan@acme.example,Jan,Maj,Acme Ltd,A-2,
            lost@acme.example,Lost,Maj,,,
            twin@acme.example,Lost,Maj,,,

            """
        ),
        (
            "tickets.csv",
            """
            number,subject,contact,assignee,status,created_at
            7,Smoke,anna@acme.example,ola@desk.example,open,2026-03-01T10:00:00Z
            8,Fire,jan@acme.example,,open,2026-03-02T10:00:00Z

            """
        ),
        ("comments.csv", "ticket,body,author,visibility,external_id\n7,We look.,ola@desk.example,public,C-1\n"),
    ]

    /// Fails every test that wants the desk: a failed expectation of the first one would not be counted again.
    private struct Unmade: Error {
        let reason: String
    }

    /// The bytes of the database, made once by the real program.
    private static let database = Result { () throws -> [UInt8] in
        let shop = try Shop()
        for (name, text) in files { try shop.write(name, text) }
        let after = [
            ["delete", "accounts", "Gone Ltd", "--yes"], ["delete", "contacts", "lost@acme.example", "--yes"],
            ["add", "contacts", "last_name=Mute", "phone=+48 22 123 45 67"],
        ]
        for words in [["import"] + files.map(\.0)] + after {
            let result = try shop.run(words + ["--quiet"])
            if result.status != 0 { throw Unmade(reason: "\(words): \(result.error)\(result.output)") }
        }
        return try shop.bytes("desk.sqlite")
    }

    static func shop() throws -> Shop {
        let shop = try Shop()
        try shop.write("desk.sqlite", try database.get())
        return shop
    }
}

extension RuleCase {
    func checkImport() throws {
        let shop = try RuleDesk.shop()
        try shop.write("rows.csv", file)
        let result = try shop.run(["import", "rows.csv", "--json"] + byActor)
        #expect(result.status == status, "\(result.error)\(result.output)")
        try checkSentence(says, result, names + fileNames)
        try checkFacts(shop)
    }

    func checkCommand() throws {
        let shop = try RuleDesk.shop()
        let result = try shop.run(command + ["--json"] + byActor)
        #expect(result.status == commandStatus ?? status, "\(result.error)\(result.output)")
        if let refusal {
            #expect(try Shop.failure(result) == refusal)
            for name in names + commandNames { #expect(result.error.contains(name), "\(name): \(result.error)") }
        } else {
            try checkSentence(commandSays ?? says, result, names + commandNames)
        }
        try checkFacts(shop)
    }

    /// The finding's message, without which nobody knows what happened.
    private func checkSentence(_ code: String?, _ result: Shop.Result, _ names: [String]) throws {
        guard let code else { return }
        let folder = try #require(try result.object()["report_folder"] as? String)
        let lines = try String(contentsOfFile: folder + "/findings.csv", encoding: .utf8)
        #expect(lines.contains(",\(code),"), "\(lines)")
        for name in names { #expect(lines.contains(name.replacing("\"", with: "\"\"")), "\(name): \(lines)") }
    }

    private func checkFacts(_ shop: Shop) throws {
        for fact in facts {
            let value = try shop.fields(fact.entity, fact.key)[fact.field]
            #expect(value == fact.value, "\(fact.entity) \(fact.key) \(fact.field)")
        }
    }
}
