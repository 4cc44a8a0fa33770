import Tables

extension ImportFailure {
    static func fileEmpty(_ name: String) -> ImportFailure {
        ImportFailure(
            "file.empty", .badInput, "The file \"\(name)\" is empty.", hint: "Export it again, or leave it out.")
    }

    /// A file that is no text; `kind` is a phrase such as "a PNG picture".
    static func fileBinary(_ name: String, _ kind: String, isGzip: Bool) -> ImportFailure {
        ImportFailure(
            "file.binary", .badInput,
            "\"\(name)\" is not a table: \(isGzip ? "what is packed in it" : "it") seems to be \(kind).",
            hint: isGzip
                ? "Unpack it with gunzip, and name what comes out if that is a table."
                : "Name a CSV, XLSX, XLS or ODS file, or leave it out.")
    }

    /// A quoted cell that has no end: by the end of the file, or by a limit in bytes.
    static func csvUnclosedQuote(_ name: String, line: Int, quote: UInt8?, limit: Int? = nil) -> ImportFailure {
        let mark = CSVDialect.name(of: quote ?? UInt8(ascii: "\""))
        let reach = limit.map { "within \(megabytes($0))" } ?? "before the end of the file"
        return ImportFailure(
            "csv.unclosed_quote", .badInput,
            "In \"\(name)\" a cell that opens with \(mark) in line \(line) is not closed \(reach).",
            hint: "Close the quote in line \(line), or get the file again if it was cut off; "
                + "--quote none reads quotes as ordinary characters.")
    }

    static func csvRecordTooLarge(_ name: String, line: Int, limit: Int) -> ImportFailure {
        ImportFailure(
            "csv.record_too_large", .badInput,
            "In \"\(name)\" the row that starts in line \(line) has more than \(megabytes(limit)).",
            hint: "Is this a CSV file? Look at that line in a text editor.")
    }

    static func csvTooManyColumns(_ name: String, line: Int, limit: Int) -> ImportFailure {
        ImportFailure(
            "csv.too_many_columns", .badInput,
            "\"\(name)\" has a row with more than \(limit) cells at or before line \(line).",
            hint: "Name the right delimiter with --delimiter, or split the table.")
    }

    private static func megabytes(_ bytes: Int) -> String {
        bytes % (1 << 20) == 0 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
    }
}
