import Foundation

/// What jobs need around them.
extension Shop {
    /// Writes a job file for the shop's database.
    func job(_ sources: String, _ more: String = "", name: String = "nightly.yaml") throws {
        try write(name, "db: desk.sqlite\ncreate: true\n\(more)\nsources:\n\(sources)\n")
    }

    func sync(_ arguments: String...) throws -> Result { try run(["sync"] + arguments + ["nightly.yaml"]) }

    /// Makes a file older than it is.
    func age(_ name: String, _ seconds: TimeInterval) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: path(name))
    }

    /// Writes a file that was changed so many seconds ago.
    func write(_ name: String, _ text: String, age seconds: TimeInterval) throws {
        try write(name, text)
        try age(name, seconds)
    }

    /// A shop whose job has loaded its contacts once.
    static func synced(_ more: String = "", source: String = "") throws -> Shop {
        let shop = try Shop()
        try shop.write("in/contacts-2026-11-20.csv", Self.people(40), age: 7_200)
        try shop.job("  - file: in/contacts-*.csv\n\(source)", more)
        let result = try shop.sync("--quiet")
        precondition(result.status == 0, result.error)
        return shop
    }

    /// So many contacts, the last names ending as told.
    static func people(_ count: Int, _ suffix: String = "") -> String {
        "email,first_name,last_name,phone\n"
            + (1...count).map { "p\($0)@acme.pl,Pat,Nowak\($0)\(suffix),\n" }.joined()
    }
}
