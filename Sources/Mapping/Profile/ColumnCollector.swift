import Tables

/// Collects what one column's values say, in constant memory.
///
/// While a column has few different values, each is kept with its count, found again by its hash, and its shapes are
/// looked at once. The 65th different value, or a long one, ends that: from then on every value is looked at, and
/// different ones are estimated. What must change together: everything counted in one state is counted in the other
/// (`overflow`).
final class ColumnCollector {
    private let hasher: ByteHasher
    private let cleaner: CellCleaner
    private let finder = ShapeFinder()

    @exclusivity(unchecked) private var filled = 0
    /// Characters of the longest value.
    @exclusivity(unchecked) private var longest = 0
    @exclusivity(unchecked) private var samples = FirstTexts(limit: ColumnEvidence.maxSamples)
    /// The different values while they are few; then nil.
    @exclusivity(unchecked) private var few: FewValues? = FewValues()
    /// Made when they are many.
    @exclusivity(unchecked) private var many: DistinctCounter?
    /// Values per shape, by bit of `ShapeSet`, of what is not in `few`.
    private let counts: UnsafeMutablePointer<Int>

    /// Of longer values the beginning and the end tell them apart.
    private static let hashedWhole = 64
    private static let hashedEnd = 32
    /// Bytes of a sample, and of a value that is kept.
    static let longestKept = 160

    init(hasher: ByteHasher, cleaner: CellCleaner) {
        self.hasher = hasher
        self.cleaner = cleaner
        counts = .allocate(capacity: ShapeSet.count)
        counts.update(repeating: 0, count: ShapeSet.count)
    }

    deinit {
        counts.deallocate()
    }

    /// - Parameter before: rows of the table before those of the batch.
    func add(_ batch: RowBatch, column: Int, before: Int) {
        let infos = batch.rows.base
        let cells = batch.cells.base
        let text = UnsafePointer(batch.text.base)
        let cleaner = cleaner
        var row = 0
        let end = batch.rows.count
        // Two loops, so that the one over many values carries nothing of the other.
        while row < end, let few {
            if column < Int(infos[row].cellCount) {
                let span = cleaner.clean(cells[Int(infos[row].firstCell) &+ column], text)
                if span.hasValue { add(text + Int(span.start), span.length, to: few, row: before &+ row) }
            }
            row += 1
        }
        if row < end, let many { addToMany(many, batch, column, from: row, before: before) }
    }

    private func addToMany(_ many: DistinctCounter, _ batch: RowBatch, _ column: Int, from first: Int, before: Int) {
        let infos = batch.rows.base
        let cells = batch.cells.base
        let text = UnsafePointer(batch.text.base)
        let (cleaner, finder, hasher, counts) = (cleaner, finder, hasher, counts)
        let registers = many.registers
        var longest = longest
        var values = 0
        for row in first..<batch.rows.count where column < Int(infos[row].cellCount) {
            let span = cleaner.clean(cells[Int(infos[row].firstCell) &+ column], text)
            guard span.hasValue else { continue }
            let bytes = text + Int(span.start)
            let count = span.length
            values += 1
            if count > longest { longest = max(longest, Self.characters(bytes, count)) }
            DistinctCounter.add(Self.hash(bytes, count, hasher), to: registers)
            var shapes = finder.shapes(bytes, count).rawValue
            while shapes != 0 {
                counts[shapes.trailingZeroBitCount] += 1
                shapes &= shapes &- 1
            }
        }
        self.longest = longest
        filled += values
        if !samples.isFull { sample(batch, column, from: first, before: before) }
    }

    private func add(_ bytes: UnsafePointer<UInt8>, _ count: Int, to few: FewValues, row: Int) {
        filled += 1
        if count > longest { longest = max(longest, Self.characters(bytes, count)) }
        let hash = Self.hash(bytes, count, hasher)
        if few.find(hash) { return }
        let shapes = finder.shapes(bytes, count)
        samples.note(Self.text(bytes, count), row: row)
        if few.hasRoom, count <= Self.longestKept {
            few.insert(hash, Self.text(bytes, count), shapes)
        } else {
            let many = overflow()
            DistinctCounter.add(hash, to: many.registers)
            tally(shapes)
        }
    }

    /// Counts what was kept, and keeps no more.
    private func overflow() -> DistinctCounter {
        let many = self.many ?? DistinctCounter()
        for value in few?.values ?? [] { take(value, many) }
        few = nil
        self.many = many
        return many
    }

    private func take(_ value: FewValues.Value, _ many: DistinctCounter) {
        DistinctCounter.add(value.hash, to: many.registers)
        tally(value.shapes, times: value.count)
    }

    private func tally(_ shapes: ShapeSet, times: Int = 1) {
        for bit in 0..<ShapeSet.count where shapes.rawValue >> UInt32(bit) & 1 != 0 { counts[bit] += times }
    }

    /// Adds what another one has found in other rows of the same column, with the same hasher.
    func merge(_ other: ColumnCollector) {
        filled += other.filled
        longest = max(longest, other.longest)
        samples.merge(other.samples)
        for bit in 0..<ShapeSet.count { counts[bit] += other.counts[bit] }
        if let others = other.many { overflow().merge(others) }
        for value in other.few?.values ?? [] {
            if let few, few.add(value) { continue }
            take(value, overflow())
        }
    }

    @inline(__always)
    private static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ hasher: ByteHasher) -> UInt64 {
        if count <= hashedWhole { return hasher.hash(bytes, count) }
        let ends = ByteHasher.combine(
            hasher.hash(bytes, hashedEnd), hasher.hash(bytes + count - hashedEnd, hashedEnd))
        return ByteHasher.combine(ends, UInt64(truncatingIfNeeded: count))
    }

    @inline(never)
    private static func characters(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var characters = 0
        for index in 0..<count where bytes[index] & 0xC0 != 0x80 { characters += 1 }
        return characters
    }

    /// Looks for samples in a batch whose column has many values, which is soon done.
    private func sample(_ batch: RowBatch, _ column: Int, from first: Int, before: Int) {
        for row in first..<batch.rows.count where column < Int(batch.rows[row].cellCount) {
            let span = cleaner.clean(batch.cells[Int(batch.rows[row].firstCell) + column], batch.text.base)
            guard span.hasValue else { continue }
            samples.note(Self.text(batch.text.base + Int(span.start), span.length), row: before + row)
            if samples.isFull { return }
        }
    }

    /// A text of at most `longestKept` bytes.
    private static func text(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> String {
        var end = min(count, longestKept)
        while end < count, end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let text = String(decoding: UnsafeBufferPointer(start: bytes, count: end), as: UTF8.self)
        return end < count ? text + "…" : text
    }

    /// Fills in what was collected.
    func fill(_ evidence: inout ColumnEvidence) {
        let kept = few?.values ?? []
        evidence.filled = filled
        evidence.longest = longest
        evidence.samples = samples.texts
        evidence.distinct = many?.estimate ?? kept.count
        var totals = (0..<ShapeSet.count).map { counts[$0] }
        for value in kept {
            for bit in totals.indices where value.shapes.rawValue >> UInt32(bit) & 1 != 0 { totals[bit] += value.count }
        }
        evidence.shapes = Dictionary(
            uniqueKeysWithValues: zip(ValueShape.allCases, totals).filter { $0.1 > 0 }.map { ($0.0, $0.1) })
        evidence.values = few == nil ? nil : Dictionary(kept.map { ($0.text, $0.count) }, uniquingKeysWith: +)
    }
}
