import Tables

/// Takes the rows of one sheet out of the content, into a queue.
///
/// What stands beside rows and cells – shapes, forms, comments, change marks, sheets within cells – is passed over with
/// all that is inside it: `skipped` counts the elements that are open there.
final class ODSSheetHandler: XMLHandler {
    private enum Tag: String, CaseIterable {
        case cell = "table-cell", row = "table-row", paragraph = "p", covered = "covered-table-cell"
        case space = "s", tab, lineBreak = "line-break", heading = "h"
        case table, column = "table-column", spreadsheet
        case columns = "table-columns", headerColumns = "table-header-columns", columnGroup = "table-column-group"
        case rows = "table-rows", headerRows = "table-header-rows", rowGroup = "table-row-group"
        case list, listItem = "list-item", listHeader = "list-header"
        case annotation, note, ruby = "ruby-text", frame, customShape = "custom-shape", group = "g", control
    }

    /// Where the parser is.
    private enum Place { case document, book, sheet, row, cell, paragraph }

    let queue = RowQueue()
    private let workbook: ODSWorkbook
    private let sheet: Int
    private let tags: XMLTags<Tag>
    private let names: ODSNames
    private let writer: ODSCellWriter
    private let limits: WorkbookLimits
    @exclusivity(unchecked) private var place = Place.document
    @exclusivity(unchecked) private var skipped = 0
    private var sheetsSeen = 0
    @exclusivity(unchecked) private(set) var isDone = false

    @exclusivity(unchecked) private(set) var columns = ODSColumns()
    private(set) var merged: MergedCells

    @exclusivity(unchecked) private var row = 1
    @exclusivity(unchecked) private var rowRepeats = 1
    @exclusivity(unchecked) private var isRowHidden = false
    @exclusivity(unchecked) private var rowStyle: UInt16?
    @exclusivity(unchecked) private var hasValues = false

    @exclusivity(unchecked) private var column = 0
    @exclusivity(unchecked) private var cellRepeats = 1
    @exclusivity(unchecked) private var isCovered = false
    @exclusivity(unchecked) private var type = ODSCellWriter.ValueType.none
    @exclusivity(unchecked) private var style: UInt16 = 0
    @exclusivity(unchecked) private var paragraphs = 0
    @exclusivity(unchecked) private var hasStringValue = false
    private let value = RawArray<UInt8>(capacity: 64)

    init(_ workbook: ODSWorkbook, _ parser: any XMLNaming, sheet: Int, startRow: Int) {
        self.workbook = workbook
        self.sheet = sheet
        tags = XMLTags(parser)
        names = ODSNames(parser)
        limits = workbook.limits
        writer = ODSCellWriter(formats: workbook.formats, epoch: workbook.epoch, text: queue.text)
        merged = MergedCells(startRow: startRow)
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) throws(ImportFailure) {
        if skipped > 0 || isDone {
            skipped += 1
            return
        }
        let tag = tags[name]
        switch place {
        case .document: if tag == .spreadsheet { place = .book }
        case .book: beginSheet(tag)
        case .sheet: beginInSheet(tag, attributes)
        case .row:
            if tag == .cell || tag == .covered {
                beginCell(attributes, isCovered: tag == .covered)
            } else {
                skipped = 1
            }
        case .cell: beginInCell(tag)
        case .paragraph: try beginInParagraph(tag, attributes)
        }
    }

    func endElement(_ name: XMLName) throws(ImportFailure) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch (place, tags[name]) {
        case (.paragraph, .paragraph), (.paragraph, .heading): place = .cell
        case (.cell, .cell), (.cell, .covered): try endCell()
        case (.row, .row): try endRow()
        case (.sheet, .table): isDone = true
        case (.book, .spreadsheet): isDone = true
        default: break
        }
    }

    func characters(_ text: XMLText) throws(ImportFailure) {
        guard place == .paragraph, skipped == 0, !isCovered, !hasStringValue, let base = text.bytes.baseAddress else {
            return
        }
        queue.text.append(base, count: text.bytes.count)
        try checkSize()
    }
}

// MARK: - Sheet and rows

extension ODSSheetHandler {
    private func beginSheet(_ tag: Tag?) {
        guard tag == .table, sheetsSeen == sheet else {
            if tag == .table { sheetsSeen += 1 }
            skipped = 1
            return
        }
        place = .sheet
    }

    private func beginInSheet(_ tag: Tag?, _ attributes: XMLAttributes) {
        switch tag {
        case .row: beginRow(attributes)
        case .column: addColumns(attributes)
        case .rows, .headerRows, .rowGroup, .columns, .headerColumns, .columnGroup: break
        default: skipped = 1
        }
    }

    private func addColumns(_ attributes: XMLAttributes) {
        columns.add(
            attributes.repeats(names.columnsRepeated), isHidden: isHidden(attributes),
            style: attributes[names.defaultCellStyle].map { workbook.formats.index(ofStyle: $0.string) },
            limit: limits.columns)
    }

    private func isHidden(_ attributes: XMLAttributes) -> Bool {
        guard let visibility = attributes[names.visibility] else { return false }
        return visibility == "collapse" || visibility == "filter"
    }

    private func beginRow(_ attributes: XMLAttributes) {
        place = .row
        rowRepeats = attributes.repeats(names.rowsRepeated)
        isRowHidden = isHidden(attributes)
        rowStyle = attributes[names.defaultCellStyle].map { workbook.formats.index(ofStyle: $0.string) }
        column = 0
        hasValues = false
    }

