import CSV
import Foundation
import Mapping
import Spreadsheets
import Tables
import VCard

/// How rows are printed.
package enum RowsFormat: String, Sendable, CaseIterable {
    case csv, jsonl
    /// Reads and counts only; for measuring.
    case none
}

/// The rows of files as they are read, before any mapping: every one, the header included.
package struct RowsListing: Sendable {
    /// Which tables, and how they are read; `limit` counts rows of each table.
    private let options: RunOptions
    package var format = RowsFormat.csv
    /// The first row to print, from 1.
    package var fromRow = 1

    package init(_ options: RunOptions) { self.options = options }

    /// Hands the text over piece by piece.
    package func write(to output: ([UInt8]) -> Void) throws(ImportFailure) {
        var found = try SourceFinder.find(options.sources)
        defer { withExtendedLifetime(found) {} }
        _ = found.drop(skips)
        if options.reading.sheets.isEmpty {
            for file in found.files { try write(file, to: output) }
        } else {
            try writeSheets(found.files, to: output)
        }
    }

    private var skips: [TablePattern] { options.reading.skips.map { TablePattern($0) } }

    private func write(_ file: SourceFile, to output: ([UInt8]) -> Void) throws(ImportFailure) {
        switch try FileKind.of(file, limits: options.limits) {
        case .text where try VCardTable.matches(file):
            try print(
                try VCardTable.open(file: file, encoding: options.reading.encoding).makeReader(),
                RowPlace(file: file.name),
                to: output)
        case .text: try write(try CSVTable.open(file: file, options: csvOptions), to: output)
        case .workbook(let kind):
            let workbook = try WorkbookOpener.open(file, kind, limits: options.limits, xml: options.xml)
            for (index, sheet) in workbook.sheets.enumerated()
            where !(options.visibleOnly && sheet.isHidden) && !isSkipped(sheet.name, file) {
                try write(workbook, index, of: file, to: output)
            }
        case .bundle:
            let members = try Bundle(file, limits: options.limits).members
            if members.isEmpty { throw .archiveEmpty(file.name) }
            for member in members.map(\.file)
            where !skips.contains(where: { $0.matches(file: member.name, sheet: nil) }) {
                if try FileKind.of(member, limits: options.limits) != .bundle { try write(member, to: output) }
            }
        }
    }

    private func write(_ table: CSVTable, to output: ([UInt8]) -> Void) throws(ImportFailure) {
        let reader = try table.makeReader(from: fromRow, keepsBlankRows: format != .none)
        try print(reader, RowPlace(file: table.file.name), to: output)
    }

    // MARK: Sheets

    /// Every pattern has to match at least one sheet.
    private func writeSheets(_ files: [SourceFile], to output: ([UInt8]) -> Void) throws(ImportFailure) {
        let wanted = options.reading.sheets.map { TablePattern($0) }
        var known: [String] = []
        var missing = wanted
        var chosen: [(workbook: any Workbook, index: Int, file: SourceFile)] = []
        for file in files {
            guard case .workbook(let kind) = try FileKind.of(file, limits: options.limits) else { continue }
            let workbook = try WorkbookOpener.open(file, kind, limits: options.limits, xml: options.xml)
            known += workbook.sheets.map { "\(file.name)#\($0.name)" }
            for (index, sheet) in workbook.sheets.enumerated() {
                guard wanted.contains(where: { $0.namesSheet(sheet.name, of: file.name) }) else { continue }
                missing.removeAll { $0.namesSheet(sheet.name, of: file.name) }
                if !isSkipped(sheet.name, file) { chosen.append((workbook, index, file)) }
            }
        }
        if let unknown = missing.first { throw .sheetUnknown(unknown.text, known) }
        for (workbook, index, file) in chosen { try write(workbook, index, of: file, to: output) }
    }

    private func isSkipped(_ sheet: String, _ file: SourceFile) -> Bool {
        skips.contains { $0.namesSheet(sheet, of: file.name) }
    }

    private func write(
        _ workbook: any Workbook, _ index: Int, of file: SourceFile, to output: ([UInt8]) -> Void
    ) throws(ImportFailure) {
        let reading = SheetReading(visibleOnly: options.visibleOnly, startRow: fromRow, keepsBlankRows: format != .none)
        let reader = try workbook.makeReader(sheet: index, reading)
        try print(reader, RowPlace(file: file.name, sheet: workbook.sheets[index].name), to: output)
    }

    // MARK: Rows

    private var csvOptions: CSVOptions {
        var csv = CSVOptions()
        csv.wantsDigest = false
        csv.encoding = options.reading.encoding
        csv.delimiter = options.reading.delimiter?.asciiValue
        if let quote = options.reading.quote { csv.quote = .some(quote?.asciiValue) }
        return csv
    }

    private func print(
        _ reader: any TableReader, _ place: RowPlace, to output: ([UInt8]) -> Void
    ) throws(ImportFailure) {
        let batch = RowBatch()
        var text: [UInt8] = []
        var count = 0
        let limit = options.limit ?? .max
        while try reader.next(into: batch) {
            let wanted = min(batch.rows.count, limit - count)
            count += wanted
            if format != .none {
                for row in 0..<wanted { append(batch, row, place, to: &text) }
                output(text)
                text.removeAll(keepingCapacity: true)
            }
            if wanted < batch.rows.count || count == limit { break }
        }
        if format == .none { output(Array("\(count) rows\n".utf8)) }
    }

    private func append(_ batch: RowBatch, _ row: Int, _ place: RowPlace, to text: inout [UInt8]) {
        let info = batch.rows[row]
        if format == .csv {
            var writer = CSVWriter()
            for cell in 0..<Int(info.cellCount) {
                writer.writeCell(batch.bytes(batch.cells[Int(info.firstCell) + cell]), to: &text)
            }
            writer.endRow(to: &text)
        } else {
            let cells = (0..<Int(info.cellCount)).map { batch.string(row: row, column: $0) ?? "" }
            let line = info.line > 0 ? info.line : nil
            text += JSONRow(file: place.file, sheet: place.sheet, row: info.number, line: line, cells: cells).encoded
        }
    }
}

private struct RowPlace {
    let file: String
    var sheet: String?
}

/// A row as one line of JSON; rows of sheets have no lines.
private struct JSONRow: Encodable {
    let file: String
    let sheet: String?
    let row: Int
    let line: Int?
    let cells: [String]

    var encoded: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ((try? encoder.encode(self)) ?? Data()) + Data([0x0A])
    }
}
