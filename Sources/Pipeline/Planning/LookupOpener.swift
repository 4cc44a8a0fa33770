import CSV
import Foundation
import Spreadsheets
import Tables
import VCard

/// Opens the second files of mappings, those of `lookup:`, like sources: text in any encoding, compressed or not, or the
/// first sheet of a workbook.
///
/// What was typed about the sources does not hold for them: such a file has an encoding and a delimiter of its own, and
/// a sheet that somebody has hidden is where such lists stand. Only where the encoding cannot be told does `--encoding`
/// say it.
struct LookupOpener: Sendable {
    let options: RunOptions

    func open(_ path: String) throws(ImportFailure) -> any TableSource {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        let file = SourceFile(path: path, name: path, size: size ?? 0)
        switch try FileKind.of(file, limits: options.limits) {
        case .text: return try text(file)
        case .workbook(let kind):
            let workbook = try WorkbookOpener.open(file, kind, limits: options.limits, xml: options.xml)
            if workbook.sheets.isEmpty { throw .workbookEmpty(file.name) }
            return try SheetTable(file: file, workbook: workbook, index: 0)
        case .bundle: throw .lookupArchive(path)
        }
    }

    private func text(_ file: SourceFile) throws(ImportFailure) -> any TableSource {
        if try VCardTable.matches(file) { return try VCardTable.open(file: file, encoding: nil) }
        var csv = CSVOptions()
        do throws(ImportFailure) {
            return try CSVTable.open(file: file, options: csv)
        } catch {
            guard error.code.hasPrefix("encoding."), let encoding = options.reading.encoding else { throw error }
            csv.encoding = encoding
            return try CSVTable.open(file: file, options: csv)
        }
    }
}
