import CSQLite
import Tables

/// A prepared statement of the load loop: bound by pointer, stepped by hand, finalised with its owner.
final class SQLiteStatement {
    let handle: OpaquePointer
    private let connection: OpaquePointer

    init(_ connection: OpaquePointer, _ sql: String) throws(ImportFailure) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw .sqlite(connection, doing: "preparing " + sql.prefix(120)) }
        self.handle = handle
        self.connection = connection
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Binds text that stays in place until the next `run`.
    @inline(__always)
    func bind(_ index: Int32, _ pointer: UnsafePointer<UInt8>, _ count: Int) {
        _ = UnsafeRawPointer(pointer).withMemoryRebound(to: CChar.self, capacity: count) {
            deskferry_bind_static_text(handle, index, $0, Int32(truncatingIfNeeded: count))
        }
    }

    @inline(__always)
    func bind(_ index: Int32, _ value: Int64) {
        sqlite3_bind_int64(handle, index, value)
    }

    @inline(__always)
    func bindNull(_ index: Int32) {
        sqlite3_bind_null(handle, index)
    }

    func bind(_ index: Int32, _ value: StoredValue) {
        switch value {
        case .null: bindNull(index)
        case .integer(let number): bind(index, number)
        case .text(let text): bindCopy(index, text)
        }
    }

    func bind(_ index: Int32, former value: JournalValue) {
        switch value {
        case .null: bindNull(index)
        case .integer(let number): bind(index, number)
        case .real(let number): sqlite3_bind_double(handle, index, number)
        case .text(let text): bindCopy(index, text)
        case .blob(let bytes): bindBlob(index, bytes)
        }
    }

    /// Binds a text that SQLite copies.
    func bindCopy(_ index: Int32, _ text: String) {
        var text = text
        text.withUTF8 { bytes in
            // SQLITE_TRANSIENT, which Swift cannot import: SQLite makes its own copy before this call returns.
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            _ = sqlite3_bind_text64(
                handle, index, UnsafeRawPointer(bytes.baseAddress ?? emptyText).assumingMemoryBound(to: CChar.self),
                UInt64(bytes.count), transient, UInt8(SQLITE_UTF8))
        }
    }

    func bindBlob(_ index: Int32, _ bytes: [UInt8]) {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        _ = sqlite3_bind_blob64(handle, index, bytes, UInt64(bytes.count), transient)
    }

    /// Runs a statement that returns no rows, and makes it ready for the next bindings.
    @inline(__always)
    func run() throws(ImportFailure) {
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        if code != SQLITE_DONE { throw .sqlite(connection, doing: "writing") }
    }

    /// Steps to the next row; false (and reset) at the end.
    @inline(__always)
    func next() throws(ImportFailure) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        sqlite3_reset(handle)
        if code != SQLITE_DONE { throw .sqlite(connection, doing: "reading") }
        return false
    }

    func reset() { sqlite3_reset(handle) }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// A text column's bytes; valid until the next step. Nil for NULL.
    @inline(__always)
    func text(_ column: Int32) -> UnsafeBufferPointer<UInt8>? {
        guard let pointer = sqlite3_column_text(handle, column) else { return nil }
        return UnsafeBufferPointer(start: pointer, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// A blob column's bytes; empty for NULL.
    func blob(_ column: Int32) -> [UInt8] {
        guard let pointer = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: pointer, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func string(_ column: Int32) -> String? {
        text(column).map { String(decoding: $0, as: UTF8.self) }
    }

    func value(_ column: Int32) -> StoredValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(integer(column))
        default: .text(string(column) ?? "")
        }
    }
}

/// SQLite takes a null pointer for NULL; an empty text needs an address.
nonisolated(unsafe) private let emptyText = UnsafePointer<UInt8>(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

/// A value as a column of the database holds it.
package enum StoredValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)

    /// As a person reads it; nil for NULL.
    package var text: String? {
        switch self {
        case .null: nil
        case .integer(let number): String(number)
        case .text(let text): text
        }
    }
}
