import Tables

/// What was found in a sheet's XML.
enum SheetEvent: Equatable {
    /// A row is complete: `SheetElements.row` and its `cells`.
    case row
    /// Columns that are hidden, from 1.
    case hiddenColumns(first: Int, last: Int)
    /// A merged range: column from 0, rows from 1.
    case merge(column: Int, rows: ClosedRange<Int>, range: String)
}

/// The attributes of a sheet's elements that mean something here.
struct SheetAttributes {
    enum Name: String, CaseIterable { case r, s, t, hidden, min, max, ref, space }

    private(set) var r: XMLText?
    private(set) var s: XMLText?
    private(set) var t: XMLText?
    private(set) var hidden: XMLText?
    private(set) var min: XMLText?
    private(set) var max: XMLText?
    private(set) var ref: XMLText?
    private(set) var space: XMLText?

    mutating func set(_ name: Name, _ value: XMLText) {
        switch name {
        case .r: r = value
        case .s: s = value
        case .t: t = value
        case .hidden: hidden = value
        case .min: min = value
        case .max: max = value
        case .ref: ref = value
        case .space: space = value
        }
    }
}

/// What the elements of a sheet mean, whichever parser finds them.
///
/// An element's local name and its place decide; namespaces and prefixes have no say, so that strict and transitional
/// files are read alike.
final class SheetElements {
    enum Element: String, CaseIterable {
        case worksheet, cols, col, sheetData, row, c, f, v, inline = "is", r, t, mergeCells, mergeCell
    }

    /// The most that a row may have: a thousand cells, each as long as spreadsheet programs allow, in any script.
    static let maxRowBytes = 128 << 20

    /// The elements that are open; nil stands for one that is passed over with all that is in it.
    @exclusivity(unchecked) private(set) var path: [Element?] = []
    /// Takes the texts of cells; spans of cells count from its start.
    @exclusivity(unchecked) var text: RawArray<UInt8>
    @exclusivity(unchecked) var row = SheetRow()
    /// Cells of the row with a value.
    let cells = RawArray<SheetCell>(capacity: 256)
    /// The column of the row's last cell, from 0; -1 before the first.
    @exclusivity(unchecked) var column = -1

    private var cell = SheetCell(start: 0, length: 0, column: 0, style: 0, type: .number)
    private var isInline = false
    /// Where the text of the cell's `v`, and that of its `is`, stand; nil where it has none.
    private var value: Range<Int>?
    private var inlineText: Range<Int>?
    /// Where the cell's formula stands, its equals sign in front; nil where it has none.
    private var formula: Range<Int>?
    private var space = XLSXText.Space()

    init(text: RawArray<UInt8>) { self.text = text }

    /// The innermost element that is open, if it means something.
    var current: Element? { path.last ?? nil }

    /// Whether text is part of a cell here.
    var takesText: Bool { current == .v || current == .t || current == .f }

    func start(_ element: Element?, _ attributes: SheetAttributes) -> SheetEvent? {
        let element = element.flatMap { isInPlace($0) ? $0 : nil }
        path.append(element)
        switch element {
        case .row: beginRow(attributes)
        case .c: beginCell(attributes)
        case .f: beginFormula()
        case .v: value = text.count..<text.count
        case .inline:
            inlineText = text.count..<text.count
            space = XLSXText.Space()
        case .t: space.add(run: attributes.space.map { $0 == "preserve" } ?? false)
        case .col: return hiddenColumns(attributes)
        case .mergeCell: return merge(attributes)
        default: break
        }
        return nil
    }

    private func isInPlace(_ element: Element) -> Bool {
        switch element {
        case .worksheet: path.isEmpty
        case .cols, .sheetData, .mergeCells: current == .worksheet
        case .col: current == .cols
        case .row: current == .sheetData
        case .c: current == .row
        case .f, .v, .inline: current == .c
        case .r: current == .inline
        case .t: current == .inline || current == .r
        case .mergeCell: current == .mergeCells
        }
    }

    private func beginRow(_ attributes: SheetAttributes) {
        let number = attributes.r?.integer ?? 0
        row.number = number > 0 ? number : row.number &+ 1
        row.isHidden = attributes.hidden?.isTrue ?? false
        column = -1
        cells.removeAll()
    }

    private func beginCell(_ attributes: SheetAttributes) {
        column = attributes.r.flatMap { CellReference.parse($0.bytes) }?.column ?? column + 1
        isInline = attributes.t.map { $0 == "inlineStr" } ?? false
        cell = SheetCell(
            start: 0, length: 0, column: UInt16(clamping: column), style: UInt16(clamping: attributes.s?.integer ?? 0),
            type: attributes.t.map(SheetCellType.init) ?? .number)
        value = nil
        inlineText = nil
        formula = nil
    }

    /// The sign takes less room than the element's tag.
    private func beginFormula() {
        formula = text.count..<text.count
        text.append(UInt8(ascii: "="))
    }

    private func hiddenColumns(_ attributes: SheetAttributes) -> SheetEvent? {
        guard attributes.hidden?.isTrue == true, let first = attributes.min?.integer, let last = attributes.max?.integer
        else { return nil }
        return .hiddenColumns(first: first, last: last)
    }

    private func merge(_ attributes: SheetAttributes) -> SheetEvent? {
        guard let range = attributes.ref, let place = CellReference.range(range.bytes) else { return nil }
        return .merge(column: place.column, rows: place.rows, range: range.string)
    }

    /// A piece of text, decoded.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard takesText, let base = bytes.baseAddress else { return }
        text.append(base, count: bytes.count)
    }

    func end() -> SheetEvent? {
        switch path.popLast() ?? nil {
        case .f: formula = (formula?.lowerBound ?? 0)..<text.count
        case .v: value = (value?.lowerBound ?? 0)..<text.count
        case .inline: endInline()
        case .c: endCell()
        case .row: return .row
        default: break
        }
        return nil
    }

    private func endInline() {
        let start = inlineText?.lowerBound ?? 0
        let bytes = UnsafeMutableBufferPointer(start: text.base + start, count: text.count - start)
        inlineText = start..<start + XLSXText.trim(bytes, keeping: space)
    }

    /// An inline text goes before a value only where the cell says so, or has no value.
    private func endCell() {
        let isText = inlineText != nil && (isInline || value == nil)
        guard let range = isText ? inlineText : value else { return endWithoutValue() }
        if isText { cell.type = .text }
        var length = range.count
        if cell.type == .text {
            length = XLSXText.unescape(UnsafeMutableBufferPointer(start: text.base + range.lowerBound, count: length))
        }
        length > 0 ? add(range.prefix(length)) : endWithoutValue()
    }

    /// A number that has a formula and no value was never calculated: a program wrote it that cannot, such as a script.
    /// The formula stands for the error. An empty text is what a formula may well yield.
    private func endWithoutValue() {
        guard cell.type == .number, let formula else { return }
        cell.type = .error
        add(formula)
    }

    private func add(_ range: Range<Int>) {
        cell.start = UInt32(truncatingIfNeeded: range.lowerBound)
        cell.length = UInt32(truncatingIfNeeded: range.count)
        cells.append(cell)
    }

    /// Closes what is open inside an element at a depth, as if it had never been opened, for `row` before it.
    func takeBack(to depth: Int, _ row: SheetRow) {
        path.removeLast(max(path.count - depth, 0))
        self.row = row
    }
}
