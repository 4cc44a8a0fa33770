import HelpDesk
import Tables

/// A record as the review of duplicates shows it.
package struct ReviewRecord: Sendable, Equatable {
    package let id: UInt32
    /// The values of `Likeness.shown`; references by what they name.
    package let values: [String]
    /// `s` and sixteen hexadecimal digits that say what the record holds: others once it has changed. With the letter no
    /// spreadsheet program takes them for a number (`8232e28446375157`).
    package let state: String
    /// How many fields have a value.
    package let filled: Int

    /// Whether the record still holds what a review says of it. Older reviews have no letter there.
    package func isStill(_ state: String) -> Bool { state == self.state || state == self.state.dropFirst() }
}

extension StoreSession {
    /// The record as it is now; nil where it is not among the live ones.
    package func reviewRecord(
        _ entity: Entity, _ likeness: Likeness, _ id: UInt32
    ) throws(ImportFailure) -> ReviewRecord? {
        guard exists(entity), try isLive(entity, id), let record = try StoredRecord(self, entity, id) else {
            return nil
        }
        var values: [String] = []
        for name in likeness.shown { values.append(try shown(entity.field(name), record) ?? "") }
        return ReviewRecord(
            id: id, values: values, state: record.state(of: entity),
            filled: record.values.count { $0 != .null })
    }

    func isLive(_ entity: Entity, _ id: UInt32) throws(ImportFailure) -> Bool {
        let statement = try prepare("SELECT 1 FROM \(entity.name) WHERE id = ?1 AND deleted_at IS NULL")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        return try statement.next()
    }

    private func shown(_ field: Field?, _ record: StoredRecord) throws(ImportFailure) -> String? {
        guard let field, field.column != nil else { return nil }
        let value = record.value(field.name)
        guard case .reference(let target) = field.type, case .integer(let id) = value else { return value.text }
        return try label(UInt32(truncatingIfNeeded: id), of: target)
    }
}

extension StoredRecord {
    private static let hasher = ByteHasher(seed: 0x7374_6174_6531_3937)

    /// A digest of all values; columns that a later version adds do not change it as long as they are empty.
    func state(of entity: Entity) -> String {
        var bytes = Array("\(id)\u{1E}\(custom ?? "")".utf8)
        for (field, value) in zip(entity.storedFields, values) {
            if let text = value.text { bytes += "\u{1E}\(field.name)\u{1F}\(text)".utf8 }
        }
        let hash = bytes.withUnsafeBufferPointer { Self.hasher.hash($0.baseAddress!, $0.count) }
        let text = String(hash, radix: 16)
        return "s" + String(repeating: "0", count: 16 - text.count) + text
    }
}
