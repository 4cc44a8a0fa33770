import Tables

/// What the sheets of a workbook share: their names, number formats, texts, dates and code page.
struct BIFFGlobals {
    struct Sheet {
        var info: SheetInfo
        /// Where the record stands that begins it.
        var position: Int
    }

    let version: BIFFVersion
    private(set) var uses1904 = false
    /// Windows-1252 where none is named.
    private(set) var codePage = 1_252
    private(set) var sheets: [Sheet] = []
    /// Number format codes by their indexes.
    private(set) var formats: [Int: String] = [:]
    /// Indexes of number formats, by the indexes that cells name.
    private(set) var styles: [Int] = []
    private(set) var texts = BIFFStringTable()

    private let stream: RawArray<UInt8>
    private let name: String

    private static let defaultName = "Sheet1"
    /// Far more than people make; each one costs a walk through its records.
    private static let maxSheets = 4_096
    /// What Excel allows for a number format.
    private static let maxFormatCharacters = 255
    private static let worksheet = 0x10
    private static let workspace = 0x100

    /// Reads the substream at the beginning. A workbook that is encrypted without a password of its own is decrypted
    /// in place.
    init(_ stream: RawArray<UInt8>, _ limits: WorkbookLimits, name: String) throws(ImportFailure) {
        self.stream = stream
        self.name = name
        var records = BIFFRecords(ByteView(stream.base, count: stream.count), at: 0)
        guard let first = records.next(), let version = Self.version(first, records.content(first)) else {
            throw .xlsDamaged(name, "it does not begin as workbooks do")
        }
        self.version = version
        let kind = records.content(first).u16(2) ?? 0
        if kind == Self.workspace { throw .xlsUnsupported(name, "it is a bundle of sheets of Excel 4") }
        if kind == Self.worksheet {
            sheets = [Sheet(info: SheetInfo(name: Self.defaultName), position: 0)]
        }
        var named: [BIFFRecord] = []
        var globals = BIFFSubstream(records)
        while let record = globals.next() {
            try read(record, globals, limits, &named)
        }
        try nameAll(named)
        guard sheets.count <= Self.maxSheets, Set(sheets.map(\.position)).count == sheets.count else {
            throw .xlsDamaged(name, "its list of sheets names a sheet twice or more than \(Self.maxSheets) of them")
        }
    }

    /// The version that the first record tells; nil where it does not begin a workbook or a sheet.
    static func version(_ record: BIFFRecord, _ content: ByteView) -> BIFFVersion? {
        guard record.length >= 4 else { return nil }
        switch record.type {
        case 0x09: return .biff2
        case 0x209: return .biff3
        case 0x409: return .biff4
        case 0x809: return content.u16(0) == 0x600 ? .biff8 : .biff5
        default: return nil
        }
    }

    private mutating func read(
        _ record: BIFFRecord, _ globals: BIFFSubstream, _ limits: WorkbookLimits, _ named: inout [BIFFRecord]
    ) throws(ImportFailure) {
        let content = view.slice(record.start, record.length)
        switch record.type {
        case BIFFType.filePass: try decrypt(content, from: globals.position)
        case BIFFType.dateMode: uses1904 = content.u16(0) == 1
        case BIFFType.codePage: codePage = content.u16(0) ?? codePage
        case BIFFType.boundSheet, BIFFType.format2, BIFFType.format4: named.append(record)
        case BIFFType.xf5: styles.append(content.u16(2) ?? 0)
        case BIFFType.xf3, BIFFType.xf4: styles.append(content.u8(1) ?? 0)
        case BIFFType.xf2: styles.append((content.u8(2) ?? 0) & 0x3F)
        case BIFFType.sharedStrings: texts = try BIFFStringTable(record, in: view, limits, name: name)
        default: break
        }
    }

    private var view: ByteView { ByteView(stream.base, count: stream.count) }

    private func decrypt(_ filePass: ByteView, from position: Int) throws(ImportFailure) {
        guard version >= .biff5, let cipher = try BIFFCipher(filePass: filePass, version: version) else {
            throw .workbookEncrypted(name)
        }
        try cipher.decrypt(stream, from: position)
    }
}

// MARK: Names

extension BIFFGlobals {
    /// Reads the records that hold texts, now that the code page is known.
    private mutating func nameAll(_ records: [BIFFRecord]) throws(ImportFailure) {
        let decoder = try makeDecoder()
        for record in records {
            let content = view.slice(record.start, record.length)
            switch record.type {
            case BIFFType.boundSheet: addSheet(content, decoder)
            default: addFormat(content, decoder)
            }
        }
    }

    /// A decoder of texts for one thread; nil where texts are Latin-1 or UTF-16.
    func makeDecoder() throws(ImportFailure) -> CodePageDecoder? {
        if version == .biff8 { return nil }
        guard let decoder = CodePageDecoder(codePage: codePage) else {
            throw .xlsUnsupported(name, "its texts are in the unknown code page \(codePage)")
        }
        return decoder
    }

    private mutating func addSheet(_ content: ByteView, _ decoder: CodePageDecoder?) {
        guard let position = content.u32(0), let visibility = content.u8(4), content.u8(5) == 0 else { return }
        let title = Self.shortText(content.dropFirst(6), decoder)
        sheets.append(Sheet(info: SheetInfo(name: title, isHidden: visibility & 3 != 0), position: position))
    }

    private mutating func addFormat(_ content: ByteView, _ decoder: CodePageDecoder?) {
        switch version {
        case .biff8:
            guard let index = content.u16(0) else { return }
            formats[index] = Self.unicode(
                content.dropFirst(4), count: min(content.u16(2) ?? 0, Self.maxFormatCharacters))
        case .biff5:
            guard let index = content.u16(0) else { return }
            formats[index] = Self.shortText(content.dropFirst(2), decoder)
        case .biff4: formats[formats.count] = Self.shortText(content.dropFirst(2), decoder)
        case .biff2, .biff3: formats[formats.count] = Self.shortText(content, decoder)
        }
    }

    /// A text whose length is a byte.
    private static func shortText(_ content: ByteView, _ decoder: CodePageDecoder?) -> String {
        let count = content.u8(0) ?? 0
        guard let decoder else { return unicode(content.dropFirst(1), count: count) }
        let bytes = content.slice(1, count)
        return decoder.string(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
    }

    /// Characters of one or two bytes behind the byte that says which.
    private static func unicode(_ content: ByteView, count: Int) -> String {
        let text = RawArray<UInt8>()
        let characters = content.dropFirst(1)
        if (content.u8(0) ?? 0) & 1 == 0 {
            text.appendLatin1(characters.base, count: min(count, characters.count))
        } else {
            var high: UInt32 = 0
            text.appendUTF16(characters.base, units: min(count, characters.count / 2), high: &high)
            text.endUTF16(high: &high)
        }
        return withExtendedLifetime(text) { String(decoding: text.buffer, as: UTF8.self) }
    }
}
