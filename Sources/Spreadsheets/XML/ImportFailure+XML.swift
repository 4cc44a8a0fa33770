import Tables

extension ImportFailure {
    static func xmlDamaged(_ file: String, _ part: String, line: Int, cause: String?) -> ImportFailure {
        let place = line > 0 ? " in line \(line)" : ""
        return damaged("xml.damaged", file, "its part \"\(part)\" is no XML\(place)", cause: cause)
    }

    /// Damage that was found behind a row of a sheet; 0 for one before the first.
    static func xmlDamaged(_ file: String, _ part: String, near row: Int) -> ImportFailure {
        xmlDamaged(file, part, line: 0, cause: row > 0 ? "It breaks off or goes wrong at row \(row)." : nil)
    }

    static func xmlDocumentType(_ file: String, _ part: String) -> ImportFailure {
        ImportFailure(
            "xml.document_type", .badInput,
            "The workbook \"\(file)\" is refused: its part \"\(part)\" defines entities (DOCTYPE), as no spreadsheet"
                + " program does.",
            hint: "Do not trust this file. If you know where it is from, save it anew in a spreadsheet program.")
    }
}
