import HelpDesk
import Mapping
import Storage
import Tables

/// `add`, `edit`, `delete`, `restore`, `associate`, `dissociate`: what was typed, as a plan like that of an import.
package struct RecordCommand {
    private let verb: RecordVerb
    let entity: Entity
    private(set) var options: RunOptions

    package init(_ verb: RecordVerb, _ entity: Entity, _ options: RunOptions) throws(ImportFailure) {
        try verb.check(entity)
        self.verb = verb
        self.entity = entity
        self.options = options
        self.options.command = verb.command(entity)
    }

    /// Records of files; each row with an action of its own does that instead.
    package func plan(from files: [String]) throws(ImportFailure) -> ImportPlan {
        var options = options
        options.sources = files
        return try ImportPlanner(options, adapting: CommandMappings(verb, entity)).plan()
    }

    /// One new record, or the same change to each of the records with these keys.
    package func plan(keys: [String], assignments: [FieldAssignment]) throws(ImportFailure) -> ImportPlan {
        try FieldAssignment.checkRepeats(assignments)
        return try RightCheck(options).plan(options.actor, in: options.database) { () throws(ImportFailure) in
            let ids = verb == .add ? [] : try lookUp(keys).map(\.id)
            if verb == .add { try checkRequired(assignments) }
            if verb == .edit && assignments.isEmpty { throw .nothingToEdit(entity) }
            if verb != .add && ids.isEmpty { throw .noKey(verb, entity) }
            return try plan(ids: ids, assignments: assignments)
        }
    }

    /// A file's preset asks for the columns that a new record needs; here the fields are asked for.
    private func checkRequired(_ assignments: [FieldAssignment]) throws(ImportFailure) {
        if assignments.isEmpty { throw .nothingToAdd(entity) }
        let given = Set(assignments.flatMap { $0.targets.map(\.name) })
        let missing = entity.fields.filter { $0.isRequired && !given.contains($0.name) }.map(\.name)
        if !missing.isEmpty { throw .requiredMissing(entity, missing) }
    }

    /// The records that the keys name, in the order typed, each once.
    package func lookUp(_ keys: [String]) throws(ImportFailure) -> [RecordMatch] {
        try RecordLookup(options.database).find(entity, keys, inBin: verb == .restore)
    }

    private func plan(ids: [UInt32], assignments: [FieldAssignment]) throws(ImportFailure) -> ImportPlan {
        let values = assignments.map(\.value)
        var columns: [FieldColumn] = []
        var names: [String] = []
        var rows = [values]
        if verb != .add {
            columns = [FieldColumn(.recordID, cell: 0)]
            names = [ColumnTarget.recordID.name]
            rows = ids.map { [String($0)] + values }
        }
        columns += FieldAssignment.columns(assignments, from: names.count)
        names += assignments.map(\.name)
        if verb != .add && verb != .edit {
            columns.append(FieldColumn(.action, cell: names.count))
            names.append(ColumnTarget.action.name)
            rows = rows.map { $0 + [verb.action.rawValue] }
        }
        let table = try CommandTable(names: names, rows: rows)
        let keys = verb == .add ? Self.keys(entity, columns) : [.recordID]
        return try ImportPlanner(options).plan([
            FieldBinder.bind(table, entity: entity, columns: columns, keys: keys, mode: verb.mode)
        ])
    }

    /// By what a new record is known to be there already.
    private static func keys(_ entity: Entity, _ columns: [FieldColumn]) -> [KeySpec] {
        let bound = Set(columns.map(\.target.name))
        return RecordMapping.defaultKeys(entity, bound: bound).filter { bound.isSuperset(of: $0.fields) }
    }
}
