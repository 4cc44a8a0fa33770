import HelpDesk

/// Holds the header of a table against the one that its mapping was made for.
struct HeaderComparison {
    private let before: [SeenTable.Column]
    private let now: [SeenTable.Column]
    /// Columns of the table now, from 0, in step with `now`.
    private let places: [Int]
    /// The column now of each one before.
    private(set) var matches: [Int?]
    private var renamed: Set<Int> = []

    /// - Parameter now: with blank headers, which nothing can be said of.
    init(before: [SeenTable.Column], now: [SeenTable.Column], places: [Int]) {
        self.before = before
        self.now = now
        self.places = places
        matches = before.map { _ in nil }
        matchNames()
        matchRenamed()
    }

    /// Columns of the same name, the first with the first of that name.
    private mutating func matchNames() {
        var free = Dictionary(grouping: now.indices.reversed()) { HeaderForm.normal(now[$0].header) }
        for index in before.indices where !before[index].header.isEmpty {
            matches[index] = free[HeaderForm.normal(before[index].header)]?.popLast()
        }
    }

    /// What is left on both sides: with a similar name, or at the same place and with the same kind of values.
    private mutating func matchRenamed() {
        var taken = Set(matches.compactMap(\.self))
        for index in before.indices where matches[index] == nil && !before[index].header.isEmpty {
            let free = now.indices.filter { !taken.contains($0) && !now[$0].header.isEmpty }
            let similar = free.first { Self.isSimilar(before[index].header, now[$0].header) }
            let successor = free.first { isAtSamePlace(index, $0) && before[index].looksLike(now[$0]) }
            guard let match = similar ?? successor else { continue }
            matches[index] = match
            renamed.insert(index)
            taken.insert(match)
        }
    }

    private static func isSimilar(_ left: String, _ right: String) -> Bool {
        let (a, b) = (HeaderForm.normal(left), HeaderForm.normal(right))
        let isPart = min(a.count, b.count) >= 4 && (a.contains(b) || b.contains(a))
        return isPart || NearestName.of(left, among: [right]) != nil
    }

    /// The column before it is the same, or the one behind it.
    private func isAtSamePlace(_ old: Int, _ new: Int) -> Bool {
        let follows = old > 0 && new > 0 && matches[old - 1] == new - 1
        let precedes = old + 1 < before.count && matches[old + 1] == new + 1
        return old == new || follows || precedes
    }

    var changes: [ShapeChange] {
        let taken = Set(matches.compactMap(\.self))
        let old = before.indices.compactMap(change)
        let new = now.indices.filter { !taken.contains($0) && !now[$0].header.isEmpty }
        return old + moved + new.map { ShapeChange(kind: .new, header: now[$0].header, column: places[$0]) }
    }

    private func change(_ index: Int) -> ShapeChange? {
        let header = before[index].header
        guard !header.isEmpty else { return nil }
        guard let match = matches[index] else { return ShapeChange(kind: .gone, header: header) }
        guard renamed.contains(index) else { return nil }
        return ShapeChange(kind: .renamed(to: now[match].header), header: header, column: places[match])
    }

    /// Columns that do not stand in their old order; those of the longest row that do stay where they were.
    private var moved: [ShapeChange] {
        let pairs = matches.enumerated().compactMap { old, new in new.map { (old: old, new: $0) } }
        let kept = Self.longestRise(pairs.map(\.new))
        return pairs.indices.filter { !kept.contains($0) }.map { index in
            let pair = pairs[index]
            return ShapeChange(
                kind: .moved(from: pair.old + 1, to: places[pair.new] + 1), header: now[pair.new].header,
                column: places[pair.new])
        }
    }

    /// Indices of a longest rising part of the numbers.
    private static func longestRise(_ numbers: [Int]) -> Set<Int> {
        var ends: [Int] = []
        var previous = [Int?](repeating: nil, count: numbers.count)
        for index in numbers.indices {
            let place = ends.firstIndex { numbers[$0] >= numbers[index] } ?? ends.count
            previous[index] = place > 0 ? ends[place - 1] : nil
            if place == ends.count { ends.append(index) } else { ends[place] = index }
        }
        var kept: Set<Int> = []
        var next = ends.last
        while let index = next {
            kept.insert(index)
            next = previous[index]
        }
        return kept
    }
}
