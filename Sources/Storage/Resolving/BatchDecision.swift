import HelpDesk
import Tables

/// Whether rows may still wait for later ones.
enum DecisionRound {
    /// Rows may be put off to the end of the pass.
    case stream
    /// The last word: nothing is put off any more.
    case final
    /// The rows' parents are one another: the reference itself is the error.
    case ring
}

/// A record that exists only because a row names it, until it is known whether that row is loaded.
struct MadeRecord {
    let index: EntityIndex
    let identity: KeyIdentity
    let hash: UInt64
    let id: UInt32
    /// Place of what was reported about it.
    let finding: Int
}

/// A key of the pass for the loop over rows.
struct RowKey: BitwiseCopyable {
    let hashes: UnsafeMutablePointer<UInt64>
    let map: KeyMap.View
    let isMatch: Bool
    let isUnique: Bool
    /// Others may have it, and rows of the pass have external ids that tell them apart.
    let isTold: Bool
    let isShadowed: Bool
}

/// The decision on one batch: references first, then keys, then row by row what becomes of each.
///
/// Rows are looked at column-wise as far as possible; only what differs or is missing leaves the straight path.
struct BatchDecision {
    let resolver: Resolver
    let plan: PassPlan
    let batch: ChangeBatch
    let round: DecisionRound
    let records: RecordBatch
    let index: EntityIndex
    /// The hash of each key by row, `[key plan][row]`; 0 where a part is missing.
    var keyHashes: [UnsafeMutablePointer<UInt64>] = []
    /// The same with the maps, as plain pointers: the loop over rows touches no reference count.
    private(set) var keys: UnsafeMutableBufferPointer<RowKey>
    /// Nothing about the pass asks for more than keys and content.
    let isPlain: Bool
    /// Rows find their record in another way than by the keys alone.
    let isSpecial: Bool
    /// The words of `plan.rules.texts`, in the batch's text.
    var ruleSpans: [TextSpan] = []
    /// The keys by which duplicates were looked for before.
    let prepassKeys: [Prepass.Key]
    /// What new records are held against; nil unless it is asked for.
    let watch: LikenessWatch?
    private let joined: ColumnMatrix<UInt64>
    /// Rows whose reference to their own entity is not known yet.
    var waiting: Set<Int> = []
    /// By row, the references to records in the recycle bin that a restoration of this run may bring back.
    var awaited: [Int: [AwaitedReference]] = [:]
    /// Texts to keep under `custom`, by row; made once the references are resolved.
    var keptByRow: [Int: [KeptText]] = [:]
    /// Records made because a row of this batch names them.
    var made: [MadeRecord] = []
    /// What each row asks for, where a column says so.
    let actions: [RecordAction?]?
    /// Records that rows without a key were recognised as, by their content.
    var recognized: [UInt32] = []
    /// Rows parked by a reference to a row that was turned away.
    var parked: Set<Int> = []

    init(resolver: Resolver, plan: PassPlan, batch: ChangeBatch, round: DecisionRound) {
        self.resolver = resolver
        self.plan = plan
        self.batch = batch
        self.round = round
        records = batch.records
        index = plan.index
        joined = ColumnMatrix(columns: plan.keys.count, rows: max(batch.records.count, 1))
        keys = .allocate(capacity: plan.keys.count)
        isPlain = plan.shape.duplicates == .first || plan.shape.mode == .members
        isSpecial = plan.isSpecial
        watch = resolver.watches[plan.entity.name]
        prepassKeys = isPlain ? [] : resolver.prepass?.keys(of: plan.shape) ?? []
        actions = Self.actions(plan, batch.records)
    }

    mutating func run() throws(ImportFailure) {
        let before = records.findings.count
        for place in plan.references.indices {
            if plan.references[place].binding.group == nil {
                try resolveReference(place)
            } else {
                try resolveAlternative(place)
            }
        }
        try resolveLinks()
        if !plan.rules.texts.isEmpty { prepareTexts() }
        joinKeys()
        defer { keys.deallocate() }
        if !records.kept.isEmpty { keptByRow = Dictionary(grouping: records.kept, by: \.row) }
        for key in keys where key.isMatch { resolver.touched &+= key.map.touch(key.hashes, records.count) }
        let outcomes = batch.outcomes.base
        for row in 0..<records.count where outcomes[row] == Outcome.deferred.rawValue {
            outcomes[row] = try decide(row).rawValue
        }
        unmakeUnused()
        forgetFindingsOfDeferredRows(from: before)
        try turnAway()
        noteSeen()
    }

