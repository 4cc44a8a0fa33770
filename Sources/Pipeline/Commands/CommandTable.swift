import Reporting
import Tables

/// Records that a command names, as a table in memory: a row each, its columns named by fields.
struct CommandTable: TableSource {
    let file: SourceFile
    let header: TableHeader
    let rows: [[String]]

    var sheet: String? { nil }
    var readSettings: [ReadSetting] { [] }
    var sampleRows: [[String]] { [header.names] + rows.prefix(Self.shownRows) }

    private static let shownRows = 50

    /// - Parameters:
    ///   - part: tells the tables of one command apart; nil where it has one only.
    ///   - rows: in step with the names.
    init(part: String? = nil, names: [String], rows: [[String]]) throws(ImportFailure) {
        header = TableHeader(names: names, row: 1, dataRow: 2)
        self.rows = rows
        let text = Array(([names] + rows).map { $0.joined(separator: "\u{1F}") }.joined(separator: "\u{1E}").utf8)
        file = SourceFile(
            path: "", name: CommandLabel.name(part), size: text.count, sha256: try FileDigest.sha256(text))
    }

    /// What a command says is read in one way only.
    func withHeader(row: Int, dataRow: Int) throws(ImportFailure) -> any TableSource { self }

    func makeReader(digesting: Bool) throws(ImportFailure) -> any TableReader { CommandReader(rows) }
}

/// Hands out the rows of a command.
private final class CommandReader: TableReader {
    private let rows: [[String]]
    private var next = 0
    private(set) var bytesRead = 0
    let blankRows = 0

    private static let rowsPerBatch = 1_024

    init(_ rows: [[String]]) { self.rows = rows }

    func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        batch.removeAll()
        while next < rows.count, batch.rows.count < Self.rowsPerBatch, batch.text.count < TableLimits.blockBytes {
            append(rows[next], to: batch)
            next += 1
        }
        return batch.rows.count > 0
    }

    func finishDigest() throws(ImportFailure) -> String? { nil }

    private func append(_ cells: [String], to batch: RowBatch) {
        let first = batch.cells.count
        for cell in cells {
            let start = batch.text.count
            batch.text.reserve(cell.utf8.count)
            for byte in cell.utf8 { batch.text.append(byte) }
            let length = batch.text.count - start
            batch.cells.append(length == 0 ? .blank : TextSpan(start: start, length: length, kind: .text))
            bytesRead += length
        }
        batch.rows.append(
            RowInfo(
                firstCell: first, cellCount: cells.count, sourceStart: 0, sourceLength: 0, number: next + 1, line: 0,
                offset: 0))
    }
}
