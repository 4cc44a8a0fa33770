/// The text of the progress bar; who prints it, and how often, is not decided here.
package struct ProgressBar: Sendable {
    /// Columns of the terminal.
    package var width: Int

    package init(width: Int) { self.width = width }

    /// One line without an end: `done` and `total` in bytes (0: not known), `elapsed` in seconds.
    package func line(done: Int, total: Int, rows: Int, elapsed: Double) -> String {
        ""
    }
}
