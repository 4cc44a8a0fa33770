/// Fixed limits against files that are broken or made to do harm.
package enum TableLimits {
    /// Bytes of a block: large enough that a batch's overhead vanishes, small enough to stay in the second-level cache.
    package static let blockBytes = 256 * 1024
    /// The largest record; an unclosed quote would otherwise swallow the rest of the file.
    package static let maxRecordBytes = 16 * 1024 * 1024
    /// The largest cell, bound by `TextSpan`'s 28 bits.
    package static let maxCellBytes = 64 * 1024 * 1024
    /// The most columns a table may have (a spreadsheet has at most 16,384).
    package static let maxColumns = 16_384
}
