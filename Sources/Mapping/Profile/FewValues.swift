/// Up to 64 different values with their counts, found by hash.
final class FewValues {
    struct Value {
        let hash: UInt64
        let text: String
        let shapes: ShapeSet
        var count = 1
    }

    /// Four times as many as values, so that they are found at once.
    private static let slots = 4 * ColumnEvidence.maxValues
    private let hashes: UnsafeMutablePointer<UInt64>
    private let counts: UnsafeMutablePointer<Int>
    @exclusivity(unchecked) private var kept: [(slot: Int, value: Value)] = []

    init() {
        hashes = .allocate(capacity: Self.slots)
        counts = .allocate(capacity: Self.slots)
        hashes.update(repeating: 0, count: Self.slots)
        counts.update(repeating: 0, count: Self.slots)
    }

    deinit {
        hashes.deallocate()
        counts.deallocate()
    }

    var hasRoom: Bool { kept.count < ColumnEvidence.maxValues }

    /// In the order in which they came.
    var values: [Value] {
        kept.map { slot, value in
            var value = value
            value.count = counts[slot]
            return value
        }
    }

    /// Counts a value that is known; false for a new one. A hash is never zero.
    @inline(__always)
    func find(_ hash: UInt64, times: Int = 1) -> Bool {
        var slot = Int(truncatingIfNeeded: hash) & (Self.slots - 1)
        while hashes[slot] != 0 {
            if hashes[slot] == hash {
                counts[slot] += times
                return true
            }
            slot = (slot + 1) & (Self.slots - 1)
        }
        return false
    }

    /// Adds the count of a value; false where it is new and there is no room.
    func add(_ value: Value) -> Bool {
        if find(value.hash, times: value.count) { return true }
        guard hasRoom else { return false }
        insert(value.hash, value.text, value.shapes, times: value.count)
        return true
    }

    /// Takes a value that `find` has not found, if it `hasRoom`.
    func insert(_ hash: UInt64, _ text: String, _ shapes: ShapeSet, times: Int = 1) {
        var slot = Int(truncatingIfNeeded: hash) & (Self.slots - 1)
        while hashes[slot] != 0 { slot = (slot + 1) & (Self.slots - 1) }
        hashes[slot] = hash
        counts[slot] = times
        kept.append((slot, Value(hash: hash, text: text, shapes: shapes)))
    }
}
