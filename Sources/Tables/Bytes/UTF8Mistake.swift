/// Where a file that should be UTF-8 is not, found by a second reading.
package struct UTF8Mistake {
    private let name: String
    private let byte: UInt8?
    private let offset: Int
    private let line: Int

    /// The mistake that the survey met in the file.
    package init(_ file: SourceFile, _ survey: FileSurvey) throws(ImportFailure) {
        name = file.name
        offset = survey.invalidOffset ?? survey.truncatedAt ?? 0
        let opened = try FileByteSource(file)
        let text: any ByteSource = survey.isGzip ? GzipByteSource(opened, name: file.name) : opened
        let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
        defer { block.deallocate() }
        var left = offset
        var line = 1
        while left > 0 {
            let count = try text.read(into: block, capacity: min(left, TableLimits.blockBytes))
            if count == 0 { break }
            for byte in UnsafeRawBufferPointer(start: block, count: count) where byte == 0x0A { line += 1 }
            left -= count
        }
        self.line = line
        byte = survey.invalidOffset == nil ? nil : try text.prefix(1).first
    }

    /// The failure that names the place.
    package var failure: ImportFailure {
        guard let byte else { return .textTruncated(name, "utf-8", line: line) }
        return .textInvalid(name, "utf-8", byte: byte, offset: offset, line: line)
    }
}
