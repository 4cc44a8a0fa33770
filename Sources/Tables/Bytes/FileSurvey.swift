/// What one pass over a file's bytes tells: its digest, and whether its text is UTF-8.
///
/// A gzip file is digested as it is and surveyed unpacked.
package struct FileSurvey: Sendable {
    /// Bytes of the file, and lower-case hexadecimal SHA-256 of them; nil where nobody wants to know.
    package let size: Int
    package let sha256: String?
    package let isGzip: Bool
    /// Bytes of the unpacked text.
    package let textBytes: Int
    package let isUTF8: Bool
    package let isASCII: Bool
    package let hasNUL: Bool
    /// The first byte that cannot stand where it does in UTF-8.
    package let invalidOffset: Int?
    /// The character that the end of the file cuts in two.
    package let truncatedAt: Int?
    /// The first bytes of the unpacked text, up to 64 KiB.
    package let head: [UInt8]

    package static let headBytes = 64 * 1024

    package init(_ file: SourceFile, wantsDigest: Bool = true) throws(ImportFailure) {
        let opened = try FileByteSource(file, digesting: wantsDigest)
        isGzip = GzipByteSource.matches(try FileByteSource(file).prefix(2))
        let validator: UTF8Validator
        if !wantsDigest, !isGzip, let found = try SharedValidation.run(file, size: opened.size) {
            (validator, head) = (found, try opened.prefix(Self.headBytes))
            (sha256, size) = (nil, found.count)
        } else {
            let text: any ByteSource = isGzip ? GzipByteSource(opened, name: file.name) : opened
            (validator, head) = try Self.read(text)
            (sha256, size) = (try opened.finishDigest(), opened.position)
        }
        textBytes = validator.count
        isUTF8 = validator.isValid
        isASCII = validator.isASCII
        hasNUL = validator.hasNUL
        invalidOffset = validator.invalidOffset
        truncatedAt = validator.truncatedAt
    }

    private static func read(_ text: any ByteSource) throws(ImportFailure) -> (UTF8Validator, head: [UInt8]) {
        let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
        defer { block.deallocate() }
        var validator = UTF8Validator()
        var head: [UInt8] = []
        while true {
            let count = try text.read(into: block, capacity: TableLimits.blockBytes)
            if count == 0 { break }
            if head.count < headBytes {
                head += UnsafeRawBufferPointer(start: block, count: min(count, headBytes - head.count))
            }
            validator.update(block, count: count)
        }
        return (validator, head)
    }
}
