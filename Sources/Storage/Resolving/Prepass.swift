import HelpDesk
import Tables

/// First and last row of every key of an entity, for the policies that cannot be decided in one go (`last`, `reject`).
package final class Prepass {
    private let map = KeyMap()
    private var first: [PackedPosition] = []
    private var last: [PackedPosition] = []

    /// Notes the rows of a batch.
    func add(_ records: RecordBatch, _ shape: RecordShape) {
        let keys = keys(of: shape)
        for row in 0..<records.count where records.state(row) == .accepted {
            let hash = Self.hash(records, keys, row)
            guard hash != 0 else { continue }
            let position = PackedPosition(table: records.table, row: records.rows.rows[row].number)
            let place = map.find(hash)
            if place == KeyMap.none {
                first.append(position)
                last.append(position)
                map.set(hash, UInt32(first.count))
            } else {
                last[Int(place) - 1] = position
            }
        }
    }

    /// First and last row with the key of this one; nil where it has none.
    func range(_ records: RecordBatch, _ keys: [Key], _ row: Int) -> (first: PackedPosition, last: PackedPosition)? {
        let hash = Self.hash(records, keys, row)
        let place = hash == 0 ? KeyMap.none : map.find(hash)
        return place == KeyMap.none ? nil : (first[Int(place) - 1], last[Int(place) - 1])
    }

    /// A key of a shape: what tells it from other keys and from the same key of another system, and its hash columns.
    struct Key {
        let salt: UInt64
        let hashColumns: [Int]
        /// The column of the external id, where rows with the same key and another id are about another record.
        let ownID: Int?
    }

    /// The keys of which rows of the shape can have all parts.
    func keys(of shape: RecordShape) -> [Key] {
        // All rows are about the one record.
        if shape.entity.isSingle { return [Key(salt: 1, hashColumns: [], ownID: nil)] }
        let ownID = shape.columns.firstIndex { $0.target == .externalID }.flatMap(shape.hashColumn)
        return shape.keys.compactMap { key in
            let columns = key.fields.compactMap { shape.column($0).flatMap(shape.hashColumn) }
            guard columns.count == key.fields.count else { return nil }
            let identity = KeyIdentity(key, of: shape.entity, source: shape.source)
            let isSure = key == .externalID || key == .recordID || shape.entity.unique.contains(key)
            return Key(
                salt: UInt64(bitPattern: Int64(identity.hashValue)), hashColumns: columns, ownID: isSure ? nil : ownID)
        }
    }

    /// The first key of which the row has all parts, by their texts.
    private static func hash(_ records: RecordBatch, _ keys: [Key], _ row: Int) -> UInt64 {
        for key in keys {
            var joined = key.salt
            var isWhole = true
            for column in key.hashColumns {
                let part = records.hashes.column(column)[row]
                isWhole = isWhole && part != 0
                joined = ByteHasher.combine(joined, part)
            }
            guard isWhole else { continue }
            let id = key.ownID.map { records.hashes.column($0)[row] } ?? 0
            return id == 0 ? joined : ByteHasher.combine(joined, id)
        }
        return 0
    }
}

extension Resolver {
    /// Notes the keys of a batch before the real pass, where the shape's policy on duplicates needs it.
    package func survey(_ records: RecordBatch, shape: RecordShape) {
        let prepass = prepass ?? Prepass()
        self.prepass = prepass
        prepass.add(records, shape)
    }

    /// Decides rows that later ones have replaced, when their records are there.
    func decideReplaced() throws(ImportFailure) -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        for rows in replaced where rows.count > 0 {
            plan = rows.plan
            batches.append(try decide(rows.batch(of: Array(0..<rows.count)), round: .final))
        }
        return batches
    }
}

extension BatchDecision {
    /// The outcome of a row whose key comes more than once; nil where the row goes on.
    func checkPrepass(_ row: Int) -> Outcome? {
        guard plan.shape.duplicates != .first, let range = resolver.prepass?.range(records, prepassKeys, row),
            range.first != range.last
        else { return nil }
        let own = packed(row)
        let text = plan.shape.keys.first?.description ?? ""
        let column = plan.keys.first?.columns.first
        if plan.shape.duplicates == .reject {
            report(
                .keyDuplicate, .error, row, column: column,
                place(own == range.first ? range.last : range.first) + [text])
            return .rejected
        }
        guard own != range.last else { return nil }
        if bringsExternalID(row) {
            if round == .stream { return waitForReplacement(row) }
            if case .record(let id, by: _) = match(row) { adoptExternalID(row, id) }
        }
        report(.keyDuplicate, .warning, row, column: column, place(range.last) + [text])
        return .skipped
    }

    /// The record that the last row makes is to be known by the ids of all: it has to be there first.
    private func waitForReplacement(_ row: Int) -> Outcome {
        resolver.replaced[resolver.replaced.count - 1].append(records, row)
        return .deferred
    }
}
