import HelpDesk
import Mapping
import Storage
import Tables

/// `associate` and `dissociate`: sets or clears the reference by which records belong to another one.
package struct AssociationCommand {
    private let verb: RecordVerb
    private let entity: Entity
    private let field: Field
    private let target: Entity
    private var options: RunOptions

    package init(_ verb: RecordVerb, _ entity: Entity, _ options: RunOptions) throws(ImportFailure) {
        guard let field = entity.association.flatMap(entity.field), let target = field.target.flatMap(Catalog.entity)
        else { throw .notAssociable(entity, verb) }
        self.verb = verb
        self.entity = entity
        self.field = field
        self.target = target
        self.options = options
        self.options.command = verb.command(entity)
    }

    /// - Parameter key: of the record that they belong to; without one they leave whichever it is.
    package func plan(keys: [String], target key: String?) throws(ImportFailure) -> ImportPlan {
        let lookup = RecordLookup(options.database)
        let (records, owner) = try RightCheck(options).plan(options.actor, in: options.database) {
            () throws(ImportFailure) in
            let records = try lookup.find(entity, keys)
            return (records, try key.map { key throws(ImportFailure) in try lookup.find(target, [key]) }?.first)
        }
        let names = [ColumnTarget.recordID.name, field.name, ColumnTarget.action.name]
        let table = try CommandTable(
            names: names,
            rows: records.map { [String($0.id), owner.map { String($0.id) } ?? "", verb.action.rawValue] })
        var association = FieldColumn(.field(field), cell: 1)
        association.key = .recordID
        let columns = [FieldColumn(.recordID, cell: 0), association, FieldColumn(.action, cell: 2)]
        return try ImportPlanner(options).plan([
            FieldBinder.bind(table, entity: entity, columns: columns, keys: [.recordID], mode: .update)
        ])
    }
}
