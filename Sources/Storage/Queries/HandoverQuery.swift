import HelpDesk
import Tables

/// Records in somebody's hands, by what becomes of them when that person is removed.
package struct HeldRecords: Sendable {
    /// Neither finished nor settled.
    package var open: [UInt32] = []
    /// Done, but not closed.
    package var settled: [UInt32] = []
}

extension StoreSession {
    /// Live records of the entity whose handover's field names one of these records.
    package func held(_ entity: Entity, by holders: [UInt32]) throws(ImportFailure) -> HeldRecords {
        var held = HeldRecords()
        guard let handover = entity.handover, let column = entity.field(handover.field)?.column,
            columns(of: entity).contains(column)
        else { return held }
        let status = handover.status.flatMap(entity.field)?.column ?? "NULL"
        let ids = holders.map(String.init).joined(separator: ", ")
        let statement = try prepare(
            "SELECT id, \(status) FROM \(entity.name) WHERE \(column) IN (\(ids)) AND deleted_at IS NULL ORDER BY id")
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            guard let value = statement.string(1) else {
                held.open.append(id)
                continue
            }
            if value == handover.settlement?.from {
                held.settled.append(id)
            } else if !handover.finished.contains(value) {
                held.open.append(id)
            }
        }
        return held
    }

    /// Whether a live record of the entity names one of these by this reference.
    package func refers(_ entity: Entity, by field: String, to ids: [UInt32]) throws(ImportFailure) -> UInt32? {
        guard let column = entity.field(field)?.column, columns(of: entity).contains(column) else { return nil }
        let list = ids.map(String.init).joined(separator: ", ")
        let statement = try prepare(
            "SELECT \(column) FROM \(entity.name) WHERE \(column) IN (\(list)) AND deleted_at IS NULL LIMIT 1")
        defer { statement.reset() }
        guard try statement.next() else { return nil }
        return UInt32(truncatingIfNeeded: statement.integer(0))
    }
}
