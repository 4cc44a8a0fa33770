import Foundation
import Reporting

/// The real program, run as a person would, in the root of the package.
enum Program {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Result {
        let status: Int32
        let output: Data
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    static func run(_ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = root.appendingPathComponent(".build/debug/deskferry")
        process.arguments = arguments
        process.currentDirectoryURL = root
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("DESKFERRY_") }
        let errors = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: errors) }
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: data, errors: try String(contentsOf: errors, encoding: .utf8))
    }
}

/// A folder with a database of its own, gone when the test is over.
final class Desk {
    let folder: URL
    var database: String { folder.appendingPathComponent("desk.sqlite").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskferry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func run(_ arguments: String...) throws -> Program.Result {
        try Program.run(arguments + ["--db", database])
    }

    /// Checks or imports, and returns what the report says.
    func report(_ arguments: [String]) throws -> (status: Int32, report: RunReport) {
        let result = try Program.run(arguments + ["--db", database, "--json"])
        return (result.status, try ReportJSON.decode(RunReport.self, from: Array(result.output)))
    }

    /// Writes a file into the folder; returns its path.
    func write(_ name: String, _ text: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// The fields of one record, as `show` prints them.
    func show(_ entity: String, _ key: String) throws -> [String: String] {
        try Self.records(run("show", entity, key, "--json").output).first ?? [:]
    }

    /// Records as `--json` prints them, with all values as text, lists with commas between, members of objects as `key=value`.
    static func records(_ json: Data) throws -> [[String: String]] {
        let records = try JSONSerialization.jsonObject(with: json) as? [[String: Any]] ?? []
        return records.map { record in
            record.mapValues { value in
                if let members = value as? [String: Any] {
                    return members.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ", ")
                }
                return (value as? [Any])?.map { "\($0)" }.joined(separator: ", ") ?? "\(value)"
            }
        }
    }
}

/// Where a finding stands, as `findings.csv` and `EXPECTED.csv` tell it.
struct Place: Hashable, Comparable, CustomStringConvertible {
    let code: String
    let file: String
    let row: Int

    var description: String { "\(code),\(file),\(row)" }

    static func < (left: Place, right: Place) -> Bool {
        (left.file, left.row, left.code) < (right.file, right.row, right.code)
    }

    /// The places in a CSV file with the columns code, file, row and perhaps sheet; of the file's path only the name
    /// counts, and a sheet stands behind it: `book.xlsx#Sheet`.
    static func read(_ path: String) throws -> [Place] {
        let rows = CSVLines.parse(try String(contentsOfFile: path, encoding: .utf8))
        let header = rows[0]
        let columns = ["code", "file", "row"].map { header.firstIndex(of: $0)! }
        let sheets = header.firstIndex(of: "sheet")
        return rows.dropFirst().map { row in
            let file = (row[columns[1]] as NSString).lastPathComponent
            let sheet = sheets.map { row[$0] } ?? ""
            return Place(
                code: row[columns[0]], file: sheet.isEmpty ? file : "\(file)#\(sheet)", row: Int(row[columns[2]])!)
        }
    }

    /// Places of some that others have not, or not as often.
    static func surplus(of some: [Place], over others: [Place]) -> [Place] {
        var rest = Dictionary(grouping: others, by: \.self).mapValues(\.count)
        return some.filter { place in
            guard let count = rest[place], count > 0 else { return true }
            rest[place] = count - 1
            return false
        }.sorted()
    }
}

/// RFC 4180, slow and plain.
enum CSVLines {
    static func parse(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var cell = ""
        var isQuoted = false
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars where scalar != "\u{FEFF}" && scalar != "\r" {
            switch scalar {
            case "\"":
                if !isQuoted && previous == "\"" { cell.unicodeScalars.append(scalar) }
                isQuoted.toggle()
            case "," where !isQuoted:
                rows[rows.count - 1].append(cell)
                cell = ""
            case "\n" where !isQuoted:
                rows[rows.count - 1].append(cell)
                cell = ""
                rows.append([])
            default: cell.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return rows.filter { !$0.isEmpty }
    }
}
