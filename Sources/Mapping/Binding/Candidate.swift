import HelpDesk
import Tables

/// A mapping tried on a table: which header row fits best, and how well.
struct Candidate {
    let mapping: TableMapping
    /// The row (from 1) taken for the header, and the first row of data.
    let headerRow: Int
    let dataRow: Int
    let place: HeaderPlace
    /// The cells of the header's rows, as they stand in the file.
    let headerRows: [[String]]
    let header: HeaderIndex
    /// Headers of `recognise` that are in the file, and those that are not.
    let recognised: Int
    let missing: [String]

    init(_ mapping: TableMapping, _ table: any TableSource, at place: HeaderPlace) {
        self.mapping = mapping
        self.place = place
        headerRow = place.row
        let read = mapping.read
        let isDetected = headerRow == table.header.row
        dataRow = read.dataRow ?? place.dataRow ?? (isDetected ? table.header.dataRow : headerRow + 1)
        let rows = Self.headerRows(table, headerRow, dataRow)
        headerRows = rows
        header = HeaderIndex(rows: Self.names(place, rows), stripSuffix: read.stripSuffix)
        let recognise = mapping.recognise
        let index = header
        let absent = recognise.filter { names in names.allSatisfy { index.columns($0).isEmpty } }
        let further = place.joined == nil ? rows.dropFirst().count { Self.isHeader($0, of: mapping) } : 0
        recognised = recognise.count - absent.count + further
        // Where a mapping says that several header rows follow each other, a row of data must not be taken for one.
        let isShort = read.dataRow.map { further < $0 - place.row - 1 } ?? false
        let rowMissing = isShort ? ["a second header row in row \(headerRow + 1)"] : []
        missing = absent.map { $0.joined(separator: " or ") } + rowMissing
    }

    private static func isHeader(_ row: [String], of mapping: TableMapping) -> Bool {
        let known = Set(mapping.knownHeaders.map(HeaderForm.normal))
        return Set(row.map(HeaderForm.normal)).intersection(known).count >= 2
    }

    /// Labels of two rows that belong together stand in one, as wide as the table.
    private static func names(_ place: HeaderPlace, _ rows: [[String]]) -> [[String]] {
        guard let joined = place.joined else { return rows }
        let width = max(rows.first?.count ?? 0, joined.count)
        return [joined + [String](repeating: "", count: width - joined.count)]
    }

    /// Header rows as texts; the first one's width is the table's.
    private static func headerRows(_ table: any TableSource, _ headerRow: Int, _ dataRow: Int) -> [[String]] {
        let samples = table.sampleRows
        let isDetected = headerRow == table.header.row
        let first = isDetected ? table.header.names : samples[safe: headerRow - 1] ?? distant(table, headerRow)
        let further = headerRow + 1 < dataRow ? (headerRow + 1..<dataRow).compactMap { samples[safe: $0 - 1] } : []
        return [first] + further
    }

    /// A header below the sample rows, where a mapping says that there is one.
    private static func distant(_ table: any TableSource, _ headerRow: Int) -> [String] {
        (try? table.withHeader(row: headerRow, dataRow: headerRow + 1))?.header.names ?? []
    }

    /// The records that can be made; side records are left out where their columns may be missing and are.
    var binders: [RecordBinder] {
        let all = mapping.records.map { RecordBinder(mapping: mapping, record: $0, header: header) }
        guard mapping.missingColumns == .allow, let main = all.last else { return all }
        return all.dropLast().filter { $0.missing.isEmpty } + [main]
    }

    /// The table's columns that the records take.
    var used: Set<Int> { binders.reduce(into: []) { $0.formUnion($1.used) } }

    /// How many mapped columns the file has.
    var found: Int { binders.reduce(0) { $0 + $1.found } }

    /// True where everything that the mapping is known by is there; a mapping without `recognise` is known by all
    /// columns it needs.
    var fits: Bool {
        guard !holdsMore else { return false }
        return mapping.recognise.isEmpty ? found > 0 && lacking.isEmpty : missing.isEmpty
    }

    /// A preset of memberships is known by what a file does not have: a list of tickets has agents and teams too.
    private var holdsMore: Bool {
        guard mapping.origin == .preset, mapping.records.last?.mode == .members else { return false }
        let used = used
        return header.names.indices.contains { column in
            let name = header.names[column]
            return !used.contains(column) && !HeaderIndex.isOwn(name) && !HeaderForm.trimmed(name).isEmpty
        }
    }

    /// Columns without which no record can be made.
    var lacking: [String] { binders.flatMap(\.missing).uniqued() }

    /// What to name when the mapping almost fits.
    var wanting: [String] { mapping.recognise.isEmpty ? lacking : missing }
}

extension TableMapping {
    /// Every header that the mapping speaks of.
    var knownHeaders: [String] {
        recognise.joined() + records.flatMap { $0.columns.flatMap(\.source.headers) }
    }
}

extension Array {
    subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}

extension Array where Element: Hashable {
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
