import HelpDesk
import Tables

/// A text for blank values. A cell that the clear token empties stays empty.
struct DefaultValue: Transform {
    static let name = "default"
    static let otherNames = ["if_blank", "fallback", "otherwise", "default_value"]

    private let text: String

    init(text: String) { self.text = text }

    static func parse(_ parameters: TransformParameters) -> DefaultValue? {
        parameters.text(example: "\"unknown\"").map(DefaultValue.init(text:))
    }

    func apply(to column: TransformColumn) {
        let values = column.values
        let states = column.batch.states.base
        let absent = RowState.absent.rawValue
        var written = TextSpan.blank
        var changes = 0
        for row in 0..<column.batch.count where values[row].isBlank && states[row] != absent {
            if written.isBlank { written = append(to: column.batch.rows.text) }
            values[row] = written
            changes += 1
            if column.tally.wantsTexts { column.tally.note(column.batch.rows, row: row, from: .blank, to: written) }
        }
        column.tally.add(changes)
    }

    private func append(to array: RawArray<UInt8>) -> TextSpan {
        let bytes = Array(text.utf8)
        let start = array.count
        array.append(bytes, count: bytes.count)
        return TextSpan(start: start, length: bytes.count, kind: .text)
    }
}
