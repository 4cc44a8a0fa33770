extension ImportFailure {
    static func encodingUnknown(_ name: String) -> ImportFailure {
        ImportFailure(
            "encoding.unknown", .usage, "There is no text encoding \"\(name)\".",
            hint: "Name one that iconv knows, such as utf-8, windows-1250, windows-1252, iso-8859-2 or gb18030.")
    }

    static func textInvalid(_ name: String, _ encoding: String, byte: UInt8, offset: Int, line: Int) -> ImportFailure {
        ImportFailure(
            "encoding.invalid", .badInput,
            "\"\(name)\" is not \(encoding) text: the byte \(hex(byte)) in line \(line) (byte \(offset + 1) of the file) "
                + "does not exist in it.",
            hint: "Leave out the encoding, so that it is detected, or name another one with --encoding.")
    }

    static func textTruncated(_ name: String, _ encoding: String, line: Int) -> ImportFailure {
        ImportFailure(
            "encoding.truncated", .badInput,
            "\"\(name)\" ends in the middle of a character (\(encoding)) in line \(line): its end is missing.",
            hint: "The file was cut off: export it again. If it is not \(encoding), add --encoding and its name.")
    }

    /// Two readings differ and neither is clearly the right one; `details` show both.
    static func encodingUndecided(_ name: String, _ encodings: [String], details: [String]) -> ImportFailure {
        ImportFailure(
            "encoding.undecided", .usage,
            "The encoding of \"\(name)\" cannot be told for certain: \(encodings.joined(separator: " or ")).",
            hint: "Choose the line that reads right and add its option.", details: details)
    }

    /// The file may be whole in an older encoding, or cut off in UTF-8.
    static func encodingCutOff(_ name: String, offset: Int, details: [String]) -> ImportFailure {
        ImportFailure(
            "encoding.undecided", .usage,
            "The end of \"\(name)\" (byte \(offset + 1)) is either a letter in an older encoding or a UTF-8 character "
                + "that was cut in two.",
            hint: "If a line reads right, add its option; otherwise the file was cut off: export or copy it again.",
            details: details + ["--encoding utf-8: the rest of the last character is missing"])
    }

    static func encodingUnknowable(_ name: String) -> ImportFailure {
        ImportFailure(
            "encoding.undecided", .usage, "The text of \"\(name)\" makes no sense in any known encoding.",
            hint: "If it is text, name its encoding, such as --encoding windows-1252; or save it as UTF-8.")
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.count == 1 ? "0" : "") + digits
    }
}
