import Storage
import Tables

/// Looks into a database, and leaves it as it is.
enum DatabaseReading {
    static func read<Value>(
        _ path: String, _ body: (StoreSession) throws(ImportFailure) -> Value
    ) throws(ImportFailure) -> Value {
        let database = try HelpDeskDatabase.open(path, .read)
        defer { database.close() }
        var result: Value?
        try database.transaction { session throws(ImportFailure) in
            result = try body(session)
            return false
        }
        return result!
    }
}
