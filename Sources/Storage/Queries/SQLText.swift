import Tables

/// SQL with the values that are bound to it. Texts of people get in by `bind` only, which writes a question mark.
struct SQLText: ExpressibleByStringInterpolation {
    private(set) var text: String
    private(set) var values: [StoredValue]

    init(stringLiteral text: String) {
        self.text = text
        values = []
    }

    init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [StoredValue] = []

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ sql: SQLText) {
            text += sql.text
            values += sql.values
        }

        /// A name of the catalog: a table, a column, an alias.
        mutating func appendInterpolation(name: String) { text += name }

        mutating func appendInterpolation(bind value: StoredValue) {
            text += "?"
            values.append(value)
        }

        mutating func appendInterpolation(bind text: String) { appendInterpolation(bind: .text(text)) }
    }
}

extension [SQLText] {
    func joined(_ separator: SQLText) -> SQLText {
        guard var all = first else { return "" }
        for part in dropFirst() { all = "\(all)\(separator)\(part)" }
        return all
    }
}

extension StoreSession {
    /// A statement with its values bound.
    func prepare(_ sql: SQLText) throws(ImportFailure) -> SQLiteStatement {
        let statement = try prepare(sql.text)
        for (index, value) in sql.values.enumerated() { statement.bind(Int32(index + 1), value) }
        return statement
    }
}
