import Tables

/// Turns rows of a sheet's XML, as either parser finds them, into rows of a batch: looks up shared texts and number
/// formats, and writes what a person sees.
final class XLSXRowWriter {
    private let workbook: XLSXWorkbook
    private let sheet: String
    private let reading: SheetReading
    private let builder: SheetRowBuilder
    private let formats: CellFormats
    private let storage: FormatStorage
    private let lookup: FormatLookup
    private let cellText: CellText
    private let limits: WorkbookLimits
    private var strings: SharedStrings?
    /// The texts of `strings`; none before the first cell asks for one.
    @exclusivity(unchecked) private var texts = SharedTexts()
    private var merged: MergedCells
    private var columnElements = 0

    init(_ workbook: XLSXWorkbook, sheet: String, _ reading: SheetReading) {
        self.workbook = workbook
        self.sheet = sheet
        self.reading = reading
        limits = workbook.package.limits
        formats = workbook.formats
        storage = FormatStorage(formats)
        lookup = FormatLookup(storage)
        cellText = workbook.cellText
        builder = SheetRowBuilder(RowBatch(), reading, limits: limits)
        merged = MergedCells(startRow: reading.startRow)
    }

    var batch: RowBatch {
        get { builder.batch }
        set { builder.batch = newValue }
    }

    var blankRows: Int { builder.blankRows }

    var closing: TableClosing {
        var closing = TableClosing()
        closing.findings = merged.findings
        closing.hiddenRows = builder.hiddenRows
        closing.hiddenColumns = builder.hiddenColumnCount
        return closing
    }

    /// Takes what a sheet says beside its rows.
    func note(_ event: SheetEvent) {
        switch event {
        case .row: break
        case .hiddenColumns(let first, let last):
            // More `col` elements than columns say nothing new.
            columnElements += 1
            guard columnElements <= limits.columns, first >= 1, first <= last else { return }
            builder.hideColumns(first - 1..<last)
        case .merge(let column, let rows, let range): merged.add(rows: rows, column: column, range: range)
        }
    }

    /// Writes a row whose values stand in the batch's text.
    func write(_ row: SheetRow, _ cells: UnsafeBufferPointer<SheetCell>) throws(ImportFailure) {
        builder.beginRow(row.number, isHidden: row.isHidden)
        var width = 0
        for cell in cells { width = max(width, Int(cell.column) + 1) }
        if let room = builder.openCells(width) {
            builder.closeCells(try write(cells, room.spans, room.formats, row: row.number))
        } else {
            for cell in cells {
                let format = lookup.format(ofStyle: cell.style)
                builder.put(try rareSpan(cell, format, row: row.number), column: Int(cell.column), format: format)
            }
        }
        builder.endRow()
        if let exceeded = builder.exceeded {
            throw .limitExceeded(workbook.package.name, exceeded, limits, part: sheet)
        }
    }

    /// Writes cells at their columns; how many the row has up to its last value.
    ///
    /// What it needs is in local constants: a reference that is loaded for each cell is counted for each cell, and an
    /// atomic count keeps the processor from fetching the next texts ahead.
    @inline(__always)
    private func write(
        _ cells: UnsafeBufferPointer<SheetCell>, _ spans: UnsafeMutablePointer<TextSpan>,
        _ formats: UnsafeMutablePointer<UInt16>, row: Int
    ) throws(ImportFailure) -> Int {
        let (text, texts, lookup, maxBytes) = (batch.text, self.texts, self.lookup, limits.cellBytes)
        var count = 0
        for cell in cells {
            let format = lookup.format(ofStyle: cell.style)
            let usual = Self.usualSpan(cell, isPlain: lookup.isPlain(format), text, texts, maxBytes)
            let span = if let usual { usual } else { try rareSpan(cell, format, row: row) }
            if span.isBlank { continue }
            let column = Int(cell.column)
            spans[column] = span
            formats[column] = format
            count = max(count, column + 1)
        }
        return count
    }

    /// Texts and plain numbers; nil for all that needs a closer look.
    @inline(__always)
    private static func usualSpan(
        _ cell: SheetCell, isPlain: Bool, _ text: RawArray<UInt8>, _ texts: SharedTexts, _ maxBytes: Int
    ) -> TextSpan? {
        let (start, length) = (Int(cell.start), Int(cell.length))
        switch cell.type {
        case .text:
            if length == 0 || length > maxBytes || ErrorName.mayMatch(text.base + start, length) { return nil }
            return TextSpan(start: start, length: length, kind: .text)
        case .shared: return texts.append(start, length, to: text)
        case .number where isPlain:
            return CellText.canonical(UnsafeBufferPointer(start: text.base + start, count: length), start: start)
        default: return nil
        }
    }

    @inline(never)
    private func rareSpan(_ cell: SheetCell, _ format: UInt16, row: Int) throws(ImportFailure) -> TextSpan {
        let (start, length) = (Int(cell.start), Int(cell.length))
        guard length > 0 else { return .blank }
        guard length <= limits.cellBytes else {
            throw .limitExceeded(workbook.package.name, .cellBytes, limits, part: sheet)
        }
        switch cell.type {
        case .text: return textSpan(start, length)
        case .error: return TextSpan(start: start, length: length, kind: .error)
        case .shared: return try shared(start, length, row: row)
        case .number: return cellText.written(start: start, length: length, as: kind(format), in: batch.text)
        case .boolean: return boolean(start, length)
        case .date: return moment(start, length, format)
        }
    }

    /// A text that stands in the sheet itself: a formula's result, or one that is not shared. Libraries without cells for
    /// errors write the error's name so; a person sees the same.
    private func textSpan(_ start: Int, _ length: Int) -> TextSpan {
        let isError = ErrorName.matches(UnsafeBufferPointer(start: batch.text.base + start, count: length))
        return TextSpan(start: start, length: length, kind: isError ? .error : .text)
    }

    private func kind(_ format: UInt16) -> NumberFormat.Kind { formats.formats[Int(format)].kind }

    /// A shared text, for which the shared texts may have to be read.
    private func shared(_ start: Int, _ length: Int, row: Int) throws(ImportFailure) -> TextSpan {
        if strings == nil {
            let loaded = try workbook.sharedStrings()
            strings = loaded
            texts = SharedTexts(loaded)
        }
        if let span = texts.append(start, length, to: batch.text) { return span }
        let bytes = UnsafeBufferPointer(start: batch.text.base + start, count: length)
        let index = String(decoding: bytes, as: UTF8.self)
        throw .xlsxNoSharedText(workbook.package.name, sheet: sheet, row: row, index: index)
    }

    private func boolean(_ start: Int, _ length: Int) -> TextSpan {
        switch String(decoding: UnsafeBufferPointer(start: batch.text.base + start, count: length), as: UTF8.self) {
        case "0", "false", "FALSE": CellText.append("FALSE", kind: .boolean, to: batch.text)
        case "1", "true", "TRUE": CellText.append("TRUE", kind: .boolean, to: batch.text)
        default: TextSpan(start: start, length: length, kind: .text)
        }
    }

    /// A date in ISO 8601; midnight is left out where the format shows no time.
    private func moment(_ start: Int, _ length: Int, _ format: UInt16) -> TextSpan {
        let bytes = UnsafeBufferPointer(start: batch.text.base + start, count: length)
        let isMidnight = length > 10 && bytes[10...].starts(with: Array("T00:00:00".utf8))
        let shown = isMidnight && kind(format) == .date ? 10 : length
        return TextSpan(start: start, length: shown, kind: .date)
    }
}
