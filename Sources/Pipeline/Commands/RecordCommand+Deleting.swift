import HelpDesk
import Storage
import Tables

extension RecordCommand {
    /// What a deletion will do, in sentences.
    package func deletionPreview(keys: [String], files: [String]) throws(ImportFailure) -> [String] {
        guard files.isEmpty else {
            let (kind, names) = (entity.readableName.lowercased(), files.joined(separator: ", "))
            return ["The \(kind) of \(names) will go to the recycle bin, with what hangs on them."]
        }
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
        lines += preview.lifted.compactMap { change in
            Catalog.entity(change.entity).map {
                "\($0.count(change.count)) \(change.count == 1 ? "moves" : "move") up to the next \(change.field)."
            }
        }
        lines += preview.cleared.compactMap { change in
            Catalog.entity(change.entity).map {
                "\($0.count(change.count)) \(change.count == 1 ? "loses its" : "lose their") \(change.field)."
            }
        }
        return lines
    }

    private static let shownNames = 20
}
