import HelpDesk
import Reporting
import Storage
import Tables

/// What keeps a job from taking records away: too many at once, records that others have brought, people who cannot go.
/// All of it is asked before anything is written.
struct MissingGuards {
    let snapshot: SnapshotPlan
    let resolver: Resolver

    private static let namedRecords = 20

    private func policy(_ entity: Entity) -> MissingPolicy {
        snapshot.judged.first { $0.entity.name == entity.name }?.policy ?? MissingPolicy()
    }

    /// Everything that would move counts, with what goes along; held against what the job held of the entity.
    func checkCount(_ verdict: SnapshotVerdict, _ report: MissingReport) throws(ImportFailure) {
        let (entity, leaving) = (verdict.terms.entity, verdict.leaving)
        let (policy, moved) = (policy(entity), leaving.count + report.along)
        let isShareExceeded = Double(moved) * 100 > policy.maxShare * Double(verdict.held)
        let isCountExceeded = policy.maxCount.map { moved > $0 } ?? false
        guard !leaving.isEmpty, isShareExceeded || isCountExceeded else { return }
        throw .tooManyMissing(
            report, policy, snapshot.job,
            first: leaving.prefix(Self.namedRecords).map {
                "\(entity.readableSingular) \(resolver.label($0, of: entity))"
            })
    }

    func checkForeign(_ deletion: MissingDeletion, _ judge: SnapshotJudge) throws(ImportFailure) {
        let found = deletion.foreign.filter { !policy($0.rootEntity).cascades }
        guard !found.isEmpty else { return }
        let lines = found.map { record in
            "\(record.entity.readableSingular) \(resolver.label(record.id, of: record.entity)) hangs on "
                + "\(record.rootEntity.readableSingular) \(resolver.label(record.root, of: record.rootEntity))"
                + (record.isSeen ? ", and is in this run's files" : "")
        }
        throw .foreignDependants(deletion.foreignCount, snapshot.job, lines)
    }

    // MARK: People

    func check(_ removal: MissingRemoval) throws(ImportFailure) {
        let names = removal.people.prefix(Self.namedRecords).map { resolver.label($0, of: removal.entity) }
        if let (entity, person) = removal.appointment {
            throw .missingAppointed(resolver.label(person, of: removal.entity), entity)
        }
        if removal.isLeaderless { throw .missingLeader(names) }
        let work = removal.holdings.filter(\.isWork)
        guard let email = policy(removal.entity).reassignOpenTo else {
            if work.isEmpty { return }
            throw .missingHeir(names, work.map { Self.sentence($0) }, snapshot.job)
        }
        if let reason = removal.hindrance(try heir(removal)) { throw .missingHeirUnfit(email, reason, snapshot.job) }
    }

    private static func sentence(_ holding: MissingRemoval.Holding) -> String {
        let open = holding.open.isEmpty ? [] : [holding.entity.count(holding.open.count, "open")]
        let settled =
            holding.settled.isEmpty
            ? [] : [holding.entity.count(holding.settled.count, holding.handover.settlement?.from)]
        return (open + settled).joined(separator: ", ")
    }

    /// Who takes over; nil where nobody is named, or nobody of that name is known.
    func heir(_ removal: MissingRemoval) throws(ImportFailure) -> UInt32? {
        policy(removal.entity).reassignOpenTo.flatMap(resolver.agent)
    }
}

extension ImportFailure {
    fileprivate static func tooManyMissing(
        _ report: MissingReport, _ policy: MissingPolicy, _ job: SyncJob, first names: [String]
    ) -> ImportFailure {
        let moved = report.leaving + report.along
        let share = (Double(moved) * 100 / Double(max(report.held, 1))).rounded(.up)
        let along = report.along > 0 ? ", and \(NumberText.count(report.along, "record")) would go with them" : ""
        let limit = [
            "\(policy.maxShare.formatted()) %", policy.maxCount.map { NumberText.count($0, "record") },
        ].compactMap(\.self).joined(separator: " and ")
        let rest = report.leaving - names.count
        return ImportFailure(
            "sync.too_many_missing", .stopped,
            "\(NumberText.grouped(report.leaving)) of the \(NumberText.grouped(report.held)) \(report.entity) of job "
                + "\(job.name) are missing from its files\(along): that is \(share.formatted()) %, and max_missing is "
                + "\(limit).",
            hint:
                "Look whether the files are whole. If these records may go, set max_missing: \(share.formatted())% in "
                + "\(job.path), run the job once, and set it back. Nothing was written.",
            details: names + (rest > 0 ? ["and \(NumberText.grouped(rest)) more"] : []))
    }

    fileprivate static func foreignDependants(_ count: Int, _ job: SyncJob, _ lines: [String]) -> ImportFailure {
        let rest = count - lines.count
        return ImportFailure(
            "sync.foreign_dependants", .stopped,
            "\(NumberText.count(count, "record")) that job \(job.name) has not brought, or that its files still have, "
                + "would go to the recycle bin along with missing ones.",
            hint:
                "Move or delete them first, or let them go along with cascade: true in \(job.path). Nothing was written.",
            details: lines + (rest > 0 ? ["and \(NumberText.grouped(rest)) more"] : []))
    }

    fileprivate static func missingAppointed(_ name: String, _ entity: Entity) -> ImportFailure {
        ImportFailure(
            "sync.removal_refused", .stopped,
            "\(name) is missing from the job's files, but is the \(entity.readableSingular)'s primary contact.",
            hint: "Choose another one first: `deskferry \(entity.name) set-primary-contact EMAIL`. Nothing was written."
        )
    }

    fileprivate static func missingLeader(_ names: [String]) -> ImportFailure {
        ImportFailure(
            "sync.removal_refused", .stopped,
            "The files of the job have no active administrator any more: \(names.joined(separator: ", ")).",
            hint: "Look whether the files are whole, or make somebody else an administrator first. Nothing was written."
        )
    }

    fileprivate static func missingHeir(_ names: [String], _ lines: [String], _ job: SyncJob) -> ImportFailure {
        ImportFailure(
            "sync.removal_refused", .stopped,
            "\(names.joined(separator: ", ")): missing from the files of job \(job.name), with work in their hands.",
            hint: "Say who goes on with it: reassign_open_to: EMAIL in \(job.path). Nothing was written.",
            details: lines)
    }

    fileprivate static func missingHeirUnfit(_ email: String, _ reason: String, _ job: SyncJob) -> ImportFailure {
        ImportFailure(
            "sync.removal_refused", .stopped,
            "\(email) cannot take over from agents that are missing: the agent is \(reason.replacing("_", with: " ")).",
            hint: "Name an active agent who is no light one: reassign_open_to: in \(job.path). Nothing was written.")
    }
}
