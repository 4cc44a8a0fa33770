import HelpDesk
import Tables

/// Fills the columns of a record batch from the cells of its rows: the hot path of this room.
///
/// One loop over the rows per column. Most columns are one plain column of the table, where a value is a span of the
/// cell's own bytes; nothing is copied, no `String` is made. Values stay raw texts; a later stage reads their types.
/// What is changed on the way without a finding is counted. One for each pass and thread.
package final class ColumnMapper {
    private let bound: BoundRecord
    private let tableIndex: Int
    private let cleaner: CellCleaner
    private let ledgers: [ColumnLedger]
    /// Of alternatives for one cell, the column that has its value already.
    private let twins: [Int?]
    /// What each column's values go through, with the tally of each step.
    private let steps: [[(transform: any Transform, tally: ChangeTally)]]

    /// - Parameters:
    ///   - bound: its lookup files have been read (`MappingBinder`).
    ///   - tableIndex: index into the run's list of tables, for positions.
    ///   - sink: is told of every single change; without one they are only counted.
    package init(bound: BoundRecord, tableIndex: Int, sink: (any LedgerSink)? = nil) {
        self.bound = bound
        self.tableIndex = tableIndex
        cleaner = CellCleaner(nullValues: bound.nullValues, clearToken: bound.clearToken)
        let ledgers = bound.shape.columns.map { column in
            ColumnLedger(
                table: tableIndex, column: column.sourceColumn, header: column.header, field: column.target.name,
                sink: sink)
        }
        self.ledgers = ledgers
        twins = Self.twins(bound)
        steps = bound.transforms.enumerated().map { column, transforms in
            // Cells are trimmed anyway.
            let needed = transforms.first?.base is Trim ? transforms.dropFirst() : transforms[...]
            return needed.map { ($0.base, ledgers[column].tally(ChangeKind($0.name))) }
        }
    }

    private static func twins(_ bound: BoundRecord) -> [Int?] {
        var first: [String: Int] = [:]
        return bound.shape.columns.enumerated().map { index, column in
            guard let group = column.reference?.group else { return nil }
            if let twin = first[group], bound.sources[twin] == bound.sources[index] { return twin }
            first[group] = index
            return nil
        }
    }

    /// What was changed so far without a finding: trimmed, taken for nothing, transformed, filled in.
    package var ledger: [ColumnChanges] { ledgers.flatMap(\.changes) }

    /// Maps the rows that the batch's reader has just put into `batch.rows`.
    package func fill(_ batch: RecordBatch) {
        batch.begin()
        markAbsent(batch)
        markRepeatedHeaders(batch)
        checkShape(batch)
        for (column, source) in bound.sources.enumerated() {
            let values = batch.values.column(column)
            if let twin = twins[column] {
                values.update(from: batch.values.column(twin), count: batch.rows.rows.count)
                continue
            }
            cleaner.counts.reset()
            fill(values, from: source, batch.rows)
            if cleaner.counts.total > 0 { noteCleaning(column, source, batch) }
            for step in steps[column] {
                step.transform.apply(
                    to: TransformColumn(
                        batch: batch, values: values, column: bound.shape.columns[column], table: tableIndex,
                        tally: step.tally))
            }
        }
    }

    private func fill(_ values: UnsafeMutablePointer<TextSpan>, from source: CellSource, _ rows: RowBatch) {
        switch source {
        case .first(let columns):
            fill(values, column: columns[0], rows)
            for column in columns.dropFirst() { fillBlanks(values, column: column, rows) }
        case .joined(let columns, let text):
            let separator = Array(text.utf8)
            fill(values, column: columns[0], rows)
            for column in columns.dropFirst() { join(values, column: column, separator, rows) }
        case .constant(let text):
            values.update(repeating: Self.append(text, to: rows.text), count: rows.rows.count)
        case .derived:
            values.update(repeating: .blank, count: rows.rows.count)
        }
    }

    private func fill(_ values: UnsafeMutablePointer<TextSpan>, column: Int, _ rows: RowBatch) {
        let cleaner = cleaner
        let infos = rows.rows.base
        let cells = rows.cells.base
        let text = UnsafePointer(rows.text.base)
        for row in 0..<rows.rows.count {
            let first = Int(infos[row].firstCell)
            let isThere = column < Int(infos[row].cellCount)
            values[row] = isThere ? cleaner.clean(cells[first &+ column], text) : .blank
        }
    }

    private func fillBlanks(_ values: UnsafeMutablePointer<TextSpan>, column: Int, _ rows: RowBatch) {
        for row in 0..<rows.rows.count where values[row].isBlank {
            values[row] = cell(row, column, rows)
        }
    }

    private func join(
        _ values: UnsafeMutablePointer<TextSpan>, column: Int, _ separator: [UInt8], _ rows: RowBatch
    ) {
        for row in 0..<rows.rows.count {
            let next = cell(row, column, rows)
            guard next.hasValue else { continue }
            values[row] = values[row].hasValue ? Self.joined(values[row], next, separator, rows.text) : next
        }
    }

    private func cell(_ row: Int, _ column: Int, _ rows: RowBatch) -> TextSpan {
        let info = rows.rows[row]
        guard column < info.cellCount else { return .blank }
        return cleaner.clean(rows.cells[Int(info.firstCell) + column], rows.text.base)
    }
}

