import Foundation
import Tables
import Testing

/// `docs/commands.md` names every command and every long option that the program shows in its help.
@Suite struct CommandsDocumentationTests {
    private struct Dump: Decodable {
        let command: Command
    }

    private struct Command: Decodable {
        let commandName: String
        let shouldDisplay: Bool?
        let subcommands: [Command]?
        let arguments: [Argument]?
    }

    private struct Argument: Decodable {
        let shouldDisplay: Bool?
        let names: [Name]?
    }

    private struct Name: Decodable {
        let kind: String
        let name: String
    }

    private func document() throws -> String {
        try String(contentsOf: Program.root.appendingPathComponent("docs/commands.md"), encoding: .utf8)
    }

    private func root() throws -> Command {
        let dump = try Program.run(["--experimental-dump-help"])
        return try JSONDecoder().decode(Dump.self, from: dump.output).command
    }

    @Test func everyCommandIsDescribed() throws {
        let text = try document()
        for path in commands(try root(), []) { #expect(text.contains("`\(path)"), "deskferry \(path)") }
    }

    @Test func everyOptionIsDescribed() throws {
        let text = try document()
        for option in options(try root()).sorted() { #expect(text.contains("`--\(option)"), "--\(option)") }
    }

    @Test func everyLimitIsDescribed() throws {
        let text = try document()
        for limit in WorkbookLimit.allCases { #expect(text.contains("| `\(limit.rawValue)` |"), "\(limit.rawValue)") }
    }

    @Test func everyOptionInTheDocumentExists() throws {
        let known = options(try root())
        for match in try document().matches(of: /`--([a-z][a-z-]+)/) {
            #expect(known.contains(String(match.1)), "--\(match.1) is in docs/commands.md, but no command has it")
        }
    }

    private func commands(_ command: Command, _ path: [String]) -> [String] {
        shown(command).flatMap { sub in
            [(path + [sub.commandName]).joined(separator: " ")] + commands(sub, path + [sub.commandName])
        }
    }

    private func options(_ command: Command) -> Set<String> {
        let own = (command.arguments ?? []).filter { $0.shouldDisplay ?? true }.flatMap { $0.names ?? [] }
            .filter { $0.kind == "long" }.map(\.name)
        return shown(command).reduce(into: Set(own)) { $0.formUnion(options($1)) }
    }

    private func shown(_ command: Command) -> [Command] {
        (command.subcommands ?? []).filter { $0.shouldDisplay ?? true }
    }
}
