import Tables

/// The rejected and parked rows of a text file, as a file of the same kind and encoding, with each record's own text.
package final class TextRejects: RejectsTable, RejectsOutput {
    private let folder: ReportFolder
    private let file: String
    private let format: RejectsFormat
    private let spool: RejectsSpool
    private var isMarked = false
    private var result: RejectsFile

    /// `name` is the file's name under `rejects/` (see `RejectsNames`); `file` names the source.
    package init(folder: ReportFolder, name: String, file: String, format: RejectsFormat) {
        self.folder = folder
        self.file = file
        self.format = format
        spool = RejectsSpool(path: folder.path(".spool-" + name))
        result = RejectsFile(path: RejectsFolder.name + "/" + name, file: file, rows: 0)
    }

    package func add(_ row: RejectedRow, pass: Int, from batch: RowBatch, at index: Int) throws(ImportFailure) {
        var row = row
        row.marks = []
        let record = batch.record(row: index)
        try record.withUnsafeBufferPointer { source throws(ImportFailure) in
            try spool.add(row, pass: pass, source: source)
        }
    }

    package func finish() throws(ImportFailure) -> RejectsFile? {
        guard !spool.isEmpty else { return nil }
        try folder.makeSubfolder(RejectsFolder.name)
        let output = try OutputFile(creating: folder.path(result.path))
        try writePrologue(output)
        try spool.drain { row throws(ImportFailure) in try self.write(row, output) }
        try output.flush()
        return result
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
        try output.write(marks(row.row))
        var record = isMarked ? Array(format.unmarked(row.source[...])) : row.source
        if record.last != 0x0A && record.last != 0x0D { record += format.lineEnd }
        if let bytes = format.encoded(record) { return try output.write(bytes) }
        result.lossyRows += 1
        try output.write(format.readable(String(decoding: record, as: UTF8.self)))
    }

    /// The three cells before the record, in the file's encoding.
    private func marks(_ row: RejectedRow) -> [UInt8] {
        if let bytes = format.encoded(marks(row, row.messages)) { return bytes }
        let text = marks(row, row.fallback.isEmpty ? row.messages : row.fallback)
        return format.encoded(text) ?? format.readable(String(decoding: text, as: UTF8.self))
    }

    private func marks(_ row: RejectedRow, _ messages: [String]) -> [UInt8] {
        var text: [UInt8] = []
        let reference = RowReference(run: folder.id, file: file, row: row.number)
        for cell in [reference.description, row.codes.joined(separator: " "), messages.joined(separator: " ")] {
            format.csv.append(FormulaGuard.neutral(cell), to: &text)
            text.append(format.delimiter)
        }
        return text
    }
}
