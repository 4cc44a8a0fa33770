import HelpDesk
import Tables

extension Resolver {
    /// Decides the rows that were put off, over all tables of the entity, in rounds: those whose parents are known, then
    /// those that swap keys, then those whose parent nobody brings, then rings of parents.
    ///
    /// Restorations come in between: rows that wait for what they bring back, and for such rows, are decided after them.
    func decideDeferred() throws(ImportFailure) -> [ChangeBatch] {
        var waiting = deferred.map { WaitingRows($0) }
        var batches = try decide(&waiting)
        batches += try decideRestorations()
        waiting = waiting.filter { !$0.open.isEmpty } + awaiting.filter { $0.count > 0 }.map { WaitingRows($0) }
        awaiting = []
        batches += try decide(&waiting)
        return batches
    }

    private func decide(_ waiting: inout [WaitingRows]) throws(ImportFailure) -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        while true {
            batches += try decideReady(&waiting)
            if releaseClaims(waiting) { continue }
            var more = try decideLost(&waiting)
            if more.isEmpty { more = try decideRings(&waiting) }
            if more.isEmpty { return batches }
            batches += more
        }
    }

    /// Decides rows whose reference to their own entity is known by now, until no more become known.
    private func decideReady(_ waiting: inout [WaitingRows]) throws(ImportFailure) -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        while true {
            let before = batches.count
            for place in waiting.indices {
                let rows = waiting[place].rows
                let ready = waiting[place].open.filter { isReady(rows, $0) && claim(rows, $0) == nil }
                let moving = rows.plan.shape.mode == .members ? [] : ready.filter { known(rows, $0) != KeyMap.none }
                let alone = Set(moving)
                let new = ready.filter { !alone.contains($0) }
                if !new.isEmpty { batches.append(try decide(new, of: &waiting[place], .final)) }
                // A known record that moves changes who may move after it: one at a time.
                for row in moving where !closesRing(rows, row) {
                    batches.append(try decide([row], of: &waiting[place], .final))
                }
            }
            if batches.count == before { return batches }
        }
    }

    /// Decides rows for which there is nothing to wait for: no open row brings what they ask for.
    private func decideLost(_ waiting: inout [WaitingRows]) throws(ImportFailure) -> [ChangeBatch] {
        let brought = Set(waiting.flatMap { table in table.open.flatMap { ownKeys(table.rows, $0) } })
            .union(awaiting.flatMap { rows in (0..<rows.count).flatMap { ownKeys(rows, $0) } })
        var batches: [ChangeBatch] = []
        for place in waiting.indices {
            let rows = waiting[place].rows
            let lost = waiting[place].open.filter { row in missingParents(rows, row).isDisjoint(with: brought) }
            if !lost.isEmpty { batches.append(try decide(lost, of: &waiting[place], .final)) }
        }
        return batches
    }

    /// Reports rows whose parents are one another.
    private func decideRings(_ waiting: inout [WaitingRows]) throws(ImportFailure) -> [ChangeBatch] {
        let wanted = parentsInRings(waiting)
        ringRows = positions(waiting, of: wanted)
        var batches: [ChangeBatch] = []
        for place in waiting.indices {
            let rows = waiting[place].rows
            let ring = waiting[place].open.filter { row in !wanted.isDisjoint(with: ownKeys(rows, row)) }
            if !ring.isEmpty { batches.append(try decide(ring, of: &waiting[place], .ring)) }
        }
        return batches
    }

    /// The keys of rows in rings: rows to which nobody refers are taken away until all that are left are referred to.
    private func parentsInRings(_ waiting: [WaitingRows]) -> Set<UInt64> {
        var links = waiting.flatMap { table in
            table.open.map { (own: ownKeys(table.rows, $0), parents: missingParents(table.rows, $0)) }
        }
        while true {
            let wanted = links.reduce(into: Set<UInt64>()) { $0.formUnion($1.parents) }
            let referred = links.filter { !$0.own.isDisjoint(with: wanted) }
            if referred.count == links.count { return wanted }
            links = referred
        }
    }

    /// The rows that would bring what others of a ring refer to.
    private func positions(_ waiting: [WaitingRows], of wanted: Set<UInt64>) -> [UInt64: PackedPosition] {
        var places: [UInt64: PackedPosition] = [:]
        for table in waiting {
            let records = table.rows.records
            for row in table.open {
                for key in ownKeys(table.rows, row).intersection(wanted) where places[key] == nil {
                    places[key] = PackedPosition(table: records.table, row: records.rows.rows[row].number)
                }
            }
        }
        return places
    }

    private func decide(
        _ ready: [Int], of waiting: inout WaitingRows, _ round: DecisionRound
    ) throws(ImportFailure) -> ChangeBatch {
        plan = waiting.rows.plan
        let done = Set(ready)
        waiting.open.removeAll { done.contains($0) }
        return try decide(waiting.rows.batch(of: ready), round: round)
    }

    /// The record that the row is about; `none` where it is new.
    private func known(_ rows: DeferredRows, _ row: Int) -> UInt32 {
        for key in rows.plan.keys where key.isMatch {
            let found = find(rows, row, key, keyHash(rows, row, key))
            if found != KeyMap.none && found != KeyMap.several { return found }
        }
        return KeyMap.none
    }

    /// What a key of the row finds; no record that has the same name and another external id.
    private func find(_ rows: DeferredRows, _ row: Int, _ key: KeyPlan, _ hash: UInt64) -> UInt32 {
        let found = hash == 0 ? KeyMap.none : key.map.find(hash)
        guard found != KeyMap.none, key.mayRepeat, let ids = rows.plan.ownIDs else { return found }
        let own = rows.plan.keys[ids.key]
        let id = keyHash(rows, row, own)
        guard id != 0 else { return found }
        return rows.plan.index.withoutNamesakes(found, hash, key.identity, own: own.map.find(id), ids)
    }

    /// Whether the row's record would come to stand above itself, as things are now.
    private func closesRing(_ rows: DeferredRows, _ row: Int) -> Bool {
        let id = known(rows, row)
        return rows.plan.references.contains { reference in
            guard reference.isSelf, let parents = rows.plan.index.inheritable[reference.field.name] else {
                return false
            }
            let hash = rows.records.hashes.column(reference.hashColumn)[row]
            return hash != 0 && parents.leads(from: reference.map.find(hash), to: id)
        }
    }

    private func isReady(_ rows: DeferredRows, _ row: Int) -> Bool { missingParents(rows, row).isEmpty }

    /// The keys by which the row refers to records of its own entity that are not known.
    private func missingParents(_ rows: DeferredRows, _ row: Int) -> Set<UInt64> {
        var missing: Set<UInt64> = []
        for reference in rows.plan.references where reference.isSelf {
            let hash = rows.records.hashes.column(reference.hashColumn)[row]
            if hash != 0 && reference.map.find(hash) == KeyMap.none { missing.insert(hash) }
        }
        return missing
    }

    /// The keys by which rows of the same entity could refer to the row.
    private func ownKeys(_ rows: DeferredRows, _ row: Int) -> Set<UInt64> {
        var keys: Set<UInt64> = []
        for reference in rows.plan.references where reference.isSelf {
            guard let key = rows.plan.keys.first(where: { $0.identity == reference.identity }) else { continue }
            let hash = keyHash(rows, row, key)
            if hash != 0 { keys.insert(hash) }
        }
        return keys
    }

    // MARK: Keys that change hands

    private struct Claim {
        let record: UInt32
        let holder: UInt32
        let hash: UInt64
        let key: KeyPlan
    }

    /// A unique key that the row wants and another record has.
    private func claim(_ rows: DeferredRows, _ row: Int) -> Claim? {
        var record = KeyMap.none
        for key in rows.plan.keys where key.isMatch || key.isUnique {
            let hash = keyHash(rows, row, key)
            let found = find(rows, row, key, hash)
            guard found != KeyMap.none, found != KeyMap.several else { continue }
            if record == KeyMap.none && key.isMatch {
                record = found
            } else if found != record && key.isUnique {
                return Claim(record: record, holder: found, hash: hash, key: key)
            }
        }
        return nil
    }

    /// The hash of a key of one part; 0 for any other.
    private func keyHash(_ rows: DeferredRows, _ row: Int, _ key: KeyPlan) -> UInt64 {
        guard key.parts.count == 1 else { return 0 }
        switch key.parts[0] {
        case .hash(let column): return rows.records.hashes.column(column)[row]
        case .value(let column, let form):
            let span = rows.records.values.column(column)[row]
            guard span.hasValue else { return 0 }
            let bytes = rows.records.rows.bytes(span)
            return normalizer.hash(bytes.baseAddress!, bytes.count, form: form)
        case .reference, .optionalReference, .fullName: return 0
        }
    }

    /// Where every holder of a wanted key gives it up in the same run, the keys are set free: swaps and rings pass.
    /// Returns whether there were any.
    private func releaseClaims(_ waiting: [WaitingRows]) -> Bool {
        var claims = waiting.flatMap { table in table.open.compactMap { claim(table.rows, $0) } }
        while true {
            let leaving = Set(claims.map(\.record))
            let granted = claims.filter { leaving.contains($0.holder) }
            if granted.count == claims.count { break }
            claims = granted
        }
        for claim in claims { plan.index.remove(claim.hash, claim.holder, from: claim.key.identity) }
        return !claims.isEmpty
    }
}

/// The rows of one pass that are still open.
private struct WaitingRows {
    let rows: DeferredRows
    var open: [Int]

    init(_ rows: DeferredRows) {
        self.rows = rows
        open = Array(0..<rows.count)
    }
}
