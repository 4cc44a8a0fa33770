import Spreadsheets
import Tables

/// The rejected and parked rows of a workbook, as a workbook (XLSX): the sheets that have some, in the source's order,
/// with cells of the same kinds; what is wrong with a cell shows as its colour and in a comment.
package final class WorkbookRejects: RejectsOutput {
    private let folder: ReportFolder
    private let name: String
    private let file: String
    private var sheets: [SheetRejects] = []

    /// `name` is the file's name under `rejects/` (see `RejectsNames`); `file` names the source.
    package init(folder: ReportFolder, name: String, file: String) {
        self.folder = folder
        self.name = name
        self.file = file
    }

    /// A sheet of the source, which takes rows until `finish`.
    package func addSheet(_ format: SheetFormat) -> SheetRejects {
        let spool = folder.path(".spool-\(name)-\(sheets.count)")
        let sheet = SheetRejects(format, file: file, run: folder.id, spool: spool)
        sheets.append(sheet)
        return sheet
    }

    package func finish() throws(ImportFailure) -> RejectsFile? {
        let filled = sheets.filter { !$0.isEmpty }.sorted { $0.format.index < $1.format.index }
        guard !filled.isEmpty else { return nil }
        try folder.makeSubfolder(RejectsFolder.name)
        var result = RejectsFile(path: RejectsFolder.name + "/" + name, file: file, rows: 0)
        let workbook = try WorkbookWriter(
            path: folder.path(result.path), temporaryFolder: folder.partialPath,
            expectedBytes: filled.reduce(0) { $0 + $1.size })
        for sheet in filled {
            let written = try sheet.write(to: workbook)
            result.sheets = (result.sheets ?? []) + [written.sheet]
            result.rows += written.sheet.rows
            result.lossyRows += written.lossyRows
        }
        try workbook.close()
        return result
    }
}
