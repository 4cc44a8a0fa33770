import CSV
import Foundation
import Mapping
import Spreadsheets
import Tables
import VCard

/// Opens and surveys every file, several at a time: surveys read whole files and are bound by the processor.
///
/// What a file is, its content decides: text, a workbook with a table on each sheet, an archive of tables.
struct TableOpener {
    let options: RunOptions
    let arguments: [MapArgument]

    /// The tables of all files, in their order; every file that cannot be read is named at once.
    func open(_ found: FoundSources) throws(ImportFailure) -> OpenedTables {
        let results = Parallel.map(found.files) { open($0, isNamed: found.isNamed($0)) }
        var opened = OpenedTables()
        var failures: [ImportFailure] = []
        for result in results {
            switch result {
            case .success(let tables): opened.add(tables)
            case .failure(let failure): failures.append(failure)
            }
        }
        if failures.count == 1 { throw failures[0] }
        if !failures.isEmpty { throw .filesUnreadable(failures) }
        return opened
    }

    private func open(_ file: SourceFile, isNamed: Bool) -> Result<OpenedTables, ImportFailure> {
        do throws(ImportFailure) {
            switch try FileKind.of(file, limits: options.limits) {
            case .text: return .success(OpenedTables(tables: [try table(file)]))
            case .workbook(let kind): return .success(try sheets(file, kind))
            case .bundle: return .success(try bundle(file, isNamed: isNamed))
            }
        } catch {
            return .failure(error)
        }
    }

    // MARK: Archives

    private func bundle(_ file: SourceFile, isNamed: Bool) throws(ImportFailure) -> OpenedTables {
        let bundle = try Bundle(file, limits: options.limits)
        var opened = OpenedTables(spooled: bundle.members)
        opened.skipped = bundle.nested.map { .nestedArchive($0) }
        for member in bundle.members { opened.add(try tables(ofMember: member.file)) }
        guard bundle.members.isEmpty else { return opened }
        if isNamed { throw .archiveEmpty(file.name) }
        opened.skipped.append(.emptyArchive(file.name))
        return opened
    }

    private func tables(ofMember file: SourceFile) throws(ImportFailure) -> OpenedTables {
        switch try FileKind.of(file, limits: options.limits) {
        case .text: OpenedTables(tables: [try table(file)])
        case .workbook(let kind): try sheets(file, kind)
        case .bundle: OpenedTables(skipped: [.nestedArchive(file.name)])
        }
    }

    // MARK: Workbooks

    /// Every sheet is a table. The file's digest is made before, for sheets are read in parts.
    private func sheets(_ file: SourceFile, _ kind: WorkbookKind) throws(ImportFailure) -> OpenedTables {
        let workbook = try WorkbookOpener.open(file, kind, limits: options.limits, xml: options.xml)
        let bytes = try FileByteSource(file, digesting: true)
        var file = file
        file.sha256 = try bytes.finishDigest()
        file.size = bytes.position
        var opened = OpenedTables()
        for (index, sheet) in workbook.sheets.enumerated() {
            if sheet.isHidden && options.visibleOnly {
                opened.skipped.append(.hiddenSheet(file.name, sheet.name))
            } else {
                opened.tables.append(
                    try SheetTable(file: file, workbook: workbook, index: index, visibleOnly: options.visibleOnly))
            }
        }
        if workbook.sheets.isEmpty { throw .workbookEmpty(file.name) }
        return opened
    }

    // MARK: Text

    /// Where several mappings may be the file's own, it is read as it looks, and as they say once one is chosen. If it
    /// looks like nothing, an encoding on which they agree is as good as given.
    private func table(_ file: SourceFile) throws(ImportFailure) -> any TableSource {
        let candidates = mappings(for: file)
        if try VCardTable.matches(file) {
            let read = candidates.count == 1 ? candidates[0].read : nil
            return try VCardTable.open(file: file, encoding: options.reading(file).encoding ?? read?.encoding)
        }
        var csv = csvOptions(file, candidates.count == 1 ? candidates[0].read : nil)
        do throws(ImportFailure) {
            return try CSVTable.open(file: file, options: csv)
        } catch {
            let encodings = Set(candidates.map(\.read.encoding))
            guard error.code.hasPrefix("encoding."), csv.encoding == nil, encodings.count == 1,
                let encoding = encodings.first, encoding != nil
            else { throw error }
            csv.encoding = encoding
            return try CSVTable.open(file: file, options: csv)
        }
    }

    /// The table read as its mapping says, where the command line is silent; nil if it is read so already.
    func reread(_ table: any TableSource, as read: ReadOptions) throws(ImportFailure) -> (any TableSource)? {
        guard let table = table as? CSVTable else { return nil }
        let wanted = csvOptions(table.file, read)
        let encoding = try wanted.encoding.map { name throws(ImportFailure) in try TextEncoding.named(name).name }
        let isAsWanted =
            encoding ?? table.encoding.name == table.encoding.name
            && wanted.delimiter ?? table.dialect.delimiter == table.dialect.delimiter
            && wanted.quote ?? table.dialect.quote == table.dialect.quote
        return isAsWanted ? nil : try CSVTable.open(file: table.file, options: wanted)
    }

    /// The command line first, then what the mapping says.
    private func csvOptions(_ file: SourceFile, _ read: ReadOptions?) -> CSVOptions {
        let given = options.reading(file)
        var csv = CSVOptions()
        // Only an accepted check must know before it begins; otherwise the digest is made while the rows are read.
        csv.wantsDigest = options.accept != nil
        csv.encoding = given.encoding ?? read?.encoding
        csv.delimiter = (given.delimiter ?? read?.delimiter)?.asciiValue
        if let quote = given.quote {
            csv.quote = .some(quote?.asciiValue)
        } else if let quote = read?.quote?.asciiValue {
            csv.quote = .some(quote)
        }
        csv.headerRow = read?.headerRow
        csv.dataRow = read?.dataRow
        return csv
    }

    /// The given mappings of which one may be the file's.
    private func mappings(for file: SourceFile) -> [TableMapping] {
        let named = arguments.filter { $0.names(file) }
        let candidates = named.isEmpty ? arguments.filter(\.isGeneral) : named
        return candidates.flatMap(\.mapping.tables)
    }
}
