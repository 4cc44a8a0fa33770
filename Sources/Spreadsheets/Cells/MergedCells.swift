import Tables

/// Merged cells of a sheet that reach over several rows of data: only the first of these rows has the value.
struct MergedCells {
    private let startRow: Int
    private var listed: [Finding] = []
    /// Ranges beyond those that are listed.
    private var unlisted = 0

    /// Findings that are kept; nobody reads more.
    static let maxListed = 100_000

    /// `startRow`: the first row of data, from 1.
    init(startRow: Int) { self.startRow = startRow }

    /// One finding a range; the last says how many more there are, if they are not all listed.
    var findings: [Finding] {
        var findings = listed
        if unlisted > 0 { findings[findings.count - 1].parameters.append(String(unlisted)) }
        return findings
    }

    /// `row` counts from 1, `column` from 0; ranges of a single row, and those of the header, are none of our business.
    mutating func add(row: Int, column: Int, rows: Int, columns: Int) {
        let last = Self.sum(row, rows)
        guard matters(row, last) else { return }
        list(row, column, Self.name(row, column) + ":" + Self.name(last, Self.sum(column, columns)))
    }

    /// A range by the name that the sheet gives it; `rows` count from 1, `column` from 0.
    mutating func add(rows: ClosedRange<Int>, column: Int, range: String) {
        if matters(rows.lowerBound, rows.upperBound) { list(rows.lowerBound, column, range) }
    }

    private func matters(_ first: Int, _ last: Int) -> Bool { last > max(first, startRow) }

    private mutating func list(_ row: Int, _ column: Int, _ range: @autoclosure () -> String) {
        guard listed.count < Self.maxListed else {
            unlisted += 1
            return
        }
        listed.append(Finding(.cellMerged, .warning, at: Position(table: 0, row: row), column: column, [range()]))
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
