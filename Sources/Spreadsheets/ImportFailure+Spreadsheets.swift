import Tables

extension ImportFailure {
    /// A limit against files that do harm; `part` names the part of the file that goes beyond it.
    static func limitExceeded(
        _ name: String, _ limit: WorkbookLimit, _ limits: WorkbookLimits, part: String? = nil
    ) -> ImportFailure {
        let place = part.map { "\"\($0)\" in \"\(name)\"" } ?? "\"\(name)\""
        return ImportFailure(
            "limit.\(limit.rawValue)", .badInput,
            "\(place) goes beyond the limit of \(limits[limit]) \(limit.unit).",
            hint: "If you trust the file, allow more, such as: --max \(limit.rawValue)=\(limit.example(limits))")
    }

    /// A workbook that is not what its kind makes of it; `what` is the rest of the sentence.
    static func damaged(
        _ code: String, _ file: String, _ what: String, hint: String = letRepair, cause: String? = nil
    ) -> ImportFailure {
        ImportFailure(code, .badInput, "The workbook \"\(file)\" is damaged: \(what).", hint: hint, cause: cause)
    }

    /// A row whose texts would not fit into memory; `table` is a phrase such as "a sheet".
    static func rowTooLong(_ code: String, _ file: String, row: Int, of table: String, hint: String) -> ImportFailure {
        ImportFailure(
            code, .badInput,
            "Row \(row) of \(table) in \"\(file)\" has more than \(TableLimits.maxRecordBytes >> 20) MiB of text.",
            hint: hint)
    }
}
