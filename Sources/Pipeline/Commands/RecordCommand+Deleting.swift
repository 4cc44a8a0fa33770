import HelpDesk
import Storage
import Tables

extension RecordCommand {
    /// What the deletion of records with these keys will do, in sentences.
    package func deletionPreview(keys: [String]) throws(ImportFailure) -> [String] {
        let records = try lookUp(keys)
        let preview = try DatabaseReading.read(options.database) { session throws(ImportFailure) in
            try session.preview(deleting: records.map(\.id), of: entity)
        }
        return Self.sentences(records, entity, preview)
    }

    private static func sentences(_ records: [RecordMatch], _ entity: Entity, _ preview: DeletionPreview) -> [String] {
        let names = records.prefix(shownNames).map(\.name).joined(separator: ", ")
        let more = records.count > shownNames ? " and \(records.count - shownNames) more" : ""
        var lines = ["\(entity.count(records.count)) will go to the recycle bin: \(names)\(more)."]
        let along = preview.along.compactMap { count in Catalog.entity(count.entity)?.count(count.count) }
        if !along.isEmpty {
            lines.append("With \(records.count == 1 ? "it" : "them"): \(along.joined(separator: ", ")).")
        }
        return lines
            + (preview.lifted + preview.cleared).compactMap { change in
                guard let entity = Catalog.entity(change.entity), let field = entity.field(change.field) else {
                    return nil
                }
                return DeletionSentence.reference(entity, field, change.count)
            }
    }

    private static let shownNames = 20
}

/// What a deletion does to records that stay.
enum DeletionSentence {
    /// `1 account moves up to the next parent.`, `2 projects lose their account.`
    static func reference(_ entity: Entity, _ field: Field, _ count: Int) -> String {
        let (one, name) = (count == 1, field.name.replacing("_", with: " "))
        let fate =
            field.onDelete == .lift
            ? "\(one ? "moves" : "move") up to the next \(name)" : "\(one ? "loses its" : "lose their") \(name)"
        return "\(entity.count(count)) \(fate)."
    }
}
