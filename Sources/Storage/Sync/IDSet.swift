import Tables

/// A set of record ids, one bit an id: ids are dense. Used by one thread, once a row, so it goes without the runtime's
/// exclusivity checks.
package final class IDSet: Equatable {
    @exclusivity(unchecked) private var words: ContiguousArray<UInt64> = []

    package init() {}

    package init(_ ids: some Sequence<UInt32>) {
        for id in ids { insert(id) }
    }

    init(copying other: IDSet) { words = other.words }

    @inline(__always)
    func insert(_ id: UInt32) {
        let word = Int(id >> 6)
        if word >= words.count { grow(to: word + 1) }
        words[word] |= 1 << UInt64(id & 63)
    }

    @inline(never)
    private func grow(to count: Int) {
        words.append(contentsOf: repeatElement(0, count: max(count, words.count * 3 / 2) - words.count))
    }

    func remove(_ id: UInt32) {
        if Int(id >> 6) < words.count { words[Int(id >> 6)] &= ~(1 << UInt64(id & 63)) }
    }

    @inline(__always)
    package func contains(_ id: UInt32) -> Bool {
        let word = Int(id >> 6)
        return word < words.count && words[word] & 1 << UInt64(id & 63) != 0
    }

    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    func formUnion(_ other: IDSet) {
        if other.words.count > words.count { grow(to: other.words.count) }
        for (place, word) in other.words.enumerated() { words[place] |= word }
    }

    /// Its ids that the other set does not have, the smallest first.
    func subtracting(_ other: IDSet) -> [UInt32] {
        var ids: [UInt32] = []
        for (place, word) in words.enumerated() {
            Self.collect(word & ~(place < other.words.count ? other.words[place] : 0), place, &ids)
        }
        return ids
    }

    /// All ids, the smallest first.
    package var ids: [UInt32] { subtracting(IDSet()) }

    private static func collect(_ word: UInt64, _ place: Int, _ ids: inout [UInt32]) {
        var rest = word
        while rest != 0 {
            ids.append(UInt32(place << 6 + rest.trailingZeroBitCount))
            rest &= rest - 1
        }
    }

    package static func == (left: IDSet, right: IDSet) -> Bool {
        let (short, long) =
            left.words.count < right.words.count ? (left.words, right.words) : (right.words, left.words)
        return short.elementsEqual(long.prefix(short.count)) && long.dropFirst(short.count).allSatisfy { $0 == 0 }
    }
}

extension IDSet {
    /// How a set is written down: the first byte.
    private enum Form: UInt8 {
        /// Ids that follow one another: the gap before them, and how many come behind the first; variable in length.
        case runs = 1
        /// One bit an id: bytes left out in front, variable in length, then the bytes up to the last one that is not 0.
        case bits = 2
    }

    /// The set in the form that is shorter.
    package var encoded: [UInt8] {
        let (runs, bits) = (encodedRuns, encodedBits)
        return runs.count <= bits.count ? runs : bits
    }

    private var encodedRuns: [UInt8] {
        var bytes = [Form.runs.rawValue]
        var next: UInt64 = 0
        var open: ClosedRange<UInt64>?
        func close(_ run: ClosedRange<UInt64>) {
            bytes.append(varint: run.lowerBound - next)
            bytes.append(varint: run.upperBound - run.lowerBound)
            next = run.upperBound + 1
        }
        for id in ids.lazy.map(UInt64.init) {
            if let run = open, run.upperBound + 1 == id {
                open = run.lowerBound...id
            } else {
                if let run = open { close(run) }
                open = id...id
            }
        }
        if let run = open { close(run) }
        return bytes
    }

    private var encodedBits: [UInt8] {
        var bytes = [Form.bits.rawValue]
        let first = words.firstIndex { $0 != 0 } ?? 0
        bytes.append(varint: UInt64(first * 8))
        for word in words[first...] { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
        while bytes.count > 2 && bytes.last == 0 { bytes.removeLast() }
        return bytes
    }

    /// Reads what `encoded` has written; bytes that another hand has changed give what can be read of them.
    package convenience init(encoded bytes: [UInt8]) {
        self.init()
        guard let form = bytes.first.flatMap(Form.init) else { return }
        var reader = JournalReader(bytes: bytes, place: 1)
        switch form {
        case .runs: readRuns(&reader)
        case .bits: readBits(&reader)
        }
    }

    private func readRuns(_ reader: inout JournalReader) {
        var next: UInt64 = 0
        while !reader.isAtEnd {
            let first = next &+ reader.varint()
            let last = first &+ reader.varint()
            guard first <= last, last <= UInt64(UInt32.max) else { return }
            for id in first...last { insert(UInt32(id)) }
            next = last + 1
        }
    }

    private func readBits(_ reader: inout JournalReader) {
        let start = reader.varint()
        guard start <= UInt64(UInt32.max) / 8 else { return }
        for (place, byte) in reader.bytes[reader.place...].enumerated() where byte != 0 {
            for bit in 0..<8 where byte & 1 << UInt8(bit) != 0 {
                guard let id = UInt32(exactly: (Int(start) + place) * 8 + bit) else { return }
                insert(id)
            }
        }
    }
}
