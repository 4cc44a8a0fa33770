import Foundation
import HelpDesk
import Reporting
import Storage
import Tables

/// Takes a run back: a run of its own, which can be taken back as well.
package struct RunUndo {
    private let name: String
    private let choices: UndoChoices
    private let options: RunOptions

    /// - Parameters:
    ///   - name: the run: an id, a unique beginning of one, `last`, or a report folder.
    ///   - keepsNewer: leaves records alone that were changed since.
    ///   - cascades: lets records go along that refer to what goes.
    package init(_ name: String, keepsNewer: Bool = false, cascades: Bool = false, _ options: RunOptions) {
        self.name = name
        choices = UndoChoices(keepsNewer: keepsNewer, cascades: cascades)
        self.options = options
    }

    package func plan() throws(ImportFailure) -> ImportPlan {
        var command = RunCommand("undo", right: .undo)
        let target = try RightCheck(command, options).plan(options.actor, in: options.database) {
            () throws(ImportFailure) in UndoTarget(try report(), self.options)
        }
        let choices = choices
        command.notes = ["Run \(target.id) (\(target.kind), \(target.started)) is taken back."]
        command.errand = { errand throws(ImportFailure) in try target.carryOut(errand, choices) }
        var options = options
        options.command = command
        return try ImportPlanner(options).plan([])
    }

    /// What it will do, in sentences.
    package func preview() throws(ImportFailure) -> [String] {
        let target = UndoTarget(try report(), options)
        return try DatabaseReading.read(options.database) { session throws(ImportFailure) in
            target.preview(try target.plan(session, choices))
        }
    }

    /// `last` is the last run that has written: what was stopped or refused has left nothing to take back.
    private func report() throws(ImportFailure) -> RunReport {
        let library = RunLibrary(database: options.database, reports: options.reportDirectory)
        guard name == "last" else { return try library.report(name).report }
        let known = try library.knownIDs()
        let last = try library.runs().first {
            $0.outcome == RunReport.Outcome.committed.rawValue && known.contains($0.id)
        }
        return try library.report(last?.id ?? name).report
    }
}

/// The run that is taken back.
struct UndoTarget: Sendable {
    let id: String
    let kind: String
    let started: String
    private let isCommitted: Bool
    private let hasChanged: Bool
    /// Who takes it back; nil where nobody has said so.
    private let actor: String?
    private let isCheck: Bool
    /// Whether somebody's name stands behind the run.
    private let isSomebodys: Bool

    init(_ report: RunReport, _ options: RunOptions) {
        actor = options.actor
        isCheck = options.kind == .check
        isSomebodys = report.actor != nil
        id = report.run
        kind = report.name
        started = Instant.text(report.started)
        isCommitted = report.outcome == .committed
        let totals = report.totals
        hasChanged =
            totals.created + totals.updated + totals.deleted + totals.restored + totals.madeByReference > 0
            || !(report.deeds ?? []).isEmpty
    }

    /// What taking it back means now; a failure where it cannot be taken back.
    func plan(_ session: StoreSession, _ choices: UndoChoices) throws(ImportFailure) -> UndoPlan {
        guard isCommitted else { throw .nothingToUndo(id) }
        guard let number = try session.number(ofRun: id) else { throw .undoElsewhere(id) }
        switch try session.standing(ofRun: number, changed: hasChanged) {
        case .undoable: break
        case .nothing: throw .nothingToUndo(id)
        case .undone(let undo): throw .undoneAlready(id, by: undo)
        case .purged: throw .undoOfPurge(id)
        case .unrecorded: throw .undoUnrecorded(id)
        }
        try checkRights(session, number)
        let plan = try UndoPlan(session, run: number, choices: choices)
        if plan.isEmpty && plan.obstacles.count == 0 { throw .nothingToUndo(id) }
        let purged = plan.obstacles.first.filter { $0.reason == .purged }
        if !purged.isEmpty { throw .undoPurged(id, purged) }
        if plan.obstacles.count > 0 && !choices.keepsNewer { throw .undoNewer(id, plan.obstacles) }
        if plan.referrers.count > 0 && !choices.cascades { throw .undoReferred(id, plan.referrers) }
        return plan
    }

    /// Beside the right to undo: what only some may do, they alone may take back. What was done in nobody's name, such as
    /// by a job, whoever may undo may take back as well.
    private func checkRights(_ session: StoreSession, _ number: Int64) throws(ImportFailure) {
        guard isSomebodys else { return }
        let guarded = try GuardedChanges(session, run: number)
        if guarded.hasChangedPrimaryContact {
            try RightCheck(.setPrimaryContact, deed: "change the primary contact back", isCheck: isCheck)
                .check(actor, session)
        }
        guard !guarded.removals.isEmpty else { return }
        let people = guarded.removals.map { person in
            RunCommand.Person(id: person.id, label: person.label, role: person.role, status: nil)
        }
        let verb = "undo the removal of"
        try RightCheck(.remove, deed: "\(verb) agents", leaving: people, verb: verb, isCheck: isCheck)
            .check(actor, session)
    }

    func carryOut(_ errand: RunCommand.Errand, _ choices: UndoChoices) throws(ImportFailure) -> [DeedReport] {
        let plan = try plan(errand.session, choices)
        try plan.changes { change throws(ImportFailure) in
            try errand.changes.add(Reporting.FieldChange(change), tables: [])
        }
        for line in UndoText.kept(plan) { errand.note(line) }
        let deeds = UndoText.deeds(plan)
        if errand.writes { try UndoWriter(plan, run: errand.run, now: Instant.text(Date())).write() }
        return deeds
    }

