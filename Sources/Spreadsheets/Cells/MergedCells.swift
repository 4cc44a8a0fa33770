import Tables

/// Merged cells of a sheet that reach over several rows of data: only the first of these rows has the value.
struct MergedCells {
    private let startRow: Int
    private(set) var findings: [Finding] = []

    /// `startRow`: the first row of data, from 1.
    init(startRow: Int) { self.startRow = startRow }

    /// `row` counts from 1, `column` from 0; ranges of a single row, and those of the header, are none of our business.
    mutating func add(row: Int, column: Int, rows: Int, columns: Int) {
        let last = Self.sum(row, rows)
        guard last - max(row, startRow) >= 1 else { return }
        let range = Self.name(row, column) + ":" + Self.name(last, Self.sum(column, columns))
        findings.append(Finding(.cellMerged, .warning, at: Position(table: 0, row: row), column: column, [range]))
    }

    /// The last index of `count` from `first` on; counts come from the file.
    private static func sum(_ first: Int, _ count: Int) -> Int {
        let (sum, isTooMuch) = first.addingReportingOverflow(max(count, 1) - 1)
        return isTooMuch ? first : sum
    }

    /// `B5`
    static func name(_ row: Int, _ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column
        repeat {
            letters.append(UInt8(65 + rest % 26))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(decoding: letters.reversed(), as: UTF8.self) + String(row)
    }
}
