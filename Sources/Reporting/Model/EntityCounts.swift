import HelpDesk

/// What became of the records of one entity. Each record read is counted exactly once among the others.
package struct EntityCounts: Codable, Sendable, Equatable {
    package var read = 0
    package var created = 0
    package var updated = 0
    package var unchanged = 0
    package var deleted = 0
    package var restored = 0
    package var skipped = 0
    package var rejected = 0
    package var parked = 0
    /// Beside the balance: records that no row describes, made because a reference named them.
    package var madeByReference = 0
    /// Beside the balance: records that went to the recycle bin, or came back, along with the record of a row.
    package var takenAlong = 0

    package init(
        read: Int = 0, created: Int = 0, updated: Int = 0, unchanged: Int = 0, deleted: Int = 0, restored: Int = 0,
        skipped: Int = 0, rejected: Int = 0, parked: Int = 0, madeByReference: Int = 0,
        takenAlong: Int = 0
    ) {
        self.read = read
        self.created = created
        self.updated = updated
        self.unchanged = unchanged
        self.deleted = deleted
        self.restored = restored
        self.skipped = skipped
        self.rejected = rejected
        self.parked = parked
        self.madeByReference = madeByReference
        self.takenAlong = takenAlong
    }

    /// Counts that an older report does not have are 0.
    package init(from decoder: any Decoder) throws {
        let counts = try decoder.container(keyedBy: CodingKeys.self)
        func count(_ key: CodingKeys) throws -> Int { try counts.decodeIfPresent(Int.self, forKey: key) ?? 0 }
        self.init(
            read: try count(.read), created: try count(.created), updated: try count(.updated),
            unchanged: try count(.unchanged), deleted: try count(.deleted), restored: try count(.restored),
            skipped: try count(.skipped), rejected: try count(.rejected), parked: try count(.parked),
            madeByReference: try count(.madeByReference), takenAlong: try count(.takenAlong))
    }

    /// Records whose fate is known.
    package var settled: Int {
        created + updated + unchanged + deleted + restored + skipped + rejected + parked
    }

    /// Nothing is lost: read = created + updated + unchanged + deleted + restored + skipped + rejected + parked.
    package var balances: Bool { read == settled }

    package static func += (left: inout EntityCounts, right: EntityCounts) {
        left.read += right.read
        left.created += right.created
        left.updated += right.updated
        left.unchanged += right.unchanged
        left.deleted += right.deleted
        left.restored += right.restored
        left.skipped += right.skipped
        left.rejected += right.rejected
        left.parked += right.parked
        left.madeByReference += right.madeByReference
        left.takenAlong += right.takenAlong
    }
}

/// The counts of one entity over all tables.
package struct EntityReport: Codable, Sendable, Equatable {
    /// The canonical name, such as `contacts`.
    package var entity: String
    package var counts: EntityCounts

    package init(entity: String, counts: EntityCounts) {
        self.entity = entity
        self.counts = counts
    }

    /// Adds the passes of all tables up, entities in the order of loading; `madeByReference` and `takenAlong`
    /// count, by entity, records that no row describes, and may name entities that no pass read.
    package static func summing(
        _ sources: [SourceReport], madeByReference: [String: Int] = [:], takenAlong: [String: Int] = [:]
    ) -> [EntityReport] {
        var counts: [String: EntityCounts] = [:]
        for pass in sources.flatMap(\.tables).flatMap(\.passes) {
            counts[pass.entity, default: EntityCounts()] += pass.counts
        }
        for (entity, made) in madeByReference where made > 0 {
            counts[entity, default: EntityCounts()].madeByReference += made
        }
        for (entity, along) in takenAlong where along > 0 {
            counts[entity, default: EntityCounts()].takenAlong += along
        }
        return counts.map { EntityReport(entity: $0.key, counts: $0.value) }.sorted { $0.place < $1.place }
    }

    private var place: (Int, String) {
        (Catalog.order(EntityName(rawValue: entity)), entity)
    }
}
