/// The content of `run.json`: the report, and what has to be the same for `import --accept` to load what was checked.
package struct RunFile: Codable, Sendable, Equatable {
    package var report: RunReport
    package var acceptance: Acceptance

    package init(report: RunReport, acceptance: Acceptance) {
        self.report = report
        self.acceptance = acceptance
    }
}

/// The state that a check saw. The sources' hashes stand in the report.
package struct Acceptance: Codable, Sendable, Equatable {
    /// One fingerprint over all mappings that were bound.
    package var mapping: String
    package var catalog: String
    /// Everything given on the command line that changes what a run does.
    package var settings: [String: String]
    /// How the database can be recognised as untouched: its change counter, its size.
    package var database: [String: String]
    /// SHA-256 of the files that mappings look values up in, by path.
    package var lookups: [String: String]

    package init(
        mapping: String, catalog: String, settings: [String: String], database: [String: String],
        lookups: [String: String] = [:]
    ) {
        self.mapping = mapping
        self.catalog = catalog
        self.settings = settings
        self.database = database
        self.lookups = lookups
    }

    /// What differs between two states, named for a message; empty when a check may be accepted.
    package func differences(from other: Acceptance) -> [String] {
        var names: [String] = []
        if mapping != other.mapping { names.append("mapping") }
        if catalog != other.catalog { names.append("catalog") }
        names += Self.differingKeys(settings, other.settings)
        names += Self.differingKeys(database, other.database).map { "database " + $0 }
        names += Self.differingKeys(lookups, other.lookups).map { "lookup file " + $0 }
        return names
    }

    private static func differingKeys(_ left: [String: String], _ right: [String: String]) -> [String] {
        Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
    }
}
