import HelpDesk
import Tables

/// Reads the cells that likeness is found by from a statement whose columns are `id` and the maker's fields.
struct LikenessRow {
    let maker: LikenessKeyMaker
    let cells: LikenessCells

    init(_ maker: LikenessKeyMaker) {
        self.maker = maker
        cells = LikenessCells(maker.fields)
    }

    /// The statement over all live records, in the order of their ids.
    func statement(_ entity: Entity, _ session: StoreSession) throws(ImportFailure) -> SQLiteStatement {
        let existing = session.columns(of: entity)
        let columns = maker.fields.map { existing.contains($0.column!) ? $0.column! : "NULL" }
        return try session.prepare(
            "SELECT \((["id"] + columns).joined(separator: ", ")) FROM \(entity.name) NOT INDEXED "
                + "WHERE deleted_at IS NULL ORDER BY id")
    }

    func read(_ statement: SQLiteStatement) {
        for (place, field) in maker.fields.enumerated() {
            let column = Int32(place + 1)
            if case .reference = field.type {
                cells.references[place] = UInt32(truncatingIfNeeded: statement.integer(column))
            } else {
                cells.texts[place] = statement.text(column) ?? UnsafeBufferPointer(start: nil, count: 0)
            }
        }
        maker.read(cells)
    }
}

/// One record under one of its keys.
struct LikenessEntry: BitwiseCopyable {
    let hash: UInt64
    /// The place of the record in the table.
    let record: UInt32
    let country: UInt16
}

/// What the comparison of an entity's records needs, in memory: ids, folded names, keys.
struct LikenessTable {
    let likeness: Likeness
    let blocks: [[LikenessKey]]
    private(set) var ids: [UInt32] = []
    /// The entries of each block, sorted by hash and record.
    private(set) var entries: [[LikenessEntry]]
    /// Letters of the names as bits; see `NameSimilarity.letters`.
    private(set) var letters: [UInt64] = []
    /// Seconds since 1970; `Int64.min` where there is no time.
    private(set) var times: [Int64] = []
    /// The references that keep records apart, record by record.
    private(set) var apart: [UInt32] = []
    private var names: [UInt8] = []
    private var nameStarts: [Int] = [0]

    /// Reads all live records.
    init(_ entity: Entity, _ likeness: Likeness, _ session: StoreSession) throws(ImportFailure) {
        self.likeness = likeness
        blocks = likeness.blocks
        entries = blocks.map { _ in [] }
        guard session.exists(entity) else { return }
        let row = LikenessRow(LikenessKeyMaker(likeness, of: entity, hasher: Self.hasher))
        let statement = try row.statement(entity, session)
        while try statement.next() {
            row.read(statement)
            add(UInt32(truncatingIfNeeded: statement.integer(0)), row)
        }
        for block in entries.indices {
            entries[block].sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.record < $1.record }
        }
    }

    /// A fixed seed: the same records always come out in the same order.
    private static let hasher = ByteHasher(seed: 0x6465_6475_7065_2121)

    private mutating func add(_ id: UInt32, _ row: LikenessRow) {
        let record = UInt32(truncatingIfNeeded: ids.count)
        ids.append(id)
        names.append(contentsOf: row.maker.name)
        nameStarts.append(names.count)
        letters.append(row.maker.name.withUnsafeBufferPointer { NameSimilarity.letters($0) })
        if let time = likeness.time, let place = row.maker.place(time) {
            times.append(Instants.seconds(row.cells.texts[place]) ?? .min)
        }
        for field in likeness.apart { apart.append(row.maker.place(field).map { row.cells.references[$0] } ?? 0) }
        for (block, keys) in blocks.enumerated() {
            for hash in row.maker.hashes(keys, of: row.cells) {
                entries[block].append(LikenessEntry(hash: hash.hash, record: record, country: hash.country))
            }
        }
    }

    var count: Int { ids.count }

    func name<Result>(_ record: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        names.withUnsafeBufferPointer { names in
            body(UnsafeBufferPointer(rebasing: names[nameStarts[record]..<nameStarts[record + 1]]))
        }
    }

    /// How alike two records' names are, 0 to 1; nil where one has none.
    func similarity(_ first: Int, _ second: Int, _ measure: NameSimilarity) -> Double? {
        name(first) { left in
            name(second) { right in left.isEmpty || right.isEmpty ? nil : measure.compare(left, right) }
        }
    }

    /// Whether a reference keeps the two apart, or one of them is what the other refers to.
    func areApart(_ first: Int, _ second: Int) -> Bool {
        let width = likeness.apart.count
        for field in 0..<width {
            let (left, right) = (apart[first * width + field], apart[second * width + field])
            if left != 0 && right != 0 && left != right { return true }
            if left == ids[second] || right == ids[first] { return true }
        }
        return false
    }

    func areWithin(_ seconds: Int, _ first: Int, _ second: Int) -> Bool {
        guard times[first] != .min, times[second] != .min else { return false }
        return abs(times[first] - times[second]) <= Int64(seconds)
    }
}

/// Instants as they are stored, as numbers.
enum Instants {
    /// Seconds since 1970 of `yyyy-MM-ddTHH:mm:ssZ`; nil for anything else.
    static func seconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count >= 19 else { return nil }
        guard let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2),
            let hour = number(text, 11, 2), let minute = number(text, 14, 2), let second = number(text, 17, 2)
        else { return nil }
        return Int64(CivilDay.number(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second)
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for byte in text[start..<start + count] {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
