import HelpDesk
import Tables

/// Binds all records of a chosen mapping, and gives the main one the columns that none of them maps.
struct TableBinder {
    let candidate: Candidate
    let table: any TableSource

    func bind() -> BoundTable {
        let binders = candidate.binders
        var bound = BoundTable(
            table: table, mapping: candidate.mapping, records: binders.map { $0.bind() }, ignoredHeaders: [],
            keptHeaders: [])
        let used = binders.reduce(into: Set<Int>()) { $0.formUnion($1.used) }
        let names = candidate.header.names
        let unmapped = names.indices.filter { !used.contains($0) && !HeaderIndex.isOwn(names[$0]) }
        switch candidate.mapping.unmapped {
        case .keep: keep(unmapped, in: &bound)
        case .ignore: bound.ignoredHeaders = unmapped.map { names[$0] }
        }
        return bound
    }

    private func keep(_ columns: [Int], in bound: inout BoundTable) {
        let main = bound.records.count - 1
        var taken = Set(bound.records[main].shape.columns.map(\.target.name))
        for column in columns {
            let header = candidate.header.names[column]
            let key = free(HeaderForm.customKey(header), column, &taken)
            bound.records[main].keep(column: column, header: header, key: key)
            bound.keptHeaders.append((header, key))
        }
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
