import Tables

/// All findings of a run, counted by what they are and where they come from.
package struct FindingSummary: Codable, Sendable, Equatable {
    package var errors = 0
    package var warnings = 0
    package var infos = 0
    /// Of a job: errors and warnings that its last run did not have; nil where they were not compared.
    package var new: Int?
    /// Only the errors among them.
    package var newErrors: Int?
    /// Errors and warnings that it did have.
    package var known: Int?
    /// Since which run the oldest of these are there.
    package var knownSince: String?
    /// The most frequent first; errors before warnings before infos.
    package var groups: [FindingGroup] = []

    package init() {}

    /// `12 findings: 2 new, 10 known, the oldest since run 20261120-031500-7f3a.` Nil where there was nothing to compare.
    package var ageSentence: String? {
        guard let new, let known, new + known > 0 else { return nil }
        let since = knownSince.map { known == 1 ? " since run \($0)" : ", the oldest since run \($0)" } ?? ""
        let beyond = errors + warnings - new - known
        let rest = beyond > 0 ? "; \(NumberText.grouped(beyond)) more were not compared" : ""
        return "\(NumberText.count(new + known, "finding")): \(NumberText.grouped(new)) new, "
            + "\(NumberText.grouped(known)) known\(since)\(rest)."
    }

    package var total: Int { errors + warnings + infos }
}

/// Findings of one code, severity, field and table.
package struct FindingGroup: Codable, Sendable, Equatable {
    package var code: String
    package var severity: Severity
    package var field: String?
    /// The table's file; nil in the group that takes what is beyond the limit of groups.
    package var file: String?
    package var sheet: String?
    package var count: Int
    /// Those that the job's last run did not have; nil where they were not compared.
    package var new: Int?
    /// The first ones.
    package var samples: [FindingSample]
}

/// One finding as an example of its group.
package struct FindingSample: Codable, Sendable, Equatable {
    package var row: Int
    /// 0 where the format has no lines.
    package var line: Int
    package var value: String?
    package var parameters: [String]
    /// In the language of the run.
    package var message: String
}

/// Field changes of a run.
package struct ChangeSummary: Codable, Sendable, Equatable {
    /// The most frequent first.
    package var fields: [FieldChangeCount] = []

    package init() {}
}

/// How often one field changed.
package struct FieldChangeCount: Codable, Sendable, Equatable {
    package var entity: String
    package var field: String
    package var count: Int
    /// The first ones.
    package var samples: [FieldChangeSample]
}

/// One changed field of one record.
package struct FieldChangeSample: Codable, Sendable, Equatable {
    /// The record, by the key that a person knows it by.
    package var key: String
    package var old: String?
    package var new: String?
    package var file: String
    package var row: Int
}
