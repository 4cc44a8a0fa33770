import HelpDesk
import Tables

/// Scans of entities of which this run has put records into the recycle bin, or taken them out: a check has not written
/// that, and a load perhaps not yet.
extension IndexScan {
    /// Fills the index from all records, each where it is by now.
    func runChanged() throws(ImportFailure) {
        let seesBin = request.shape != nil || request.wantsBinned
        try scan(
            where: "TRUE",
            keepsBinned: { [bin, name = index.entity.name] id in
                seesBin || bin.deleter(name, id) != nil
            })
        addEmptyMaps()
    }

    /// Adds what comes back by a restoration to an index that was filled before.
    func scanRevived(_ deletion: Int64, _ ids: [UInt32]) throws(ImportFailure) {
        try scan(where: deletion == 0 ? "id = \(ids[0])" : "deletion_id = \(deletion)", keepsBinned: { _ in false })
    }

    private func scan(where condition: String, keepsBinned: (UInt32) -> Bool) throws(ImportFailure) {
        var scan = self
        let plan = ScanPlan(entity: index.entity, request: request, existing: session.columns(of: index.entity))
        for (field, values) in bin.references[index.entity.name] ?? [:] {
            guard let column = index.entity.field(field)?.column, let place = plan.columns.firstIndex(of: column) else {
                continue
            }
            scan.changed[Int32(place)] = values
        }
        try scan.fill(plan, condition, keepsBinned)
        for key in request.keys where key.spec == .externalID {
            try scan.fillExternalIDs(key, condition, keepsBinned)
        }
    }

    private func fill(
        _ plan: ScanPlan, _ condition: String, _ keepsBinned: (UInt32) -> Bool
    ) throws(ImportFailure) {
        let statement = try session.prepareOnce(plan.sql(where: condition))
        let sources = plan.keys.map { $0.identity.source.map { Array($0.utf8) } }
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            let isBinned = bin.isBinned(
                index.entity.name, id, stored: statement.integer(Int32(plan.columns.count)) != 0)
            if isBinned && !keepsBinned(id) { continue }
            for (place, key) in plan.keys.enumerated() {
                let hash = joinedHash(statement, key)
                guard hash != 0 else { continue }
                if let source = sources[place], statement.text(plan.sourceColumn)?.elementsEqual(source) != true {
                    continue
                }
                add(hash, id, key.identity, isBinned)
            }
            if let own = plan.ownNumber { noteOwnNumber(statement, own, id) }
            if !isBinned { remember(statement, plan, id) }
        }
    }

    private func fillExternalIDs(
        _ key: KeyIdentity, _ condition: String, _ keepsBinned: (UInt32) -> Bool
    ) throws(ImportFailure) {
        let statement = try session.prepareOnce(
            """
            SELECT x.value, x.record_id, deleted_at IS NOT NULL FROM external_ids x
            JOIN \(index.entity.name) ON id = x.record_id WHERE x.entity = ?1 AND x.source = ?2 AND \(condition)
            """)
        statement.bindCopy(1, index.entity.name.rawValue)
        statement.bindCopy(2, key.source ?? "")
        while try statement.next() {
            guard let bytes = statement.text(0), let base = bytes.baseAddress, bytes.count > 0 else { continue }
            let id = UInt32(truncatingIfNeeded: statement.integer(1))
            let isBinned = bin.isBinned(index.entity.name, id, stored: statement.integer(2) != 0)
            if isBinned && !keepsBinned(id) { continue }
            index.identified(key).insert(id)
            add(normalizer.hash(base, bytes.count, form: .exact), id, key, isBinned)
        }
    }

    private func add(_ hash: UInt64, _ id: UInt32, _ key: KeyIdentity, _ isBinned: Bool) {
        if isBinned {
            let map = index.binned[key] ?? KeyMap()
            index.binned[key] = map
            map.set(hash, id)
        } else {
            let map = index.maps[key] ?? KeyMap()
            index.maps[key] = map
            index.add(hash, id, to: map, key)
        }
    }
}
