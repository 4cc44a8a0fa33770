import Foundation

/// How a table's file is written, so that its rejected rows go back into a file of the same kind.
package struct RejectsFormat: Sendable {
    package typealias Encoder = @Sendable (UnsafeBufferPointer<UInt8>) -> [UInt8]?

    package var delimiter: UInt8
    /// Nil where the file has no quotes.
    package var quote: UInt8?
    /// Decoded.
    package var lineEnd: [UInt8]
    /// Everything before the first row of data, decoded: preamble, `sep=` line, header rows.
    package var prologue: [UInt8]
    /// Which record of the prologue is the header, from 0; nil where there is none.
    package var header: Int?
    /// The byte order mark that the file begins with, in its own encoding.
    package var byteOrderMark: [UInt8]
    /// Decoded text back into the file's encoding, without a mark; nil where it cannot carry it.
    package var encode: Encoder

    package init(
        delimiter: UInt8, quote: UInt8?, lineEnd: [UInt8], prologue: [UInt8], header: Int?, bom: [UInt8],
        encode: @escaping Encoder
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.lineEnd = lineEnd
        self.prologue = prologue
        self.header = header
        byteOrderMark = bom
        self.encode = encode
    }
}

/// The columns that stand before those of the source.
package enum RejectsColumns {
    package static let names = ["_row", "_codes", "_messages"]
}

extension RejectsFormat {
    var csv: CSVText { CSVText(delimiter: delimiter, quote: quote) }

    /// The prologue, with the names of the three columns in front of the header and three empty cells before the rows
    /// below it. `isMarked`: the source is itself a corrected rejects file and has them already.
    var markedPrologue: (text: [UInt8], isMarked: Bool) {
        let records = CSVRecords(delimiter: delimiter, quote: quote).split(prologue, atLeast: (header ?? -1) + 1)
        let isMarked = header.map { records.indices.contains($0) && startsWithMarks(records[$0]) } ?? false
        var text: [UInt8] = []
        for (index, record) in records.enumerated() {
            if !isMarked { text += marks(before: record, at: index) }
            text += record
        }
        if let last = text.last, last != 0x0A, last != 0x0D { text += lineEnd }
        return (text, isMarked)
    }

    private func marks(before record: ArraySlice<UInt8>, at index: Int) -> [UInt8] {
        guard let header, index >= header else { return [] }
        if index == header { return RejectsColumns.names.flatMap { Array($0.utf8) + [delimiter] } }
        let isBlank = record.allSatisfy { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
        return isBlank ? [] : [delimiter, delimiter, delimiter]
    }

    private func startsWithMarks(_ record: ArraySlice<UInt8>) -> Bool {
        let cells = CSVRecords(delimiter: delimiter, quote: quote).cells(record, limit: RejectsColumns.names.count)
        return cells.map { String(decoding: $0, as: UTF8.self) } == RejectsColumns.names
    }

    /// The record without its first three cells.
    func unmarked(_ record: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        CSVRecords(delimiter: delimiter, quote: quote).dropCells(record, RejectsColumns.names.count)
    }
}

/// Encodes text piece by piece, with something readable for what an encoding cannot carry.
extension RejectsFormat {
    func encoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
        Array(text).withUnsafeBufferPointer(encode)
    }

    /// What the encoding lacks becomes its plain letters (`ł` → `l`, `…` → `...`), or a question mark.
    func readable(_ text: String) -> [UInt8] {
        if let bytes = encoded(text.utf8) { return bytes }
        return text.flatMap { encoded(String($0).utf8) ?? encoded(Self.plain($0).utf8) ?? [] }
    }

    private static func plain(_ character: Character) -> String {
        if let letter = strokes[character] { return letter }
        let parts = String(character).decomposedStringWithCompatibilityMapping.unicodeScalars.filter(\.isASCII)
        return parts.isEmpty ? "?" : String(String.UnicodeScalarView(parts))
    }

    /// Letters that do not decompose.
    private static let strokes: [Character: String] = [
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
        "Œ": "OE", "“": "\"", "”": "\"", "„": "\"", "’": "'", "‘": "'", "–": "-", "—": "-", "→": "->",
    ]
}
