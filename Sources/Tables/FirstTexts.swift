/// The first few different texts of a table, in its order: samples for people.
///
/// Several threads may each collect from some of the rows; put together, they have what one of them would have found.
package struct FirstTexts: Sendable, Equatable {
    package private(set) var texts: [String] = []
    /// In step with `texts`: the row of the table, counted from its first row of data.
    private var rows: [Int] = []
    private let limit: Int

    package init(limit: Int) { self.limit = limit }

    package var isFull: Bool { texts.count >= limit }

    /// Takes a text that stands in a row behind those of all texts before.
    package mutating func note(_ text: String, row: Int) {
        guard !isFull, !texts.contains(text) else { return }
        texts.append(text)
        rows.append(row)
    }

    package mutating func merge(_ other: FirstTexts) {
        let all = zip(texts + other.texts, rows + other.rows).sorted { $0.1 < $1.1 }
        texts = []
        rows = []
        for (text, row) in all { note(text, row: row) }
    }
}
