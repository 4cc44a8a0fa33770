import Foundation
import Tables

@testable import Spreadsheets

/// Opens a workbook of the kind under test.
typealias WorkbookOpener = (SourceFile) throws(ImportFailure) -> any Workbook

/// Workbooks of other projects' test suites, with what they say must come out.
///
/// `known` names books, or sheets as `BOOK/SHEET`, that deviate for a reason; the reason is the value.
enum WorkbookCorpus {
    /// Nil, so that tests are skipped, where the folder is not there.
    static let folder: String? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let given = ProcessInfo.processInfo.environment["DESKFERRY_CORPUS"]
        let path = (given ?? package.appending(path: "../shared/corpus").standardizedFileURL.path) + "/workbooks"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// The books of a suite, by name; `extensions` such as `["xlsx", "xlsm"]`.
    static func books(_ suite: String, _ extensions: [String]) -> [CorpusBook] {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(suite)") else {
            return []
        }
        return names.sorted().filter { name in extensions.contains { name.hasSuffix("." + $0) } }
            .map { CorpusBook(suite: suite, name: $0, path: "\(folder)/\(suite)/\($0)") }
    }

    /// All books of all suites.
    static func books(_ extensions: [String]) -> [CorpusBook] {
        ["excel-truth", "calamine", "readxl", "xlsx2csv"].flatMap { books($0, extensions) }
    }

    static func json(_ path: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    }
}

struct CorpusBook: CustomStringConvertible {
    let suite: String
    let name: String
    let path: String

    var description: String { "\(suite)/\(name)" }

    var file: SourceFile {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
        return SourceFile(path: path, name: name, size: size ?? 0)
    }

    /// The JSON beside the book; for xlsx2csv without the book's extension.
    func expectation() throws -> [String: Any] {
        let base = suite == "xlsx2csv" ? String(path.dropLast(".xlsx".count)) : path
        return try WorkbookCorpus.json(base + ".expected.json") as? [String: Any] ?? [:]
    }
}

/// What came of comparing many books.
struct CorpusReport {
    var checked = 0
    /// Deviations without a written reason.
    var unexplained: [String] = []
    private var explained: Set<String> = []

    /// Notes deviations of a book; `keys` are the names under which `known` may explain them.
    mutating func note(_ deviations: [String], _ keys: [String], known: [String: String]) {
        checked += 1
        if deviations.isEmpty { return }
        let reasons = keys.filter { known[$0] != nil }
        explained.formUnion(reasons)
        guard reasons.isEmpty else { return }
        unexplained += deviations.prefix(3).map { "\(keys.last ?? ""): \($0)" }
        if deviations.count > 3 { unexplained.append("\(keys.last ?? ""): and \(deviations.count - 3) more") }
    }

    /// Reasons that nothing needs any more.
    func stale(_ known: [String: String]) -> [String] { known.keys.filter { !explained.contains($0) }.sorted() }
}
