import ArgumentParser
import Foundation
import Pipeline
import Tables

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// Options that every command knows.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The help desk database.", valueName: "path"))
    var db: String?

    @Option(name: .customLong("as"), help: ArgumentHelp("The agent in whose name this is done.", valueName: "email"))
    var actor: String?

    @Flag(help: "Print the result as JSON, for programs.")
    var json = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    @Option(help: "Use colours: auto, always or never.")
    var color: ColorChoice?

    /// `--db`, `DESKFERRY_DB`, `db:` in `deskferry.yaml`, or the usual name in this folder.
    func database() throws -> String {
        try db ?? Environment["DB"] ?? Settings.current()["db"] ?? "deskferry.sqlite"
    }

    /// `--as` or `DESKFERRY_AS`.
    var agent: String? { actor ?? Environment["AS"] }

    var terminal: Terminal { Terminal(color: color ?? Environment["COLOR"].flatMap(ColorChoice.init) ?? .auto) }
}

/// `DESKFERRY_…`: what the command line does not say.
enum Environment {
    static subscript(name: String) -> String? {
        ProcessInfo.processInfo.environment["DESKFERRY_" + name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// An option that takes no value; false where nothing is said.
    static func flag(_ name: String) throws -> Bool {
        guard let text = self[name] else { return false }
        switch text.lowercased() {
        case "1", "yes", "true", "on": return true
        case "0", "no", "false", "off": return false
        default: throw ValidationError("DESKFERRY_\(name) is \"\(text)\". Use yes or no.")
        }
    }
}
