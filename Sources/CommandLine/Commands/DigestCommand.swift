import ArgumentParser
import Pipeline

struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "Print 128 bits that say what the database holds.",
        discussion: "Two databases with the same records have the same digest, whatever the order of loading.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let digest = try Inspection(try global.database()).digest()
            global.terminal.print(global.json ? "{\"digest\": \"\(digest)\"}" : digest)
        }
    }
}
