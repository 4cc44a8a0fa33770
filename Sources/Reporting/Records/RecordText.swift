import HelpDesk

/// Records as texts for people.
package enum RecordText {
    /// Columns of a cell at most.
    private static let maxCell = 40
    private static let minCell = 8

    /// A table of the records. Where no columns were asked for, it shows those that fill the width, most telling first.
    package static func table(
        _ records: [RecordView], _ entity: Entity, columns: [String] = [], width: Int
    ) -> String {
        lines(records, entity, columns: columns, width: width).joined(separator: "\n")
    }

    /// Groups one below the other, each with how many records it has; their columns stand below each other.
    package static func groups(
        _ groups: [RecordGroup], _ entity: Entity, by name: String, columns: [String] = [], width: Int
    ) -> String {
        let records = groups.flatMap(\.records)
        var rest = lines(records, entity, columns: columns, without: name, width: width)[...]
        let header = rest.removeFirst()
        return groups.map { group in
            let own = rest.prefix(group.records.count)
            rest = rest.dropFirst(group.records.count)
            return ([title(group, name), header] + own).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// `50 of 1,234 contacts are shown. For more: --after 50, or a higher --limit.`
    ///
    /// - Parameters:
    ///   - next: the id behind which it goes on; nil where the records do not come in the order of ids.
    ///   - id: of the record behind which the list began.
    package static func cut(
        _ shown: Int, of total: Int, _ entity: Entity, _ next: UInt32?, behind id: UInt32
    ) -> String {
        let place = id > 0 ? " behind #\(id)" : ""
        let way = next.map { "--after \($0), or a higher --limit." } ?? "a higher --limit."
        return "\(NumberText.grouped(shown)) of \(NumberText.grouped(total)) \(words(entity))\(place) "
            + "\(shown == 1 ? "is" : "are") shown. For more: \(way)"
    }

    /// `50 contacts in 3 of 83 groups are shown. For more: a higher --limit.`
    package static func cut(_ shown: Int, _ entity: Entity, groups: Int, of all: Int) -> String {
        let records =
            shown == 1
            ? "1 \(entity.singular.replacing("_", with: " "))" : "\(NumberText.grouped(shown)) \(words(entity))"
        return "\(records) in \(NumberText.grouped(groups)) of \(NumberText.count(all, "group")) "
            + "\(shown == 1 ? "is" : "are") shown. For more: a higher --limit."
    }

    private static func words(_ entity: Entity) -> String { entity.name.rawValue.replacing("_", with: " ") }

    private static func title(_ group: RecordGroup, _ name: String) -> String {
        let total = NumberText.grouped(group.total)
        let count = group.records.count < group.total ? "\(group.records.count) of \(total)" : total
        return "\(group.value.map { line($0.text) } ?? "no \(name)") (\(count))"
    }

    /// The header and a line for each record.
    private static func lines(
        _ records: [RecordView], _ entity: Entity, columns: [String], without group: String? = nil, width: Int
    ) -> [String] {
        let names = columns.isEmpty ? usual(records, entity).filter { $0 != group } : columns
        let cells = names.map { name in [name] + records.map { cell($0, name) } }
        let ids = columns.isEmpty ? [["id"] + records.map { "#\($0.id)" }] : []
        return render(ids + cells, width: columns.isEmpty ? width : .max)
    }

    // MARK: Columns

    /// Names of the values that the records have: labels and keys first, then what is required, references, lists.
    private static func usual(_ records: [RecordView], _ entity: Entity) -> [String] {
        let used = Set(records.flatMap { $0.fields.map(\.name) })
        var names = Array(entity.labels.prefix(1))
        if entity.keys.contains(.fullName) { names += Entity.nameParts }
        names += entity.labels
        for key in entity.keys where key.fields.count == 1 { names += key.fields }
        names += entity.fields.filter(\.isRequired).map(\.name)
        names += entity.fields.filter { $0.target != nil && !$0.isMany }.map(\.name)
        names += entity.fields.filter { $0.picklist != nil }.map(\.name)
        names += entity.fields.filter { !$0.isDerived }.map(\.name)
        names += ["source", "external_id"]
        var seen = Set<String>()
        return names.filter { used.contains($0) && seen.insert($0).inserted }
    }

    private static func cell(_ record: RecordView, _ name: String) -> String {
        let text = record[name]?.text ?? ""
        return DisplayWidth.cut(line(text), maxCell)
    }

    /// Columns that do not fit the width are left out; the first one stays.
    private static func render(_ columns: [[String]], width: Int) -> [String] {
        var lines = Array(repeating: "", count: columns.first?.count ?? 0)
        var taken = 0
        for column in columns {
            let wide = column.map { DisplayWidth.of($0) }.max() ?? 0
            if taken > 0 && taken + wide > width { break }
            for (row, text) in column.enumerated() { lines[row] += DisplayWidth.padRight(text, wide + 2) }
            taken += wide + 2
        }
        return lines.map(trimmed)
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }

    // MARK: One record

    /// Everything about a record, one value a line.
    package static func block(_ details: RecordDetails, _ entity: Entity) -> String {
        let record = details.record
        var lines = record.fields.flatMap { values($0.name, $0.value) }
        if let run = details.createdRun { lines.append(("created by", "run \(run)")) }
        if let run = details.updatedRun, run != details.createdRun { lines.append(("changed by", "run \(run)")) }
        for referring in details.referring {
            lines.append((referring.entity.rawValue, NumberText.grouped(referring.count) + " by \(referring.field)"))
        }
        let width = lines.map { DisplayWidth.of($0.0) }.max() ?? 0
        let merged = details.mergedInto.map { ", as a part of #\($0.id) \(line($0.text))" } ?? ""
        let bin = details.deletedAt.map { ", in the recycle bin since \($0)\(merged)" } ?? ""
        return
            (["\(entity.singular) #\(record.id)\(bin)"]
            + lines.map { DisplayWidth.padRight($0.0, width) + "  " + line($0.1) }).joined(separator: "\n") + "\n"
    }

    /// Sets and custom values get a line each.
    private static func values(_ name: String, _ value: RecordValue) -> [(String, String)] {
        switch value {
        case .reference(let label): [(name, "\(label.text) (#\(label.id))")]
        case .references(let labels):
            labels.enumerated().map { ($0.offset == 0 ? name : "", "\($0.element.text) (#\($0.element.id))") }
        case .texts(let texts) where name == "external_id":
            texts.enumerated().map { ($0.offset == 0 ? name : "", $0.element) }
        case .customValues(let values): values.map { ("custom.\($0.key)", $0.value) }
        default: [(name, value.text)]
        }
    }

    /// One line without control characters, whatever the data holds.
    static func line(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: " "
            case .format: isHarmless(scalar) ? scalar : " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Joiners belong to emoji and scripts; marks that turn the direction of a line around do not belong in a table.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200C || scalar.value == 0x200D
    }
}
