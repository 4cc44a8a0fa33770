import Tables

/// Reads the cards of a file, batch by batch: one row a card.
///
/// Files of contacts are small, so a card is made of `String`s; only its row is text of the batch.
final class VCardReader: TableReader {
    private let lines: VCardLines
    private let file: FileByteSource
    private let name: String
    private var number = 0
    private(set) var blankRows = 0

    var bytesRead: Int { file.position }

    init(_ text: any ByteSource, file: FileByteSource, name: String) {
        lines = VCardLines(text, name: name)
        self.file = file
        self.name = name
    }

    func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        batch.removeAll()
        while batch.rows.count < Self.rowsPerBatch, batch.text.count < TableLimits.blockBytes {
            guard let card = try nextCard() else { break }
            number += 1
            append(card.cells, line: card.line, to: batch)
        }
        return batch.rows.count > 0
    }

    func finishDigest() throws(ImportFailure) -> String? { try file.finishDigest() }

    private static let rowsPerBatch = 1_024

    /// The next card that says anything.
    private func nextCard() throws(ImportFailure) -> (cells: [String], line: Int)? {
        while let start = try findBegin() {
            var card = Card()
            var depth = 1
            while depth > 0 {
                guard let bytes = try lines.next() else { throw .vcardTruncated(name, line: start) }
                guard let line = VCardLine(bytes) else { continue }
                if line.name == "BEGIN" { depth += 1 }
                if line.name == "END" { depth -= 1 }
                // A card inside a card (AGENT in version 2.1) is somebody else.
                if depth == 1 && !Self.frame.contains(line.name) { card.add(line) }
            }
            if !card.isEmpty { return (card.row, start) }
            blankRows += 1
        }
        return nil
    }

    private static let frame: Set<String> = ["BEGIN", "END", "VERSION", "PRODID"]

    /// The line at which the next card begins.
    private func findBegin() throws(ImportFailure) -> Int? {
        while let bytes = try lines.next() {
            if let line = VCardLine(bytes), line.name == "BEGIN", line.text.uppercased() == "VCARD" {
                return lines.lineNumber
            }
        }
        return nil
    }

    private func append(_ cells: [String], line: Int, to batch: RowBatch) {
        let first = batch.cells.count
        for cell in cells {
            let start = batch.text.count
            for byte in cell.utf8 { batch.text.append(byte) }
            let length = batch.text.count - start
            batch.cells.append(length == 0 ? .blank : TextSpan(start: start, length: length, kind: .text))
        }
        batch.rows.append(
            RowInfo(
                firstCell: first, cellCount: cells.count, sourceStart: 0, sourceLength: 0, number: number, line: line,
                offset: 0))
    }
}
