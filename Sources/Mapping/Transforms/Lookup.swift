import Foundation
import HelpDesk
import Tables

/// The value is looked up in a column of a second file, and what stands in another column of that row takes its place.
struct Lookup: Transform {
    static let name = "lookup"
    static let otherNames = ["vlookup", "map_file", "translate"]

    /// What becomes of a value that the file does not have.
    enum MissingPolicy: String, CaseIterable {
        /// It stays (the default).
        case keep
        case blank
        /// Its row is not loaded (`lookup.unknown`).
        case reject
    }

    private let file: String
    private let from: String
    private let to: String
    private let onMissing: MissingPolicy
    /// Nil until the files are read.
    private var table: LookupTable?

    private static let endings = ["csv", "tsv", "txt", "gz", "xlsx", "xlsm", "xls", "ods", "fods"]

    static func parse(_ parameters: TransformParameters) -> Lookup? {
        let example = "{ file: regions.csv, from: code, to: name }"
        let needed = ["file", "from", "to"]
        guard let fields = parameters.fields(needed, optional: ["on_missing"], example: example) else { return nil }
        let onMissing: MissingPolicy? = fields["on_missing"].map { $0.choice() } ?? .keep
        let texts = needed.compactMap { fields[$0]?.string() }
        guard texts.count == needed.count, let onMissing, let place = fields["file"] else { return nil }
        let ending = PathName.ending(of: texts[0]).lowercased()
        guard endings.contains(ending) else {
            place.mistake("a file with a header belongs here: .csv, .tsv or .txt (also .gz), .xlsx, .xls or .ods")
            return nil
        }
        return Lookup(file: texts[0], from: texts[1], to: texts[2], onMissing: onMissing)
    }

    private init(file: String, from: String, to: String, onMissing: MissingPolicy) {
        self.file = file
        self.from = from
        self.to = to
        self.onMissing = onMissing
    }

    func prepared(_ files: LookupFiles) throws(ImportFailure) -> Lookup {
        var copy = self
        copy.table = try files.table(file: file, from: from, to: to)
        return copy
    }

    func apply(to column: TransformColumn) {
        guard let table else { preconditionFailure("the files of lookups are read before the first row") }
        let text = column.batch.rows.text
        let states = column.batch.states.base
        let absent = RowState.absent.rawValue
        var changes = 0
        for row in 0..<column.batch.count {
            let span = column.values[row]
            guard span.isChangeable, states[row] != absent else { continue }
            let key = UnsafeBufferPointer(start: text.base + Int(span.start), count: span.length)
            guard let entry = table.entry(for: key) else {
                changes += settleMissing(column, row)
                continue
            }
            let value = table.value(entry)
            if value.elementsEqual(key) { continue }
            change(column, row, to: value.isEmpty ? .blank : Self.append(value, to: text))
            changes += 1
        }
        column.tally.add(changes)
    }

    /// Returns how many values were changed: one or none.
    private func settleMissing(_ column: TransformColumn, _ row: Int) -> Int {
        switch onMissing {
        case .keep: return 0
        case .blank:
            change(column, row, to: .blank)
            return 1
        case .reject:
            refuse(column, row)
            return 0
        }
    }

    private func change(_ column: TransformColumn, _ row: Int, to new: TextSpan) {
        let old = column.values[row]
        column.values[row] = new
        if column.tally.wantsTexts { column.tally.note(column.batch.rows, row: row, from: old, to: new) }
    }

    private static func append(_ value: ArraySlice<UInt8>, to text: RawArray<UInt8>) -> TextSpan {
        let start = text.count
        value.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { text.append(base, count: bytes.count) }
        }
        return TextSpan(start: start, length: value.count, kind: .text)
    }

    @inline(never)
    private func refuse(_ column: TransformColumn, _ row: Int) {
        let batch = column.batch
        let span = column.values[row]
        let info = batch.rows.rows[row]
        let position = Position(table: column.table, row: info.number, line: info.line, offset: info.offset)
        let names = [table?.name ?? file, table?.keyHeader ?? from]
        let value = String(batch.rows.string(span).prefix(Self.shownCharacters))
        batch.report(
            Finding(
                .lookupUnknown, .error, at: position, column: column.column.sourceColumn,
                field: column.column.target.name, value: value, names), row: row)
        column.values[row] = TextSpan(start: Int(span.start), length: span.length, kind: .invalid)
    }

    private static let shownCharacters = 200

    static func == (left: Lookup, right: Lookup) -> Bool {
        left.file == right.file && left.from == right.from && left.to == right.to && left.onMissing == right.onMissing
    }

    func hash(into hasher: inout Hasher) {
        for text in [file, from, to, onMissing.rawValue] { hasher.combine(text) }
    }
}
