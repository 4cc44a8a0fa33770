import Tables

/// Takes the rows of one table out of a page, into a queue; tables inside its cells are text of these cells.
///
/// Without a wanted table it only says which tables there are.
final class HTMLTableHandler: HTMLHandler {
    let queue = RowQueue()
    private let file: String
    private let wanted: Int?
    private let limits: WorkbookLimits
    private(set) var isDone = false
    private(set) var merged: MergedCells
    /// The captions of all tables so far, and whether they have a value.
    private(set) var tables: [(caption: String, hasValues: Bool)] = []

    /// Tables that are open, one inside the other.
    private var depth = 0
    private var isCaption = false
    private var row = 0
    private var isRowOpen = false
    private var isRowHidden = false
    private var hasValues = false
    /// The column of the cell, from 0, and how many it takes.
    private var column = 0
    private var span = (columns: 1, rows: 1)
    private var isCellOpen = false
    private var text: HTMLCellText
    /// Rows that a cell above reaches down from the next one on, by column.
    private var covered: [Int] = []

    init(_ file: String, table wanted: Int?, startRow: Int, limits: WorkbookLimits) {
        self.file = file
        self.wanted = wanted
        self.limits = limits
        merged = MergedCells(startRow: startRow)
        text = HTMLCellText(queue.text)
    }

    func startElement(_ name: String, _ attributes: HTMLAttributes) throws(ImportFailure) {
        if isDone { return }
        switch name {
        case "table":
            depth += 1
            if depth == 1 { beginTable() } else { text.breakLine() }
        case "caption" where depth == 1: isCaption = true
        case "tr" where depth == 1: try beginRow(attributes)
        case "td" where depth == 1, "th" where depth == 1: try beginCell(attributes)
        default: if depth > 0 { text.startElement(name) }
        }
    }

    func endElement(_ name: String) throws(ImportFailure) {
        if isDone || depth == 0 { return }
        switch name {
        case "table":
            if depth == 1 { try endTable() } else { text.breakLine() }
            depth -= 1
        case "caption" where depth == 1: isCaption = false
        case "tr" where depth == 1: try endRow()
        case "td" where depth == 1, "th" where depth == 1: try endCell()
        default: text.endElement(name)
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) throws(ImportFailure) {
        if isDone || depth == 0 { return }
        if isCaption, depth == 1 {
            if tables[tables.count - 1].caption.utf8.count < Self.maxCaption {
                tables[tables.count - 1].caption += String(decoding: bytes, as: UTF8.self)
            }
        } else if isCellOpen {
            text.append(bytes)
            try checkSize()
        }
    }

    private static let maxCaption = 200

    /// Closes what the page has left open.
    func finish() throws(ImportFailure) {
        if depth > 0, !isDone { try endTable() }
        depth = 0
        isDone = true
    }
}

extension HTMLTableHandler {
    private func beginTable() {
        tables.append(("", false))
        row = 0
        covered = []
    }

    private func endTable() throws(ImportFailure) {
        try endRow()
        if tables.count - 1 == wanted { isDone = true }
    }

    private func beginRow(_ attributes: HTMLAttributes) throws(ImportFailure) {
        try endRow()
        row += 1
        isRowOpen = true
        let style = attributes["style"]?.lowercased().filter { $0 != " " } ?? ""
        isRowHidden = style.contains("display:none") || attributes["hidden"] != nil
        hasValues = false
        column = 0
    }

    private func endRow() throws(ImportFailure) {
        guard isRowOpen else { return }
        try endCell()
        isRowOpen = false
        passCovered(to: covered.count)
        if hasValues { queue.endRow(number: row, repeats: 1, isHidden: isRowHidden) }
    }

    /// Counts down the rows that cells above reach into this one, in columns up to `end`.
    private func passCovered(to end: Int) {
        for index in column..<max(end, column) where index < covered.count && covered[index] > 0 { covered[index] -= 1 }
        column = max(end, column)
    }

    private func beginCell(_ attributes: HTMLAttributes) throws(ImportFailure) {
        if !isRowOpen { try beginRow(attributes) }
        try endCell()
        while column < covered.count, covered[column] > 0 { passCovered(to: column + 1) }
        isCellOpen = true
        span = (Self.span(attributes["colspan"], limits.columns), Self.span(attributes["rowspan"], limits.rows))
        queue.cellStart = queue.text.count
        text.begin()
    }

    private static func span(_ value: String?, _ limit: Int) -> Int {
        let digits = value?.filter { $0 != " " } ?? ""
        return min(max(Int(digits) ?? 1, 1), limit)
    }

    private func endCell() throws(ImportFailure) {
        guard isCellOpen else { return }
        isCellOpen = false
        text.end(from: queue.cellStart)
        try checkSize()
        if isWanted { put() } else { queue.text.count = queue.cellStart }
        let end = min(column + span.columns, limits.columns)
        if span.rows > 1 { cover(column..<max(end, column)) }
        column = max(end, column + 1)
    }

    private var isWanted: Bool { wanted == nil || tables.count - 1 == wanted }

    private func put() {
        let length = queue.text.count - queue.cellStart
        guard length > 0 else { return }
        guard wanted != nil else {
            tables[tables.count - 1].hasValues = true
            queue.text.count = queue.cellStart
            return
        }
        hasValues = true
        if span.rows > 1 { merged.add(row: row, column: column, rows: span.rows, columns: span.columns) }
        let value = TextSpan(start: queue.cellStart, length: length, kind: .text)
        queue.add(RowQueue.Cell(span: value, column: column, repeats: 1, format: 0))
    }

    private func cover(_ columns: Range<Int>) {
        covered += [Int](repeating: 0, count: max(columns.upperBound - covered.count, 0))
        for column in columns { covered[column] = span.rows - 1 }
    }

    private func checkSize() throws(ImportFailure) {
        guard queue.text.count - queue.cellStart <= limits.cellBytes else {
            throw .limitExceeded(file, .cellBytes, limits)
        }
        if queue.rowBytes > TableLimits.maxRecordBytes { throw .htmlRowTooLong(file, row: row) }
    }
}
