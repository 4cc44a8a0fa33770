import HelpDesk
import Tables

/// A record that was merged into another one and has come back by itself: what referred to it stays with the other one.
package struct Parting: Sendable, Equatable {
    package let entity: Entity
    /// `#2 (b@x.example)`
    package let record: String
    package let survivor: String
}

extension StoreSession {
    /// What records in the recycle bin have become part of, by the deletions that merges have made of them.
    func mergeSurvivors() throws(ImportFailure) -> [Int64: UInt32] {
        guard hasTable("merges") else { return [:] }
        let statement = try prepare("SELECT d.id, m.survivor_id FROM \(Self.mergesWithDeletions)")
        var survivors: [Int64: UInt32] = [:]
        while try statement.next() {
            survivors[statement.integer(0)] = UInt32(truncatingIfNeeded: statement.integer(1))
        }
        return survivors
    }

    /// What the record has become part of; nil where it lies in the recycle bin for another reason, or not at all.
    func survivor(of id: UInt32, _ entity: Entity) throws(ImportFailure) -> RecordLabel? {
        guard hasTable("merges") else { return nil }
        let statement = try prepare(
            """
            SELECT m.survivor_id FROM \(Self.mergesWithDeletions) JOIN \(entity.name) t ON t.deletion_id = d.id
            WHERE m.entity = ?1 AND m.record_id = ?2 AND t.id = ?2
            """)
        defer { statement.reset() }
        statement.bindCopy(1, entity.name.rawValue)
        statement.bind(2, Int64(id))
        guard try statement.next() else { return nil }
        let survivor = UInt32(truncatingIfNeeded: statement.integer(0))
        return RecordLabel(id: survivor, text: try label(survivor, of: entity.name))
    }

    /// A record that was restored and deleted again is no part of another one any more.
    private static let mergesWithDeletions =
        "merges m JOIN deletions d ON d.run = m.run AND d.entity = m.entity AND d.record_id = m.record_id"
}
