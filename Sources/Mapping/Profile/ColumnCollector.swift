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
    @exclusivity(unchecked) private var samples: [String] = []
    /// The few different values; of no use once `isMany`.
    private let few = FewValues()
    @exclusivity(unchecked) private var isMany = false
    private let many = DistinctCounter()
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

    func add(_ batch: RowBatch, column: Int) {
        let infos = batch.rows.base
        let cells = batch.cells.base
        let text = UnsafePointer(batch.text.base)
        let cleaner = cleaner
        var row = 0
        let end = batch.rows.count
        // Two loops, so that the one over many values carries nothing of the other.
        while row < end, !isMany {
            if column < Int(infos[row].cellCount) {
                let span = cleaner.clean(cells[Int(infos[row].firstCell) &+ column], text)
                if span.hasValue { addToFew(text + Int(span.start), span.length) }
            }
            row += 1
        }
        if row < end { addToMany(batch, column, from: row) }
    }

    private func addToMany(_ batch: RowBatch, _ column: Int, from first: Int) {
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
        if samples.count < ColumnEvidence.maxSamples { sample(batch, column, from: first) }
    }

    private func addToFew(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        filled += 1
        if count > longest { longest = max(longest, Self.characters(bytes, count)) }
        let hash = Self.hash(bytes, count, hasher)
        if few.find(hash) { return }
        let shapes = finder.shapes(bytes, count)
        if samples.count < ColumnEvidence.maxSamples { sample(bytes, count) }
        if few.count < ColumnEvidence.maxValues, count <= Self.longestKept {
            few.insert(hash, Self.text(bytes, count), shapes)
        } else {
            overflow()
            DistinctCounter.add(hash, to: many.registers)
            for bit in 0..<ShapeSet.count where shapes.rawValue >> UInt32(bit) & 1 != 0 { counts[bit] += 1 }
        }
    }

    /// Counts what was kept, and keeps no more.
    private func overflow() {
        for value in few.values {
            DistinctCounter.add(value.hash, to: many.registers)
            for bit in 0..<ShapeSet.count where value.shapes.rawValue >> UInt32(bit) & 1 != 0 {
                counts[bit] += value.count
            }
        }
        isMany = true
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
    private func sample(_ batch: RowBatch, _ column: Int, from first: Int) {
        for row in first..<batch.rows.count where column < Int(batch.rows[row].cellCount) {
            let span = cleaner.clean(batch.cells[Int(batch.rows[row].firstCell) + column], batch.text.base)
            if span.hasValue { sample(batch.text.base + Int(span.start), span.length) }
            if samples.count == ColumnEvidence.maxSamples { return }
        }
    }

    private func sample(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        let text = Self.text(bytes, count)
        if !samples.contains(text) { samples.append(text) }
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
        let kept = isMany ? [] : few.values
        evidence.filled = filled
        evidence.longest = longest
        evidence.samples = samples
        evidence.distinct = isMany ? many.estimate : kept.count
        var totals = (0..<ShapeSet.count).map { counts[$0] }
        for value in kept {
            for bit in totals.indices where value.shapes.rawValue >> UInt32(bit) & 1 != 0 { totals[bit] += value.count }
        }
        evidence.shapes = Dictionary(
            uniqueKeysWithValues: zip(ValueShape.allCases, totals).filter { $0.1 > 0 }.map { ($0.0, $0.1) })
        evidence.values = isMany ? nil : Dictionary(kept.map { ($0.text, $0.count) }, uniquingKeysWith: +)
    }
}
