import Tables

/// The decoded text of a file: unpacked, converted to UTF-8, without byte order mark.
package struct CSVText: Sendable {
    package let file: SourceFile
    package let encoding: TextEncoding
    package let isGzip: Bool

    /// The text from its start, and the file below it, whose position says how far reading has come.
    package func open(
        digesting: Bool = false
    ) throws(ImportFailure) -> (text: any ByteSource, file: FileByteSource) {
        let opened = try FileByteSource(file, digesting: digesting)
        let unpacked: any ByteSource = isGzip ? GzipByteSource(opened, name: file.name) : opened
        _ = try unpacked.prefix(encoding.mark.count)
        if encoding.isUTF8 { return (unpacked, opened) }
        return (try TextDecoder(unpacked, encoding: encoding, name: file.name), opened)
    }
}
