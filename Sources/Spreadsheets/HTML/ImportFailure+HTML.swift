import Tables

extension ImportFailure {
    static func htmlWithoutTable(_ file: String) -> ImportFailure {
        ImportFailure(
            "html.no_table", .badInput, "The web page \"\(file)\" has no table with a value in it.",
            hint: "Export the data anew as CSV or XLSX; a page that asks to log in may have been saved instead.")
    }

    static func htmlRowTooLong(_ file: String, row: Int) -> ImportFailure {
        rowTooLong(
            "html.row_too_long", file, row: row, of: "a table",
            hint: "Look into this row; a table that was not closed may be the reason.")
    }
}
