import Tables

extension ImportFailure {
    /// A file that is known and is no table; `what` is a phrase such as "a Word document (DOCX)".
    static func notATable(
        _ name: String, _ what: String, hint: String = "Save its table as XLSX or CSV and import that file."
    ) -> ImportFailure {
        ImportFailure("file.not_a_table", .badInput, "\"\(name)\" is \(what), which cannot be read.", hint: hint)
    }

    static func workbookEncrypted(_ name: String) -> ImportFailure {
        ImportFailure(
            "workbook.encrypted", .badInput, "The workbook \"\(name)\" is encrypted: it needs a password to be opened.",
            hint: "Open it in a spreadsheet program, save it without a password, and import that file.")
    }
}