    private func endRow() throws(ImportFailure) {
        place = .sheet
        let (next, isTooMuch) = row.addingReportingOverflow(rowRepeats)
        defer { row = isTooMuch ? row : next }
        guard hasValues else { return }
        guard !isTooMuch, next - 1 <= limits.rows else {
            throw .limitExceeded(workbook.file.name, .rows, limits, part: workbook.sheets[sheet].name)
        }
        queue.endRow(number: row, repeats: rowRepeats, isHidden: isRowHidden)
    }
}

// MARK: - Cells

extension ODSSheetHandler {
    private func beginCell(_ attributes: XMLAttributes, isCovered: Bool) {
        place = .cell
        self.isCovered = isCovered
        cellRepeats = attributes.repeats(names.columnsRepeated)
        queue.cellStart = queue.text.count
        paragraphs = 0
        hasStringValue = false
        value.removeAll()
        if isCovered { return }
        if let rows = attributes[names.rowsSpanned]?.integer, rows > 1 {
            merged.add(
                row: row, column: min(column, limits.columns), rows: min(rows, limits.rows),
                columns: min(attributes[names.columnsSpanned]?.integer ?? 1, limits.columns))
        }
        style = format(attributes)
        type = valueType(attributes)
    }

    private func format(_ attributes: XMLAttributes) -> UInt16 {
        guard let name = attributes[names.styleName] else { return rowStyle ?? columns.style(column) }
        return columns.format(name, column) { workbook.formats.index(ofStyle: $0) }
    }

    private func valueType(_ attributes: XMLAttributes) -> ODSCellWriter.ValueType {
        guard let type = attributes[names.valueType, in: names.office] else {
            return attributes[names.formula].map { keep($0, .formula) } ?? .none
        }
        if type == "string" {
            if let string = attributes[names.stringValue], !string.bytes.isEmpty { take(string) }
            return attributes[names.valueType, in: names.calcext].map { $0 == "error" } ?? false ? .error : .string
        }
        if type == "float" || type == "currency" {
            return keep(attributes[names.value, in: names.office], isTruth(attributes) ? .truth : .number)
        }
        if type == "percentage" { return keep(attributes[names.value, in: names.office], .percentage) }
        if type == "date" { return keep(attributes[names.dateValue], .date) }
        if type == "time" { return keep(attributes[names.timeValue], .time) }
        if type == "boolean" { return keep(attributes[names.booleanValue], .boolean) }
        return .none
    }

    /// Some programs write a boolean as the formula that yields it.
    private func isTruth(_ attributes: XMLAttributes) -> Bool {
        guard let formula = attributes[names.formula] else { return false }
        return formula == "of:=TRUE()" || formula == "of:=FALSE()"
    }

    /// The text of a formula, which may be more than what is shown.
    private func take(_ string: XMLText) {
        hasStringValue = true
        if let base = string.bytes.baseAddress { queue.text.append(base, count: string.bytes.count) }
    }

    private func keep(_ text: XMLText?, _ type: ODSCellWriter.ValueType) -> ODSCellWriter.ValueType {
        guard let text, let base = text.bytes.baseAddress else { return .string }
        value.append(base, count: text.bytes.count)
        return type
    }

    private func endCell() throws(ImportFailure) {
        place = .row
        let first = column
        column = min(column + cellRepeats, 1 << 40)
        guard !isCovered else { return }
        try checkSize()
        let (span, format) = writer.write(type, value.buffer, from: queue.cellStart, style: style)
        if span.isBlank { return }
        guard column <= limits.columns else {
            throw .limitExceeded(workbook.file.name, .columns, limits, part: workbook.sheets[sheet].name)
        }
        hasValues = true
        queue.add(RowQueue.Cell(span: span, column: first, repeats: cellRepeats, format: format))
    }

    private func checkSize() throws(ImportFailure) {
        guard queue.text.count - queue.cellStart <= limits.cellBytes else {
            throw .limitExceeded(workbook.file.name, .cellBytes, limits, part: workbook.sheets[sheet].name)
        }
        if queue.rowBytes > TableLimits.maxRecordBytes { throw .odsRowTooLong(workbook.file.name, row: row) }
    }
}

// MARK: - Text

extension ODSSheetHandler {
    private func beginInCell(_ tag: Tag?) {
        switch tag {
        case .paragraph, .heading:
            place = .paragraph
            paragraphs += 1
            if paragraphs > 1 { append("\n") }
        case .list, .listItem, .listHeader: break
        default: skipped = 1
        }
    }

    private func beginInParagraph(_ tag: Tag?, _ attributes: XMLAttributes) throws(ImportFailure) {
        switch tag {
        case .space:
            let count = min(max(attributes[names.count]?.integer ?? 1, 1), limits.cellBytes + 1)
            for _ in 0..<count { append(" ") }
            try checkSize()
        case .tab: append("\t")
        case .lineBreak: append("\n")
        case .annotation, .note, .ruby, .frame, .customShape, .group, .control: skipped = 1
        default: break
        }
    }

    private func append(_ character: Unicode.Scalar) {
        if !isCovered && !hasStringValue { queue.text.append(UInt8(truncatingIfNeeded: character.value)) }
    }
}
