import HelpDesk

@testable import Mapping

/// The tables of `docs/presets.md`, made of the presets and the index of their samples.
struct PresetsDocument {
    let presets: [TableMapping]
    let samples: [PresetSample]

    static let begin = "<!-- made from mappings/ and samples/presets/INDEX.tsv by scripts/presets-docs -->"
    static let end = "<!-- end -->"

    var text: String {
        let systems = Dictionary(grouping: presets, by: Self.folder)
        let names = systems.keys.sorted { Self.title(systems[$0]!) < Self.title(systems[$1]!) }
        return names.map { section(systems[$0]!) }.joined(separator: "\n")
    }

    private static func folder(_ preset: TableMapping) -> String { String(preset.name.prefix { $0 != "/" }) }

    /// `Zoho Desk – contacts, list export` is of Zoho Desk.
    private static func title(_ presets: [TableMapping]) -> String {
        let first = presets[0]
        let parts = first.title.components(separatedBy: " – ")
        return folder(first) == "deskferry" ? "A spreadsheet made for Deskferry" : parts[0]
    }

    private func section(_ presets: [TableMapping]) -> String {
        var lines = [
            "## \(Self.title(presets))", "", "| preset | what it is | header of its test file |", "|---|---|---|",
        ]
        for preset in presets {
            lines.append("| `\(preset.name)` | \(preset.title) | \(sources(preset)) |")
        }
        let byEntity = Dictionary(grouping: presets) { $0.records.last!.entity.name }
        for entity in Catalog.entities {
            guard let group = byEntity[entity.name] else { continue }
            lines += ["", "### \(Self.title(presets)): \(entity.name)", ""] + EntityTable(entity, group).lines
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func sources(_ preset: TableMapping) -> String {
        let own = samples.filter { $0.preset == preset.name }
        return Set(own.map { $0.mark == "own" ? "own" : "\($0.section): \($0.mark)" }).sorted().joined(separator: "; ")
    }
}

/// One entity's fields and what each of a system's presets reads into them.
private struct EntityTable {
    let entity: Entity
    let presets: [TableMapping]

    init(_ entity: Entity, _ presets: [TableMapping]) {
        self.entity = entity
        self.presets = presets
    }

    private var records: [RecordMapping] { presets.map { $0.records.last! } }
    private var fields: [String] { ["external_id"] + entity.fields.filter { !$0.isDerived }.map(\.name) }
    /// What to do with which record; no field of it.
    private static let directions = ["action", "id"]

    var lines: [String] {
        let read = (Self.directions + fields).filter { field in records.contains { $0.column(field) != nil } }
        let names = presets.map { "`\($0.name.drop { $0 != "/" }.dropFirst())`" }
        var lines = ["| field | \(names.joined(separator: " | ")) |", "|---|" + presets.map { _ in "---|" }.joined()]
        for field in read {
            let cells = records.map { $0.column(field).map { Self.cell($0.source) } ?? "–" }
            lines.append("| \(field) | \(cells.joined(separator: " | ")) |")
        }
        lines += kept
        let others = fields.filter { !read.contains($0) }
        if !others.isEmpty { lines += ["", "Not carried: \(others.joined(separator: ", "))."] }
        return lines + sides
    }

    /// What is kept by name although no field takes it. Presets empty passwords, so that they are not.
    private var kept: [String] {
        let keys = records.flatMap(\.columns).compactMap { column -> String? in
            if case .custom(let key) = column.target, key != "password" { key } else { nil }
        }
        return keys.isEmpty ? [] : ["", "Kept under `custom`: \(keys.uniqued().joined(separator: ", "))."]
    }

    /// Records that a row makes beside its own; those of repeated columns are one line.
    private var sides: [String] {
        let lines = presets.flatMap { $0.records.dropLast() }.map { record in
            let columns = record.columns.map { "\($0.target.name) from \(Self.cell($0.source))" }
            return "\nA row also makes one of \(record.entity.name): \(columns.joined(separator: ", "))."
        }
        let kinds = lines.map { $0.replacing(/\(number \d+\)|\bthreads\.\d+/, with: "") }
        return lines.indices.compactMap { line in
            let count = kinds.count { $0 == kinds[line] }
            guard kinds.firstIndex(of: kinds[line]) == line else { return nil }
            return count > 1 ? lines[line] + " So do up to \(count - 1) further ones." : lines[line]
        }
    }

    private static func cell(_ source: ColumnSource) -> String {
        switch source {
        case .first(let references): references.map(name).joined(separator: "; ")
        case .all(let header): "every \(escaped(header))"
        case .joined(let references, _): references.map(name).joined(separator: " + ")
        case .constant(let text): "\"\(escaped(text))\""
        }
    }

    private static func name(_ reference: HeaderReference) -> String {
        let header = escaped(reference.header)
        return reference.nth.map { "\(header) (number \($0))" } ?? header
    }

    private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
