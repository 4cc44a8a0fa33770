import Mapping
import Tables

/// Finds tables that are not what they were when their mapping was made (`seen:`).
enum ShapeWatch {
    /// The differences of all tables, as findings about the tables; empty where no mapping remembers anything.
    ///
    /// Such tables are read once before, as far as the run will read them.
    static func findings(_ tables: [BoundTable], by surveys: TableSurveys) throws(ImportFailure) -> [Finding] {
        var findings: [Finding] = []
        for (index, table) in tables.enumerated() {
            guard let seen = table.mapping.seen else { continue }
            let changes = ShapeComparison.changes(since: seen, try surveys.survey(table).evidence)
            findings += changes.map { finding($0, at: Position(table: index, row: table.table.header.row)) }
        }
        return findings
    }

    private static func finding(_ change: ShapeChange, at position: Position) -> Finding {
        let header = change.header
        var finding: Finding
        switch change.kind {
        case .renamed(let name): finding = Finding(.headerRenamed, .warning, at: position, [header, name])
        case .gone: finding = Finding(.headerGone, .warning, at: position, [header])
        case .new: finding = Finding(.headerNew, .warning, at: position, [header])
        case .moved(let from, let to):
            finding = Finding(.headerMoved, .warning, at: position, [header, String(from), String(to)])
        case .newValue(let value, let count):
            finding = Finding(.valueNew, .warning, at: position, [String(count)])
            finding.value = value
        case .blanks(let before, let now):
            finding = Finding(.blanksChanged, .warning, at: position, [percent(before), percent(now)])
        case .type(let before, let now): finding = Finding(.typeChanged, .warning, at: position, [before, now])
        }
        finding.column = change.column
        return finding
    }

    private static func percent(_ share: Double) -> String { String(Int(share.rounded())) }
}
