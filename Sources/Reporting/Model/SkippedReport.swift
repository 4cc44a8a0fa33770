/// A table, or an archive, that nobody has read, and why; listed so that nothing is lost silently.
package struct SkippedReport: Codable, Sendable, Equatable {
    package var file: String
    package var sheet: String?
    /// Behind the name: "is empty".
    package var reason: String
    /// What to type to have it read.
    package var hint: String?

    package init(file: String, sheet: String? = nil, reason: String, hint: String? = nil) {
        self.file = file
        self.sheet = sheet
        self.reason = reason
        self.hint = hint
    }

    /// `book.xlsx#Notes`
    package var label: String { sheet.map { "\(file)#\($0)" } ?? file }
}

extension SkippedReport {
    package static func hiddenSheet(_ file: String, _ sheet: String) -> SkippedReport {
        SkippedReport(file: file, sheet: sheet, reason: "is hidden", hint: "Leave --visible-only out to have it read.")
    }

    package static func nestedArchive(_ name: String) -> SkippedReport {
        SkippedReport(file: name, reason: "is an archive inside an archive", hint: "Unpack it to have it read.")
    }

    package static func emptyArchive(_ name: String) -> SkippedReport {
        SkippedReport(file: name, reason: "is an archive without a table")
    }
}
