import Tables

/// What a caller says about a CSV file; what is left nil is detected.
package struct CSVOptions: Sendable {
    /// Any name that iconv knows.
    package var encoding: String?
    package var delimiter: UInt8?
    /// `.some(nil)`: quotes are ordinary characters.
    package var quote: UInt8??
    /// The row that names the columns, from 1; 0 where there is none.
    package var headerRow: Int?
    /// The first row of data, from 1.
    package var dataRow: Int?
    /// Whether the survey makes the file's SHA-256; it costs more than reading the file.
    package var wantsDigest = true

    package init(
        encoding: String? = nil, delimiter: UInt8? = nil, quote: UInt8?? = nil, headerRow: Int? = nil,
        dataRow: Int? = nil
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.quote = quote
        self.headerRow = headerRow
        self.dataRow = dataRow
    }
}
