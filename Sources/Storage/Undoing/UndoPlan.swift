import HelpDesk
import Tables

/// What taking a run back means for the database as it is now. Reads only: a dry run is this without `UndoWriter`.
package final class UndoPlan {
    let session: StoreSession
    package let run: Int64
    let choices: UndoChoices
    let footprint: UndoFootprint
    /// Records of the run that go to the recycle bin.
    private(set) var going: [EntityName: IDRanges] = [:]
    /// Of those, rows that follow one another and are as the run has left them; the others are `uneven`.
    private(set) var even: [EntityName: [ClosedRange<Int64>]] = [:]
    private(set) var uneven: [EntityName: [Int64]] = [:]
    /// Records that are left as they are.
    private(set) var kept: [EntityName: Set<UInt32>] = [:]
    /// Rows of the machinery that a later run has touched.
    private(set) var skipped: [String: IDRanges] = [:]
    /// What refers to what goes, and goes along.
    private(set) var cascade = BinChanges()
    /// Links between what goes and what stays that the run has not made.
    private(set) var laterLinks: [UndoFootprint.LinkKey] = []
    package private(set) var counts: [EntityName: UndoCounts] = [:]
    package private(set) var obstacles = UndoObstacles()
    package private(set) var referrers = UndoObstacles()
    /// By entity and record, the live records that have an external id of it.
    private var sharedIDs: [EntityName: [UInt32: [UInt32]]] = [:]

    package init(_ session: StoreSession, run: Int64, choices: UndoChoices) throws(ImportFailure) {
        self.session = session
        self.run = run
        self.choices = choices
        footprint = try UndoFootprint(try RunJournal(session, run: run, names: try JournalNames(session)))
        for entity in Catalog.entities { try scanCreated(entity) }
        try readLaterRuns()
        try weigh()
        if obstacles.count == 0 || choices.keepsNewer { try findReferrers() }
    }

    /// Whether anything would be done.
    package var isEmpty: Bool {
        counts.values.allSatisfy { $0.total == 0 } && footprint.machinery.isEmpty && footprint.addedLinks.isEmpty
            && footprint.removedLinks.isEmpty
    }

    package var isPartial: Bool { !kept.isEmpty }

    func isKept(_ name: EntityName, _ id: UInt32) -> Bool { kept[name]?.contains(id) ?? false }

    func isGoing(_ name: EntityName, _ id: Int64) -> Bool { going[name]?.contains(id) ?? false }

    // MARK: Records that the run has made

    private func scanCreated(_ entity: Entity) throws(ImportFailure) {
        guard let created = footprint.created[entity.name] else { return }
        for range in created.ranges {
            if try isUntouched(entity, range) {
                going[entity.name, default: IDRanges()].add(range)
                even[entity.name, default: []].append(range)
            } else {
                try scanCreated(entity, range)
            }
        }
        going[entity.name]?.close()
        if let going = going[entity.name] { counts[entity.name, default: UndoCounts()].gone = going.count }
    }

    /// The usual case, in one statement: all records are as the run has left them.
    private func isUntouched(_ entity: Entity, _ range: ClosedRange<Int64>) throws(ImportFailure) -> Bool {
        let statement = try session.prepare(
            """
            SELECT count(*) FROM \(entity.name)
            WHERE id BETWEEN ?1 AND ?2 AND updated_run = ?3 AND deleted_at IS NULL AND deletion_id IS NULL
            """)
        defer { statement.reset() }
        statement.bind(1, range.lowerBound)
        statement.bind(2, range.upperBound)
        statement.bind(3, run)
        return try statement.next() && Int(statement.integer(0)) == range.count
    }

    private func scanCreated(_ entity: Entity, _ range: ClosedRange<Int64>) throws(ImportFailure) {
        let statement = try session.prepare(
            """
            SELECT id, updated_run, deleted_at IS NULL AND deletion_id IS NULL FROM \(entity.name)
            WHERE id BETWEEN ?1 AND ?2 ORDER BY id
            """)
        statement.bind(1, range.lowerBound)
        statement.bind(2, range.upperBound)
        var next = range.lowerBound
        var ranges = going[entity.name] ?? IDRanges()
        var even = self.even[entity.name] ?? []
        while try statement.next() {
            let (id, changed) = (statement.integer(0), statement.integer(1))
            for missing in next..<max(id, next) { try block(entity, UInt32(missing), .purged) }
            next = id + 1
            if changed > run {
                try block(entity, UInt32(id), .newer(run: try session.name(ofRun: changed)))
                continue
            }
            ranges.add(id...id)
            if changed != run || statement.integer(2) == 0 {
                uneven[entity.name, default: []].append(id)
            } else if let last = even.last, last.upperBound + 1 == id {
                even[even.count - 1] = last.lowerBound...id
            } else {
                even.append(id...id)
            }
        }
        for missing in next..<max(range.upperBound + 1, next) { try block(entity, UInt32(missing), .purged) }
        going[entity.name] = ranges
        self.even[entity.name] = even
    }

    /// A record that cannot be taken back; with `keepsNewer` it is left as it is.
    func block(_ entity: Entity, _ id: UInt32, _ reason: UndoObstacle.Reason) throws(ImportFailure) {
        if kept[entity.name, default: []].insert(id).inserted {
            try obstacles.add(try obstacle(entity, id, reason))
        }
    }

    private func obstacle(
        _ entity: Entity, _ id: UInt32, _ reason: UndoObstacle.Reason
    ) throws(ImportFailure) -> UndoObstacle {
        UndoObstacle(entity: entity.name, id: id, label: try session.label(id, of: entity.name), reason: reason)
    }

    // MARK: What later runs have touched

    /// Records say themselves who has changed them last (`updated_run`); links and the machinery's rows do not.
    private func readLaterRuns() throws(ImportFailure) {
        let links = footprint.addedLinks.union(footprint.removedLinks)
        guard !links.isEmpty || !footprint.machinery.isEmpty else { return }
        for later in try session.runs(after: run) {
            let journal = try RunJournal(session, run: later, names: footprint.journal.names)
            let name = try session.name(ofRun: later)
            try journal.entries { entry, table, bytes throws(ImportFailure) in
                if let rows = self.footprint.machinery[table] {
                    for row in entry.rows where rows.contains(row) {
                        self.skipped[table, default: IDRanges()].add(row...row)
                    }
                } else if let key = UndoFootprint.linkKey(entry, table, bytes), links.contains(key) {
                    try self.block(key, .newer(run: name))
                }
            }
        }
        for name in skipped.keys { skipped[name]?.close() }
    }

    private func block(_ link: UndoFootprint.LinkKey, _ reason: UndoObstacle.Reason) throws(ImportFailure) {
        guard let owner = LinkSides.all[link.table]?.entities.first, let entity = Catalog.entity(owner) else { return }
        try block(entity, UInt32(truncatingIfNeeded: link.first), reason)
    }

    // MARK: Records that the run has changed

    /// Looks at every record; one that is kept may keep another from going back, so until nothing is added.
    private func weigh() throws(ImportFailure) {
        var known = -1
        while known != obstacles.count {
            known = obstacles.count
            for name in counts.keys {
                counts[name]?.putBack = 0
                counts[name]?.broughtBack = 0
                counts[name]?.sentBack = 0
            }
            try footprint.formerRecords { entity, id, former throws(ImportFailure) in
                if !self.isKept(entity.name, id) { try self.weigh(entity, id, former) }
            }
            if !choices.keepsNewer { break }
        }
    }

    private func weigh(_ entity: Entity, _ id: UInt32, _ former: [JournalColumn]) throws(ImportFailure) {
        let record = UndoRecord(session, entity, id, former)
        guard let state = try record.state() else { return try block(entity, id, .purged) }
        if state.changed > run {
            return try block(entity, id, .newer(run: try session.name(ofRun: state.changed)))
        }
        let wasBinned = record.wasBinned(now: state.isBinned)
        if !wasBinned, let reason = try obstacle(record, isRevived: state.isBinned) {
            return try block(entity, id, reason)
        }
        switch (state.isBinned, wasBinned) {
        case (true, false): counts[entity.name, default: UndoCounts()].broughtBack += 1
        case (false, true): counts[entity.name, default: UndoCounts()].sentBack += 1
        default: counts[entity.name, default: UndoCounts()].putBack += 1
        }
    }

    private func obstacle(_ record: UndoRecord, isRevived: Bool) throws(ImportFailure) -> UndoObstacle.Reason? {
        for key in record.entity.unique where isRevived || record.changes(key) {
            guard let holder = try record.holder(of: key), !isGoing(record.entity.name, Int64(holder)),
                !goesBack(record.entity.name, holder)
            else { continue }
            return .taken(field: key.description, by: try session.label(holder, of: record.entity.name))
        }
        if isRevived, let holder = try externalIDHolder(record.entity, record.id) {
            return .taken(
                field: KeySpec.externalID.description, by: try session.label(holder, of: record.entity.name))
        }
        for field in record.entity.storedFields where field.isReference {
            guard let target = try record.binnedTarget(field, all: isRevived), !goesBack(field.target!, target) else {
                continue
            }
            return .refersToBin(field: field.name, label: try session.label(target, of: field.target!))
        }
        return nil
    }

    /// Another record that will be live and has an external id of this one.
    private func externalIDHolder(_ entity: Entity, _ id: UInt32) throws(ImportFailure) -> UInt32? {
        if sharedIDs[entity.name] == nil { sharedIDs[entity.name] = try session.recordsWithSharedIDs(entity) }
        return sharedIDs[entity.name]?[id]?.first {
            !isGoing(entity.name, Int64($0)) && !goesBack(entity.name, $0)
        }
    }

    /// Whether the undo makes it what it was before the run, when everything fitted together.
    private func goesBack(_ name: EntityName, _ id: UInt32) -> Bool {
        footprint.isTouched(name, id) && !isKept(name, id)
    }

    // MARK: What refers to what goes

    private func findReferrers() throws(ImportFailure) {
        guard !going.isEmpty else { return }
        let finder = try UndoReferrers(self)
        cascade = finder.changes
        laterLinks = finder.links
        for (entity, count) in finder.along { counts[entity, default: UndoCounts()].along = count }
        for found in finder.found {
            try referrers.add(
                try obstacle(found.entity, found.id, .refers(field: found.field, to: found.target)))
        }
    }

    // MARK: For the report

    /// Every field that gets another value: its record, and what it holds and will hold.
    package func changes(
        _ body: (FieldChange) throws(ImportFailure) -> Void
    ) throws(ImportFailure) {
        try footprint.formerRecords { entity, id, former throws(ImportFailure) in
            guard !self.isKept(entity.name, id) else { return }
            let record = UndoRecord(self.session, entity, id, former)
            for change in try record.changes() { try body(change) }
        }
    }
}
