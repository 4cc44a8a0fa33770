/// A record as people look at it: values by name, references by what they name.
package struct RecordView: Sendable {
    package let id: UInt32
    /// In the order asked for; values that the record does not have are left out.
    package let fields: [(name: String, value: RecordValue)]

    package init(id: UInt32, fields: [(name: String, value: RecordValue)]) {
        self.id = id
        self.fields = fields
    }

    package subscript(name: String) -> RecordValue? { fields.first { $0.name == name }?.value }
}

/// A record by its number and what people call it.
package struct RecordLabel: Sendable, Hashable {
    package let id: UInt32
    package let text: String

    package init(id: UInt32, text: String) {
        self.id = id
        self.text = text
    }
}

/// A value with its type.
package enum RecordValue: Sendable, Equatable {
    case text(String)
    case integer(Int64)
    /// Canonical decimal text.
    case decimal(String)
    case boolean(Bool)
    /// Seconds.
    case duration(Int64)
    case texts([String])
    case reference(RecordLabel)
    case references([RecordLabel])
    /// By dotted key, sorted.
    case customValues([CustomValue])

    package struct CustomValue: Sendable, Equatable {
        package let key: String
        package let value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }
}

extension RecordValue {
    /// As one text for people.
    package var text: String {
        switch self {
        case .text(let text), .decimal(let text): text
        case .integer(let number): String(number)
        case .boolean(let isTrue): isTrue ? "yes" : "no"
        case .duration(let seconds): Self.clock(seconds)
        case .texts(let texts): texts.joined(separator: ", ")
        case .reference(let label): label.text
        case .references(let labels): labels.map(\.text).joined(separator: ", ")
        case .customValues(let values): values.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        }
    }

    /// `1:30:00`: hours, minutes, seconds.
    private static func clock(_ seconds: Int64) -> String {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(seconds / 3_600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}

/// A group of listed records.
package struct RecordGroup: Sendable {
    /// Nil: the records that have no value to be grouped by.
    package let value: RecordValue?
    /// All that the selection has, also those beyond the page.
    package let total: Int
    package let records: [RecordView]

    package init(value: RecordValue?, total: Int, records: [RecordView]) {
        self.value = value
        self.total = total
        self.records = records
    }
}

/// Everything about one record.
package struct RecordDetails: Sendable {
    /// Records of an entity that name this one by a field.
    package struct Referring: Sendable, Hashable {
        package let entity: EntityName
        package let field: String
        package let count: Int

        package init(entity: EntityName, field: String, count: Int) {
            self.entity = entity
            self.field = field
            self.count = count
        }
    }

    package let record: RecordView
    /// The runs that have created it and changed it last.
    package let createdRun: String?
    package let updatedRun: String?
    /// When it went to the recycle bin.
    package let deletedAt: String?
    /// What it has become part of, if that is why it lies there.
    package let mergedInto: RecordLabel?
    /// Only those that there are.
    package let referring: [Referring]

    package init(
        record: RecordView, createdRun: String?, updatedRun: String?, deletedAt: String?,
        mergedInto: RecordLabel? = nil, referring: [Referring]
    ) {
        self.record = record
        self.createdRun = createdRun
        self.updatedRun = updatedRun
        self.deletedAt = deletedAt
        self.mergedInto = mergedInto
        self.referring = referring
    }
}
