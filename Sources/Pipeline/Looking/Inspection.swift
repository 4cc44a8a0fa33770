import HelpDesk
import Storage
import Tables

/// Looks into a database without changing it.
package struct Inspection {
    private let database: String

    package init(_ database: String) { self.database = database }

    package func digest() throws(ImportFailure) -> String {
        try read { session throws(ImportFailure) in try session.digest().description }
    }

    package func examine() throws(ImportFailure) -> [DoctorFinding] {
        try read { session throws(ImportFailure) in try session.examine() }
    }

    package func list(
        _ entity: Entity, search: String?, after: UInt32, limit: Int
    ) throws(ImportFailure) -> [RecordView] {
        try read { session throws(ImportFailure) in
            try session.list(entity, search: search, after: after, limit: limit)
        }
    }

    /// At least one record, or a failure that names the key.
    package func find(_ entity: Entity, key: String) throws(ImportFailure) -> [RecordView] {
        let found = try read { session throws(ImportFailure) in try session.find(entity, key: key) }
        if found.isEmpty { throw .recordUnknown(entity.singular, key) }
        return found
    }

    /// What would happen if these records were deleted.
    package func preview(deleting ids: [UInt32], of entity: Entity) throws(ImportFailure) -> DeletionPreview {
        try read { session throws(ImportFailure) in try session.preview(deleting: ids, of: entity) }
    }

    /// What lies in the recycle bin, the newest first.
    package func bin(_ entity: Entity? = nil) throws(ImportFailure) -> [BinnedDeletion] {
        try read { session throws(ImportFailure) in try session.bin(entity) }
    }

    private func read<Value>(_ body: (StoreSession) throws(ImportFailure) -> Value) throws(ImportFailure) -> Value {
        let database = try HelpDeskDatabase.open(database, .read)
        defer { database.close() }
        var result: Value?
        try database.transaction { session throws(ImportFailure) in
            result = try body(session)
            return false
        }
        return result!
    }
}

package typealias RecordView = Storage.RecordView
package typealias DoctorFinding = Storage.DoctorFinding

extension ImportFailure {
    static func recordUnknown(_ entity: String, _ key: String) -> ImportFailure {
        ImportFailure(
            "record.unknown", .usage, "There is no \(entity) \"\(key)\".",
            hint: "Type an email, a number, a name, an external id, or #id as `deskferry list` shows it.")
    }
}
