import HelpDesk
import Storage
import Tables

/// What the actor may not ask for in rows that say what is to be done with their record: a file gets nobody around the
/// rights of the commands that do the same.
struct ActionRights {
    /// Empty where the actor may ask for everything.
    private let refusals: [RecordAction: ImportFailure]

    /// As it is before the run.
    init(_ actor: Actor?, _ options: RunOptions, _ session: StoreSession) throws(ImportFailure) {
        var refusals: [RecordAction: ImportFailure] = [:]
        for action in RecordAction.allCases {
            let check = RightCheck(
                action.right, deed: "\(action.rawValue) records", isCheck: options.kind == .check)
            refusals[action] = try check.refusal(actor, options.actor, session)
        }
        self.refusals = refusals
    }

    /// Fails at the first row of a pass that asks for what the actor may not do.
    func check(_ batch: RecordBatch, _ pass: Int, of plan: ImportPlan) throws(ImportFailure) {
        guard !refusals.isEmpty, let column = plan.passes[pass].shape.actionColumn else { return }
        let spans = batch.values.column(column)
        for row in 0..<batch.count where spans[row].hasValue {
            guard let action = RecordAction(rawValue: batch.rows.string(spans[row])), let refusal = refusals[action]
            else { continue }
            let table = plan.labels[plan.passes[pass].table].name
            throw refusal.adding(detail: "Row \(batch.rows.rows[row].number) of \(table) asks for it.")
        }
    }
}
