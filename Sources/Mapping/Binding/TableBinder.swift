import HelpDesk
import Tables

/// Binds all records of a chosen mapping, and gives the main one the columns that none of them maps.
struct TableBinder {
    let candidate: Candidate
    let table: any TableSource
    let words: ValueWords

    func bind() -> BoundTable {
        let binders = candidate.binders
        var bound = BoundTable(
            table: table, mapping: candidate.mapping, records: binders.map { $0.bind(words) }, ignoredHeaders: [],
            keptHeaders: [], columnNames: candidate.header.names, headerRows: candidate.headerRows.count)
        let padded = paddedWidth
        let header = RepeatedHeader(rows: candidate.headerRows, at: candidate.headerRow)
        for record in bound.records.indices {
            bound.records[record].paddedWidth = padded
            bound.records[record].header = header
            bound.records[record].shape.isSide = record + 1 < bound.records.count
        }
        let used = candidate.used
        let names = candidate.header.names
        let listed = binders.last?.listedColumns ?? []
        let unmapped = names.indices.filter {
            !used.contains($0) && !listed.contains($0) && !HeaderIndex.isOwn(names[$0])
        }
        // Where rows only say who belongs to whom, no record takes anything else.
        let keepsNothing = candidate.mapping.unmapped == .ignore || bound.records.last?.shape.mode == .members
        bound.ignoredHeaders = listed.sorted().map { names[$0] }
        if keepsNothing {
            bound.ignoredHeaders += unmapped.map { names[$0] }
        } else {
            keep(unmapped, in: &bound)
        }
        return bound
    }

    /// What most of the first rows of data have beyond the header, if that is blank.
    private var paddedWidth: Int? {
        let width = candidate.header.names.count
        let rows = table.sampleRows.dropFirst(candidate.dataRow - 1).filter { row in
            row.contains { !HeaderForm.trimmed($0).isEmpty }
        }
        let padded = rows.filter { row in
            row.count > width && row[width...].allSatisfy { HeaderForm.trimmed($0).isEmpty }
        }
        let counts = Dictionary(grouping: padded, by: \.count).mapValues(\.count)
        guard let most = counts.max(by: { $0.value < $1.value }), most.value > 1, most.value * 2 > rows.count else {
            return nil
        }
        return most.key
    }

    private func keep(_ columns: [Int], in bound: inout BoundTable) {
        let main = bound.records.count - 1
        var taken = Set(bound.records[main].shape.columns.map(\.target.name))
        for column in columns {
            let header = candidate.header.names[column]
            let key = free(HeaderForm.customKey(plain(header)), column, &taken)
            bound.records[main].keep(column: column, header: header, key: key)
            bound.keptHeaders.append((header, key))
        }
    }

    /// The header without an ending that does not count, unless another column has that name.
    private func plain(_ header: String) -> String {
        let name = HeaderForm.stripping(candidate.mapping.read.stripSuffix, from: header)
        return candidate.header.columns(name).count > 1 ? header : name
    }

    /// A key that no other column has: `region`, `region_2`; `column_7` for a column without a name.
    private func free(_ key: String, _ column: Int, _ taken: inout Set<String>) -> String {
        let base = key.isEmpty ? "column_\(column + 1)" : key
        var candidate = base
        var number = 2
        while !taken.insert("custom." + candidate).inserted {
            candidate = "\(base)_\(number)"
            number += 1
        }
        return candidate
    }
}
