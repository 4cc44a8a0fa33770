import CSV
import Foundation
import Pipeline
import Tables

/// Prints the rows of files as they are read.
struct RowsPrinter {
    let options: CSVOptions
    let format: RowsFormat
    let from: Int
    let limit: Int?

    func print(_ sources: [String]) throws(ImportFailure) {
        let (files, spooled) = try SourceFinder.find(sources)
        defer { withExtendedLifetime(spooled) {} }
        for file in files {
            let table = try CSVTable.open(file: file, options: options)
            try print(table)
        }
    }

    private func print(_ table: CSVTable) throws(ImportFailure) {
        let reader = try table.makeReader(from: from, keepsBlankRows: format != .none)
        let batch = RowBatch()
        var out: [UInt8] = []
        var printed = 0
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                if let limit, printed >= limit { return Terminal.write(out, to: STDOUT_FILENO) }
                append(batch, row, table, to: &out)
                printed += 1
            }
            Terminal.write(out, to: STDOUT_FILENO)
            out.removeAll(keepingCapacity: true)
        }
        if format == .none { Terminal.write(Array("\(printed) rows\n".utf8), to: STDOUT_FILENO) }
    }

    private func append(_ batch: RowBatch, _ row: Int, _ table: CSVTable, to out: inout [UInt8]) {
        switch format {
        case .none: return
        case .csv:
            var writer = CSVWriter()
            let info = batch.rows[row]
            for cell in 0..<Int(info.cellCount) {
                writer.writeCell(batch.bytes(batch.cells[Int(info.firstCell) + cell]), to: &out)
            }
            writer.endRow(to: &out)
        case .jsonl:
            let info = batch.rows[row]
            let cells = (0..<Int(info.cellCount)).map { batch.string(row: row, column: $0) ?? "" }
            let line = JSONRow(file: table.file.name, row: info.number, line: info.line, cells: cells)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            out += (try? encoder.encode(line)) ?? Data()
            out.append(0x0A)
        }
    }

    private struct JSONRow: Encodable {
        let file: String
        let row: Int
        let line: Int
        let cells: [String]
    }
}
