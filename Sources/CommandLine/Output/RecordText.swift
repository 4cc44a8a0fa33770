import Foundation
import HelpDesk
import Pipeline
import Reporting

/// Records as text and as JSON.
enum RecordText {
    static func json(_ records: [RecordView]) throws -> [UInt8] {
        try ReportJSON.encode(
            records.map { record in
                ["id": String(record.id)].merging(record.fields.map { ($0.name, $0.value) }) { first, second in
                    first + ", " + second
                }
            })
    }

    /// All fields of one record, one a line.
    static func block(_ record: RecordView, _ entity: Entity) -> String {
        let width = record.fields.map(\.name.count).max() ?? 0
        let lines = record.fields.map { field in
            field.name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + clean(field.value)
        }
        return (["\(entity.singular) #\(record.id)"] + lines).joined(separator: "\n") + "\n"
    }

    /// The fields that fill the terminal's width, most telling first.
    static func table(_ records: [RecordView], _ entity: Entity, width: Int) -> String {
        guard !records.isEmpty else { return "No \(entity.name)." }
        let order = ["number", "name", "email", "first_name", "last_name", "subject", "contact", "account", "status"]
        let used = Set(records.flatMap { $0.fields.map(\.name) })
        let names =
            order.filter(used.contains)
            + entity.fields.map(\.name).filter { used.contains($0) && !order.contains($0) }
        let columns = [["id"] + records.map { "#\($0.id)" }] + names.map { column($0, records) }
        return render(columns, width: width)
    }

    private static func column(_ name: String, _ records: [RecordView]) -> [String] {
        [name]
            + records.map { record in
                let text = record.fields.first { $0.name == name }?.value ?? ""
                return DisplayWidth.cut(clean(text), 32)
            }
    }

    private static func render(_ columns: [[String]], width: Int) -> String {
        var lines = Array(repeating: "", count: columns[0].count)
        var taken = 0
        for column in columns {
            let wide = column.map { DisplayWidth.of($0) }.max() ?? 0
            if taken > 0 && taken + wide > width { break }
            for (row, text) in column.enumerated() {
                lines[row] += text + String(repeating: " ", count: wide - DisplayWidth.of(text) + 2)
            }
            taken += wide + 2
        }
        return lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
    }

    /// One line without control characters, whatever the data holds.
    private static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
