/// Limits against workbooks and archives that are broken or made to do harm; each can be raised with `--max NAME=VALUE`.
package struct WorkbookLimits: Sendable, Equatable {
    /// Members of an archive.
    package var entries = 10_000
    /// Bytes of one member, unpacked.
    package var memberBytes = 8 << 30
    /// Bytes of all members that are read, unpacked.
    package var totalBytes = 32 << 30
    /// Unpacked bytes for each packed one; asked only of members above `ratioFreeBytes`, for empty rows pack well.
    package var ratio = 250
    /// Elements inside each other.
    package var xmlDepth = 128
    /// Texts that cells share, and their bytes.
    package var sharedStrings = 50_000_000
    package var sharedStringBytes = 3 << 30
    /// Bytes of one cell; a spreadsheet program allows 32,767 characters.
    package var cellBytes = 1 << 20
    /// What every spreadsheet program allows at most.
    package var rows = 1_048_576
    package var columns = 16_384
    /// Cells of a sheet with the blank ones between them.
    package var cells = 2_000_000_000

    package static let ratioFreeBytes = 64 << 20

    package init() {}
}
