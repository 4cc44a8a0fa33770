import HelpDesk
import Mapping
import Reporting
import Tables

/// One entity read from one table.
struct Pass: Sendable {
    /// Index into the plan's tables.
    let table: Int
    let record: BoundRecord

    var shape: RecordShape { record.shape }
    var entity: Entity { record.shape.entity }
}

/// Everything resolved and checked: what will be read, as what, in which order, into what.
package struct ImportPlan: Sendable {
    package internal(set) var options: RunOptions
    /// Absolute path of the database.
    package let database: String
    let tables: [BoundTable]
    /// How dates and decimals are read, in step with the tables.
    let decided: [[DecisionReport]]
    /// What was not read, and why.
    let skipped: [SkippedReport]
    /// Tables left out on request.
    let leftOut: [String]
    /// Sorted by the entities' references: what is referred to comes first.
    let passes: [Pass]
    let acceptance: Acceptance
    /// In what tables are not what they were when their mappings were made.
    let shapeFindings: [Finding]
    /// Keep the copies of standard input and of members of archives.
    let spooled: [SpooledInput]

    var labels: [TableLabel] {
        tables.map { TableLabel(file: $0.table.file.name, sheet: $0.table.sheet, columns: $0.columnNames) }
    }

    /// What is done was typed and not read from files.
    var isTyped: Bool { tables.allSatisfy { $0.table is CommandTable } }

    /// Rows can say themselves what is to be done with their records.
    package var hasActions: Bool {
        passes.contains { pass in
            zip(pass.shape.columns, pass.record.sources).contains { column, source in
                if case .constant = source { false } else { column.target == .action }
            }
        }
    }

    /// Every record of it was named, so whoever has typed it wants to hear of each that did not get what was typed.
    var isNamed: Bool { isTyped && options.command?.choosesByCondition == false }

    var reportParent: String {
        options.reportDirectory.map { $0 } ?? ReportFolder.defaultParent(database: database)
    }

    /// The passes of each entity, in the order of loading.
    var passesByEntity: [[Int]] {
        var groups: [[Int]] = []
        for index in passes.indices {
            if let last = groups.last?.last, passes[last].entity.name == passes[index].entity.name {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups
    }

    /// Bytes to be read, every table once for each of its passes.
    package var totalBytes: Int {
        passes.reduce(0) { $0 + tables[$1.table].table.byteCount }
    }
}
