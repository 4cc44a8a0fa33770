import Tables

extension ImportFailure {
    static func vcardTruncated(_ name: String, line: Int) -> ImportFailure {
        ImportFailure(
            "vcard.truncated", .badInput,
            "The card that begins in line \(line) of \"\(name)\" has no END:VCARD; the file ends before it.",
            hint: "The file was cut off, or two cards run into one; export it again.")
    }

    static func vcardLineTooLong(_ name: String, line: Int) -> ImportFailure {
        ImportFailure(
            "vcard.line_too_long", .badInput,
            "Line \(line) of \"\(name)\" has more than \(TableLimits.maxRecordBytes / (1 << 20)) MiB.",
            hint: "Is this a vCard file? Export it again without pictures.")
    }
}
