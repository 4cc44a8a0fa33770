import Foundation

/// A command that is killed in the middle of its work, and what has to be there before.
struct CrashCase: Sendable, CustomStringConvertible {
    let description: String
    /// Commands that are run first, undisturbed.
    let before: [[String]]
    /// What is killed. `FIRST` and `LAST` stand for the oldest and the newest run before.
    let command: [String]
    /// Writes files, at either time: such as those that are others when the command is killed than before.
    let files: @Sendable (Shop, Stage) throws -> Void
    /// What the database knows beside its records, as a text; what is in the folder is not needed any more.
    let remembered: @Sendable (Shop) throws -> String

    enum Stage: Sendable { case before, killed }

    init(
        _ description: String, after before: [[String]] = [], _ command: String...,
        files: @escaping @Sendable (Shop, Stage) throws -> Void = { _, _ in },
        remembered: @escaping @Sendable (Shop) throws -> String = { _ in "" }
    ) {
        self.description = description
        self.before = before
        self.command = command
        self.files = files
        self.remembered = remembered
    }

    private static let load = ["import", "accounts.csv", "contacts.csv", "tickets.csv", "--quiet"]
    private static let change = ["import", "changed.csv", "more.csv", "--quiet"]
    private static let find = ["dedupe", "find", "contacts", "--output", "review.csv", "--quiet"]

    /// Every command that writes; a new one is a new line.
    static let all: [CrashCase] = [
        CrashCase("create", "import", "accounts.csv", "contacts.csv", "tickets.csv", "--quiet"),
        CrashCase("update", after: [load], "import", "changed.csv", "more.csv", "--quiet"),
        CrashCase("undo of an update", after: [load, change], "undo", "LAST", "--yes", "--quiet"),
        CrashCase("undo of a load", after: [load], "undo", "LAST", "--yes", "--quiet"),
        CrashCase("delete", after: [load], "delete", "accounts", "Firma 3", "--yes", "--quiet"),
        CrashCase("merge", after: [load, find], "dedupe", "merge", "review.csv", "--yes", "--quiet"),
        sync,
    ]

    /// Files for all of them: some dozens of pages of records, and rows that are turned away.
    static func write(to shop: Shop) throws {
        try shop.write("accounts.csv", "name,city\n" + (0..<40).map { "Firma \($0),Miasto \($0)\n" }.joined())
        try shop.write("contacts.csv", "email,first_name,last_name,account,phone\n" + (0..<120).map(contact).joined())
        try shop.write("tickets.csv", "number,subject,contact,description\n" + (0..<200).map(ticket).joined())
        try shop.write(
            "changed.csv",
            "email,first_name,last_name,account\n"
                + (0..<120).filter { $0 % 3 == 0 }.map { "p\($0)@firma.pl,Nowe\($0),Inne,Firma \($0 % 7)\n" }
                .joined())
        try shop.write(
            "more.csv",
            "number,subject,contact,description\n"
                + (0..<360).filter { $0 % 4 == 0 }.map { "\($0),Nowa \($0),p\($0 % 120)@firma.pl,Zmiana\n" }.joined())
    }

    private static func contact(_ row: Int) -> String {
        if row % 50 == 49 { return "broken \(row),,,,\n" }
        // Every tenth is written twice, under another address.
        let person = row % 10 == 1 ? row - 1 : row
        return "p\(row)@firma.pl,Imię\(person),Nazwisko\(person),Firma \(person % 40),+486000\(10000 + person)\n"
    }

    private static func ticket(_ row: Int) -> String {
        let text = String(repeating: "Opis sprawy \(row). ", count: 25)
        return "\(row),Sprawa \(row),p\(row % 124)@firma.pl,\"\(text)\"\n"
    }

    /// A folder in which the command can be run.
    func prepare() throws -> Shop {
        let shop = try Shop()
        try Self.write(to: shop)
        try files(shop, .before)
        for command in before {
            let result = try shop.run(command, environment: Self.environment)
            precondition(result.status <= 1, result.error)
            try Self.decide(shop)
        }
        try files(shop, .killed)
        return shop
    }

    /// Says of all likely duplicates that they are the same.
    private static func decide(_ shop: Shop) throws {
        guard shop.exists("review.csv") else { return }
        let text = try shop.text("review.csv")
        let header = text.prefix { $0 != "\r\n" && $0 != "\n" }
        // The decision stands behind the group, the score and the evidence, which may be quoted.
        let row = try Regex(#"(?m)^(\d+,\d+,(?:"[^"]*"|[^,"]*),)[a-z]*,"#)
        let decided = String(text.dropFirst(header.count)).replacing(row) { match in
            "\(match.output[1].substring ?? "")merge,"
        }
        try shop.write("review.csv", String(header) + String(decided))
    }

    /// A home with no more presets than these files need: reading all of them takes longer than the runs.
    static let environment: [String: String] = {
        let files = FileManager.default
        let home = files.temporaryDirectory.path + "/deskferry-home-\(getpid())"
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        try? files.createDirectory(atPath: home + "/mappings/deskferry", withIntermediateDirectories: true)
        for name in ["labels", "deskferry/accounts.yaml", "deskferry/contacts.yaml", "deskferry/tickets.yaml"] {
            try? files.copyItem(atPath: "\(root)/mappings/\(name)", toPath: "\(home)/mappings/\(name)")
        }
        atexit { try? FileManager.default.removeItem(atPath: CrashCase.environment["DESKFERRY_HOME"] ?? "") }
        return ["DESKFERRY_HOME": home]
    }()

    /// The command with the ids of runs.
    func arguments(in shop: Shop) throws -> [String] {
        guard command.contains("LAST") else { return command }
        let runs = try shop.run("runs", "list", "--json").json() as? [[String: Any]]
        let ids = runs?.compactMap { $0["id"] as? String } ?? []
        return command.map { $0 == "LAST" ? ids.first ?? "" : $0 }
    }
}
