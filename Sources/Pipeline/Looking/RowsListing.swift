import CSV
import Foundation
import Tables

/// How rows are printed.
package enum RowsFormat: String, Sendable, CaseIterable {
    case csv, jsonl
    /// Reads and counts only; for measuring.
    case none
}

/// The rows of files as they are read, before any mapping: every one, the header included.
package struct RowsListing: Sendable {
    package var sources: [String] = []
    package var format = RowsFormat.csv
    /// The first row to print, from 1.
    package var fromRow = 1
    package var limit: Int?
    package var encoding: String?
    package var delimiter: Character?
    /// `.some(nil)`: quotes are ordinary characters.
    package var quote: Character??

    package init() {}

    /// Hands the text over piece by piece.
    package func write(to output: ([UInt8]) -> Void) throws(ImportFailure) {
        let (files, spooled) = try SourceFinder.find(sources)
        defer { withExtendedLifetime(spooled) {} }
        for file in files { try write(try CSVTable.open(file: file, options: csvOptions), to: output) }
    }

    private var csvOptions: CSVOptions {
        var options = CSVOptions()
        options.wantsDigest = false
        options.encoding = encoding
        options.delimiter = delimiter?.asciiValue
        if let quote { options.quote = .some(quote?.asciiValue) }
        return options
    }

    private func write(_ table: CSVTable, to output: ([UInt8]) -> Void) throws(ImportFailure) {
        let reader = try table.makeReader(from: fromRow, keepsBlankRows: format != .none)
        let batch = RowBatch()
        var text: [UInt8] = []
        var count = 0
        while try reader.next(into: batch) {
            let wanted = min(batch.rows.count, (limit ?? .max) - count)
            count += wanted
            if format != .none {
                for row in 0..<wanted { append(batch, row, table, to: &text) }
                output(text)
                text.removeAll(keepingCapacity: true)
            }
            if wanted < batch.rows.count || count == limit { break }
        }
        if format == .none { output(Array("\(count) rows\n".utf8)) }
    }

    private func append(_ batch: RowBatch, _ row: Int, _ table: CSVTable, to text: inout [UInt8]) {
        let info = batch.rows[row]
        if format == .csv {
            var writer = CSVWriter()
            for cell in 0..<Int(info.cellCount) {
                writer.writeCell(batch.bytes(batch.cells[Int(info.firstCell) + cell]), to: &text)
            }
            writer.endRow(to: &text)
        } else {
            let cells = (0..<Int(info.cellCount)).map { batch.string(row: row, column: $0) ?? "" }
            text += JSONRow(file: table.file.name, row: info.number, line: info.line, cells: cells).encoded
        }
    }
}

/// A row as one line of JSON.
private struct JSONRow: Encodable {
    let file: String
    let row: Int
    let line: Int
    let cells: [String]

    var encoded: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ((try? encoder.encode(self)) ?? Data()) + Data([0x0A])
    }
}
