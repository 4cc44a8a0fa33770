import HelpDesk
import Tables

extension Resolver {
    /// Decides the rows that were put off, in rounds: those whose parents are known, then those that swap keys, then
    /// the rest, which gets its findings.
    func decideDeferred() throws(ImportFailure) -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        for rows in deferred where rows.count > 0 {
            plan = rows.plan
            var open = Array(0..<rows.count)
            batches += try closeSelfReferences(rows, &open)
            releaseClaims(rows, open)
            if !open.isEmpty { batches.append(try decideLast(rows, open)) }
        }
        return batches
    }

    /// Decides rows whose reference to their own entity is known by now, until no more become known. Every other round
    /// goes backwards, so that a file in either order is done in two.
    private func closeSelfReferences(_ rows: DeferredRows, _ open: inout [Int]) throws(ImportFailure) -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        while true {
            let ready = open.filter { isReady(rows, $0) && !hasClaim(rows, $0) }
            guard !ready.isEmpty else { return batches }
            batches.append(try decide(rows.batch(of: ready), round: .final))
            let done = Set(ready)
            open.removeAll { done.contains($0) }
        }
    }

    private func isReady(_ rows: DeferredRows, _ row: Int) -> Bool {
        rows.plan.references.allSatisfy { reference in
            guard reference.isSelf else { return true }
            let hash = rows.records.hashes.column(reference.hashColumn)[row]
            return hash == 0 || reference.map.find(hash) != KeyMap.none
        }
    }

    // MARK: Keys that change hands

    /// Whether the row wants a unique key that another record has.
    private func hasClaim(_ rows: DeferredRows, _ row: Int) -> Bool { claim(rows, row) != nil }

    private struct Claim {
        let row: Int
        let record: UInt32
        let holder: UInt32
        let hash: UInt64
        let key: KeyPlan
    }

    private func claim(_ rows: DeferredRows, _ row: Int) -> Claim? {
        var record = KeyMap.none
        for key in rows.plan.keys where key.isMatch || key.isUnique {
            let hash = keyHash(rows, row, key)
            let found = hash == 0 ? KeyMap.none : key.map.find(hash)
            guard found != KeyMap.none, found != KeyMap.several else { continue }
            if record == KeyMap.none && key.isMatch {
                record = found
            } else if found != record && key.isUnique {
                return Claim(row: row, record: record, holder: found, hash: hash, key: key)
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
        case .reference, .fullName: return 0
        }
    }

    /// Where every holder of a wanted key gives it up in the same run, the keys are set free: swaps and rings pass.
    private func releaseClaims(_ rows: DeferredRows, _ open: [Int]) {
        var claims = open.compactMap { claim(rows, $0) }
        while true {
            let leaving = Set(claims.map(\.record))
            let granted = claims.filter { leaving.contains($0.holder) }
            if granted.count == claims.count { break }
            claims = granted
        }
        for claim in claims { indexes[plan.entity.name]!.remove(claim.hash, claim.holder, from: claim.key.identity) }
    }

    // MARK: The rest

    /// The last word on what is left: rings of parents are reported, everything else is decided as it stands.
    private func decideLast(_ rows: DeferredRows, _ open: [Int]) throws(ImportFailure) -> ChangeBatch {
        let batch = rows.batch(of: open)
        let own = ownKeys(rows, open)
        for reference in rows.plan.references where reference.isSelf {
            let hashes = batch.hashes.column(reference.hashColumn)
            for row in 0..<batch.count where hashes[row] != 0 && own.contains(hashes[row]) {
                guard reference.map.find(hashes[row]) == KeyMap.none else { continue }
                let info = batch.rows.rows[row]
                let column = plan.shape.columns[reference.column!]
                batch.report(
                    Finding(
                        .referenceCycle, .error, at: Position(table: batch.table, row: info.number, line: info.line),
                        column: column.sourceColumn, field: column.target.name,
                        value: batch.rows.string(batch.values.column(reference.column!)[row])),
                    row: row)
            }
        }
        return try decide(batch, round: .final)
    }

    /// The keys by which the open rows themselves could be referred to.
    private func ownKeys(_ rows: DeferredRows, _ open: [Int]) -> Set<UInt64> {
        var keys: Set<UInt64> = []
        for reference in rows.plan.references where reference.isSelf {
            guard let key = rows.plan.keys.first(where: { $0.identity == reference.identity }),
                key.parts.count == 1, case .hash(let column) = key.parts[0]
            else { continue }
            for row in open { keys.insert(rows.records.hashes.column(column)[row]) }
        }
        return keys
    }
}
