import HelpDesk
import Tables

extension StoreSession {
    /// How many records a purge would remove for good, by entity in the order of the catalog.
    /// - Parameter before: only what was deleted before this instant; nil: everything in the bin.
    package func purgeable(before: String? = nil) throws(ImportFailure) -> [DeletionPreview.EntityCount] {
        var counts: [DeletionPreview.EntityCount] = []
        for entity in Catalog.entities where exists(entity) {
            let statement = try prepare("SELECT count(*) FROM \(entity.name) WHERE \(Self.purged(before))")
            defer { statement.reset() }
            _ = try statement.next()
            let count = Int(statement.integer(0))
            if count > 0 { counts.append(DeletionPreview.EntityCount(entity: entity.name, count: count)) }
        }
        return counts
    }

    /// Removes records in the bin for good, with their external ids and memberships; what is live stays as it is, and no
    /// id is given out again. Returns what was removed.
    package func purge(before: String? = nil) throws(ImportFailure) -> [DeletionPreview.EntityCount] {
        let counts = try purgeable(before: before)
        if !counts.isEmpty { journal?.suspendForPurge() }
        for count in counts {
            guard let entity = Catalog.entity(count.entity) else { continue }
            try saveCounter(entity)
            try purgeLinks(entity, before)
            try execute(
                "DELETE FROM external_ids WHERE entity = '\(entity.name)' AND record_id IN "
                    + "(SELECT id FROM \(entity.name) WHERE \(Self.purged(before)))")
        }
        for count in counts {
            try execute("DELETE FROM \(count.entity) WHERE \(Self.purged(before))")
        }
        for count in counts { try forgetReferences(to: count.entity) }
        try purgeDeletions(before)
        return counts
    }

    private static func purged(_ before: String?) -> String {
        let time = before.map { " AND deleted_at < '\($0.replacing("'", with: "''"))'" } ?? ""
        return "deleted_at IS NOT NULL" + time
    }

    private func saveCounter(_ entity: Entity) throws(ImportFailure) {
        let next = try nextID(of: entity)
        let statement = try prepare("INSERT OR REPLACE INTO counters (name, next) VALUES (?1, ?2)")
        statement.bindCopy(1, entity.name.rawValue)
        statement.bind(2, Int64(next))
        try statement.run()
    }

    private func purgeLinks(_ entity: Entity, _ before: String?) throws(ImportFailure) {
        for owner in Catalog.entities {
            for field in owner.fields {
                guard let link = field.linkTable, schema.existing[link.name] != nil else { continue }
                var columns: Set<String> = owner == entity ? [link.owner] : []
                if field.target == entity.name { columns.insert(link.member) }
                for column in columns.sorted() {
                    try execute(
                        "DELETE FROM \(link.name) WHERE \(column) IN "
                            + "(SELECT id FROM \(entity.name) WHERE \(Self.purged(before)))")
                }
            }
        }
    }

    /// Records that stay in the bin may have referred to what is gone; records that are live never do.
    private func forgetReferences(to target: EntityName) throws(ImportFailure) {
        for entity in Catalog.entities where exists(entity) {
            for field in entity.storedFields
            where field.isReference && field.target == target && columns(of: entity).contains(field.column!) {
                try execute(
                    "UPDATE \(entity.name) SET \(field.column!) = NULL WHERE deleted_at IS NOT NULL "
                        + "AND \(field.column!) IS NOT NULL "
                        + "AND NOT EXISTS (SELECT 1 FROM \(target) t WHERE t.id = \(entity.name).\(field.column!))")
            }
        }
    }

    /// A deletion of which nothing is left is forgotten.
    private func purgeDeletions(_ before: String?) throws(ImportFailure) {
        let condition = before.map { " WHERE at < '\($0.replacing("'", with: "''"))'" } ?? ""
        try execute(
            "DELETE FROM deletion_changes WHERE deletion_id IN (SELECT id FROM deletions\(condition))")
        try execute("DELETE FROM deletions\(condition)")
    }
}
