import HelpDesk
import Mapping
import Tables

/// Fits mappings to a command that takes its records from files: only the command's entity, and what the command does
/// where a row has no action of its own.
struct CommandMappings {
    private let verb: RecordVerb
    private let entity: Entity

    init(_ verb: RecordVerb, _ entity: Entity) {
        self.verb = verb
        self.entity = entity
    }

    /// The preset for spreadsheets whose headers are the names of the fields.
    private var ownPreset: String { "deskferry/\(entity.name)" }

    /// The mappings that make records of the entity, each with that one only; new records may bring others along.
    func adapt(_ mappings: [TableMapping]) -> [TableMapping] {
        mappings.compactMap { mapping in
            guard var record = mapping.records.first(where: { $0.entity.name == entity.name }) else { return nil }
            guard verb != .add else { return mapping }
            record.becomeUpdate()
            var mapping = mapping
            mapping.records = [record]
            // It is known already what the file is about; a key and what changes is enough of it.
            if mapping.name == ownPreset { mapping.recognise = [] }
            return mapping
        }
    }

    func adapt(_ arguments: [MapArgument]) throws(ImportFailure) -> [MapArgument] {
        var adapted: [MapArgument] = []
        for argument in arguments {
            let tables = adapt(argument.mapping.tables)
            if tables.isEmpty { throw .mappingOfOthers(argument.mapping.name, entity) }
            adapted.append(
                MapArgument(
                    pattern: argument.pattern, mapping: MappingFile(name: argument.mapping.name, tables: tables)))
        }
        return adapted
    }

    /// The command's action, where rows have none.
    func adapt(_ table: BoundTable) -> BoundTable {
        var table = table
        for index in table.records.indices where table.records[index].shape.entity.name == entity.name {
            table.records[index].shape.mode = verb.mode
            if verb != .add && verb != .edit { table.records[index].complete(action: verb.action) }
        }
        return table
    }
}
