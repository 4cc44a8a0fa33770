import HelpDesk
import Reporting
import Storage
import Tables

/// What a run of a job is to find out about records that its files no longer have: by entity, what the job's sources say
/// together, and whether all of its files are there and read from end to end.
struct SnapshotPlan {
    /// An entity of which records may be missing.
    struct Judged {
        let entity: Entity
        /// What its sources say; the more cautious wins.
        let policy: MissingPolicy
        /// Places in the run's list of tables.
        let tables: [Int]
        /// Numbers of the job's sources.
        let sources: Set<Int>
    }

    let job: SyncJob
    let judged: [Judged]
    /// The other entities that the job's sources bring, with the sources' numbers.
    let others: [(entity: Entity, sources: Set<Int>)]
    /// Tables whose rows make members.
    private let memberTables: Set<Int>
    /// Sources for which there was no file.
    private let absent: [Int]
    private let limit: Int?

    /// Nil where nothing is asked about missing records.
    init?(_ plan: ImportPlan) {
        guard let job = plan.options.job, job.sources.contains(where: { $0.missing.treatment != .keep }) else {
            return nil
        }
        self.job = job
        limit = plan.options.limit
        let sources = plan.tables.map { $0.table.file.source }
        absent = job.sources.indices.filter { !sources.contains($0) }
        memberTables = Set(
            sources.indices.filter { sources[$0].map { job.sources[$0].missing.treatment != .keep } ?? false })
        judged = Catalog.entities.compactMap { Self.judged($0, plan, job, sources) }
        let names = Set(judged.map(\.entity.name))
        others = Catalog.entities.filter { !names.contains($0.name) }.compactMap { entity in
            let used = Set(Self.passes(of: entity, plan).compactMap { sources[$0.table] })
            return used.isEmpty ? nil : (entity, used)
        }
    }

    /// Those that read records of the entity, and not what other records say of them.
    private static func passes(of entity: Entity, _ plan: ImportPlan) -> [Pass] {
        plan.passes.filter { $0.entity.name == entity.name && !$0.shape.isSide && $0.shape.mode != .members }
    }

    private static func judged(_ entity: Entity, _ plan: ImportPlan, _ job: SyncJob, _ sources: [Int?]) -> Judged? {
        guard !entity.isSingle, entity.isDeletable || entity.removal != nil else { return nil }
        let passes = passes(of: entity, plan)
        let used = Set(passes.compactMap { sources[$0.table] })
        let policies = used.sorted().map { job.sources[$0].missing }.filter { $0.treatment != .keep }
        guard let first = policies.first else { return nil }
        let policy = policies.dropFirst().reduce(first) { $0.cautious(with: $1) }
        return Judged(entity: entity, policy: policy, tables: passes.map(\.table), sources: used)
    }

    func watch() -> SnapshotWatch {
        SnapshotWatch(
            tables: memberTables, judged: Set(judged.map(\.entity.name)),
            leaving: Set(judged.filter { $0.policy.treatment == .recycle }.map(\.entity.name)))
    }

    // MARK: Whole snapshots

    /// Why the files are no whole snapshot of the entity; nil where they are.
    ///
    /// - Parameter known: what the job's earlier runs call the sources that brought records of the entity, and of any.
    func gap(_ judged: Judged, known: (ofEntity: Set<String>, ofAny: Set<String>)) -> String? {
        if let limit { return "only the first \(limit) rows of each table were read" }
        for source in judged.sources.sorted() where job.sources[source].since != nil {
            return "\(job.sources[source].pattern) is read since a mark, so it does not have everything"
        }
        // A source that never came might bring anything.
        for pattern in absent.map({ job.sources[$0].pattern })
        where known.ofEntity.contains(pattern) || !known.ofAny.contains(pattern) {
            return "there is no file \(pattern)"
        }
        return nil
    }

    /// What the job calls the sources.
    func names(_ sources: Set<Int>) -> [String] { Set(sources.map { job.sources[$0].pattern }).sorted() }
}

extension SyncJob {
    /// What the history calls the job's runs.
    var historyName: String { "sync \(name)" }
}

extension MissingPolicy {
    /// What holds where two sources of one entity say different things.
    fileprivate func cautious(with other: MissingPolicy) -> MissingPolicy {
        var policy = self
        if other.treatment == .mark { policy.treatment = .mark }
        policy.snapshots = max(snapshots, other.snapshots)
        policy.maxShare = min(maxShare, other.maxShare)
        policy.maxCount = [maxCount, other.maxCount].compactMap(\.self).min()
        policy.cascades = cascades && other.cascades
        policy.reassignOpenTo = reassignOpenTo ?? other.reassignOpenTo
        return policy
    }
}
