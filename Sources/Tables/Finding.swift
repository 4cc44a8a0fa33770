/// How much a finding weighs. Only an error rejects its row.
package enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
    case info, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self)! }
}

/// Something to say about one row (or one table): data, no text. Text is made in `Reporting`, in the reader's language.
package struct Finding: Sendable, Equatable {
    package var code: FindingCode
    package var severity: Severity
    package var position: Position
    /// The source column, from 0.
    package var column: Int?
    /// The canonical field name, such as `email`.
    package var field: String?
    /// The raw value as the person sees it.
    package var value: String?
    /// What the message names, in the order that the code documents.
    package var parameters: [String]

    package init(
        _ code: FindingCode, _ severity: Severity, at position: Position, column: Int? = nil, field: String? = nil,
        value: String? = nil, _ parameters: [String] = []
    ) {
        self.code = code
        self.severity = severity
        self.position = position
        self.column = column
        self.field = field
        self.value = value
        self.parameters = parameters
    }
}
