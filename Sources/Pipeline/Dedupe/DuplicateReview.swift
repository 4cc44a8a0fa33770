import Foundation
import HelpDesk
import Reporting
import Storage
import Tables

/// Looks for likely duplicates and writes what was found as a file that a person can decide upon.
package struct DuplicateReview {
    /// What was found: the table, and what was not looked at.
    package struct Result {
        package let table: ReviewTable
        /// Records that were compared.
        package let records: Int
        package let groups: Int
        /// Groups of which the file says `merge` already.
        package let sureGroups: Int
        /// Sentences about what was left aside.
        package let notes: [String]
    }

    private let database: String
    private let entity: Entity
    private let minScore: Int
    private let limit: Int?

    /// Groups that are so sure are decided already.
    static let sureScore = 95
    /// What `--min-score` is unless given.
    package static let usualScore = 60

    package init(database: String, entity: Entity, minScore: Int?, limit: Int?) {
        self.database = database
        self.entity = entity
        self.minScore = minScore ?? Self.usualScore
        self.limit = limit
    }

    /// Entities whose duplicates can be found.
    package static var entities: [Entity] { Catalog.entities.filter { $0.likeness != nil } }

    package func run() throws(ImportFailure) -> Result {
        guard let likeness = entity.likeness else { throw .noLikeness(entity) }
        return try DatabaseReading.read(database) { session throws(ImportFailure) in try find(session, likeness) }
    }

    private func find(_ session: StoreSession, _ likeness: Likeness) throws(ImportFailure) -> Result {
        let search = try session.findDuplicates(entity, likeness, minScore: minScore)
        let groups = search.groups.prefix(limit ?? .max)
        var table = ReviewTable(entity: entity, shown: likeness.shown, rows: [])
        for (place, group) in groups.enumerated() {
            table.rows += try rows(group, place + 1, session, likeness)
        }
        return Result(
            table: table, records: search.records, groups: groups.count,
            sureGroups: groups.count { $0.score >= Self.sureScore }, notes: notes(search, shown: groups.count))
    }

    /// The record with the most values is proposed to stay; of several, the oldest.
    private func rows(
        _ group: DuplicateGroup, _ number: Int, _ session: StoreSession, _ likeness: Likeness
    ) throws(ImportFailure) -> [ReviewRow] {
        var found: [(member: DuplicateGroup.Member, record: ReviewRecord)] = []
        for member in group.members {
            if let record = try session.reviewRecord(entity, likeness, member.id) { found.append((member, record)) }
        }
        let best = found.max { ($0.record.filled, -Int($0.member.id)) < ($1.record.filled, -Int($1.member.id)) }
        return found.map { member, record in
            ReviewRow(
                group: number, score: group.score, other: member.other, alike: member.alike,
                isSure: group.score >= Self.sureScore, isSurvivor: member.id == best?.member.id, id: member.id,
                values: record.values, state: record.state)
        }
    }

    private func notes(_ search: DuplicateSearch, shown: Int) -> [String] {
        var notes: [String] = []
        for cut in search.cut {
            let values = cut.keys == 1 ? "1 value is" : "\(cut.keys) values are"
            notes.append(
                "Same \(cut.alike): \(values) shared by more than \(DuplicateSearch.maxShared) \(entity.name) and were "
                    + "left aside, since what so many have in common tells nothing.")
        }
        if search.isFull {
            notes.append("There are more alike pairs than can be compared; only a part of them was looked at.")
        }
        let more = search.groups.count - shown
        if more > 0 { notes.append("\(more) more \(more == 1 ? "group was" : "groups were") left out (--limit).") }
        return notes
    }
}

/// Writes a review where nothing is yet: decisions that somebody has made must not be lost.
package enum ReviewOutput {
    package static func write(_ table: ReviewTable, to path: String) throws(ImportFailure) {
        let path = HelpDeskDatabase.absolute(path)
        let place = URL(fileURLWithPath: path)
        if FileManager.default.fileExists(atPath: path) { throw .reviewExists(path) }
        if place.pathExtension.lowercased() == "xlsx" {
            return try table.writeWorkbook(to: path, temporaryFolder: FileManager.default.temporaryDirectory.path)
        }
        do {
            try Data(table.csv).write(to: place, options: .withoutOverwriting)
        } catch {
            throw .reviewUnwritable(path, error.localizedDescription)
        }
    }
}

extension Inspection {
    /// What a review says of a record's state; nil where it is not among the live ones.
    package func state(_ entity: Entity, _ id: UInt32) throws(ImportFailure) -> String? {
        guard let likeness = entity.likeness else { return nil }
        return try DatabaseReading.read(database) { session throws(ImportFailure) in
            try session.reviewRecord(entity, likeness, id)?.state
        }
    }
}
