import Foundation
import Tables

/// Data files of other projects' test suites; nil, so that tests are skipped, where the folder is not there.
enum Corpus {
    static let folder: String? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let given = ProcessInfo.processInfo.environment["DESKFERRY_CORPUS"]
        let path = given ?? package.appending(path: "../shared/corpus").standardizedFileURL.path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// A CSV file and what its suite says must come out.
    struct CSVCase {
        let name: String
        let path: String
        let bytes: [UInt8]
        let options: [String: Any]
        let rows: [[String]]?
        let records: [[String: Any]]?
        let isRefused: Bool
    }

    static func csvCases() throws -> [CSVCase]? {
        guard let folder else { return nil }
        let base = folder + "/csv"
        let names = try FileManager.default.subpathsOfDirectory(atPath: base).filter { $0.hasSuffix(".expected.json") }
        return try names.sorted().map { try csvCase(base, String($0.dropLast(".expected.json".count))) }
    }

    private static func csvCase(_ base: String, _ name: String) throws -> CSVCase {
        let json = try json(base + "/\(name).expected.json") as? [String: Any] ?? [:]
        let rows = (json["rows"] as? [[Any]]).map { $0.map { $0.map(text) } }
        return CSVCase(
            name: name, path: base + "/\(name).csv", bytes: try bytes(base + "/\(name).csv"),
            options: json["options"] as? [String: Any] ?? [:], rows: rows,
            records: json["records"] as? [[String: Any]], isRefused: json["error"] != nil)
    }

    static func json(_ path: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    }

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    /// A JSON value as the text it had in the file, as far as that can be told.
    static func text(_ value: Any) -> String {
        if value is NSNull { return "" }
        return value as? String ?? "\(value)"
    }
}

/// A folder for a test's files, removed when the object goes away.
final class Scratch {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "deskferry-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func file(_ name: String, _ bytes: [UInt8]) throws -> SourceFile {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        return SourceFile(path: path, name: name, size: bytes.count)
    }

    func file(_ name: String, _ text: String) throws -> SourceFile { try file(name, Array(text.utf8)) }
}
