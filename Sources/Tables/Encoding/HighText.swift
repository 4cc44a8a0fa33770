/// What a file has beyond ASCII: distinct words with such bytes, collected in one pass and in bounded memory.
///
/// A word is a run of bytes from 0x40 on and digits, and of bytes from 0x3A on behind a byte beyond ASCII: no such
/// encoding has other second bytes, so a word never cuts a character in two. When there are enough, only words with bytes that were rare so far are added; so every byte
/// that occurs anywhere stands in some word.
struct HighText {
    /// Distinct words, in the order of the file.
    private(set) var words: [[UInt8]] = []
    /// How often each byte occurs in the file.
    private(set) var counts = [Int](repeating: 0, count: 256)
    private var seen: Set<[UInt8]> = []
    /// How many words hold each byte.
    private var covered = [Int](repeating: 0, count: 256)
    private var word: [UInt8] = []
    private var isHigh = false

    private static let enough = 3_000
    private static let coverage = 20
    private static let longest = 1_024

    /// Reads a file's bytes to the end.
    init(_ source: any ByteSource) throws(ImportFailure) {
        let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block, capacity: TableLimits.blockBytes)
            if count == 0 { break }
            add(UnsafeRawBufferPointer(start: block, count: count))
        }
        endWord()
    }

    private mutating func add(_ block: UnsafeRawBufferPointer) {
        for byte in block {
            if byte >= 0x40 || byte &- 0x30 < 10 || byte >= 0x3A && word.last ?? 0 >= 0x80 {
                if byte >= 0x80 {
                    isHigh = true
                    counts[Int(byte)] += 1
                }
                if word.count <= Self.longest { word.append(byte) }
            } else if !word.isEmpty {
                endWord()
            }
        }
    }

    private mutating func endWord() {
        defer {
            word.removeAll(keepingCapacity: true)
            isHigh = false
        }
        guard isHigh, word.count <= Self.longest, isWanted, seen.insert(word).inserted else { return }
        words.append(word)
        for byte in Set(word) { covered[Int(byte)] += 1 }
    }

    private var isWanted: Bool {
        words.count < Self.enough || word.contains { $0 >= 0x80 && covered[Int($0)] < Self.coverage }
    }
}
