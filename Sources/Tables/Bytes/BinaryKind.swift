/// What a file seems to be that is no text, by its first bytes.
package enum BinaryKind {
    private static let magics: [([UInt8], String)] = [
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ([0x4D, 0x5A, 0x90, 0x00], "a Windows program"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("GIF8".utf8), "a GIF picture"),
        (Array("%PDF-".utf8), "a PDF document"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or a workbook (XLSX, ODS)"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Excel or Word file (XLS, DOC)"),
        (Array("SQLite format 3\0".utf8), "an SQLite database"),
        (Array("Rar!".utf8), "a RAR archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        (Array("BZh9".utf8), "a bzip2 archive"),
        ([0x1F, 0x8B], "a gzip file inside a gzip file"),
    ]

    /// A phrase such as "a PNG picture"; nil for what may be text. Ask about UTF-16 before: its text has zero bytes.
    package static func of(head: [UInt8]) -> String? {
        if let known = magics.first(where: { head.starts(with: $0.0) }) { return known.1 }
        guard head.count >= 64 else { return nil }
        let strange = head.count { isStrange($0) }
        return strange * 10 > head.count ? "binary data" : nil
    }

    /// Control characters that no text has; line breaks, tabs, escapes and separators are some that it may have.
    private static func isStrange(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D && byte < 0x1B
    }
}
