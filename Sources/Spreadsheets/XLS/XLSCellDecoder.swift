import Tables

/// Writes the values of cells as text into a batch. Used by one thread.
final class XLSCellDecoder {
    private let stream: ByteView
    private let workbook: XLSWorkbook
    private let texts: BIFFStringTable
    private let styles: [XLSWorkbook.Style]
    private let cellText: CellText
    private let codePage: CodePageDecoder?
    private let sheet: String
    private let version: BIFFVersion
    /// Where the value stands in a cell's record, behind row, column and style.
    private let valuePlace: Int

    /// Cells of Excel 2 have three bytes for the style, not two.
    private static let oldValuePlace = 7

    init(_ workbook: XLSWorkbook, sheet: String) throws(ImportFailure) {
        self.workbook = workbook
        self.sheet = sheet
        stream = workbook.records
        texts = workbook.globals.texts
        styles = workbook.styles
        version = workbook.globals.version
        cellText = CellText(uses1904: workbook.globals.uses1904)
        codePage = try workbook.globals.makeDecoder()
        valuePlace = version == .biff2 ? Self.oldValuePlace : 6
    }

    /// Puts the cells of a record; the row is begun.
    func put(_ record: BIFFRecord, into builder: SheetRowBuilder) throws(ImportFailure) {
        let content = stream.base + record.start
        let column = content.u16(2)
        if record.type == BIFFType.multipleRK { return putMultiple(record, column, builder) }
        let place = record.type < BIFFType.formula ? Self.oldValuePlace : valuePlace
        guard record.length >= place + Self.valueBytes(record.type) else { throw damaged(record) }
        let value = content + place
        switch record.type {
        case BIFFType.labelShared:
            builder.put(try sharedText(value.u32(0), record, builder.batch.text), column: column)
        case BIFFType.rk: putNumber(Self.rk(value.u32(0)), column, style(content), builder)
        case BIFFType.number, BIFFType.number2: putNumber(value.double(0), column, style(content), builder)
        case BIFFType.integer2: putNumber(Double(value.u16(0)), column, style(content), builder)
        case BIFFType.boolError, BIFFType.boolError2:
            putBoolError(value.u16(0) & 0xFF, isError: value.u16(0) > 0xFF, column, builder)
        case BIFFType.label, BIFFType.label2, BIFFType.richString:
            builder.put(text(record, at: place, builder.batch.text), column: column)
        default: putResult(record, value, column, style(content), builder)
        }
    }

    private static func valueBytes(_ type: Int) -> Int {
        switch type {
        case BIFFType.labelShared, BIFFType.rk: 4
        case BIFFType.number, BIFFType.number2, BIFFType.formula, BIFFType.formula3, BIFFType.formula4: 8
        case BIFFType.label2: 1
        default: 2
        }
    }

    private func damaged(_ record: BIFFRecord) -> ImportFailure {
        let content = stream.slice(record.start, record.length)
        let cell = MergedCells.name((content.u16(0) ?? 0) + 1, content.u16(2) ?? 0)
        return .xlsDamaged(
            workbook.file.name, "the cell \(cell) of the sheet \"\(sheet)\" has no value that can be read")
    }
}

// MARK: Numbers

extension XLSCellDecoder {
    @inline(__always)
    private func style(_ content: UnsafeRawPointer) -> XLSWorkbook.Style {
        if version == .biff2 { return oldStyle(content) }
        return style(at: content.u16(4))
    }

    @inline(__always)
    private func style(at index: Int) -> XLSWorkbook.Style {
        index < styles.count ? styles[index] : XLSWorkbook.Style()
    }

    /// Excel 2 has six bits for the style and, where they do not suffice or there are no styles, six for the format.
    private func oldStyle(_ content: UnsafeRawPointer) -> XLSWorkbook.Style {
        let index = content.u16(4) & 0x3F
        if index < styles.count { return styles[index] }
        return workbook.formatStyles[content.u16(4) >> 8 & 0x3F] ?? XLSWorkbook.Style()
    }

    @inline(__always)
    private func putNumber(_ value: Double, _ column: Int, _ style: XLSWorkbook.Style, _ builder: SheetRowBuilder) {
        let span = cellText.append(value, as: style.kind, to: builder.batch.text)
        builder.put(span, column: column, format: style.format)
    }

