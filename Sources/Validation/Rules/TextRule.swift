import HelpDesk
import Tables

/// Free text, ids and references: their length, no control characters, and no number that has lost its last digits.
///
/// Most columns are of this kind, so a cell costs one comparison: the text of the whole batch is searched for control
/// characters at once, and cells are looked at one by one only if there are any.
struct TextRule: ColumnRule {
    let facts: BatchFacts

    func check(_ batch: RecordBatch, _ column: ColumnPolicy) {
        let spans = batch.values.column(column.index)
        let isClean = facts.isFreeOfControls
        let blanksPass = !column.blanksMatter
        let firstText = TextSpan(start: 0, length: 1, kind: .text).word
        let lengths = UInt32(column.maxLength)
        for row in 0..<batch.count {
            let word = spans[row].word & ~TextSpan.quotedBit
            let isShortText = word &- firstText < lengths
            if isShortText ? isClean : blanksPass && word < TextSpan.quotedBit { continue }
            checkClosely(batch, column, row)
        }
    }

    @inline(never)
    private func checkClosely(_ batch: RecordBatch, _ column: ColumnPolicy, _ row: Int) {
        let span = batch.values.column(column.index)[row]
        guard span.isOrdinary, batch.state(row) != .absent else {
            column.handleUnusual(batch, row: row)
            return
        }
        if span.kind == .number, NumberDigits.areLost(batch.rows.bytes(span)) {
            column.refuse(batch, row: row, .numberPrecisionLost, [], always: true)
        } else if !facts.isFreeOfControls, TextScan.hasControl(batch.rows.bytes(span)) {
            column.refuse(batch, row: row, .textControl, [])
        } else if span.length > column.maxLength {
            column.checkLength(batch, row: row)
        }
    }
}
