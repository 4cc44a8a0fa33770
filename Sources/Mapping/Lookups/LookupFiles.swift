import Foundation
import Tables

/// Opens a second file as a table with a header; given by the caller, since this room reads no formats.
package typealias LookupOpening = @Sendable (_ path: String) throws(ImportFailure) -> any TableSource

/// Reads the files that a mapping's lookups name, each once for each pair of columns; paths count from its own folder.
final class LookupFiles {
    private let folder: String
    private let open: LookupOpening
    private var tables: [Key: LookupTable] = [:]

    private struct Key: Hashable {
        let path: String
        let from: String
        let to: String
    }

    /// More than that is no list to look things up in, but would fill the memory.
    static let maxBytes = 256 << 20

    init(folder: String, open: @escaping LookupOpening) {
        self.folder = folder
        self.open = open
    }

    /// The files read, in the order of their names.
    var paths: [String] { Set(tables.keys.map(\.path)).sorted() }

    private func path(_ file: String) -> String {
        file.hasPrefix("/") ? file : PathName.joined(folder, file)
    }

    func table(file: String, from: String, to: String) throws(ImportFailure) -> LookupTable {
        let key = Key(path: path(file), from: from, to: to)
        if let known = tables[key] { return known }
        let table = try read(key)
        tables[key] = table
        return table
    }

    private func read(_ key: Key) throws(ImportFailure) -> LookupTable {
        let source = try open(key.path)
        let header = HeaderIndex(rows: [source.header.names])
        guard let from = header.column(HeaderReference(key.from)), let to = header.column(HeaderReference(key.to))
        else {
            let missing = [key.from, key.to].filter { header.columns($0).isEmpty }
            throw .lookupColumnsMissing(key.path, missing, header: source.header.names)
        }
        let pairs = try pairs(source, from, to, path: key.path)
        return LookupTable(name: source.file.name, keyHeader: header.names[from], pairs: pairs)
    }

    private func pairs(
        _ source: any TableSource, _ from: Int, _ to: Int, path: String
    ) throws(ImportFailure) -> [(key: String, value: String)] {
        let reader = try source.makeReader()
        let batch = RowBatch()
        var list = LookupList(path: path)
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                let key = HeaderForm.trimmed(batch.string(row: row, column: from) ?? "")
                let value = HeaderForm.trimmed(batch.string(row: row, column: to) ?? "")
                if !key.isEmpty { try list.add(key, value, row: batch.rows[row].number) }
            }
        }
        return list.pairs
    }
}

/// The keys and values of a file, each key once.
private struct LookupList {
    let path: String
    private(set) var pairs: [(key: String, value: String)] = []
    private var rows: [String: (row: Int, value: String)] = [:]
    private var bytes = 0

    init(path: String) { self.path = path }

    mutating func add(_ key: String, _ value: String, row: Int) throws(ImportFailure) {
        if let known = rows[key] {
            if known.value != value { throw .lookupAmbiguous(path, key, rows: (known.row, row)) }
            return
        }
        bytes += key.utf8.count + value.utf8.count
        if bytes > LookupFiles.maxBytes { throw .lookupTooLarge(path, limit: LookupFiles.maxBytes) }
        rows[key] = (row, value)
        pairs.append((key, value))
    }
}
