import Tables

/// The words of one language. A language is one file in this folder; the compiler sees to it that no code is left out.
package protocol MessageLanguage: Sendable {
    /// BCP 47, for `lang=` of the page.
    var tag: String { get }
    /// A few words, for tables that count findings.
    func title(_ code: FindingCode) -> String
    /// What was done to a value, in a few words: "spaces at the ends dropped".
    func title(_ kind: ChangeKind) -> String
    /// The same for all changes that leave a value what it is.
    var respelled: String { get }
    /// One or two plain sentences, with the remedy where there is one.
    func sentence(_ facts: MessageFacts) -> String
}

/// Makes text of findings.
package struct MessageCatalog: Sendable {
    package let language: any MessageLanguage

    package init(_ language: any MessageLanguage) { self.language = language }

    package static let english = MessageCatalog(English())

    package func title(_ code: FindingCode) -> String { language.title(code) }

    /// The title of a code that a report names; the code itself where this version does not know it.
    package func title(code: String) -> String {
        FindingCode(rawValue: code).map(language.title) ?? code
    }

    /// The text of a finding; `tables` are the run's tables, by `Position.table`.
    package func message(for finding: Finding, tables: [TableLabel] = []) -> String {
        language.sentence(MessageFacts(finding, tables: tables))
    }
}

/// What a sentence may name, ready to be put into it: short, on one line.
package struct MessageFacts: Sendable {
    package let code: FindingCode
    package let severity: Severity
    package let field: String?
    package let header: String?
    package let value: String?
    /// Whether the table is a sheet, where people see cells and no separators.
    package let isSheet: Bool
    package let parameters: [String]
    /// Longer values are cut: a message is no place for a whole description.
    static let maxLength = 80
    /// A list of what is allowed may be longer.
    static let maxParameter = 300

    package init(_ finding: Finding, tables: [TableLabel] = []) {
        code = finding.code
        severity = finding.severity
        field = finding.field
        let table = finding.position.table
        header = tables.indices.contains(table) ? tables[table].header(finding.column).map(Self.short) : nil
        isSheet = tables.indices.contains(table) && tables[table].sheet != nil
        value = finding.value.map(Self.short)
        parameters = Self.resolved(finding, tables).map { Self.short($0, Self.maxParameter) }
    }

    package var isError: Bool { severity == .error }

    /// A parameter, in the order that the code documents; `other` where it is missing.
    package func parameter(_ index: Int, or other: String = "?") -> String {
        hasParameter(index) ? parameters[index] : other
    }

    package func hasParameter(_ index: Int) -> Bool {
        parameters.indices.contains(index) && !parameters[index].isEmpty
    }

    static func short(_ text: String) -> String { short(text, maxLength) }

    /// One line of at most `length` characters.
    private static func short(_ text: String, _ length: Int) -> String {
        if text.utf8.count <= length, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        let line = String(text.unicodeScalars.map { $0.isControl ? " " : Character($0) })
        return line.count <= length ? line : line.prefix(length - 1) + "…"
    }

    /// The resolver knows other tables by number only: `#3` in the place of a file name is the run's table 3.
    private static func resolved(_ finding: Finding, _ tables: [TableLabel]) -> [String] {
        var parameters = finding.parameters
        guard let place = finding.code.fileParameter, parameters.indices.contains(place),
            parameters[place].hasPrefix("#"), let table = Int(parameters[place].dropFirst()),
            tables.indices.contains(table)
        else { return parameters }
        parameters[place] = tables[table].name
        return parameters
    }
}

extension FindingCode {
    /// Which parameter names a file.
    var fileParameter: Int? {
        switch self {
        case .keyDuplicate, .deleteConflict, .deleteRepeated, .accountContradiction, .duplicateLikely: 0
        case .referenceParked, .referenceDeleted: 1
        case .restoreCollision: 4
        default: nil
        }
    }
}

extension Unicode.Scalar {
    /// Control characters, line and paragraph separators, and marks that turn the direction of text.
    var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        default: false
        }
    }
}
