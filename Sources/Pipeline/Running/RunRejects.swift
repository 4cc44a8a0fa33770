import CSV
import Reporting
import Spreadsheets
import Tables
import VCard

/// Where the rows that a run turns away go: a file for each text file and each workbook that has some.
struct RunRejects {
    /// By table of the run.
    private var tables: [any RejectsTable] = []
    private var outputs: [any RejectsOutput] = []

    init(_ sources: [any TableSource], folder: ReportFolder) {
        let files = Self.files(sources)
        let names = RejectsNames.names(files.map { ($0.originalFile, $0 is SheetTable) })
        var workbooks: [String: WorkbookRejects] = [:]
        for source in sources {
            let name = names[files.firstIndex { $0.file.name == source.file.name }!]
            switch source {
            case is CommandTable: tables.append(NoRejects())
            case let sheet as SheetTable:
                let workbook =
                    workbooks[name] ?? WorkbookRejects(folder: folder, name: name, file: source.file.name)
                if workbooks.updateValue(workbook, forKey: name) == nil { outputs.append(workbook) }
                tables.append(workbook.addSheet(sheet.rejectsFormat))
            default:
                let file = TextRejects(
                    folder: folder, name: name, file: source.file.name, format: Self.textFormat(source))
                outputs.append(file)
                tables.append(file)
            }
        }
    }

    /// What is no CSV is written as CSV, with a line of its columns.
    private static func textFormat(_ source: any TableSource) -> RejectsFormat {
        if let text = source as? CSVTable { return text.rejectsFormat }
        let names = source.header.names.joined(separator: ",") + "\n"
        return RejectsFormat(
            delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""), lineEnd: [0x0A], prologue: Array(names.utf8),
            header: 0, bom: [], encode: { Array($0) })
    }

    /// One table of each file, in their order.
    private static func files(_ sources: [any TableSource]) -> [any TableSource] {
        var seen: Set<String> = []
        return sources.filter { seen.insert($0.file.name).inserted }
    }

    func add(
        _ row: RejectedRow, table: Int, pass: Int, from batch: RowBatch, at index: Int
    ) throws(ImportFailure) {
        try tables[table].add(row, pass: pass, from: batch, at: index)
    }

    /// Writes the files that there are rows for.
    func finish() throws(ImportFailure) -> [RejectsFile] {
        var files: [RejectsFile] = []
        for output in outputs {
            if let file = try output.finish() { files.append(file) }
        }
        return files
    }
}

/// What was typed needs no file to be corrected in.
private final class NoRejects: RejectsTable {
    func add(_ row: RejectedRow, pass: Int, from batch: RowBatch, at index: Int) {}
}

extension TableSource {
    /// Of a rejects file: the row that its first one comes from.
    var correctedRow: RowReference? {
        guard header.names.starts(with: RejectsColumns.names), sampleRows.indices.contains(header.dataRow - 1)
        else { return nil }
        return sampleRows[header.dataRow - 1].first.flatMap(RowReference.init)
    }

    /// The file whose rows these are: of a rejects file the one that its first row comes from.
    fileprivate var originalFile: String {
        guard let reference = correctedRow else { return file.name }
        return sheet == nil ? reference.file : reference.workbook
    }
}
