import CSV
import Foundation
import Mapping
import Synchronization
import Tables

/// Opens and surveys every file, several at a time: surveys read whole files and are bound by the processor.
struct TableOpener {
    let options: RunOptions
    let arguments: [MapArgument]

    /// The tables of all files, in their order; every file that cannot be read is named at once.
    func open(_ files: [SourceFile]) throws(ImportFailure) -> [any TableSource] {
        let results = Mutex([Result<CSVTable, ImportFailure>?](repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result = open(files[index])
            results.withLock { $0[index] = result }
        }
        var tables: [any TableSource] = []
        var failures: [ImportFailure] = []
        for result in results.withLock({ $0 }) {
            switch result! {
            case .success(let table): tables.append(table)
            case .failure(let failure): failures.append(failure)
            }
        }
        if failures.count == 1 { throw failures[0] }
        if !failures.isEmpty { throw .filesUnreadable(failures) }
        return tables
    }

    private func open(_ file: SourceFile) -> Result<CSVTable, ImportFailure> {
        do throws(ImportFailure) {
            return .success(try table(file))
        } catch {
            return .failure(error)
        }
    }

    /// Where several mappings may be the file's own, it is read as it looks, and as they say once one is chosen. If it
    /// looks like nothing, an encoding on which they agree is as good as given.
    private func table(_ file: SourceFile) throws(ImportFailure) -> CSVTable {
        let candidates = mappings(for: file)
        var csv = csvOptions(candidates.count == 1 ? candidates[0].read : nil)
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
        let wanted = csvOptions(read)
        let encoding = try wanted.encoding.map { name throws(ImportFailure) in try TextEncoding.named(name).name }
        let isAsWanted =
            encoding ?? table.encoding.name == table.encoding.name
            && wanted.delimiter ?? table.dialect.delimiter == table.dialect.delimiter
            && wanted.quote ?? table.dialect.quote == table.dialect.quote
        return isAsWanted ? nil : try CSVTable.open(file: table.file, options: wanted)
    }

    /// The command line first, then what the mapping says.
    private func csvOptions(_ read: ReadOptions?) -> CSVOptions {
        var csv = CSVOptions()
        // Only an accepted check must know before it begins; otherwise the digest is made while the rows are read.
        csv.wantsDigest = options.accept != nil
        csv.encoding = options.encoding ?? read?.encoding
        csv.delimiter = (options.delimiter ?? read?.delimiter)?.asciiValue
        if let quote = options.quote {
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
        let named = arguments.filter { $0.pattern?.matches(file: file.name, sheet: nil) == true }
        let candidates = named.isEmpty ? arguments.filter { $0.pattern == nil } : named
        return candidates.flatMap(\.mapping.tables)
    }
}
