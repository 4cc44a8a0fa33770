import HelpDesk
import Tables

/// The way of missing records into the recycle bin: each is a deletion of its own, so each can come back alone, with
/// what hangs on it along.
package struct MissingDeletion {
    /// A record that goes along although somebody else has brought it, or the run's own rows are about it.
    package struct Foreign: Sendable {
        package let entity: Entity
        package let id: UInt32
        /// The missing record that takes it along.
        package let root: UInt32
        package let rootEntity: Entity
        /// A row of this run was about it.
        package let isSeen: Bool
    }

    /// Records that go along, by the entity of the record that takes them along, and by their own.
    package private(set) var along: [EntityName: [EntityName: Int]] = [:]
    /// The first of them, for messages; `foreignCount` counts all.
    package private(set) var foreign: [Foreign] = []
    package private(set) var foreignCount = 0
    /// References of records that stay.
    package private(set) var changes: [FieldChange] = []
    fileprivate private(set) var moves = BinChanges()

    private static let namedForeign = 20

    init(_ judge: SnapshotJudge, _ roots: [(Entity, UInt32)]) throws(ImportFailure) {
        let (resolver, bin) = (judge.resolver, judge.resolver.bin)
        var closure = DeletionClosure(session: judge.session, bin: bin, indexes: resolver.indexes)
        try closure.run(roots.map { (entity: $0.0, id: $0.1) })
        var deletions: [(id: Int64, mark: UInt32)] = []
        for (entity, id) in roots {
            let deletion = try resolver.nextDeletion()
            let mark = bin.note(PackedPosition(table: 0, row: 0), deletion)
            deletions.append((deletion, mark))
            bin.doom(entity.name, id, by: mark)
            moves.deletions.append(Deletion(id: deletion, entity: entity, record: id, job: judge.job))
            moves.move(entity, id, to: deletion)
        }
        for (entity, records) in closure.along {
            for (id, place) in records {
                let (root, deletion) = (roots[place], deletions[place])
                bin.doom(entity.name, id, by: deletion.mark)
                bin.countAlong(entity.name)
                along[root.0.name, default: [:]][entity.name, default: 0] += 1
                moves.move(entity, id, to: deletion.id)
                if try !judge.isOwn(entity, id) { add(foreign: entity, id, root, judge.watch) }
            }
        }
        for found in closure.detached {
            let change = ReferenceChange(
                deletion: deletions[found.root].id, entity: found.entity, id: found.id, field: found.field,
                old: found.old, new: found.new)
            moves.detached.append(change)
            changes.append(resolver.fieldChange(change, at: Position(table: -1, row: 0)))
        }
        resolver.note(moves.detached)
    }

    private mutating func add(
        foreign entity: Entity, _ id: UInt32, _ root: (Entity, UInt32), _ watch: SnapshotWatch
    ) {
        foreignCount += 1
        guard foreign.count < Self.namedForeign else { return }
        foreign.append(
            Foreign(
                entity: entity, id: id, root: root.1, rootEntity: root.0, isSeen: watch.seen(entity.name).contains(id)))
    }
}

extension StoreSession {
    /// Moves the records, and holds SQLite's own count of changes against what was decided.
    func apply(_ deletion: MissingDeletion, run: Int64) throws(ImportFailure) {
        let before = totalChanges - uncounted
        try apply(deletion.moves, run: run)
        let written = totalChanges - uncounted - before
        if written != deletion.moves.expectedChanges {
            throw .deletionUnbalanced(deletion.moves.expectedChanges, written)
        }
    }
}

extension Resolver {
    /// What a person calls a record.
    package func label(_ id: UInt32, of entity: Entity) -> String { label(id, of: entity.name) }
}

extension ImportFailure {
    fileprivate static func deletionUnbalanced(_ decided: Int, _ written: Int) -> ImportFailure {
        ImportFailure(
            "run.unbalanced", .internalError, "The deletion of missing records does not add up; nothing was written.",
            hint: "This is an error of the program. Please report it with the line below.",
            cause: "\(decided) rows had to change, SQLite counts \(written)")
    }
}
