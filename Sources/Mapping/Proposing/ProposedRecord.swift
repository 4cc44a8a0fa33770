import HelpDesk

/// A record that rows are proposed to make.
struct ProposedRecord: Sendable {
    let entity: Entity
    /// A side record is made only where this column has a value.
    var when: HeaderReference?
    var columns: [ProposedColumn]

    private var bound: Set<String> { Set(columns.flatMap { entity.fieldNames($0.proposal.field) }) }

    var keys: [KeySpec] { RecordMapping.defaultKeys(entity, bound: bound) }

    /// The keys without the parts that no column is proposed for.
    var writtenKeys: [[String]] { keys.map { $0.fields.filter(bound.contains) } }

    /// What such a record needs and no column is proposed for.
    var missing: [String] {
        let bound = bound
        if bound.contains(ColumnTarget.action.name), !keys.isEmpty { return [] }
        let required = entity.fields.filter { $0.isRequired && !bound.contains($0.name) }.map(\.name)
        let isIdentified = entity.identity.isEmpty || entity.identity.contains { bound.isSuperset(of: $0.fields) }
        let identity = isIdentified ? [] : [entity.identity.map(\.description).joined(separator: ", or ")]
        let choices = entity.oneOf.filter { bound.isDisjoint(with: $0) }.map { $0.joined(separator: " or ") }
        return required + (choices + identity).filter { !required.contains($0) }
    }
}

/// A column that is proposed for a field, and how its values are read.
struct ProposedColumn: Sendable {
    let proposal: ColumnProposal
    let source: HeaderReference
    var reading: ProposedReading
    /// All columns of that name, for fields that hold several values.
    var takesNamesakes = false
}

/// Splits a table's proposal into the records that its rows make.
struct ProposedRecords: Sendable {
    /// Side records first, the main one last.
    var records: [ProposedRecord] = []
    /// Proposals that no record can take: a second column for the same field, a field of a record that nothing
    /// identifies.
    var leftOut: [ProposedColumn] = []

    init(_ proposal: TableProposal, columns: [ProposedColumn]) {
        guard let main = Catalog.entity(proposal.entity) else { return }
        var own = ProposedRecord(entity: main, columns: [])
        for column in columns where column.proposal.entity == main.name { add(column, to: &own) }
        for entity in Catalog.entities where entity.name != main.name {
            let side = columns.filter { $0.proposal.entity == entity.name }
            if !side.isEmpty { addSide(entity, side, of: own) }
        }
        records.append(own)
    }

    private mutating func add(_ column: ProposedColumn, to record: inout ProposedRecord) {
        let known = record.columns.firstIndex { $0.proposal.field == column.proposal.field }
        guard let known else { return record.columns.append(column) }
        if Self.holdsSeveral(column.proposal), record.columns[known].source.header == column.source.header {
            record.columns[known].takesNamesakes = true
            return
        }
        if record.columns[known].proposal.confidence < column.proposal.confidence {
            leftOut.append(record.columns[known])
            record.columns[known] = column
        } else {
            leftOut.append(column)
        }
    }

    private static func holdsSeveral(_ proposal: ColumnProposal) -> Bool {
        guard let field = Catalog.entity(proposal.entity)?.field(proposal.field) else { return false }
        return field.isMany || field.type == .tags
    }

    /// The record beside the main one, found by what the main one names it by.
    private mutating func addSide(_ entity: Entity, _ columns: [ProposedColumn], of main: ProposedRecord) {
        var side = ProposedRecord(entity: entity, columns: [])
        if let naming = main.columns.first(where: { Self.names(entity, $0.proposal, in: main.entity) }) {
            var proposal = naming.proposal
            proposal.entity = entity.name
            proposal.field = naming.proposal.referenceKey ?? "name"
            proposal.referenceKey = nil
            proposal.createsMissing = false
            side.when = naming.source
            side.columns = [ProposedColumn(proposal: proposal, source: naming.source, reading: ProposedReading())]
        }
        for column in columns { add(column, to: &side) }
        if side.missing.isEmpty { records.append(side) } else { leftOut += columns }
    }

    private static func names(_ entity: Entity, _ proposal: ColumnProposal, in main: Entity) -> Bool {
        guard main.field(proposal.field)?.target == entity.name, let key = proposal.referenceKey else { return false }
        return key == "external_id" || entity.field(key) != nil
    }
}
