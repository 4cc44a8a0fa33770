import HelpDesk

extension ColumnEvidence {
    /// Values with at least one of the shapes can be no more than this many; exact for one shape.
    func count(_ shapes: ValueShape...) -> Int {
        min(filled, shapes.map { self.shapes[$0] ?? 0 }.max() ?? 0)
    }

    func mostly(_ shape: ValueShape, _ share: Double = 0.6) -> Bool { (self.share(shape) ?? 0) >= share }

    /// Dates in one order.
    var dates: Int { count(.dateISO, .dateDMY, .dateMDY, .dateYMD) }

    var areDates: Bool { filled > 0 && Double(dates) >= 0.6 * Double(filled) }

    var areNumbers: Bool { mostly(.decimalPoint) || mostly(.decimalComma) }

    /// What most values are that no name and no sentence is.
    var areNoText: Bool { areDates || mostly(.email) || mostly(.url) }

    /// Durations as clocks show them: `1:30`, `01:30:00`.
    var areClocks: Bool { mostly(.duration) && samples.allSatisfy { $0.contains(":") } }

    /// No value occurs twice, as far as the estimate tells.
    var isDistinct: Bool { filled > 0 && Double(distinct) >= 0.93 * Double(filled) }

    /// How many of the values are words of a list; nil where there are too many different ones for a list.
    func words(_ list: String, picklist: Picklist?, _ known: ValueWords) -> Int? {
        guard let values else { return nil }
        return values.reduce(0) { sum, entry in
            sum + (Self.isWord(entry.key, list, picklist, known) ? entry.value : 0)
        }
    }

    private static func isWord(_ text: String, _ list: String, _ picklist: Picklist?, _ known: ValueWords) -> Bool {
        if known.value(text, in: list) != nil { return true }
        guard let picklist else { return false }
        let form = KeyNormalizer.caselessForm(text.replacing("_", with: " "))
        return picklist.values.contains { value in
            value.name.replacing("_", with: " ") == form || value.labels.contains(form)
        }
    }

    /// Whether one of the words stands in most values: the legal forms of companies.
    func mentions(_ list: String, _ known: ValueWords, share: Double) -> Bool {
        let texts = values.map { Array($0.keys) } ?? samples
        let hits = texts.count { text in
            let form = " " + KeyNormalizer.caselessForm(text) + " "
            return known.words(list).contains { word in
                let wanted = KeyNormalizer.caselessForm(word.text)
                let isHan = wanted.unicodeScalars.first.map { $0.value >= 0x4E00 } ?? false
                return form.contains(isHan ? wanted : " " + wanted + " ")
            }
        }
        return !texts.isEmpty && Double(hits) >= share * Double(texts.count)
    }
}
