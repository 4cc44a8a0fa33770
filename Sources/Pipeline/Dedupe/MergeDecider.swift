import HelpDesk
import Reporting
import Storage
import Tables

/// What becomes of the rows of a review: which groups are merged, and why others are not.
struct MergeDecider {
    private let review: MergeReview
    private let session: StoreSession
    /// In step with the review's rows.
    private(set) var outcomes: [Outcome]
    private(set) var findings: [(row: Int, finding: Finding)] = []
    /// Groups that are merged.
    private(set) var groups = 0
    /// Rows that name a record again which their group has already.
    private(set) var repetitions = 0
    /// What they do to the database.
    private(set) var batch: MergeBatch!
    private let merger: RecordMerger
    /// Where a record is to be merged, by id.
    private var taken: [UInt32: Int] = [:]

    /// - Parameter instant: when the merge is done, ISO 8601 in UTC.
    init(_ review: MergeReview, _ session: StoreSession, instant: String) throws(ImportFailure) {
        self.review = review
        self.session = session
        outcomes = Array(repeating: .skipped, count: review.rows.count)
        merger = RecordMerger(session, review.entity, instant: instant)
        for group in Self.groups(review.rows) { try decide(group) }
        batch = try merger.decide()
        settleSurvivors()
    }

    /// Rows by group, in the order of the file. Rows without a group have nothing to do with each other.
    private static func groups(_ rows: [ReviewedRow]) -> [[Int]] {
        var places: [String: Int] = [:]
        var groups: [[Int]] = []
        for (index, row) in rows.enumerated() where !row.decision.isEmpty {
            if row.group.isEmpty {
                groups.append([index])
            } else if let place = places[row.group] {
                groups[place].append(index)
            } else {
                places[row.group] = groups.count
                groups.append([index])
            }
        }
        return groups
    }

    // MARK: One group

    private mutating func decide(_ rows: [Int]) throws(ImportFailure) {
        var merging: [Int] = []
        var isRefused = false
        for row in rows {
            switch MergeDecision(review.rows[row].decision) {
            case .merge: merging.append(row)
            case .keep: continue
            case nil:
                merging.append(row)
                report(.mergeDecision, row, value: review.rows[row].decision)
                isRefused = true
            }
        }
        guard let first = merging.first else { return }
        if review.rows[first].group.isEmpty {
            if !isRefused { report(.mergeNoGroup, first) }
            return
        }
        for row in merging where outcomes[row] != .rejected {
            if try !checkRecord(row) { isRefused = true }
        }
        if !checkGroup(merging) { isRefused = true }
        guard !isRefused, let request = request(merging), try isTaken(request, merging) else { return refuse(merging) }
        groups += 1
        for row in merging { settle(row, request) }
    }

    /// A record that a group names twice is one; it is counted by its first row.
    private mutating func settle(_ row: Int, _ request: MergeRequest) {
        guard let id = id(row), taken[id] == row else { return repetitions += 1 }
        outcomes[row] = id == request.survivor ? .unchanged : .deleted
    }

    private func id(_ row: Int) -> UInt32? {
        let text = review.rows[row].id
        return UInt32(text.hasPrefix("#") ? String(text.dropFirst()) : text)
    }

    /// Whether the record is there, what it was, and asked for by this group alone.
    private mutating func checkRecord(_ row: Int) throws(ImportFailure) -> Bool {
        let name = "\(review.entity.singular) #\(review.rows[row].id)"
        guard let id = id(row), let likeness = review.entity.likeness,
            let record = try session.reviewRecord(review.entity, likeness, id)
        else {
            report(.mergeGone, row, [name])
            return false
        }
        let other = taken[id] ?? row
        if review.rows[other].group != review.rows[row].group {
            report(.mergeRepeated, row, [String(review.rows[other].position.row)])
            return false
        }
        taken[id] = other
        if !record.isStill(review.rows[row].state) {
            report(.mergeChanged, row, [name])
            return false
        }
        return true
    }

    private mutating func checkGroup(_ rows: [Int]) -> Bool {
        let group = review.rows[rows[0]].group
        if Set(rows.map(id)).count == 1, outcomes[rows[0]] != .rejected {
            report(.mergeAlone, rows[0], [group])
            return false
        }
        let marked = rows.filter { review.rows[$0].isMarked }
        if Set(marked.map(id)).count <= 1 { return true }
        for row in marked { report(.mergeSurvivors, row, [group]) }
        return false
    }

    /// Where nobody is marked, the oldest stays.
    private func request(_ rows: [Int]) -> MergeRequest? {
        let marked = rows.first { review.rows[$0].isMarked }
        let oldest = rows.min { (id($0) ?? .max, $0) < (id($1) ?? .max, $1) }
        guard let survivor = marked ?? oldest, let id = id(survivor) else { return nil }
        let others = rows.filter { row in self.id(row).map { $0 != id && taken[$0] == row } ?? false }
        return MergeRequest(
            survivor: id, others: others.compactMap(self.id), position: review.rows[survivor].position)
    }

    private mutating func isTaken(_ request: MergeRequest, _ rows: [Int]) throws(ImportFailure) -> Bool {
        guard let ring = try merger.add(request) else { return true }
        let row = rows.first { id($0) == request.survivor } ?? rows[0]
        report(.mergeRing, row, [review.entity.singular, ring.record, ring.field, ring.above])
        return false
    }

    /// A group is merged as a whole or not at all.
    private mutating func refuse(_ rows: [Int]) {
        let reason = rows.first { outcomes[$0] == .rejected } ?? rows[0]
        for row in rows where outcomes[row] != .rejected {
            report(.mergeGroup, row, [review.rows[row].group, String(review.rows[reason].position.row)])
        }
    }

    private mutating func report(_ code: FindingCode, _ row: Int, value: String? = nil, _ parameters: [String] = []) {
        outcomes[row] = .rejected
        let column: ReviewColumn =
            switch code {
            case .mergeDecision: .decision
            case .mergeSurvivors: .survivor
            case .mergeGone, .mergeRepeated, .mergeChanged, .mergeRing: .id
            default: .group
            }
        findings.append(
            (
                row,
                Finding(
                    code, .error, at: review.rows[row].position, column: review.columns[column],
                    field: column.rawValue, value: value, parameters)
            ))
    }

    private mutating func settleSurvivors() {
        for row in outcomes.indices where outcomes[row] == .unchanged {
            if let id = id(row), batch.changedSurvivors.contains(id) { outcomes[row] = .updated }
        }
    }
}
