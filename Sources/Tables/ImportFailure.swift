/// How a command ends; the numbers are documented in `docs/commands.md` and never change.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    case someRejected = 1
    case stopped = 2
    case usage = 64
    case badInput = 65
    case missingInput = 66
    case unavailable = 69
    case internalError = 70
    case busy = 75
    case forbidden = 77
    case interrupted = 130
}

/// The run cannot go on: one clear sentence, where, why, and what to do about it.
///
/// Made in static factories, one file a room (`ImportFailure+CSV.swift` …), so that all texts of a room stand together.
package struct ImportFailure: Error, Sendable {
    /// A stable name for programs, such as `csv.unclosed_quote`.
    package let code: String
    package let status: ExitStatus
    /// One sentence in plain words that names the file and the place.
    package let message: String
    /// What to do, as a sentence or a command to type.
    package let hint: String?
    /// Further lines to print below, such as samples.
    package let details: [String]
    /// What the system or a library said.
    package let cause: String?

    package init(
        _ code: String, _ status: ExitStatus, _ message: String, hint: String? = nil, details: [String] = [],
        cause: String? = nil
    ) {
        self.code = code
        self.status = status
        self.message = message
        self.hint = hint
        self.details = details
        self.cause = cause
    }

    /// The same with one more line below.
    package func adding(detail: String) -> ImportFailure {
        ImportFailure(code, status, message, hint: hint, details: details + [detail], cause: cause)
    }

    /// Someone has ended the run: Ctrl-C, or a signal that asks for the same.
    package static func interrupted() -> ImportFailure {
        ImportFailure("run.interrupted", .interrupted, "Interrupted: nothing was written.")
    }
}

/// What is to be done, where several rooms ask for the same.
extension ImportFailure {
    package static let getAgain = "It was not copied or downloaded completely; get it again."
    package static let saveAsXLSX = "Open it in a spreadsheet program, save it as .xlsx and import that."
    package static let letRepair =
        "Open it in a spreadsheet program, let it be repaired, and save it under another name."
}
