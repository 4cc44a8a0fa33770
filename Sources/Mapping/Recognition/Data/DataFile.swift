import Foundation
import Tables

/// A data file of the folder `mappings/labels`: lines of cells with tabs between, `#` begins a comment line.
struct DataFile {
    let name: String
    let rows: [(line: Int, cells: [Substring])]

    /// Reads the file; every row must have at least `columns` cells.
    init(_ folder: String, _ name: String, columns: Int) throws(ImportFailure) {
        self.name = name
        let path = folder + "/" + name
        guard let data = FileManager.default.contents(atPath: path) else { throw .labelsUnreadable(path) }
        let text = String(decoding: data, as: UTF8.self)
        var rows: [(line: Int, cells: [Substring])] = []
        var number = 0
        // By bytes: cutting at characters would look for their borders everywhere.
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard cells.count >= columns else { throw .labelsInvalid(path, line: number) }
            rows.append((number, cells.map { Substring($0) }))
        }
        self.rows = rows
    }
}
