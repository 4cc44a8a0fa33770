import HelpDesk
import Tables

extension StoreSession {
    /// Everything about the records with these ids.
    package func details(_ entity: Entity, _ ids: [UInt32]) throws(ImportFailure) -> [RecordDetails] {
        var reader = RecordReader(self, entity, entity.viewPaths)
        var details: [RecordDetails] = []
        for record in try reader.records(ids) {
            let statement = try prepare(
                """
                SELECT t.deleted_at, (SELECT id FROM runs WHERE number = t.created_run),
                (SELECT id FROM runs WHERE number = t.updated_run)
                FROM \(name: entity.name.rawValue) t WHERE t.id = \(bind: .integer(Int64(record.id)))
                """ as SQLText)
            _ = try statement.next()
            let (deleted, created, updated) = (statement.string(0), statement.string(1), statement.string(2))
            statement.reset()
            details.append(
                RecordDetails(
                    record: record, createdRun: created, updatedRun: updated, deletedAt: deleted,
                    mergedInto: deleted == nil ? nil : try survivor(of: record.id, entity),
                    referring: try referring(to: entity, record.id)))
        }
        return details
    }

    /// How many records of each entity name this one, by field. One scan for each table that may.
    private func referring(to entity: Entity, _ id: UInt32) throws(ImportFailure) -> [RecordDetails.Referring] {
        var found: [RecordDetails.Referring] = []
        for other in Catalog.entities where exists(other) {
            found += try references(of: other, to: entity, id)
            for field in other.fields {
                guard let link = field.linkTable, field.target == entity.name, schema.existing[link.name] != nil,
                    !entity.fields.contains(where: { $0.linkTable?.name == link.name })
                else { continue }
                let count = try members(other, link, id)
                if count > 0 { found.append(.init(entity: other.name, field: field.name, count: count)) }
            }
        }
        return found
    }

    private func references(
        of other: Entity, to entity: Entity, _ id: UInt32
    ) throws(ImportFailure) -> [RecordDetails.Referring] {
        let present = columns(of: other)
        let fields = other.storedFields.filter { $0.target == entity.name && present.contains($0.column ?? "") }
        guard !fields.isEmpty else { return [] }
        let sums = fields.map { field -> SQLText in "total(\(name: field.column ?? "") = \(bind: .integer(Int64(id))))"
        }
        let statement = try prepare(
            "SELECT \(sums.joined(", ")) FROM \(name: other.name.rawValue) WHERE deleted_at IS NULL" as SQLText)
        defer { statement.reset() }
        guard try statement.next() else { return [] }
        return fields.enumerated().compactMap { place, field in
            let count = Int(statement.integer(Int32(place)))
            return count == 0 ? nil : .init(entity: other.name, field: field.name, count: count)
        }
    }

    private func members(_ other: Entity, _ link: LinkTable, _ id: UInt32) throws(ImportFailure) -> Int {
        let statement = try prepare(
            """
            SELECT count(*) FROM \(name: link.name) l JOIN \(name: other.name.rawValue) o ON o.id = l.\(name: link.owner)
            WHERE l.\(name: link.member) = \(bind: .integer(Int64(id))) AND o.deleted_at IS NULL
            """ as SQLText)
        defer { statement.reset() }
        return try statement.next() ? Int(statement.integer(0)) : 0
    }
}
