import Foundation
import GRDB
import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

/// A help desk in a folder of its own: files are written, checked and imported as the command line would.
final class Desk {
    let folder: String
    var database: String { folder + "/desk.sqlite" }
    /// The mapping of every load, until another one is set.
    var mapping: String?
    var actor: String?
    /// Most desks here are too small for an administrator.
    var needsAdministrator = false

    init(_ mapping: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.path + "/deskferry-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        self.mapping = mapping
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let path = folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    // MARK: Runs

    /// Checks the files, imports them, and holds one against the other: what a check says is what an import does.
    @discardableResult
    func load(_ files: KeyValuePairs<String, String>, at place: SourceLocation = #_sourceLocation) throws -> Run {
        let options = try options(files)
        let check = try run(options, .check)
        let load = try run(options, .load)
        #expect(load.report.balances, sourceLocation: place)
        #expect(check.report.entities == load.report.entities, sourceLocation: place)
        #expect(check.report.findings == load.report.findings, sourceLocation: place)
        #expect(check.report.changes == load.report.changes, sourceLocation: place)
        #expect(check.report.silentChanges == load.report.silentChanges, sourceLocation: place)
        #expect(check.findings == load.findings, sourceLocation: place)
        #expect(check.changes == load.changes, sourceLocation: place)
        #expect(check.report.exitStatus == load.report.exitStatus, sourceLocation: place)
        let trouble = try Inspection(database).examine().filter { !$0.isHealthy }
        #expect(trouble.isEmpty, "\(trouble)", sourceLocation: place)
        return load
    }

    /// Only imports; for runs that end in a failure.
    @discardableResult
    func loadOnly(_ files: KeyValuePairs<String, String>) throws -> Run { try run(try options(files), .load) }

    func options(_ files: KeyValuePairs<String, String>) throws -> RunOptions {
        var options = RunOptions()
        options.database = database
        options.actor = actor
        options.needsAdministrator = needsAdministrator
        for (name, text) in files { options.sources.append(try write(name, text)) }
        if let mapping { options.maps = [try write("mapping.yaml", mapping)] }
        return options
    }

    func run(_ options: RunOptions, _ kind: RunReport.Kind) throws -> Run {
        var options = options
        options.kind = kind
        let run = try ImportRun(try ImportPlanner(options).plan())
        return Run(report: try run.run(), folder: run.reportPath ?? "")
    }

    // MARK: What is stored

    func query(_ sql: String) throws -> [[String]] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: database, configuration: configuration)
        return try queue.read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.databaseValues.map { value in
                    switch value.storage {
                    case .null: "–"
                    case .int64(let number): String(number)
                    case .double(let number): String(number)
                    case .string(let text): text
                    case .blob(let data): String(decoding: data, as: UTF8.self)
                    }
                }
            }
        }
    }

    /// Rows of a query, cells joined by a bar.
    func lines(_ sql: String) throws -> [String] { try query(sql).map { $0.joined(separator: "|") } }

    /// A column of a table's live records, in the order of their ids.
    func live(_ table: String, _ column: String = "id") throws -> [String] {
        try lines("SELECT \(column) FROM \(table) WHERE deleted_at IS NULL ORDER BY id")
    }

    /// The rows of a link table as `a@b.example|Alpha`, by what each of its columns names: `contacts.email`.
    func links(_ table: String, _ ends: KeyValuePairs<String, String>) throws -> [String] {
        let joins = ends.map { column, name in
            let entity = name.prefix { $0 != "." }
            return "JOIN \(entity) ON \(entity).id = l.\(column)"
        }
        let names = ends.map(\.value).joined(separator: ", ")
        return try lines("SELECT \(names) FROM \(table) l \(joins.joined(separator: " ")) ORDER BY 1, 2")
    }

    func execute(_ sql: String) throws {
        try DatabaseQueue(path: database).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    func digest() throws -> String { try Inspection(database).digest() }
}

/// A finished run with its files.
struct Run {
    let report: RunReport
    let folder: String

    func counts(_ entity: String) -> EntityCounts {
        report.entities.first { $0.entity == entity }?.counts ?? EntityCounts()
    }

    /// Findings as `code file:row field value`, in the order of the file; `severity` picks some.
    var findings: [String] {
        table("findings.csv").map { line in
            "\(line["severity"]!) \(line["code"]!) \(leaf(line["file"]!)):\(line["row"]!) \(line["field"]!) \(line["value"]!)"
        }
    }

    var messages: [String] { table("findings.csv").map { $0["message"]! } }

    /// Changes as `entity key field: old → new`.
    var changes: [String] {
        table("changes.csv").map { line in
            "\(line["entity"]!) \(line["key"]!) \(line["field"]!): \(line["old"]!) → \(line["new"]!)"
        }
    }

    func rejects(_ name: String) -> String {
        guard let file = report.rejects.first(where: { leaf($0.file) == name }) else { return "" }
        return (try? String(contentsOfFile: folder + "/" + file.path, encoding: .utf8)) ?? ""
    }

    private func leaf(_ path: String) -> String { (path as NSString).lastPathComponent }

    private func table(_ name: String) -> [[String: String]] {
        guard let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else { return [] }
        let rows = SimpleCSV.rows(text.replacing("\u{FEFF}", with: ""))
        guard let header = rows.first else { return [] }
        return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }
}

/// Just enough CSV to read what the program writes.
enum SimpleCSV {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var characters = text.unicodeScalars.makeIterator()
        var pending = characters.next()
        while let scalar = pending {
            pending = characters.next()
            switch scalar {
            case "\"" where isQuoted && pending == "\"":
                cell.unicodeScalars.append("\"")
                pending = characters.next()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(cell)
                cell = ""
            case "\n" where !isQuoted:
                rows.append(row + [cell])
                (row, cell) = ([], "")
            case "\r" where !isQuoted: continue
            default: cell.unicodeScalars.append(scalar)
            }
        }
        if !row.isEmpty || !cell.isEmpty { rows.append(row + [cell]) }
        return rows
    }
}