// MARK: - What cleaning has changed

extension ColumnMapper {
    /// Adds up what the cells of a column have lost; looks at them again only where texts are wanted, or where some rows
    /// make no record and do not count.
    @inline(never)
    private func noteCleaning(_ column: Int, _ source: CellSource, _ batch: RecordBatch) {
        let ledger = ledgers[column]
        let changes = CleaningCounts.Change.allCases.filter { cleaner.counts[$0] > 0 }
        let wantsTexts = changes.contains { ledger.tally($0.kind).wantsTexts }
        if wantsTexts || bound.when != nil { return examine(column, source, batch) }
        for change in changes { ledger.tally(change.kind).add(cleaner.counts[change]) }
    }

    private func examine(_ column: Int, _ source: CellSource, _ batch: RecordBatch) {
        let (columns, isFirst): ([Int], Bool) =
            switch source {
            case .first(let columns): (columns, true)
            case .joined(let columns, _): (columns, false)
            case .constant, .derived: ([], true)
            }
        for row in 0..<batch.count where batch.state(row) != .absent {
            for source in columns where source < Int(batch.rows.rows[row].cellCount) {
                let value = examine(row, source, ledgers[column], batch.rows)
                if isFirst && !value.isBlank { break }
            }
        }
    }

    private func examine(_ row: Int, _ column: Int, _ ledger: ColumnLedger, _ rows: RowBatch) -> TextSpan {
        let counts = cleaner.counts
        counts.reset()
        let value = cell(row, column, rows)
        guard counts.total > 0 else { return value }
        let tally = ledger.tally(counts.last.kind)
        tally.add(1)
        tally.note(rows, row: row, from: rows.cells[Int(rows.rows[row].firstCell) + column], to: value)
        return value
    }
}

extension ColumnMapper {
    /// Between the values of a set that come from several columns.
    package static let setSeparator = "\u{1F}"

    private static func joined(
        _ left: TextSpan, _ right: TextSpan, _ separator: [UInt8], _ text: RawArray<UInt8>
    ) -> TextSpan {
        let length = left.length + separator.count + right.length
        text.reserve(length)
        let start = text.count
        let out = text.base + start
        out.update(from: text.base + Int(left.start), count: left.length)
        (out + left.length).update(from: separator, count: separator.count)
        (out + left.length + separator.count).update(from: text.base + Int(right.start), count: right.length)
        text.count += length
        return TextSpan(start: start, length: length, kind: .text)
    }

    private static func append(_ constant: String, to text: RawArray<UInt8>) -> TextSpan {
        let start = text.count
        var constant = constant
        constant.withUTF8 { bytes in
            if let base = bytes.baseAddress { text.append(base, count: bytes.count) }
        }
        let length = text.count - start
        return length == 0 ? .blank : TextSpan(start: start, length: length, kind: .text)
    }

    /// Rows whose `when` column has no value make no record.
    private func markAbsent(_ batch: RecordBatch) {
        guard let when = bound.when else { return }
        for row in 0..<batch.count where !cell(row, when, batch.rows).hasValue {
            batch.states[row] = RowState.absent.rawValue
        }
    }

    /// A header that stands among the data, as where files were put together, makes no record; said once a table.
    private func markRepeatedHeaders(_ batch: RecordBatch) {
        guard let header = bound.header else { return }
        for row in 0..<batch.count where header.mayBe(row, of: batch.rows) {
            guard let place = header.row(row, of: batch.rows) else { continue }
            batch.states[row] = RowState.absent.rawValue
            if bound.shape.isSide { continue }
            let info = batch.rows.rows[row]
            let position = Position(table: tableIndex, row: info.number, line: info.line, offset: info.offset)
            batch.report(Finding(.rowHeader, .info, at: position, [String(place)]), row: row)
        }
    }

    private func checkShape(_ batch: RecordBatch) {
        let infos = batch.rows.rows.base
        let width = bound.width
        for row in 0..<batch.count where Int(infos[row].cellCount) != width {
            noteShape(row, batch)
        }
    }

    @inline(never)
    private func noteShape(_ row: Int, _ batch: RecordBatch) {
        let info = batch.rows.rows[row]
        let cells = Int(info.cellCount)
        if batch.state(row) == .absent || (cells == bound.paddedWidth && !hasSurplus(info, batch.rows)) { return }
        let isShort = cells < bound.width
        let isHarmless = isShort && bound.shortRows == .complete
        let position = Position(table: tableIndex, row: info.number, line: info.line, offset: info.offset)
        let finding = Finding(
            isShort ? .rowShort : .rowLong, isHarmless ? .warning : .error, at: position,
            [String(cells), String(bound.width)])
        batch.report(finding, row: row)
    }

    /// True where a cell behind the last header has a value.
    private func hasSurplus(_ info: RowInfo, _ rows: RowBatch) -> Bool {
        let surplus = Int(info.firstCell) + bound.width..<Int(info.firstCell) + Int(info.cellCount)
        return surplus.contains { cleaner.clean(rows.cells[$0], rows.text.base).kind != .blank }
    }
}
