import Tables

/// What is to be said of a row that was rejected or parked.
package struct RejectedRow: Sendable, Equatable {
    /// As a person counts, from 1.
    package var number: Int
    package var codes: [String]
    package var messages: [String]
    /// The messages in English, for encodings that cannot carry the language of `messages`.
    package var fallback: [String] = []
    /// What is said of single cells, for files that can show it there.
    package var marks: [CellMark] = []

    package init(number: Int, codes: [String], messages: [String]) {
        self.number = number
        self.codes = codes
        self.messages = messages
    }

    /// Adds what another pass said of the same row.
    mutating func join(_ other: RejectedRow) {
        codes += other.codes.filter { !codes.contains($0) }
        let known = messages
        for (index, message) in other.messages.enumerated() where !known.contains(message) {
            messages.append(message)
            fallback.append(other.fallback.indices.contains(index) ? other.fallback[index] : message)
        }
        marks += other.marks.filter { !marks.contains($0) }
    }
}

/// What is said of one cell.
package struct CellMark: Sendable, Equatable {
    /// The source's column, from 0.
    package var column: Int
    /// An error; otherwise something that deserves a look.
    package var isError: Bool
    package var message: String

    package init(column: Int, isError: Bool, message: String) {
        self.column = column
        self.isError = isError
        self.message = message
    }
}

extension CellMark: LosslessStringConvertible {
    package var description: String { "\(column)\(isError ? "!" : "?")\(message)" }

    package init?(_ description: String) {
        guard let sign = description.firstIndex(where: { $0 == "!" || $0 == "?" }),
            let column = Int(description[..<sign])
        else { return nil }
        self.init(
            column: column, isError: description[sign] == "!",
            message: String(description[description.index(after: sign)...]))
    }
}
