import HelpDesk
import Tables

extension StoreSession {
    /// Whether any system knows the record by an id.
    func hasExternalID(_ entity: Entity, _ id: UInt32) throws(ImportFailure) -> Bool {
        guard hasTable("external_ids") else { return false }
        let statement = try prepare("SELECT 1 FROM external_ids WHERE entity = ?1 AND record_id = ?2 LIMIT 1")
        defer { statement.reset() }
        statement.bindCopy(1, entity.name.rawValue)
        statement.bind(2, Int64(id))
        return try statement.next()
    }

    /// Records of which a live one has an external id, too, by id: only one record of an id may be live.
    func recordsWithSharedIDs(_ entity: Entity) throws(ImportFailure) -> [UInt32: [UInt32]] {
        guard hasTable("external_ids"), exists(entity) else { return [:] }
        let statement = try prepareOnce(
            """
            SELECT e.record_id, l.id FROM (
                SELECT source, value FROM external_ids WHERE entity = ?1
                GROUP BY entity, source, value HAVING count(*) > 1
            ) s
            JOIN external_ids e ON e.entity = ?1 AND e.source = s.source AND e.value = s.value
            JOIN external_ids o
            ON o.entity = ?1 AND o.source = s.source AND o.value = s.value AND o.record_id <> e.record_id
            JOIN \(entity.name) l ON l.id = o.record_id AND l.deleted_at IS NULL
            """)
        defer { statement.reset() }
        statement.bindCopy(1, entity.name.rawValue)
        var shared: [UInt32: [UInt32]] = [:]
        while try statement.next() {
            let holder = UInt32(truncatingIfNeeded: statement.integer(1))
            shared[UInt32(truncatingIfNeeded: statement.integer(0)), default: []].append(holder)
        }
        return shared
    }
}
