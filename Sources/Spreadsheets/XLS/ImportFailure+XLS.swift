import Tables

extension ImportFailure {
    static func xlsDamaged(_ name: String, _ what: String) -> ImportFailure {
        damaged("workbook.damaged", name, what, hint: saveAsXLSX)
    }

    static func xlsTruncated(_ name: String) -> ImportFailure {
        ImportFailure(
            "workbook.truncated", .badInput, "The workbook \"\(name)\" ends in the middle of its data.",
            hint: getAgain)
    }

    static func xlsTooLarge(_ name: String, limit: Int) -> ImportFailure {
        ImportFailure(
            "workbook.too_large", .badInput, "The workbook \"\(name)\" has more than \(limit >> 20) MiB.",
            hint: "Save it as .xlsx, which is read piece by piece, and import that.")
    }

    static func xlsUnsupported(_ name: String, _ what: String) -> ImportFailure {
        ImportFailure(
            "workbook.unsupported", .badInput, "The workbook \"\(name)\" cannot be read: \(what).",
            hint: saveAsXLSX)
    }
}
