/// 64-bit key hash → 32-bit record id, in memory, for millions of keys.
///
/// Open addressing in 256 parts chosen by the hash's top byte, so that growing copies one part at a time and memory
/// never doubles. A part grows by a quarter at a load of 0.8: 15 to 19 bytes a key (12 of them payload).
/// The hash is trusted; the resolver compares the stored key before it writes to a known record.
final class KeyMap {
    /// No record: the hash is not there, or its record gave the key up.
    static let none: UInt32 = 0
    /// Several records have this key; `KeyIndex.ambiguous` names them.
    static let several = UInt32.max

    /// The map without its owner: a plain pointer for hot loops, valid as long as the map lives.
    let view: View
    private static let partCount = 256

    struct Part {
        var hashes: UnsafeMutablePointer<UInt64>
        var ids: UnsafeMutablePointer<UInt32>
        var capacity: Int
        var count: Int
    }

    init() {
        let parts = UnsafeMutablePointer<Part>.allocate(capacity: Self.partCount)
        view = View(parts: parts)
        for index in 0..<Self.partCount { (parts + index).initialize(to: Self.makePart(capacity: 8)) }
    }

    deinit {
        for index in 0..<Self.partCount { Self.release(view.parts[index]) }
        view.parts.deallocate()
    }

    /// Keys held, given-up ones included.
    var count: Int {
        (0..<Self.partCount).reduce(0) { $0 + view.parts[$1].count }
    }

    /// Calls with every key that has a record.
    func forEach(_ visit: (UInt64, UInt32) -> Void) {
        for index in 0..<Self.partCount {
            let part = view.parts[index]
            for slot in 0..<part.capacity where part.hashes[slot] != 0 && part.ids[slot] != Self.none {
                visit(part.hashes[slot], part.ids[slot])
            }
        }
    }

    @inline(__always)
    func find(_ hash: UInt64) -> UInt32 { view.find(hash) }

    @inline(__always) @discardableResult
    func set(_ hash: UInt64, _ id: UInt32) -> UInt32 { view.set(hash, id) }

    @inline(__always)
    fileprivate static func slot(_ hash: UInt64, _ hashes: UnsafeMutablePointer<UInt64>, _ capacity: Int) -> Int {
        let share = ((hash >> 24) & 0xFFFF_FFFF) &* UInt64(truncatingIfNeeded: capacity)
        var slot = Int(truncatingIfNeeded: share >> 32)
        while hashes[slot] != 0 && hashes[slot] != hash {
            slot &+= 1
            if slot == capacity { slot = 0 }
        }
        return slot
    }

    @inline(never)
    fileprivate static func grow(_ part: UnsafeMutablePointer<Part>) {
        let old = part.pointee
        var grown = makePart(capacity: old.capacity + old.capacity / 4 + 1)
        for index in 0..<old.capacity where old.hashes[index] != 0 {
            let slot = slot(old.hashes[index], grown.hashes, grown.capacity)
            grown.hashes[slot] = old.hashes[index]
            grown.ids[slot] = old.ids[index]
        }
        grown.count = old.count
        release(old)
        part.pointee = grown
    }

    private static func makePart(capacity: Int) -> Part {
        let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
        let ids = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
        hashes.update(repeating: 0, count: capacity)
        return Part(hashes: hashes, ids: ids, capacity: capacity, count: 0)
    }

    private static func release(_ part: Part) {
        part.hashes.deallocate()
        part.ids.deallocate()
    }
}

extension KeyMap {
    struct View {
        let parts: UnsafeMutablePointer<Part>

        /// The record with this key, `none` or `several`. `hash` is not 0.
        @inline(__always)
        func find(_ hash: UInt64) -> UInt32 {
            let part = parts + Int(hash >> 56)
            let slot = KeyMap.slot(hash, part.pointee.hashes, part.pointee.capacity)
            return part.pointee.hashes[slot] == hash ? part.pointee.ids[slot] : KeyMap.none
        }

        /// Brings the places of many hashes into the cache: look-ups that follow one upon the other each wait for
        /// memory, these loads do not wait for each other.
        func touch(_ hashes: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
            var sum: UInt64 = 0
            for row in 0..<count {
                let hash = hashes[row]
                let part = parts + Int(hash >> 56)
                let share = ((hash >> 24) & 0xFFFF_FFFF) &* UInt64(truncatingIfNeeded: part.pointee.capacity)
                sum &+= part.pointee.hashes[Int(truncatingIfNeeded: share >> 32)]
            }
            return sum
        }

        /// Sets or replaces the record of a key; returns what was there before.
        @inline(__always) @discardableResult
        func set(_ hash: UInt64, _ id: UInt32) -> UInt32 {
            let part = parts + Int(hash >> 56)
            let slot = KeyMap.slot(hash, part.pointee.hashes, part.pointee.capacity)
            if part.pointee.hashes[slot] == hash {
                let before = part.pointee.ids[slot]
                part.pointee.ids[slot] = id
                return before
            }
            part.pointee.hashes[slot] = hash
            part.pointee.ids[slot] = id
            part.pointee.count += 1
            if part.pointee.count * 5 > part.pointee.capacity * 4 { KeyMap.grow(part) }
            return KeyMap.none
        }
    }
}
