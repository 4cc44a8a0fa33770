import HelpDesk

/// What a value looks like; one value may have several shapes (`20240301` is an integer and digits).
package enum ValueShape: String, Sendable, CaseIterable, Codable {
    case email, url, phone
    /// A whole number; one that can be read with a decimal point, or comma. Whole numbers can be read with both.
    case integer, decimalPoint, decimalComma
    /// Digits that begin with a zero, or more than 15 of them: an identifier, not a quantity.
    case identifier
    /// A date that can be read in this order of day, month and year; an ISO date is also one of `dateYMD`.
    case dateISO, dateDMY, dateMDY, dateYMD
    /// A date of any order with a time of day.
    case withTime
    case duration
    case boolean
    /// Commas, semicolons or ` ::: `, which stand between several values, or between parts of a sentence.
    case several
    case html
    /// More than one word, with letters; in Chinese at least five characters.
    case words
}

/// What a whole column says of itself: collected in one pass, in constant memory.
package struct ColumnEvidence: Sendable, Equatable {
    /// The column in the table, from 0.
    package var column: Int
    package var header: String
    /// Rows seen, and those with a value in this column.
    package var rows = 0
    package var filled = 0
    /// Different values: exact up to `maxValues`, an estimate above.
    package var distinct = 0
    /// Characters of the longest value.
    package var longest = 0
    /// The first different values, as they stand in the file.
    package var samples: [String] = []
    /// How many values have a shape.
    package var shapes: [ValueShape: Int] = [:]
    /// All values with their counts while there are at most `maxValues`; nil above.
    package var values: [String: Int]?

    package static let maxSamples = 5
    package static let maxValues = 64

    package init(column: Int, header: String) {
        self.column = column
        self.header = header
    }

    /// How many of the values have the shape, 0…1; nil where there is no value.
    package func share(_ shape: ValueShape) -> Double? {
        filled == 0 ? nil : Double(shapes[shape] ?? 0) / Double(filled)
    }
}
