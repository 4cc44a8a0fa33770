import Tables

/// Collects the rejected and parked rows of one table and writes them as a file of the same kind, which a person
/// corrects and imports again. Used by one thread at a time.
///
/// Each row stands once, in the table's order, with the codes and messages of all passes, then the record's original
/// bytes. A table without rejected rows gets no file.
package final class RejectsWriter: @unchecked Sendable {
    private let folder: ReportFolder
    private let name: String
    private let run: String
    private let file: String
    private let sheet: String?
    private let format: RejectsFormat
    private let spool: RejectsSpool
    private var isMarked = false
    private var result: RejectsFile
    private static let subfolder = "rejects"

    /// `name` is the file's name under `rejects/` (see `RejectsNames`); `file` and `sheet` name the source.
    package init(
        folder: ReportFolder, name: String, run: String, file: String, sheet: String? = nil, format: RejectsFormat
    ) {
        self.folder = folder
        self.name = name
        self.run = run
        self.file = file
        self.sheet = sheet
        self.format = format
        spool = RejectsSpool(path: folder.path(".spool-" + name))
        result = RejectsFile(path: Self.subfolder + "/" + name, file: file, sheet: sheet, rows: 0)
    }

    /// The text of the row's `_row` cell.
    package func reference(row: Int) -> String {
        RowReference(run: run, file: file, sheet: sheet, row: row).description
    }

    /// Takes a row; within a pass rows come in ascending order.
    ///
    /// `fallback` are the messages in English, for encodings that cannot carry the language of `messages`; `source` is
    /// the record as decoded, line end included.
    package func add(
        pass: Int, row: Int, codes: [String], messages: [String], fallback: [String] = [],
        source: UnsafeBufferPointer<UInt8>
    ) throws(ImportFailure) {
        let spooled = SpooledRow(row: row, codes: codes, messages: messages, fallback: fallback, source: [])
        try spool.add(pass: pass, row: spooled, source: source)
    }

    /// Writes `rejects/<name>`; nil where no row was rejected.
    package func finish() throws(ImportFailure) -> RejectsFile? {
        guard !spool.isEmpty else { return nil }
        try folder.makeSubfolder(Self.subfolder)
        let output = try OutputFile(creating: folder.path(result.path))
        try writePrologue(output)
        try spool.drain { row throws(ImportFailure) in try self.write(row, output) }
        try output.flush()
        return result
    }

    /// Forgets all rows.
    package func discard() {
        spool.discard()
    }

    private func writePrologue(_ output: OutputFile) throws(ImportFailure) {
        let prologue = format.markedPrologue
        isMarked = prologue.isMarked
        try output.write(format.byteOrderMark)
        try output.write(
            format.encoded(prologue.text) ?? format.readable(String(decoding: prologue.text, as: UTF8.self)))
    }

    private func write(_ row: SpooledRow, _ output: OutputFile) throws(ImportFailure) {
        result.rows += 1
        try output.write(marks(row))
        var record = Array(isMarked ? format.unmarked(row.source) : row.source)
        if record.last != 0x0A && record.last != 0x0D { record += format.lineEnd }
        if let bytes = format.encoded(record) { return try output.write(bytes) }
        result.lossyRows += 1
        try output.write(format.readable(String(decoding: record, as: UTF8.self)))
    }

    /// The three cells before the record, in the file's encoding.
    private func marks(_ row: SpooledRow) -> [UInt8] {
        if let bytes = format.encoded(marks(row, row.messages)) { return bytes }
        let text = marks(row, row.fallback.isEmpty ? row.messages : row.fallback)
        return format.encoded(text) ?? format.readable(String(decoding: text, as: UTF8.self))
    }

    private func marks(_ row: SpooledRow, _ messages: [String]) -> [UInt8] {
        var text: [UInt8] = []
        for cell in [reference(row: row.row), row.codes.joined(separator: " "), messages.joined(separator: " ")] {
            format.csv.append(FormulaGuard.neutral(cell), to: &text)
            text.append(format.delimiter)
        }
        return text
    }
}
