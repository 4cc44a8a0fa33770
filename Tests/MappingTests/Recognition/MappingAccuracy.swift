import Foundation
import HelpDesk
import Tables

@testable import Mapping

/// A sample and what a person says its columns are.
struct AccuracySample {
    let name: String
    /// The system whose own labels are taken out of the data.
    let source: String
    let path: String
    /// In step with the columns: what is right; "-": no field. With both, either will do, and the column does not count.
    let answers: [(header: String, right: Set<String>)]

    private static let suffix = ".answers.tsv"

    /// The samples whose answers lie in a folder; `files` is where the tables are.
    static func all(answers: String, files: String, isNested: Bool = false) throws -> [AccuracySample] {
        let manager = FileManager.default
        let names =
            try isNested ? manager.subpathsOfDirectory(atPath: answers) : manager.contentsOfDirectory(atPath: answers)
        return try names.filter { $0.hasSuffix(suffix) }.sorted().map { name in
            try AccuracySample(answers + "/" + name, files: files, String(name.dropLast(suffix.count)))
        }
    }

    private init(_ answers: String, files: String, _ name: String) throws {
        self.name = name
        path = "\(files)/\(name).csv"
        let lines = try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n")
        source = String(lines[0].dropFirst("# source: ".count))
        self.answers = lines.dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            return (String(cells[0]), Set(cells[1].split(separator: "|").map(String.init)))
        }
    }
}

/// How many columns of a sample were proposed rightly.
struct AccuracyScore {
    var columns = 0
    /// Columns that have a field.
    var canonical = 0
    var right = 0
    /// What was proposed above the bar and is not so.
    var wrong: [String] = []
    var missed: [String] = []

    static func + (left: AccuracyScore, right: AccuracyScore) -> AccuracyScore {
        AccuracyScore(
            columns: left.columns + right.columns, canonical: left.canonical + right.canonical,
            right: left.right + right.right, wrong: left.wrong + right.wrong, missed: left.missed + right.missed)
    }

    var share: Double { canonical == 0 ? 1 : Double(right) / Double(canonical) }
}

/// A set of samples, measured.
struct AccuracyGroup {
    let title: String
    let scores: [(sample: AccuracySample, score: AccuracyScore)]

    var total: AccuracyScore { scores.reduce(AccuracyScore()) { $0 + $1.score } }
}

enum MappingAccuracy {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL
    static let samples = root.appending(path: "samples/localized").path
    static let book = Result { try LabelBook(folder: root.appending(path: "mappings/labels").path) }

    /// Files of other projects; nil where the folder is not there.
    static let corpus: String? = {
        let given = ProcessInfo.processInfo.environment["DESKFERRY_CORPUS"]
        let path = (given ?? root.appending(path: "../shared/corpus").standardizedFileURL.path) + "/helpdesk"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    static func groups(leavingOut: Bool) throws -> [AccuracyGroup] {
        var groups = [
            try group("Exports of systems, and tables made by hand", "", leavingOut),
            try group("Tables made by hand, second set", "/held-out", leavingOut),
            try group("Headers found in public code", "/found", leavingOut),
            try group("Headers found in public code, later", "/fresh", leavingOut),
        ]
        if let corpus {
            let found = try AccuracySample.all(answers: samples + "/corpus", files: corpus, isNested: true)
            groups.append(AccuracyGroup(title: "Corpus", scores: try found.map { ($0, try score($0, leavingOut)) }))
        }
        return groups
    }

    private static func group(_ title: String, _ folder: String, _ leavingOut: Bool) throws -> AccuracyGroup {
        let found = try AccuracySample.all(answers: samples + folder, files: samples + folder)
        return AccuracyGroup(title: title, scores: try found.map { ($0, try score($0, leavingOut)) })
    }

    private static func score(_ sample: AccuracySample, _ leavingOut: Bool) throws -> AccuracyScore {
        let table = try SampleTable(path: sample.path)
        let whole = try book.get()
        let known = leavingOut ? whole.without(system: sample.source) : whole
        let file = (sample.path as NSString).lastPathComponent
        let proposal = HeaderRecogniser(known).propose(table.evidence, file: file)
        var score = AccuracyScore(columns: table.header.count)
        for (column, answer) in sample.answers.enumerated() {
            let proposed = written(proposal?.columns.filter { $0.column == column } ?? [])
            let isRight = proposed.map(answer.right.contains) ?? false
            if let proposed, !isRight { score.wrong.append("\(answer.header) → \(proposed)") }
            if answer.right.contains("-") { continue }
            score.canonical += 1
            if isRight { score.right += 1 }
            if proposed == nil { score.missed.append(answer.header) }
        }
        return score
    }

    /// As answers are written: `contacts.first_name+last_name`, `tickets.contact:email`; nil for no proposal.
    private static func written(_ proposals: [ColumnProposal]) -> String? {
        guard let first = proposals.first else { return nil }
        let fields = proposals.map(\.field).joined(separator: "+")
        return "\(first.entity.rawValue).\(fields)" + (first.referenceKey.map { ":" + $0 } ?? "")
    }
}
