import Tables

extension ImportFailure {
    /// A pipe or a device, which cannot be read at any place.
    static func notAFile(_ name: String) -> ImportFailure {
        ImportFailure(
            "file.not_a_file", .missingInput, "\"\(name)\" is not an ordinary file.",
            hint: "Name a file, or give a pipe as standard input: … | deskferry import -")
    }
}
