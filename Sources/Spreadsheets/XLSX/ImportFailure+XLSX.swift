import Tables

extension ImportFailure {
    /// A ZIP archive without the list of sheets that makes it a workbook.
    static func xlsxNoWorkbook(_ name: String) -> ImportFailure {
        ImportFailure(
            "xlsx.no_workbook", .badInput, "\"\(name)\" is no XLSX workbook: it has no part that lists sheets.",
            hint: "Open it in a spreadsheet program and save it as XLSX.")
    }

    static func xlsxPartMissing(_ name: String, _ part: String) -> ImportFailure {
        damaged("xlsx.part_missing", name, "its part \"\(part)\" is missing")
    }

    /// A cell that names a shared text which is not there.
    static func xlsxNoSharedText(_ name: String, sheet: String, row: Int, index: String) -> ImportFailure {
        damaged(
            "xlsx.no_shared_text", name,
            "a cell in row \(row) of sheet \"\(sheet)\" refers to the shared text \(index), which does not exist")
    }

    /// A row or a tag of a sheet that is larger than any program writes it.
    static func xlsxRowTooLarge(_ name: String, _ part: String, limit: Int) -> ImportFailure {
        ImportFailure(
            "xlsx.row_too_large", .badInput,
            "The workbook \"\(name)\" is refused: \"\(part)\" has a row of more than \(limit >> 20) MiB.",
            hint: "Open it in a spreadsheet program and save it under another name.")
    }
}
