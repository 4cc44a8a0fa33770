import Tables

/// Collects the styles of a document: `office:styles` and `office:automatic-styles`.
final class ODSStyleCollector {
    private enum Tag: String, CaseIterable {
        case style, tableProperties = "table-properties"
        case dateStyle = "date-style", timeStyle = "time-style", numberStyle = "number-style"
        case percentageStyle = "percentage-style", currencyStyle = "currency-style", textStyle = "text-style"
        case number, scientific = "scientific-number", fraction, textContent = "text-content", text
        case year, month, day, dayOfWeek = "day-of-week", hours, minutes, seconds, amPm = "am-pm"
        case embeddedText = "embedded-text", map
    }

    private let tags: XMLTags<Tag>
    private let names: Names
    private(set) var styles: ODSStyles
    private var code: ODSFormatCode?
    private var dataStyle = ""
    private var tableStyle: String?
    private var isText = false
    /// The number of which the style shows digits, until its element ends.
    private var number: ODSFormatCode.Digits?
    private var isEmbedded = false

    init(_ parser: any XMLNaming, _ styles: ODSStyles) {
        tags = XMLTags(parser)
        names = Names(parser)
        self.styles = styles
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        guard let tag = tags[name] else { return }
        switch tag {
        case .style: beginStyle(attributes)
        case .tableProperties:
            if let tableStyle, let display = attributes[names.display], !display.isTrue {
                styles.hiddenTables.insert(tableStyle)
            }
        case .dateStyle, .timeStyle, .numberStyle, .percentageStyle, .currencyStyle, .textStyle:
            begin(tag, attributes)
        case .text: isText = code != nil
        case .number: number = digits(attributes)
        case .embeddedText:
            isEmbedded = number?.embed(at: attributes[names.position]?.integer ?? 0) ?? false
        case .map: addMap(attributes)
        default: add(tag, attributes)
        }
    }

    func endElement(_ name: XMLName) {
        guard let tag = tags[name] else { return }
        switch tag {
        case .dateStyle, .timeStyle, .numberStyle, .percentageStyle, .currencyStyle, .textStyle:
            if let code { styles.codes[dataStyle] = code.text }
            code = nil
        case .style: tableStyle = nil
        case .text: isText = false
        case .embeddedText: isEmbedded = false
        case .number:
            if let number { code?.add(number) }
            number = nil
        default: break
        }
    }

    func characters(_ text: XMLText) {
        if isText { code?.add(literal: text.string) }
        if isEmbedded { number?.add(embedded: text.string) }
    }

    private func beginStyle(_ attributes: XMLAttributes) {
        guard let name = attributes[names.name]?.string, let family = attributes[names.family] else { return }
        if family == "table-cell" {
            styles.cells[name] = ODSStyles.CellStyle(
                parent: attributes[names.parent]?.string, dataStyle: attributes[names.dataStyle]?.string)
        } else if family == "table" {
            tableStyle = name
            styles.hiddenTables.remove(name)
        }
    }

    private func begin(_ tag: Tag, _ attributes: XMLAttributes) {
        guard let name = attributes[names.name]?.string else { return }
        dataStyle = name
        styles.choices[name] = nil
        // A clock that goes on beyond a day.
        let isElapsed = attributes[names.truncate].map { $0 == "false" } ?? false
        code = ODSFormatCode(isElapsed: isElapsed && tag == .timeStyle, isPercentage: tag == .percentageStyle)
    }

    private func digits(_ attributes: XMLAttributes) -> ODSFormatCode.Digits {
        ODSFormatCode.Digits(
            whole: attributes[names.digits]?.integer ?? 0, decimals: attributes[names.decimals]?.integer ?? 0,
            isGrouped: attributes[names.grouping]?.isTrue ?? false)
    }

    /// Another style for the values that meet a condition: `value()>=0`.
    private func addMap(_ attributes: XMLAttributes) {
        guard code != nil, let condition = attributes[names.condition]?.string, let style = attributes[names.apply],
            let choice = ODSStyles.Choice(condition: condition, style: style.string)
        else { return }
        styles.choices[dataStyle, default: []].append(choice)
    }

    private func add(_ tag: Tag, _ attributes: XMLAttributes) {
        let isLong = attributes[names.style].map { $0 == "long" } ?? false
        switch tag {
        case .scientific: code?.add("0.00E+00")
        case .fraction: code?.add("# ?/?")
        case .textContent: code?.add("@")
        case .year: code?.add(isLong ? "yyyy" : "yy")
        case .month:
            let isName = attributes[names.textual]?.isTrue ?? false
            code?.add((isName ? "mmm" : "m") + (isLong ? "m" : ""))
        case .day: code?.add(isLong ? "dd" : "d")
        case .dayOfWeek: code?.add(isLong ? "dddd" : "ddd")
        case .hours: code?.addHours(isLong ? "hh" : "h")
        case .minutes: code?.addMinutes(isLong ? "mm" : "m")
        case .seconds: code?.addSeconds(isLong ? "ss" : "s", decimals: attributes[names.decimals]?.integer ?? 0)
        case .amPm: code?.add("AM/PM")
        default: break
        }
    }

    private struct Names {
        let name, family, parent, dataStyle, display, style, digits, decimals, grouping, textual, truncate: XMLName
        let position, condition, apply: XMLName

        init(_ parser: any XMLNaming) {
            name = parser.name("name")
            family = parser.name("family")
            parent = parser.name("parent-style-name")
            dataStyle = parser.name("data-style-name")
            display = parser.name("display")
            style = parser.name("style")
            digits = parser.name("min-integer-digits")
            decimals = parser.name("decimal-places")
            grouping = parser.name("grouping")
            textual = parser.name("textual")
            position = parser.name("position")
            condition = parser.name("condition")
            apply = parser.name("apply-style-name")
            truncate = parser.name("truncate-on-overflow")
        }
    }
}
