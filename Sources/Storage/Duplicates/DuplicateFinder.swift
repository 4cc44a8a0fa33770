import HelpDesk
import Tables

/// Records that are likely to be one and the same.
package struct DuplicateGroup: Sendable, Equatable {
    package struct Member: Sendable, Equatable {
        package let id: UInt32
        /// The record that it is most like.
        package let other: UInt32
        /// What is alike, in plain words.
        package let alike: [String]
    }

    /// How sure the weakest of the ties is that hold the group together, 0 to 100.
    package let score: Int
    /// By id.
    package let members: [Member]
}

/// What was found, and what was not looked at.
package struct DuplicateSearch: Sendable {
    /// Records that may share a value before it says nothing any more.
    package static let maxShared = PairFinder.maxBlock

    /// The surest first.
    package var groups: [DuplicateGroup] = []
    /// Records that were compared.
    package var records = 0
    /// Evidence that too many records share to be any, with how many different values of it there are.
    package var cut: [(alike: String, keys: Int)] = []
    /// There were more pairs than memory is spent on.
    package var isFull = false
}

extension StoreSession {
    /// Looks for likely duplicates among the live records of an entity.
    package func findDuplicates(
        _ entity: Entity, _ likeness: Likeness, minScore: Int
    ) throws(ImportFailure) -> DuplicateSearch {
        let table = try LikenessTable(entity, likeness, self)
        var finder = PairFinder(table)
        let found = finder.run()
        let pairs = PairScorer(table).score(found, atLeast: minScore)
        var search = DuplicateSearch(records: table.count)
        search.groups = DuplicateGrouping(table, pairs).groups
        search.cut = finder.cut.sorted { $0.key < $1.key }.map { (likeness.rules[$0.key].alike, $0.value) }
        search.isFull = finder.isFull
        return search
    }
}

/// Joins pairs to groups, the surest first, so that a group holds together by its best ties.
struct DuplicateGrouping {
    /// A group of more would be a chain of doubtful ties rather than one thing.
    static let maxMembers = 50

    private let table: LikenessTable
    private var parents: [Int: Int] = [:]
    private var members: [Int: [Int]] = [:]
    private var scores: [Int: Int] = [:]
    private var ties: [Int: LikelyPair] = [:]

    init(_ table: LikenessTable, _ pairs: [LikelyPair]) {
        self.table = table
        for pair in pairs { join(pair) }
    }

    private mutating func join(_ pair: LikelyPair) {
        let (first, second) = (root(pair.first), root(pair.second))
        guard first != second else { return }
        let all = (members[first] ?? [first]) + (members[second] ?? [second])
        guard all.count <= Self.maxMembers else { return }
        let (kept, gone) = (min(first, second), max(first, second))
        parents[gone] = kept
        members[gone] = nil
        members[kept] = all
        scores[kept] = min(pair.score, scores[first] ?? 100, scores[second] ?? 100)
        for record in [pair.first, pair.second] where ties[record] == nil { ties[record] = pair }
    }

    private mutating func root(_ record: Int) -> Int {
        var root = record
        while let parent = parents[root] { root = parent }
        if root != record { parents[record] = root }
        return root
    }

    var groups: [DuplicateGroup] {
        members.map { root, records in
            DuplicateGroup(score: scores[root] ?? 0, members: records.sorted().compactMap(member))
        }
        .sorted { $0.score != $1.score ? $0.score > $1.score : $0.members[0].id < $1.members[0].id }
    }

    private func member(_ record: Int) -> DuplicateGroup.Member? {
        guard let tie = ties[record] else { return nil }
        let other = tie.first == record ? tie.second : tie.first
        var alike = tie.rules.map { table.likeness.rules[$0].alike }
        if let name = tie.name, name >= PairScorer.alikeName { alike.append(name == 1 ? "name" : "a similar name") }
        return DuplicateGroup.Member(id: table.ids[record], other: table.ids[other], alike: alike)
    }
}
