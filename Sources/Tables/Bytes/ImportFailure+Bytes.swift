import Glibc

extension ImportFailure {
    /// A file that is not there or may not be read.
    package static func cannotOpen(_ name: String, code: Int32) -> ImportFailure {
        switch code {
        case ENOENT, ENOTDIR:
            ImportFailure("file.missing", .missingInput, "There is no file \"\(name)\".", hint: "Check the path.")
        case EACCES, EPERM:
            ImportFailure(
                "file.forbidden", .missingInput, "The file \"\(name)\" may not be read by this user.",
                hint: "Give yourself the right to read it: chmod u+r \(shellQuoted(name))", cause: systemText(code))
        default:
            ImportFailure(
                "file.unreadable", .missingInput, "The file \"\(name)\" cannot be opened.", cause: systemText(code))
        }
    }

    package static func isDirectory(_ name: String) -> ImportFailure {
        ImportFailure(
            "file.directory", .missingInput, "\"\(name)\" is a folder, not a file.", hint: "Name a file inside it.")
    }

    package static func cannotRead(_ name: String, code: Int32) -> ImportFailure {
        ImportFailure(
            "file.unreadable", .missingInput, "Reading the file \"\(name)\" failed.",
            hint: "Copy the file to a local disk and try again.", cause: systemText(code))
    }

    static func gzipTruncated(_ name: String) -> ImportFailure {
        ImportFailure(
            "gzip.truncated", .badInput, "The compressed file \"\(name)\" ends in the middle of its data.",
            hint: getAgain)
    }

    static func gzipCorrupt(_ name: String, offset: Int, cause: String?) -> ImportFailure {
        ImportFailure(
            "gzip.corrupt", .badInput,
            "The compressed file \"\(name)\" is damaged: it cannot be unpacked beyond byte \(offset).",
            hint: "Get the file again, or unpack it with another program and import the result.", cause: cause)
    }

    static func spoolFailed(_ name: String, _ folder: String, code: Int32) -> ImportFailure {
        ImportFailure(
            "spool.failed", .unavailable,
            "\(name == "-" ? "Standard input" : "\"\(name)\"") could not be kept in a temporary file in \"\(folder)\".",
            hint: "Make room there, or set TMPDIR to a folder with more.", cause: systemText(code))
    }

    static func spoolLimit(_ limit: Int) -> ImportFailure {
        ImportFailure(
            "stdin.too_large", .badInput, "Standard input has more than \(limit) bytes.",
            hint: "Save it to a file and name the file instead.")
    }

    static func digestFailed() -> ImportFailure {
        ImportFailure("digest.failed", .internalError, "The digest of a file could not be computed by libcrypto.")
    }

    private static func systemText(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func shellQuoted(_ name: String) -> String {
        var quoted = "'"
        for character in name { quoted += character == "'" ? "'\\''" : String(character) }
        return quoted + "'"
    }
}
