import Tables

extension FindingSummary {
    /// Findings by which a rule of the help desk has kept a value out that the row was to bring: its record keeps what
    /// it had.
    package var refused: [FindingGroup] {
        groups.filter { group in FindingCode(rawValue: group.code).map(Self.refusals.contains) ?? false }
    }

    private static let refusals: Set<FindingCode> = [
        .referenceInactive, .referenceKept, .agentLight, .agentRemoved, .agentRemoval, .agentRole,
        .administratorLast, .primaryContactInvalid, .primaryContactForbidden, .invitationNoEmail,
    ]
}
