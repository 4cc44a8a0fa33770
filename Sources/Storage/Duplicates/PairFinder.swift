import HelpDesk

/// Finds the pairs of records that a rule speaks for: records are compared only within blocks of those that have a key in
/// common, never all with all.
struct PairFinder {
    /// More records than this share a key only because it says nothing: a switchboard's number, a common word.
    static let maxBlock = 80
    /// Bounds memory: eight bytes a pair.
    static let maxPairs = 40_000_000

    let table: LikenessTable
    /// By rule: how many keys were left aside because too many records share them.
    private(set) var cut: [Int: Int] = [:]
    private(set) var isFull = false
    /// `first << 36 | second << 8 | rule`
    private var found: [UInt64] = []
    private let measure: NameSimilarity
    /// Names that differ in more of their letters cannot be alike.
    private static let maxOtherLetters = 6

    init(_ table: LikenessTable) {
        self.table = table
        measure = NameSimilarity(table.likeness.nameForm)
    }

    /// The pairs with their rules, in order.
    mutating func run() -> [UInt64] {
        for block in table.blocks.indices { compare(block) }
        found.sort()
        return found
    }

    private mutating func compare(_ block: Int) {
        let entries = table.entries[block]
        let rules = table.likeness.rules.indices.filter { table.likeness.rules[$0].keys == table.blocks[block] }
        var start = 0
        while start < entries.count && !isFull {
            var end = start + 1
            while end < entries.count && entries[end].hash == entries[start].hash { end += 1 }
            if end - start > Self.maxBlock {
                for rule in rules { cut[rule, default: 0] += 1 }
            } else if end - start > 1 {
                compare(entries[start..<end], rules)
            }
            start = end
        }
    }

    private mutating func compare(_ block: ArraySlice<LikenessEntry>, _ rules: [Int]) {
        for left in block.indices {
            for right in block.indices[(left + 1)...] {
                let (one, two) = (block[left], block[right])
                if one.record == two.record { continue }
                if one.country != 0 && two.country != 0 && one.country != two.country { continue }
                if table.areApart(Int(one.record), Int(two.record)) { continue }
                for rule in rules where holds(rule, Int(one.record), Int(two.record)) {
                    add(min(one.record, two.record), max(one.record, two.record), rule)
                }
            }
        }
    }

    private func holds(_ place: Int, _ first: Int, _ second: Int) -> Bool {
        let rule = table.likeness.rules[place]
        if let within = rule.within, !table.areWithin(within, first, second) { return false }
        guard let least = rule.minName else { return true }
        guard (table.letters[first] ^ table.letters[second]).nonzeroBitCount <= Self.maxOtherLetters else {
            return false
        }
        return (table.similarity(first, second, measure) ?? 0) >= least
    }

    private mutating func add(_ first: UInt32, _ second: UInt32, _ rule: Int) {
        if found.count >= Self.maxPairs { isFull = true }
        found.append(UInt64(first) << 36 | UInt64(second) << 8 | UInt64(rule))
    }
}

/// Two records that are likely to be the same.
struct LikelyPair {
    let first: Int
    let second: Int
    /// 0 to 100
    let score: Int
    /// What is alike, the strongest evidence first; indexes of rules.
    let rules: [Int]
    /// How alike the names are; nil where one has none, or where they are part of the rules.
    let name: Double?
}

/// Weighs what speaks for a pair: pieces of evidence of different kinds add up, names that differ take away.
struct PairScorer {
    let table: LikenessTable
    private let measure: NameSimilarity

    init(_ table: LikenessTable) {
        self.table = table
        measure = NameSimilarity(table.likeness.nameForm)
    }

    /// Pairs of at least this score, best first.
    func score(_ found: [UInt64], atLeast least: Int) -> [LikelyPair] {
        var pairs: [LikelyPair] = []
        var start = 0
        while start < found.count {
            var end = start + 1
            while end < found.count && found[end] >> 8 == found[start] >> 8 { end += 1 }
            let pair = score(found[start] >> 8, found[start..<end].map { Int($0 & 0xFF) })
            if pair.score >= least { pairs.append(pair) }
            start = end
        }
        return pairs.sorted {
            $0.score != $1.score ? $0.score > $1.score : ($0.first, $0.second) < ($1.first, $1.second)
        }
    }

    /// From here on names speak for a pair.
    static let alikeName = 0.9
    /// Below, they speak against it.
    private static let otherName = 0.6
    private static let doubtByName = 0.75
    /// What names that are alike are worth beside other evidence.
    private static let nameEvidence = 0.5

    private func score(_ pair: UInt64, _ rules: [Int]) -> LikelyPair {
        let (first, second) = (Int(pair >> 28), Int(pair & 0xFFF_FFFF))
        let kept = strongest(rules)
        let similarity = table.similarity(first, second, measure)
        let isNameCounted = kept.contains { table.likeness.rules[$0].namesMatter }
        var doubt = kept.reduce(1.0) { $0 * (1 - weight($1, similarity)) }
        if !isNameCounted, let similarity {
            if similarity >= Self.alikeName { doubt *= 1 - Self.nameEvidence * similarity }
            if similarity < Self.otherName { doubt = 1 - (1 - doubt) * Self.doubtByName }
        }
        return LikelyPair(
            first: first, second: second, score: min(99, Int((100 * (1 - doubt)).rounded())), rules: kept,
            name: isNameCounted ? nil : similarity)
    }

    private func weight(_ rule: Int, _ similarity: Double?) -> Double {
        let rule = table.likeness.rules[rule]
        let share = Double(rule.score) / 100
        return rule.minName == nil ? share : share * (similarity ?? 1)
    }

    /// One rule of each kind, the strongest first.
    private func strongest(_ rules: [Int]) -> [Int] {
        var kinds: Set<String> = []
        let all = table.likeness.rules
        let ranked = rules.sorted { (all[$0].score, -$0) > (all[$1].score, -$1) }
        return ranked.filter { kinds.insert(all[$0].kind).inserted }
    }
}
