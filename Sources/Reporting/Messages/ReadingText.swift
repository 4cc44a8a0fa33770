import HelpDesk

/// How a way of reading dates or numbers did on the values of a column.
package struct ReadingTally: Sendable, Equatable {
    /// `dmy`, `comma`: as an option says it.
    package var name: String
    /// Values that can be read so.
    package var fits: Int
    /// The first ones that cannot.
    package var unfitSamples: [String]

    package init(name: String, fits: Int, unfitSamples: [String] = []) {
        self.name = name
        self.fits = fits
        self.unfitSamples = unfitSamples
    }

    /// `day-month`, as a sentence says it.
    var words: String {
        switch name {
        case "dmy": "day-month"
        case "mdy": "month-day"
        case "ymd": "year-month-day"
        case "point": "a decimal point"
        case "comma": "a decimal comma"
        default: name
        }
    }
}

/// Sentences about the evidence of columns.
package enum ReadingText {
    /// "4,211 of 4,211 values fit day-month, 1,204 do not fit month-day"
    package static func settled(_ chosen: ReadingTally, others: [ReadingTally], values: Int) -> String {
        let against = others.filter { $0.fits > 0 && $0.fits < chosen.fits }.map { other in
            "\(NumberText.grouped(values - other.fits)) \(values - other.fits == 1 ? "does" : "do") not fit \(other.words)"
        }
        let same = others.filter { $0.fits == chosen.fits }.map(\.words)
        let also = same.isEmpty ? [] : ["\(list(same)) would make the same of them"]
        return ([fits(chosen.fits, values) + " " + chosen.words] + against + also).joined(separator: ", ")
    }

    /// "4,211 of 4,211 values fit day-month and month-day"
    package static func open(_ fitting: [ReadingTally], values: Int) -> String {
        fits(fitting.first?.fits ?? 0, values) + " " + list(fitting.map(\.words))
    }

    /// "of 4,211 values 3,100 fit day-month (not "04/25/2024") and 1,204 month-day (not …)"
    package static func contradictory(_ all: [ReadingTally], values: Int) -> String {
        let parts = all.map { tally in
            let samples = tally.unfitSamples.first.map { " (not \"\($0)\")" } ?? ""
            return "\(NumberText.grouped(tally.fits)) fit \(tally.words)\(samples)"
        }
        return "of \(NumberText.count(values, "value")) \(list(parts))"
    }

    /// "4,211 of 4,211 values are ISO 8601", "4,211 of the first 4,211 values are ISO 8601"
    package static func plain(_ count: Int, values: Int, isFirst: Bool) -> String {
        let of = (isFirst ? "the first " : "") + NumberText.count(values, "value")
        return "\(NumberText.grouped(count)) of \(of) \(values == 1 ? "is" : "are") ISO 8601"
    }

    private static func fits(_ count: Int, _ values: Int) -> String {
        "\(NumberText.grouped(count)) of \(NumberText.count(values, "value")) \(values == 1 ? "fits" : "fit")"
    }

    private static func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}
