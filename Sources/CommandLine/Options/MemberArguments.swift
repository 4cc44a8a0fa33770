import ArgumentParser

/// Options that are called as a reference or set is in the singular; which entities have one, the catalog says.
struct MemberArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Only records that belong to this project.", valueName: "name"))
    var project: String?

    @Option(help: ArgumentHelp("Only records of this team.", valueName: "name"))
    var team: String?

    @Option(help: ArgumentHelp("Only records of this department.", valueName: "name"))
    var department: String?

    @Option(help: ArgumentHelp("Only records of this account.", valueName: "name"))
    var account: String?

    @Option(help: ArgumentHelp("Only teams that this agent is a member of.", valueName: "email"))
    var member: String?

    /// What was given, by name.
    var given: [(field: String, name: String)] {
        [("project", project), ("team", team), ("department", department), ("account", account), ("member", member)]
            .compactMap { field, name in name.map { (field, $0) } }
    }
}
