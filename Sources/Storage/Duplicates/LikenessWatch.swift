import HelpDesk
import Tables

/// Looks, while records of one entity come in, whether a new one looks like one that is stored or has come in before. Only
/// strong evidence counts, by hashes kept in memory.
final class LikenessWatch {
    private let entity: Entity
    private let rules: [LikenessRule]
    private let maker: LikenessKeyMaker
    private let cells: LikenessCells
    /// By rule: the first record with each hash.
    private let known: [KeyMap]
    /// Where the columns of the pass stand, in step with the maker's fields.
    private var columns: [Column] = []

    private enum Column {
        case none
        case text(Int)
        /// A column of the change batch's references.
        case reference(Int)
    }

    /// Reads what is stored. Nil for entities that nobody compares.
    init?(_ entity: Entity, _ session: StoreSession, hasher: ByteHasher) throws(ImportFailure) {
        guard let likeness = entity.likeness else { return nil }
        self.entity = entity
        rules = likeness.rules.filter(\.isStrong)
        maker = LikenessKeyMaker(likeness, of: entity, hasher: hasher)
        cells = LikenessCells(maker.fields)
        known = rules.map { _ in KeyMap() }
        guard !rules.isEmpty else { return nil }
        guard session.exists(entity) else { return }
        let row = LikenessRow(maker)
        let statement = try row.statement(entity, session)
        while try statement.next() {
            row.read(statement)
            add(UInt32(truncatingIfNeeded: statement.integer(0)), row.cells)
        }
    }

    /// Hashes held in memory.
    var count: Int { known.reduce(0) { $0 + $1.count } }

    /// Binds the columns of a pass.
    func begin(_ plan: PassPlan) {
        columns = maker.fields.map { field in
            if case .reference = field.type {
                return plan.referenceColumns.firstIndex(of: field.column!).map(Column.reference) ?? .none
            }
            return plan.shape.column(field.name).map(Column.text) ?? .none
        }
    }

    /// The record that a new one looks like, and what is alike; from now on the new one is known too.
    func meet(_ id: UInt32, _ batch: ChangeBatch, _ row: Int) -> (id: UInt32, alike: String)? {
        read(batch, row)
        var found: (id: UInt32, alike: String)?
        for (place, rule) in rules.enumerated() {
            for hash in hashes(rule, cells) where found == nil {
                let other = Self.wanted(hash).lazy.map { self.known[place].find($0) }.first { $0 != KeyMap.none }
                if let other, other != id { found = (other, rule.alike) }
            }
        }
        add(id, cells)
        return found
    }

    private func read(_ batch: ChangeBatch, _ row: Int) {
        for (place, column) in columns.enumerated() {
            switch column {
            case .none:
                cells.texts[place] = UnsafeBufferPointer(start: nil, count: 0)
                cells.references[place] = 0
            case .reference(let column): cells.references[place] = batch.references.column(column)[row]
            case .text(let column):
                let span = batch.records.values.column(column)[row]
                cells.texts[place] =
                    span.hasValue ? batch.records.rows.bytes(span) : UnsafeBufferPointer(start: nil, count: 0)
            }
        }
        maker.read(cells)
    }

    private func add(_ id: UInt32, _ cells: LikenessCells) {
        for (place, rule) in rules.enumerated() {
            for hash in hashes(rule, cells) {
                for key in Self.kept(hash) where known[place].find(key) == KeyMap.none { known[place].set(key, id) }
            }
        }
    }

    /// Records that a reference keeps apart have nothing in common: departments of two companies.
    private func hashes(_ rule: LikenessRule, _ cells: LikenessCells) -> [LikenessHash] {
        let found = maker.hashes(rule.keys, of: cells)
        let apart = maker.likeness.apart.compactMap(maker.place).map { UInt64(cells.references[$0]) }
        guard !apart.isEmpty else { return found }
        return found.map { LikenessHash(hash: apart.reduce($0.hash, ByteHasher.combine), country: $0.country) }
    }

    // MARK: Countries

    /// A telephone number without its country may be that of any; one with it only its own, or one without.
    private static func wanted(_ hash: LikenessHash) -> [UInt64] {
        hash.country == 0 ? [hash.hash] : [joined(hash, hash.country), joined(hash, 0)]
    }

    private static func kept(_ hash: LikenessHash) -> [UInt64] { [hash.hash, joined(hash, hash.country)] }

    private static func joined(_ hash: LikenessHash, _ country: UInt16) -> UInt64 {
        ByteHasher.combine(hash.hash, UInt64(country) + 1)
    }
}
