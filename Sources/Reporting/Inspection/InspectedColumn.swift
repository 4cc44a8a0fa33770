package struct InspectedColumn: Codable, Sendable, Equatable {
    /// From 1.
    package var number: Int
    package var header: String
    /// Rows with a value.
    package var filled: Int
    /// 0…1; 0 where there are no rows.
    package var filledShare: Double
    /// Different values; an estimate where `distinctIsEstimate`.
    package var distinct = 0
    package var distinctIsEstimate = false
    /// Characters of the longest value.
    package var longest = 0
    /// Nil where the column is empty.
    package var type: InspectedType?
    package var samples: [String] = []
    /// All values with their counts, the most frequent first, while they are few.
    package var values: [ValueCount]?
    /// The fields that the column is proposed for; none below the bar.
    package var fields: [ProposedField] = []
    /// A guess below the bar, which nothing takes without asking.
    package var guess: ProposedField?

    package init(number: Int, header: String, filled: Int, of rows: Int) {
        self.number = number
        self.header = header
        self.filled = filled
        filledShare = rows == 0 ? 0 : Double(filled) / Double(rows)
    }
}

/// What the values of a column look like, and how many of them.
package struct InspectedType: Codable, Sendable, Equatable {
    /// `date dmy`, `email`, `text`
    package var name: String
    package var fits: Int
    package var of: Int

    package init(_ name: String, fits: Int, of: Int) {
        self.name = name
        self.fits = fits
        self.of = of
    }

    /// `date dmy 4,211 of 4,211`, `email 98 %`
    var text: String { [name, count].compactMap(\.self).joined(separator: " ") }

    /// `4,211 of 4,211`, `98 %`; a text needs none.
    var count: String? {
        if name == "text" { return nil }
        return fits == of ? "\(NumberText.grouped(fits)) of \(NumberText.grouped(of))" : Share.text(fits, of: of)
    }
}

package struct ValueCount: Codable, Sendable, Equatable {
    package var value: String
    package var count: Int

    package init(_ value: String, _ count: Int) {
        self.value = value
        self.count = count
    }
}

package struct ProposedField: Codable, Sendable, Equatable {
    package var entity: String
    /// As a mapping writes it.
    package var field: String
    /// 0…1
    package var confidence: Double
    /// The label that the header was recognised by, and its language.
    package var label: String
    package var language: String

    package init(entity: String, field: String, confidence: Double, label: String, language: String) {
        self.entity = entity
        self.field = field
        self.confidence = confidence
        self.label = label
        self.language = language
    }

    /// `contacts.email`
    package var name: String { "\(entity).\(field)" }
}
