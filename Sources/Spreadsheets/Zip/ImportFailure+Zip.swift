import Tables

extension ImportFailure {
    /// No directory at the end, or not all of it.
    static func zipIncomplete(_ name: String) -> ImportFailure {
        ImportFailure(
            "zip.incomplete", .badInput,
            "The file \"\(name)\" is incomplete: the list of its contents, which stands at its end, is missing or "
                + "damaged.",
            hint: getAgain)
    }

    static func zipSplit(_ name: String) -> ImportFailure {
        ImportFailure(
            "zip.split", .badInput, "The archive \"\(name)\" is one part of several.",
            hint: "Join the parts or unpack them with another program, and import the result.")
    }

    static func zipOverlap(_ name: String, member: String) -> ImportFailure {
        ImportFailure(
            "zip.overlap", .badInput,
            "The archive \"\(name)\" contradicts itself: \"\(member)\" reaches into what follows it.",
            hint: "Get the file again; if it stays so, do not trust it.")
    }

    static func zipTwice(_ name: String, member: String) -> ImportFailure {
        ImportFailure(
            "zip.twice", .badInput, "The archive \"\(name)\" holds \"\(member)\" twice.",
            hint: "Pack it anew, or unpack it and import what is meant.")
    }

    /// Cannot be unpacked, or is something else than the archive says: sizes, CRC, header.
    static func zipDamaged(_ name: String, member: String) -> ImportFailure {
        ImportFailure(
            "zip.damaged", .badInput, "The file \"\(name)\" is damaged: its part \"\(member)\" cannot be unpacked.",
            hint: "Get the file again, or open it with the program that made it and save it once more.")
    }

    static func zipEncrypted(_ name: String, member: String) -> ImportFailure {
        ImportFailure(
            "zip.encrypted", .badInput, "The archive \"\(name)\" is encrypted: \"\(member)\" needs a password.",
            hint: "Unpack it with its password and import the result.")
    }

    static func zipMethod(_ name: String, member: String, method: Int) -> ImportFailure {
        let known = [9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd"]
        return ImportFailure(
            "zip.method", .badInput,
            "\"\(member)\" in the archive \"\(name)\" is packed with \(known[method] ?? "method \(method)"), which "
                + "cannot be unpacked here.",
            hint: "Unpack it with another program and import the result, or pack it anew in the usual way (Deflate).")
    }

    static func zipMemberTooLarge(_ name: String, member: String, limit: Int) -> ImportFailure {
        ImportFailure(
            "zip.member_too_large", .badInput,
            "The part \"\(member)\" of \"\(name)\" has more than the \(limit) bytes that such a part can have.",
            hint: "Open the file with the program that made it and save it once more.")
    }
}
