import Tables

extension ImportFailure {
    static func odsWithoutContent(_ file: String) -> ImportFailure {
        damaged(
            "ods.no_content", file, "it has no part \"content.xml\"", hint: "Save it anew in a spreadsheet program.")
    }

    static func odsNoSpreadsheet(_ file: String) -> ImportFailure {
        ImportFailure(
            "ods.no_spreadsheet", .badInput, "The file \"\(file)\" is an OpenDocument file, but no spreadsheet.",
            hint: "Save its tables as a spreadsheet (.ods or .xlsx).")
    }

    static func odsRowTooLong(_ file: String, row: Int) -> ImportFailure {
        rowTooLong(
            "ods.row_too_long", file, row: row, of: "a sheet",
            hint: "Look into this row; a row of that size is mostly a mistake.")
    }
}
