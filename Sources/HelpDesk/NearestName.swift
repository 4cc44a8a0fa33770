/// Finds the name that was probably meant, by edit distance.
package enum NearestName {
    /// The nearest of the names; nil where none is near. Case, spaces and punctuation do not count.
    package static func of(_ name: String, among names: some Sequence<String>) -> String? {
        several(name, among: names, limit: 1).first
    }

    /// So many of the names that are near, the nearest first; of two as near the one that stands first.
    package static func several(_ name: String, among names: some Sequence<String>, limit: Int) -> [String] {
        let wanted = Array(normal(name))
        let farthest = max(1, wanted.count / 3)
        var near: [(name: String, distance: Int, place: Int)] = []
        for (place, candidate) in names.enumerated() {
            let letters = Array(normal(candidate))
            guard abs(letters.count - wanted.count) <= farthest else { continue }
            let distance = distance(wanted, letters)
            if distance <= farthest { near.append((candidate, distance, place)) }
        }
        near.sort { ($0.distance, $0.place) < ($1.distance, $1.place) }
        return near.prefix(limit).map(\.name)
    }

    /// Letters and digits, without regard to case; a name of nothing else stays as it is.
    private static func normal(_ name: String) -> String {
        let folded = KeyNormalizer.caselessForm(name)
        let kept = folded.filter { $0.isLetter || $0.isNumber }
        return kept.isEmpty ? folded : kept
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
    package static func distance(_ a: [Character], _ b: [Character]) -> Int {
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                row[j] = min(last[j] + 1, row[j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
