extension ImportFailure {
    static func encodingUnknown(_ name: String) -> ImportFailure {
        ImportFailure(
            "encoding.unknown", .usage, "There is no text encoding “\(name)”.",
            hint: "Name one that iconv knows, such as utf-8, windows-1250, windows-1252, iso-8859-2 or gb18030.")
    }

    static func textInvalid(_ name: String, _ encoding: String, byte: UInt8, offset: Int, line: Int) -> ImportFailure {
        ImportFailure(
            "encoding.invalid", .badInput,
            "“\(name)” is not \(encoding) text: the byte \(hex(byte)) in line \(line) (byte \(offset + 1) of the file) "
                + "does not exist in it.",
            hint: "Leave out the encoding, so that it is detected, or name another one with --encoding.")
    }

    static func textTruncated(_ name: String, _ encoding: String, line: Int) -> ImportFailure {
        ImportFailure(
            "encoding.truncated", .badInput,
            "“\(name)” ends in the middle of a character (\(encoding)) in line \(line): its end is missing.",
            hint: "The file was cut off; export or copy it again.")
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.count == 1 ? "0" : "") + digits
    }
}
