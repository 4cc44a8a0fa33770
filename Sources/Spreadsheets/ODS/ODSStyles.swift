/// The styles of an OpenDocument spreadsheet, as far as they say what a number is shown as, and which sheets are hidden.
struct ODSStyles: Sendable {
    struct CellStyle: Sendable {
        var parent: String?
        var dataStyle: String?
    }

    /// A data style for the values that meet a condition.
    struct Choice: Sendable {
        /// `[>=0]`; empty where it holds for all numbers, as it stands beside a section for texts.
        let condition: String
        let style: String

        /// `condition` as the document has it: `value()>=0`; nil for what no format code can say.
        init?(condition: String, style: String) {
            let text = condition.filter { $0 != " " }.replacing("!=", with: "<>")
            guard text.hasPrefix("value()") else { return nil }
            let condition = text.dropFirst("value()".count)
            let number = condition.drop { "<>=".contains($0) }
            guard let limit = Double(number), number.count < condition.count else { return nil }
            let isAlways = condition.hasPrefix("<=") && limit == .greatestFiniteMagnitude
            self.condition = isAlways ? "" : "[\(condition)]"
            self.style = style
        }
    }

    /// By name; those of `content.xml` win over those of `styles.xml`.
    var cells: [String: CellStyle] = [:]
    /// Number format codes by the name of their data style.
    var codes: [String: String] = [:]
    /// By the name of the data style that holds for all other values.
    var choices: [String: [Choice]] = [:]
    /// Table styles of sheets that are not shown.
    var hiddenTables: Set<String> = []

    /// A style may be made from another one, and so on; a circle ends somewhere.
    private static let maxParents = 64

    /// The format code of a cell style.
    func code(_ name: String) -> String? {
        var style = cells[name]
        for _ in 0..<Self.maxParents {
            guard let found = style else { return nil }
            if let data = found.dataStyle { return code(ofData: data) }
            style = found.parent.flatMap { cells[$0] }
        }
        return nil
    }

    /// One section for each condition, and the last for all other values.
    private func code(ofData name: String) -> String? {
        guard let base = codes[name], let choices = choices[name] else { return codes[name] }
        let sections = choices.prefix(2).compactMap { choice in codes[choice.style].map { choice.condition + $0 }
        }
        return (sections + [base]).joined(separator: ";")
    }
}

/// The number formats of a workbook by the index that `RowBatch.formats` holds.
struct ODSFormats: Sendable {
    private(set) var codes: [String?] = [nil]
    private(set) var kinds: [NumberFormat.Kind] = [.number]
    private var byStyle: [String: UInt16] = [:]

    /// For cells whose style does not say how their value is shown.
    let date: UInt16
    let dateTime: UInt16
    let clock: UInt16
    let elapsed: UInt16
    let percentage: UInt16

    init(_ styles: ODSStyles) {
        var formats = Codes()
        date = formats.index(of: "yyyy-mm-dd")
        dateTime = formats.index(of: "yyyy-mm-dd hh:mm:ss")
        clock = formats.index(of: "hh:mm:ss")
        elapsed = formats.index(of: "[h]:mm:ss")
        percentage = formats.index(of: "0.00%")
        for name in styles.cells.keys {
            if let code = styles.code(name), !code.isEmpty { byStyle[name] = formats.index(of: code) }
        }
        codes = formats.codes
        kinds = codes.map { $0.map { NumberFormat(code: $0).kind } ?? .number }
    }

    /// 0 for a style that shows a value as it is.
    func index(ofStyle name: String) -> UInt16 { byStyle[name] ?? 0 }

    private struct Codes {
        var codes: [String?] = [nil]
        var byCode: [String: UInt16] = [:]

        /// More codes than fit into the index are none.
        mutating func index(of code: String) -> UInt16 {
            if let known = byCode[code] { return known }
            guard let index = UInt16(exactly: codes.count) else { return 0 }
            codes.append(code)
            byCode[code] = index
            return index
        }
    }
}
