import HelpDesk
import Tables

/// Who leads a help desk is decided by its administrators: otherwise whoever may edit could make themselves one.
extension BatchDecision {
    /// Whether the row would make the stored agent a leader, or a leader something else, in the name of somebody who may
    /// not decide that.
    func keepsLeaders(
        _ row: Int, _ column: Int, _ field: Field, _ new: StoredValue, _ stored: StoredRecord
    ) -> Bool {
        guard resolver.context.keepsLeaders, plan.entity.name == Catalog.actors.name else { return false }
        var roles = [stored.value(AgentStanding.roleField).text]
        switch field.name {
        case AgentStanding.roleField: roles.append(new.text)
        case AgentStanding.statusField: break
        default: return false
        }
        guard let role = roles.compactMap(\.self).first(where: AgentStanding.leadingRoles.contains) else {
            return false
        }
        report(.agentRole, .warning, row, column: column, [role])
        return true
    }

    /// A new agent gets no role that the actor may not give.
    func leaveOutRole(_ column: Int, _ row: Int) {
        guard let role = text(column, row), AgentStanding.leadingRoles.contains(role) else { return }
        report(.agentRole, .warning, row, column: column, [role])
        leaveOut(column, row)
    }
}

extension RecordShape {
    /// Where rows say what agents may do.
    var leading: Int? { entity.name == Catalog.actors.name ? column(AgentStanding.roleField) : nil }
}
