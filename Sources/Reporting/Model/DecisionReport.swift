/// How the dates or decimals of a column were read, who has said so, and by which evidence.
package struct DecisionReport: Codable, Sendable, Equatable {
    /// The header, or the field's name where the column has none.
    package var column: String
    /// `contacts.birthday`
    package var field: String
    /// `dates` or `decimals`
    package var question: String
    /// `iso`, `dmy`, `mdy`, `ymd` or a pattern; `point` or `comma`.
    package var value: String
    /// `given` or `detected`.
    package var origin: String
    package var evidence: String?

    package init(
        column: String, field: String, question: String, value: String, origin: String, evidence: String? = nil
    ) {
        self.column = column
        self.field = field
        self.question = question
        self.value = value
        self.origin = origin
        self.evidence = evidence
    }

    /// Settled by the values of the column, and not by what is usual.
    var isByEvidence: Bool { origin == "detected" && value != "iso" }
}

extension RunReport {
    /// All decisions, each with the table that it is about.
    var decisions: [(table: String, decision: DecisionReport)] {
        sources.flatMap { source in
            source.tables.flatMap { table in
                table.decided.map { (table.label(in: source), $0) }
            }
        }
    }

    /// What the values of columns have decided: "Decided by all values: "Born" dates dmy"; nil where nothing was left
    /// to them.
    var decidedSentence: String? {
        let texts = decisions.filter { $0.decision.isByEvidence }.map { _, decision in
            "\"\(decision.column)\" \(decision.question) \(decision.value)"
        }
        guard !texts.isEmpty else { return nil }
        let shown = texts.prefix(Self.maxDecided).joined(separator: ", ")
        let more = texts.count > Self.maxDecided ? " and \(texts.count - Self.maxDecided) more" : ""
        return "Decided by all values: \(shown)\(more); the report says why."
    }

    private static let maxDecided = 6
}
