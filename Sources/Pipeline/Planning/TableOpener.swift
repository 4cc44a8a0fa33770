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
            return .success(try CSVTable.open(file: file, options: csvOptions(file)))
        } catch {
            return .failure(error)
        }
    }

    /// The command line first, then what the mapping of this file says.
    private func csvOptions(_ file: SourceFile) -> CSVOptions {
        let read = mapping(of: file)?.read
        var csv = CSVOptions()
        // Only an accepted check must know before it begins; otherwise the digest is made while the rows are read.
        csv.wantsDigest = options.accept != nil
        csv.encoding = options.encoding ?? read?.encoding
        csv.delimiter = (options.delimiter ?? read?.delimiter)?.asciiValue
        if let quote = read?.quote?.asciiValue { csv.quote = .some(quote) }
        csv.headerRow = read?.headerRow
        csv.dataRow = read?.dataRow
        return csv
    }

    /// The one mapping that was given for the file; nil where it is still open which one will fit.
    private func mapping(of file: SourceFile) -> TableMapping? {
        let named = arguments.filter { $0.pattern?.matches(file: file.name, sheet: nil) == true }
        let candidates = named.isEmpty ? arguments.filter { $0.pattern == nil } : named
        let tables = candidates.flatMap(\.mapping.tables)
        return tables.count == 1 ? tables[0] : nil
    }
}
