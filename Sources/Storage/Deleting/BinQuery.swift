import HelpDesk
import Tables

/// One deletion in the recycle bin.
package struct BinnedDeletion: Sendable, Equatable {
    package let id: Int64
    /// The number of the run that made it, and its name where the history has it.
    package let run: Int64
    package let runID: String?
    /// An instant: `2026-11-22T12:00:00Z`.
    package let at: String
    /// The record that was asked for.
    package let entity: EntityName
    package let record: UInt32
    package let label: String
    /// All its records, the one that was asked for included.
    package let counts: [DeletionPreview.EntityCount]
}

extension StoreSession {
    /// What lies in the recycle bin, the newest first.
    /// - Parameter entity: only deletions of which a record is the root.
    package func bin(_ entity: Entity? = nil) throws(ImportFailure) -> [BinnedDeletion] {
        guard hasTable("deletions") else { return [] }
        let counts = try binCounts()
        let condition = entity.map { " WHERE d.entity = '\($0.name)'" } ?? ""
        let statement = try prepare(
            """
            SELECT d.id, d.run, r.id, d.at, d.entity, d.record_id FROM deletions d
            LEFT JOIN runs r ON r.number = d.run\(condition) ORDER BY d.id DESC
            """)
        var found: [BinnedDeletion] = []
        while try statement.next() {
            let id = statement.integer(0)
            let name = EntityName(rawValue: statement.string(4) ?? "")
            let record = UInt32(truncatingIfNeeded: statement.integer(5))
            found.append(
                BinnedDeletion(
                    id: id, run: statement.integer(1), runID: statement.string(2), at: statement.string(3) ?? "",
                    entity: name, record: record, label: try label(record, of: name), counts: counts[id] ?? []))
        }
        return found
    }

    private func binCounts() throws(ImportFailure) -> [Int64: [DeletionPreview.EntityCount]] {
        var counts: [Int64: [DeletionPreview.EntityCount]] = [:]
        for entity in Catalog.entities where hasDeletions(entity) {
            guard try hasBinIndex(entity) else { continue }
            let statement = try prepare(
                "SELECT deletion_id, count(*) FROM \(entity.name) WHERE deletion_id IS NOT NULL GROUP BY deletion_id")
            while try statement.next() {
                counts[statement.integer(0), default: []].append(
                    DeletionPreview.EntityCount(entity: entity.name, count: Int(statement.integer(1))))
            }
        }
        return counts
    }
}
