import Foundation
import HelpDesk

/// A value as JSON has it: numbers, yes and no, lists and objects are what they are.
private enum JSONValue: Encodable {
    case value(RecordValue)
    case text(String)
    case number(Int)
    case numbers([Int])
    case object([String: JSONValue])
    case objects([JSONValue])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .numbers(let numbers): try container.encode(numbers)
        case .object(let object): try container.encode(object)
        case .objects(let objects): try container.encode(objects)
        case .value(let value): try Self.encode(value, &container)
        }
    }

    private static func encode(_ value: RecordValue, _ container: inout any SingleValueEncodingContainer) throws {
        switch value {
        case .text(let text): try container.encode(text)
        case .integer(let number), .duration(let number): try container.encode(number)
        case .decimal(let text):
            if let number = Decimal(string: text, locale: nil) {
                try container.encode(number)
            } else {
                try container.encode(text)
            }
        case .boolean(let isTrue): try container.encode(isTrue)
        case .texts(let texts): try container.encode(texts)
        case .reference(let label): try container.encode(label.text)
        case .references(let labels): try container.encode(labels.map(\.text))
        case .customValues(let values):
            try container.encode(Dictionary(values.map { ($0.key, $0.value) }) { first, _ in first })
        }
    }
}

/// Records for programs.
package enum RecordOutput {
    /// An array of objects.
    package static func json(_ records: [RecordView]) throws -> [UInt8] {
        try encode(.objects(records.map { .object(object($0)) }))
    }

    /// An array of groups, each with its value, how many records it has, and those of the page.
    package static func json(_ groups: [RecordGroup]) throws -> [UInt8] {
        try encode(
            .objects(
                groups.map { group in
                    var object: [String: JSONValue] = [
                        "total": .number(group.total),
                        "records": .objects(group.records.map { .object(self.object($0)) }),
                    ]
                    if let value = group.value { object["group"] = .value(value) }
                    return .object(object)
                }))
    }

    package static func json(_ details: [RecordDetails]) throws -> [UInt8] {
        try encode(.objects(details.map { .object(object($0)) }))
    }

    package static func json(count: Int) throws -> [UInt8] { try encode(.object(["count": .number(count)])) }

    /// References are called by their labels; their ids stand beside them.
    private static func object(_ record: RecordView) -> [String: JSONValue] {
        var object: [String: JSONValue] = ["id": .number(Int(record.id))]
        for (name, value) in record.fields {
            object[name] = .value(value)
            if case .reference(let label) = value { object[name + "_id"] = .number(Int(label.id)) }
            if case .references(let labels) = value { object[name + "_ids"] = .numbers(labels.map { Int($0.id) }) }
        }
        return object
    }

    private static func object(_ details: RecordDetails) -> [String: JSONValue] {
        var object = object(details.record)
        object["created_run"] = details.createdRun.map(JSONValue.text)
        object["updated_run"] = details.updatedRun.map(JSONValue.text)
        object["deleted_at"] = details.deletedAt.map(JSONValue.text)
        object["merged_into"] = details.mergedInto.map { .text($0.text) }
        object["merged_into_id"] = details.mergedInto.map { .number(Int($0.id)) }
        var referring: [String: JSONValue] = [:]
        for (entity, fields) in Dictionary(grouping: details.referring, by: \.entity) {
            referring[entity.rawValue] = .object(
                Dictionary(fields.map { ($0.field, .number($0.count)) }) { first, _ in first })
        }
        if !referring.isEmpty { object["referring"] = .object(referring) }
        return object
    }

    /// Names are fields, which stay as they are.
    private static func encode(_ value: JSONValue) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
    }

    // MARK: CSV

    /// The line of headers.
    package static func csvHeader(_ columns: [String]) -> [UInt8] { CSVText().line(columns) }

    package static func csv(_ records: [RecordView], columns: [String]) -> [UInt8] {
        var out: [UInt8] = []
        for record in records {
            out += CSVText().line(columns.map { $0 == "id" ? String(record.id) : record[$0]?.plain ?? "" })
        }
        return out
    }
}

extension RecordValue {
    /// As an import would take it back.
    fileprivate var plain: String {
        if case .duration(let seconds) = self { return String(seconds) }
        return text
    }
}
