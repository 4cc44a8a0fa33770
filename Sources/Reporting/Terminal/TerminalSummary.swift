/// The summary of a run on the terminal.
package enum TerminalSummary {
    /// Lines of at most `width` columns where the words allow it, each with its line end.
    package static func render(_ report: RunReport, width: Int = 80, color: Bool = false) -> String {
        ""
    }
}