    /// Rows that wait are decided again later, and get their findings then.
    private func forgetFindingsOfDeferredRows(from start: Int) {
        guard round == .stream, records.findings.count > start else { return }
        let kept = (start..<records.findings.count).filter { batch.outcome(records.findingRows[$0]) != .deferred }
        records.findings = records.findings[..<start] + kept.map { records.findings[$0] }
        records.findingRows = records.findingRows[..<start] + kept.map { records.findingRows[$0] }
    }

    /// Makes `keyHashes`: a key of one hashed part is read where it is, the others are joined.
    private mutating func joinKeys() {
        for (place, key) in plan.keys.enumerated() {
            if key.parts.count == 1, case .hash(let column) = key.parts[0] {
                keyHashes.append(records.hashes.column(column))
                continue
            }
            let out = joined.column(place)
            for row in 0..<records.count { out[row] = joinedHash(key, row) }
            keyHashes.append(out)
        }
        for (place, key) in plan.keys.enumerated() {
            keys.initializeElement(
                at: place,
                to: RowKey(
                    hashes: keyHashes[place], map: key.map.view, isMatch: key.isMatch, isUnique: key.isUnique,
                    isTold: key.mayRepeat && plan.ownIDs != nil, isShadowed: !key.widerKeys.isEmpty))
        }
    }

    private func joinedHash(_ key: KeyPlan, _ row: Int) -> UInt64 {
        KeyParts.join(key.parts) { partHash($0, row) }
    }

    private func partHash(_ part: KeyPlan.Part, _ row: Int) -> UInt64 {
        switch part {
        case .hash(let column): return records.hashes.column(column)[row]
        case .reference(let place): return KeyParts.reference(batch.references.column(place)[row])
        case .optionalReference(let place):
            return KeyParts.optionalReference(batch.references.column(place)[row])
        case .value(let column, let form):
            let span = records.values.column(column)[row]
            guard span.hasValue else { return 0 }
            let bytes = records.rows.bytes(span)
            return resolver.normalizer.hash(bytes.baseAddress!, bytes.count, form: form)
        case .fullName(let first, let last):
            return resolver.normalizer.hash(FullName.join(text(first, row), text(last, row)), form: .caseless)
        }
    }

    /// The value of a shape's column as a `String`; nil where there is none.
    func text(_ column: Int?, _ row: Int) -> String? {
        guard let column else { return nil }
        let span = records.values.column(column)[row]
        return span.hasValue ? records.rows.string(span) : nil
    }

    /// What a person calls the row's record.
    func label(_ row: Int) -> String? {
        for field in plan.entity.labels {
            if let text = text(plan.shape.column(field), row) { return text }
        }
        return nil
    }

    func position(_ row: Int) -> Position {
        let info = records.rows.rows[row]
        return Position(table: records.table, row: info.number, line: info.line, offset: info.offset)
    }

    func packed(_ row: Int) -> PackedPosition {
        PackedPosition(table: records.table, row: records.rows.rows[row].number)
    }

    func report(
        _ code: FindingCode, _ severity: Severity, _ row: Int, column: Int? = nil, value: String? = nil,
        _ parameters: [String] = []
    ) {
        let bound = column.map { plan.shape.columns[$0] }
        records.report(
            Finding(
                code, severity, at: position(row), column: bound?.sourceColumn, field: bound?.fieldName,
                value: value ?? column.flatMap { text($0, row) }, parameters), row: row)
    }

    /// File and row of another row, for messages.
    func place(_ packed: PackedPosition) -> [String] {
        let names = resolver.context.tableNames
        return [packed.table < names.count ? names[packed.table] : "?", String(packed.row)]
    }

    /// Remembers the keys of rows that did not make it, so that those who refer to them can be parked.
    private func turnAway() throws(ImportFailure) {
        let outcomes = batch.outcomes.base
        for row in 0..<records.count where outcomes[row] >= Outcome.rejected.rawValue {
            let outcome = batch.outcome(row)
            guard outcome == .rejected || outcome == .parked, action(row)?.bringsRecord != false else { continue }
            for (place, key) in plan.keys.enumerated() where key.isReferenced && !isMembership {
                let hash = keyHashes[place][row]
                if hash != 0 { index.turnAway(hash, at: packed(row), key.identity) }
            }
            if outcome == .parked { try keepOpen(row) }
        }
    }

    /// What names the row's record to a person: the first key that it has all parts of.
    func keyText(_ row: Int) -> String? {
        for (place, key) in plan.keys.enumerated() where key.isMatch && keyHashes[place][row] != 0 {
            // Nobody knows a record by the database's number.
            if place == plan.recordIDKey { continue }
            return key.columns.compactMap { text($0, row) }.joined(separator: " · ")
        }
        return plan.recordIDKey == nil ? nil : label(row)
    }
}
