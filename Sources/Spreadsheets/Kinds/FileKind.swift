import Tables

/// What a file is, by its content; its name has no say.
package enum FileKind: Sendable, Equatable {
    case workbook(WorkbookKind)
    /// A ZIP archive that is no document itself: a bundle of files.
    case bundle
    /// Nothing that is known here: text, or something that a reader of text will refuse.
    case text

    /// Looks at the first bytes, and into containers as far as needed; what is known and is no table that can be read
    /// is refused by its name.
    package static func of(
        _ file: SourceFile, limits: WorkbookLimits = WorkbookLimits()
    ) throws(ImportFailure) -> FileKind {
        let opened = try RandomAccessFile(file)
        let head = try opened.bytes(at: 0, count: headBytes)
        if head.starts(with: CompoundFile.signature) { return try compound(opened) }
        if isZip(head) { return try ZipKind(opened, limits).kind }
        if isBareStream(head) { return .workbook(.xls) }
        if let kind = try MarkupKind(head, file).kind { return kind }
        return try isZipBehindJunk(opened, head, limits) ? try ZipKind(opened, limits).kind : .text
    }

    private static let headBytes = 64 * 1024
    private static let localHeader: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// A member, the end of an empty archive, or the mark of a split one; a table may well begin with "PK".
    private static func isZip(_ head: [UInt8]) -> Bool {
        guard head.starts(with: [0x50, 0x4B]), head.count >= 4 else { return false }
        return [[3, 4], [5, 6], [7, 8]].contains([head[2], head[3]])
    }

    /// The record that begins a sheet or workbook of Excel 2 to 95, without a container around it.
    private static func isBareStream(_ head: [UInt8]) -> Bool {
        guard head.count >= 8, head[0] == 0x09, head[3] == 0 else { return false }
        return [0x00, 0x02, 0x04, 0x08].contains(head[1]) && (4...16).contains(head[2])
    }

    /// An old workbook, or something else in the same container.
    private static func compound(_ file: RandomAccessFile) throws(ImportFailure) -> FileKind {
        let container = try CompoundFile(file)
        if container.has("EncryptedPackage") { throw .workbookEncrypted(file.file.name) }
        guard container.has("Workbook") || container.has("Book") else {
            throw .notATable(file.file.name, container.otherKind)
        }
        return .workbook(.xls)
    }

    /// Some programs put bytes in front of the archive; text has no such bytes as its headers have.
    private static func isZipBehindJunk(
        _ file: RandomAccessFile, _ head: [UInt8], _ limits: WorkbookLimits
    ) throws(ImportFailure) -> Bool {
        guard head.withUnsafeBufferPointer({ ByteSearch.first(localHeader, in: $0) }) != nil else { return false }
        return (try? ZipArchive(file, limits: limits)) != nil
    }
}