    func preview(_ plan: UndoPlan) -> [String] {
        ["Run \(id) (\(kind), \(started)) will be taken back."] + UndoText.prospects(plan) + UndoText.kept(plan)
    }
}

/// What an undo does, in words.
enum UndoText {
    private static let deeds: [(path: KeyPath<UndoCounts, Int> & Sendable, deed: String)] = [
        (\.gone, "moved to the recycle bin"), (\.putBack, "put back to former values"),
        (\.broughtBack, "brought back from the recycle bin"), (\.sentBack, "sent back to the recycle bin"),
        (\.along, "taken along to the recycle bin"),
    ]

    static func deeds(_ plan: UndoPlan) -> [DeedReport] {
        each(plan) { entity, count, deed in DeedReport(entity: entity.name.rawValue, deed: deed, count: count) }
    }

    /// `Moved to the recycle bin: 12 contacts, 1 account.`
    static func prospects(_ plan: UndoPlan) -> [String] {
        let counts = each(plan) { entity, count, deed in (deed, entity.count(count)) }
        return deeds.compactMap { deed in
            let words = counts.filter { $0.0 == deed.deed }.map(\.1)
            return words.isEmpty
                ? nil : "\(deed.deed.prefix(1).uppercased())\(deed.deed.dropFirst()): \(words.joined(separator: ", "))."
        }
    }

    private static func each<Line>(_ plan: UndoPlan, _ line: (Entity, Int, String) -> Line) -> [Line] {
        deeds.flatMap { deed in
            Catalog.entities.compactMap { entity in
                let count = plan.counts[entity.name]?[keyPath: deed.path] ?? 0
                return count > 0 ? line(entity, count, deed.deed) : nil
            }
        }
    }

    /// What is left as it is, one line a record.
    static func kept(_ plan: UndoPlan) -> [String] {
        plan.obstacles.count == 0
            ? [] : ["\(plan.obstacles.count) of its records are left as they are:"] + lines(plan.obstacles)
    }

    static func lines(_ obstacles: UndoObstacles) -> [String] {
        let more = obstacles.count - obstacles.first.count
        return obstacles.first.map(line) + (more > 0 ? ["and \(more) more"] : [])
    }

    static func line(_ obstacle: UndoObstacle) -> String {
        "\(Catalog.entity(obstacle.entity)?.singular ?? obstacle.entity.rawValue) #\(obstacle.id) \(obstacle.label): "
            + reason(obstacle.reason)
    }

    private static func reason(_ reason: UndoObstacle.Reason) -> String {
        switch reason {
        case .newer(let run): "changed by run \(run) since"
        case .purged: "removed for good"
        case .taken(let field, let holder): "its former \(field) belongs to \(holder) now"
        case .refersToBin(let field, let label): "its \(field) would be \(label), which lies in the recycle bin"
        case .refers(let field, let target): "refers to \(target) (\(field))"
        }
    }
}

extension ImportFailure {
    static func nothingToUndo(_ run: String) -> ImportFailure {
        ImportFailure(
            "undo.nothing", .stopped, "There is nothing to undo: run \(run) has changed nothing.",
            hint: "`deskferry runs list` shows the runs before it; name the one that is meant.")
    }

    /// A report folder may be named that another database has, or that is younger than a copy which was put back.
    static func undoElsewhere(_ run: String) -> ImportFailure {
        ImportFailure(
            "undo.elsewhere", .stopped, "Run \(run) is not in the history of this database.",
            hint: "Name the database that it was on with --db. Nothing was written.")
    }

    static func undoneAlready(_ run: String, by undo: String) -> ImportFailure {
        ImportFailure(
            "undo.twice", .stopped, "Run \(run) was taken back already, by run \(undo).",
            hint: "To have its changes again, undo \(undo).")
    }

    static func undoOfPurge(_ run: String) -> ImportFailure {
        ImportFailure(
            "undo.purge", .stopped, "Run \(run) has removed records for good; nothing can bring them back.")
    }

    static func undoUnrecorded(_ run: String) -> ImportFailure {
        ImportFailure(
            "undo.unrecorded", .stopped,
            "What run \(run) has changed is not in the journal: an older version made it, or the journal was pruned.")
    }

    static func undoPurged(_ run: String, _ records: [UndoObstacle]) -> ImportFailure {
        ImportFailure(
            "undo.purged", .stopped,
            "Run \(run) cannot be taken back: records of it were removed from the recycle bin for good since.",
            hint: "Nothing was written.", details: records.map(UndoText.line))
    }

    static func undoNewer(_ run: String, _ obstacles: UndoObstacles) -> ImportFailure {
        ImportFailure(
            "undo.newer", .stopped,
            "Run \(run) cannot be taken back as a whole: since then, something else has happened to \(obstacles.count) of its records.",
            hint:
                "Undo the later runs first, or leave these records as they are with --keep-newer. Nothing was written.",
            details: UndoText.lines(obstacles))
    }

    static func undoReferred(_ run: String, _ referrers: UndoObstacles) -> ImportFailure {
        ImportFailure(
            "undo.referred", .stopped,
            "Run \(run) cannot be taken back: "
                + "\(referrers.count == 1 ? "1 record that is not its own refers" : "\(referrers.count) records that are not its own refer") "
                + "to what would go.",
            hint: "Let them go along to the recycle bin with --cascade, or change them first. Nothing was written.",
            details: UndoText.lines(referrers))
    }
}
