import Tables

extension ImportFailure {
    static func odsWithoutContent(_ file: String) -> ImportFailure {
        ImportFailure(
            "ods.no_content", .badInput, "The workbook \"\(file)\" is damaged: it has no part \"content.xml\".",
            hint: "Save it anew in a spreadsheet program.")
    }

    static func odsNoSpreadsheet(_ file: String) -> ImportFailure {
        ImportFailure(
            "ods.no_spreadsheet", .badInput, "The file \"\(file)\" is an OpenDocument file, but no spreadsheet.",
            hint: "Save its tables as a spreadsheet (.ods or .xlsx).")
    }

    /// The last row of a sheet, the texts of which would not fit into memory.
    static func odsRowTooLong(_ file: String, row: Int) -> ImportFailure {
        ImportFailure(
            "ods.row_too_long", .badInput,
            "Row \(row) of a sheet in \"\(file)\" has more than \(TableLimits.maxRecordBytes >> 20) MiB of text.",
            hint: "Look into this row; a row of that size is mostly a mistake.")
    }
}
