/// The header of a table, as read.
package struct TableHeader: Sendable, Equatable {
    /// The column names as they stand in the file; blank ones are "".
    package var names: [String]
    /// The row (from 1) of the header; 0 where the table has none.
    package var row: Int
    /// The first row of data.
    package var dataRow: Int

    package init(names: [String], row: Int, dataRow: Int) {
        self.names = names
        self.row = row
        self.dataRow = dataRow
    }
}

/// A table that was found and understood, and can be read any number of times.
package protocol TableSource: Sendable {
    var file: SourceFile { get }
    /// The sheet, for formats that have several.
    var sheet: String? { get }
    /// The sheet's place in its workbook, from 1.
    var sheetNumber: Int? { get }
    /// Whether the person who made the sheet has hidden it.
    var isHidden: Bool { get }
    /// What a reader counts in `bytesRead` up to the end, about; for the progress bar.
    var byteCount: Int { get }
    var header: TableHeader { get }
    /// The first rows as texts (up to 50, as they stand in the file, header and preamble included), for recognising.
    var sampleRows: [[String]] { get }
    /// How the file is read, given or detected: ("encoding", "windows-1250", "detected").
    var readSettings: [ReadSetting] { get }
    /// The table read with another header row, as a mapping may demand.
    func withHeader(row: Int, dataRow: Int) throws(ImportFailure) -> any TableSource
    /// A reader that starts at the first row of data.
    /// `digesting`: it makes the file's SHA-256 on the way.
    func makeReader(digesting: Bool) throws(ImportFailure) -> any TableReader
}

/// One way of how a file is read, who decided, and why.
package struct ReadSetting: Sendable, Equatable {
    package enum Origin: String, Sendable { case given, detected }
    package var name: String
    package var value: String
    package var origin: Origin
    /// The evidence of a detected setting, as a short phrase.
    package var evidence: String?

    package init(_ name: String, _ value: String, _ origin: Origin, evidence: String? = nil) {
        self.name = name
        self.value = value
        self.origin = origin
        self.evidence = evidence
    }
}

/// Reads a table, batch by batch. Used by one thread.
package protocol TableReader: AnyObject {
    /// Replaces the batch's contents with the next rows; false when there are none left.
    func next(into batch: RowBatch) throws(ImportFailure) -> Bool
    /// Bytes of the file consumed so far, for the progress bar.
    var bytesRead: Int { get }
    /// Rows that were blank, so far.
    var blankRows: Int { get }
    /// Reads what is left of the file; its SHA-256, nil where it is not being made. The last thing to ask for.
    func finishDigest() throws(ImportFailure) -> String?
    /// What is known of the table only when all of it was read.
    var closing: TableClosing { get }
}

/// What a reader knows of a table at its end.
package struct TableClosing: Sendable, Equatable {
    /// Findings about the table as a whole, such as merged cells; their positions name table 0.
    package var findings: [Finding] = []
    /// Rows and columns that the person who made the sheet has hidden; read, or skipped if only visible ones are wanted.
    package var hiddenRows = 0
    package var hiddenColumns = 0

    package init() {}
}

extension TableReader {
    package var closing: TableClosing { TableClosing() }
}

extension TableSource {
    package var sheetNumber: Int? { nil }
    package var isHidden: Bool { false }
    package var byteCount: Int { file.size }

    package func makeReader() throws(ImportFailure) -> any TableReader { try makeReader(digesting: false) }
}
