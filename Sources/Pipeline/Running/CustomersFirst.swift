import HelpDesk
import Tables

/// Stops a run in which every record of an entity would be turned away: tickets, and no customer anywhere.
enum CustomersFirst {
    static func check(_ plan: ImportPlan, held: [String: Int]) throws(ImportFailure) {
        let provided = Set(plan.passes.map(\.entity.name))
        // Rows that say what is asked for may restore or delete: what of them makes a record is not known beforehand.
        for pass in plan.passes where pass.shape.actionColumn == nil {
            for column in pass.shape.columns {
                guard let binding = column.reference, column.target.field?.isRequired == true,
                    binding.onMissing == .reject, !provided.contains(binding.entity),
                    held[binding.entity.rawValue, default: 0] == 0
                else { continue }
                throw .customersMissing(
                    pass.entity.name.rawValue, needs: binding.entity.rawValue,
                    file: plan.tables[pass.table].table.file.name)
            }
        }
    }
}
