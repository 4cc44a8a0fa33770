import HelpDesk
import Testing

/// The table of who may do what, cell by cell, as it stands in docs/commands.md.
@Suite struct PermissionsTests {
    struct Cell: Sendable, CustomStringConvertible {
        let right: Right
        let kind: ActorKind?
        let permission: Permission
        var description: String { "\(right.rawValue) by \(kind.map { "\($0)" } ?? "nobody")" }
    }

    /// Nobody named, then administrator, manager, agent, light agent, disabled, removed.
    private static let table: [Right: [Permission]] = [
        .load: [.yes, .yes, .yes, .yes, .no, .no, .no],
        .edit: [.yes, .yes, .yes, .yes, .no, .no, .no],
        .sync: [.yes, .yes, .yes, .no, .no, .no, .no],
        .delete: [.yes, .yes, .yes, .no, .no, .no, .no],
        .restore: [.yes, .yes, .yes, .no, .no, .no, .no],
        .undo: [.yes, .yes, .yes, .no, .no, .no, .no],
        .remove: [.no, .others, .othersBelow, .no, .no, .no, .no],
        .setPrimaryContact: [.no, .yes, .no, .no, .no, .no, .no],
        .purge: [.no, .yes, .no, .no, .no, .no, .no],
        .unmask: [.no, .yes, .no, .no, .no, .no, .no],
        .look: [.yes, .yes, .yes, .yes, .yes, .yes, .no],
    ]

    private static let kinds: [ActorKind?] = [nil, .administrator, .manager, .agent, .lightAgent, .disabled, .removed]

    static let cells = table.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { right, permissions in
        zip(kinds, permissions).map { Cell(right: right, kind: $0, permission: $1) }
    }

    @Test(arguments: cells)
    func everyCellIsAsTheTableSays(cell: Cell) {
        #expect(Permissions.permission(cell.right, cell.kind) == cell.permission)
    }

    @Test func everyRightIsInTheTable() {
        #expect(Set(Self.table.keys) == Set(Right.allCases))
        #expect(Set(Self.kinds.compactMap(\.self)) == Set(ActorKind.allCases))
    }

    @Test(
        arguments: [
            ("administrator", "active", .administrator), ("manager", nil, .manager), ("agent", "active", .agent),
            (nil, nil, .agent), ("light_agent", "active", .lightAgent), ("administrator", "disabled", .disabled),
            ("manager", "removed", .removed), (nil, "removed", .removed),
        ] as [(String?, String?, ActorKind)])
    func whoIsNotActiveIsNothingElse(role: String?, status: String?, kind: ActorKind) {
        #expect(ActorKind(role: role, status: status) == kind)
    }

    @Test(
        arguments: [
            (.load, "only an active administrator, manager or agent may"),
            (.delete, "only an active administrator or manager may"),
            (.purge, "only an active administrator may"), (.look, "everybody may who has not been removed"),
        ] as [(Right, String)])
    func aRefusalSaysWhoMay(right: Right, sentence: String) { #expect(Permissions.whoMay(right) == sentence) }
}