    private func putMultiple(_ record: BIFFRecord, _ column: Int, _ builder: SheetRowBuilder) {
        let content = stream.base + record.start
        for index in 0..<(record.length - 6) / 6 {
            let place = 4 + index * 6
            putNumber(Self.rk(content.u32(place + 2)), column + index, style(at: content.u16(place)), builder)
        }
    }

    /// A number in 30 bits: an integer, or the upper part of a fraction; or the hundredfold of it.
    @inline(__always)
    private static func rk(_ bits: Int) -> Double {
        let value =
            bits & 2 != 0
            ? Double(Int32(truncatingIfNeeded: bits) >> 2) : Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
        return bits & 1 != 0 ? value / 100 : value
    }
}

// MARK: Texts

extension XLSCellDecoder {
    @inline(__always)
    private func sharedText(
        _ index: Int, _ record: BIFFRecord, _ text: RawArray<UInt8>
    ) throws(ImportFailure) -> TextSpan {
        guard index < texts.count else { throw damaged(record) }
        let bytes = texts.bytes(index)
        guard let base = bytes.baseAddress, bytes.count > 0 else { return .blank }
        let start = text.count
        text.append(base, count: bytes.count)
        return TextSpan(start: start, length: bytes.count, kind: .text)
    }

    /// The text in a record, behind its length.
    private func text(_ record: BIFFRecord, at place: Int, _ text: RawArray<UInt8>) -> TextSpan {
        let start = text.count
        if let codePage {
            let content = stream.slice(record.start + place, record.length - place)
            let isShort = record.type == BIFFType.label2 || record.type == BIFFType.string2
            let count = (isShort ? content.u8(0) : content.u16(0)) ?? 0
            let bytes = content.slice(isShort ? 1 : 2, count)
            codePage.append(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count), to: text)
        } else {
            let rest = BIFFRecord(type: record.type, start: record.start + place, length: record.length - place)
            var source = ContinuedRecord(rest, in: stream)
            _ = source.appendText(to: text)
        }
        let length = text.count - start
        return length == 0 ? .blank : TextSpan(start: start, length: length, kind: .text)
    }
}

// MARK: Results of formulas

extension XLSCellDecoder {
    /// What a formula came to when the book was saved.
    private func putResult(
        _ record: BIFFRecord, _ value: UnsafeRawPointer, _ column: Int, _ style: XLSWorkbook.Style,
        _ builder: SheetRowBuilder
    ) {
        guard value.u16(6) == 0xFFFF else { return putNumber(value.double(0), column, style, builder) }
        switch value.u16(0) & 0xFF {
        case 0: builder.put(resultText(behind: record, builder.batch.text), column: column)
        case 1: putBoolError(value.u16(2) & 0xFF, isError: false, column, builder)
        case 2: putBoolError(value.u16(2) & 0xFF, isError: true, column, builder)
        default: break
        }
    }

    /// A formula's text stands in a record of its own behind it.
    private func resultText(behind record: BIFFRecord, _ text: RawArray<UInt8>) -> TextSpan {
        var records = BIFFRecords(stream, at: record.end)
        while let next = records.next() {
            if next.type == BIFFType.string || next.type == BIFFType.string2 { return self.text(next, at: 0, text) }
            guard BIFFType.belongsToFormula(next.type) else { break }
        }
        return .blank
    }

    private func putBoolError(_ value: Int, isError: Bool, _ column: Int, _ builder: SheetRowBuilder) {
        let text = builder.batch.text
        let span =
            isError
            ? CellText.append(Self.errorName(value), kind: .error, to: text)
            : CellText.append(value == 0 ? "FALSE" : "TRUE", kind: .boolean, to: text)
        builder.put(span, column: column)
    }

    private static func errorName(_ code: Int) -> String {
        switch code {
        case 0x00: "#NULL!"
        case 0x07: "#DIV/0!"
        case 0x0F: "#VALUE!"
        case 0x17: "#REF!"
        case 0x1D: "#NAME?"
        case 0x24: "#NUM!"
        case 0x2A: "#N/A"
        default: "#ERROR!"
        }
    }
}
