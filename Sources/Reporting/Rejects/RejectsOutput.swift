import Tables

/// Takes the rows of one table that were turned away. Used by one thread at a time.
package protocol RejectsTable: AnyObject {
    /// Takes row `index` of a batch; within a pass rows come in ascending order.
    func add(_ row: RejectedRow, pass: Int, from batch: RowBatch, at index: Int) throws(ImportFailure)
}

/// A file of rows that were turned away, of one table or of all sheets of a workbook.
///
/// Each row stands once, in its table's order, with the codes and messages of all passes, then its cells as they were.
package protocol RejectsOutput: AnyObject {
    /// Writes the file under `rejects/`; nil where no row was turned away.
    func finish() throws(ImportFailure) -> RejectsFile?
}

enum RejectsFolder {
    static let name = "rejects"
}
