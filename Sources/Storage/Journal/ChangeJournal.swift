import CSQLite
import Glibc
import GRDB
import HelpDesk
import Tables

/// Takes down what a run changes, by SQLite's own hook: whatever command writes, today's or tomorrow's, need not know.
///
/// The hook only collects: SQLite is in the middle of a statement. Parts are written between statements (`flush`), so
/// memory is bounded by what one statement changes. Rows of a table that are treated alike one after another are one
/// entry, kept open by table until something else comes. Records that the run has made itself are not taken down again:
/// an undo puts them into the recycle bin as they are.
final class ChangeJournal {
    private let connection: OpaquePointer
    private let run: Int64
    private var names: JournalNames
    private var tables: [JournalTable] = []
    private var last: JournalTable?
    private var part: [UInt8] = []
    private var full: [[UInt8]] = []
    private var scratch: [UInt8] = []
    private var isSuspended = false
    /// New rows that follow one another are counted without a call into Swift (`CSQLite/shim.h`).
    private let newRows: UnsafeMutablePointer<deskferry_new_rows>
    /// Whose open entry they belong to.
    private var growing: JournalTable?
    /// Rows that the journal has written itself: no change of the run.
    private(set) var rowsWritten = 0

    /// What a part holds before it is written: 256 KiB, of which SQLite makes 64 pages.
    private static let partBytes = 1 << 18
    /// Tables that an undo leaves as they are: the history itself, and what must never go back.
    private static let ignored: Set<String> = ["runs", "counters", "journal", "journal_names"]

    init(_ session: StoreSession) throws(ImportFailure) {
        connection = session.connection
        run = try session.nextRunNumber()
        names = try JournalNames(session)
        newRows = .allocate(capacity: 1)
        newRows.initialize(to: deskferry_new_rows(table: nil, next: 0, other: journalHook, context: nil))
        newRows.pointee.context = Unmanaged.passUnretained(self).toOpaque()
        deskferry_watch_changes(connection, newRows)
    }

    deinit { newRows.deallocate() }

    func detach() { deskferry_watch_changes(connection, nil) }

    /// Lets the rows that follow `row` be counted on the other side.
    private func grow(_ table: JournalTable, after row: Int64) {
        growing = table
        newRows.pointee.next = row + 1
        newRows.pointee.table = table.cName
    }

    /// Takes over what was counted there.
    private func settle() {
        guard let table = growing else { return }
        table.grow(to: newRows.pointee.next)
        newRows.pointee.table = nil
        growing = nil
    }

    // MARK: The hook

    fileprivate func note(_ operation: Int32, _ name: UnsafePointer<CChar>, _ key: Int64) {
        settle()
        if isSuspended { return }
        let table = last.flatMap { $0.isCalled(name) ? $0 : nil } ?? find(name)
        last = table
        switch table.kind {
        case .ignored: return
        case .rows(let isEntity): note(operation, table, key, isEntity)
        case .keyed(let key): noteKeyed(operation, table, key)
        }
    }

    private func find(_ name: UnsafePointer<CChar>) -> JournalTable {
        if let known = tables.first(where: { $0.isCalled(name) }) { return known }
        let table = describe(String(cString: name))
        tables.append(table)
        return table
    }

    /// Reading the schema is the one thing that may be asked of the connection inside the hook.
    private func describe(_ name: String) -> JournalTable {
        if Self.ignored.contains(name) || name.hasPrefix("sqlite_") || name.hasPrefix("grdb_") {
            return JournalTable(name, .ignored)
        }
        let (columns, key) = (try? TableColumns.read(connection, name)) ?? ([], [])
        let kind: JournalTable.Kind =
            key.isEmpty ? .rows(isEntity: Catalog.entity(EntityName(rawValue: name)) != nil) : .keyed(key)
        let table = JournalTable(name, kind)
        table.number = names.number(name)
        table.columns = columns.map { names.number(name, $0) }
        return table
    }

    @inline(__always)
    private func note(_ operation: Int32, _ table: JournalTable, _ row: Int64, _ isEntity: Bool) {
        switch operation {
        case SQLITE_INSERT:
            if isEntity { table.firstNew = min(table.firstNew, row) }
            if !table.extends(.insert, row) {
                scratch.removeAll(keepingCapacity: true)
                open(.insert, table, row)
            }
            grow(table, after: row)
        case SQLITE_UPDATE:
            if isEntity && row >= table.firstNew { return }
            collectChanged(table)
            if !scratch.isEmpty { add(.update, table, row) }
        default:
            collectOld(table)
            add(.delete, table, row)
        }
    }

    private func noteKeyed(_ operation: Int32, _ table: JournalTable, _ key: [Int32]) {
        if operation != SQLITE_INSERT {
            collectOld(table)
            open(.delete, table, 0)
        }
        if operation != SQLITE_DELETE {
            scratch.removeAll(keepingCapacity: true)
            for column in key { scratch.append(column: table.columns[Int(column)], new(column)) }
            open(.insert, table, 0)
        }
    }

    private func old(_ column: Int32) -> OpaquePointer? {
        var value: OpaquePointer?
        return sqlite3_preupdate_old(connection, column, &value) == SQLITE_OK ? value : nil
    }

    private func new(_ column: Int32) -> OpaquePointer? {
        var value: OpaquePointer?
        return sqlite3_preupdate_new(connection, column, &value) == SQLITE_OK ? value : nil
    }

    private func collectOld(_ table: JournalTable) {
        scratch.removeAll(keepingCapacity: true)
        for (place, number) in table.columns.enumerated() {
            let value = old(Int32(place))
            if sqlite3_value_type(value) != SQLITE_NULL { scratch.append(column: number, value) }
        }
    }

    private func collectChanged(_ table: JournalTable) {
        scratch.removeAll(keepingCapacity: true)
        for (place, number) in table.columns.enumerated() {
            let (old, new) = (old(Int32(place)), new(Int32(place)))
            if !Self.isEqual(old, new) { scratch.append(column: number, old) }
        }
    }

    private static func isEqual(_ left: OpaquePointer?, _ right: OpaquePointer?) -> Bool {
        let type = sqlite3_value_type(left)
        guard type == sqlite3_value_type(right) else { return false }
        switch type {
        case SQLITE_NULL: return true
        case SQLITE_INTEGER: return sqlite3_value_int64(left) == sqlite3_value_int64(right)
        case SQLITE_FLOAT: return sqlite3_value_double(left) == sqlite3_value_double(right)
        default:
            let count = sqlite3_value_bytes(left)
            guard count == sqlite3_value_bytes(right) else { return false }
            return count == 0 || memcmp(sqlite3_value_blob(left), sqlite3_value_blob(right), Int(count)) == 0
        }
    }

    // MARK: Entries

    private func add(_ operation: JournalOperation, _ table: JournalTable, _ row: Int64) {
        if table.extends(operation, row, scratch) { return }
        open(operation, table, row)
    }

    private func open(_ operation: JournalOperation, _ table: JournalTable, _ row: Int64, count: Int64 = 1) {
        close(table)
        table.open = JournalTable.Open(operation: operation, first: row, count: count, payload: scratch)
    }

    private func close(_ table: JournalTable) {
        guard let entry = table.open else { return }
        append(entry.operation, table.number, entry.first, entry.count, entry.payload)
        table.open = nil
    }

    private func append(
        _ operation: JournalOperation, _ table: UInt32, _ first: Int64, _ count: Int64, _ payload: [UInt8]
    ) {
        part.append(varint: UInt64(operation.rawValue))
        part.append(varint: UInt64(table))
        part.append(varint: UInt64(bitPattern: first))
        part.append(varint: UInt64(bitPattern: count))
        part.append(varint: UInt64(payload.count))
        part += payload
        guard part.count >= Self.partBytes else { return }
        full.append(part)
        part = []
        part.reserveCapacity(Self.partBytes + Self.partBytes / 8)
    }

    // MARK: What is known better than by looking at every row

    /// Does something to rows that follow one another, of which all held the same in the columns that change.
    func noting(
        _ table: String, rows: ClosedRange<Int64>, formerly values: [(column: String, value: Int64?)],
        _ body: () throws(ImportFailure) -> Void
    ) throws(ImportFailure) {
        settle()
        let known = table.withCString { find($0) }
        scratch.removeAll(keepingCapacity: true)
        for (column, value) in values {
            scratch.append(varint: UInt64(names.number(table, column)))
            scratch.append(value == nil ? 0 : 1)
            if let value { scratch.append(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63))) }
        }
        open(.update, known, rows.lowerBound, count: Int64(rows.count))
        isSuspended = true
        defer { isSuspended = false }
        try body()
    }

    /// From here on records are removed for good: nothing of that can be taken back.
    func suspendForPurge() {
        settle()
        isSuspended = true
        append(.purge, 0, 0, 1, [])
    }

    // MARK: Writing

    /// Writes the parts that are full.
    @inline(__always)
    func flush() throws(ImportFailure) {
        if !full.isEmpty { try write() }
    }

    /// Writes all that is left, at the end of the transaction.
    func finish() throws(ImportFailure) {
        settle()
        for table in tables { close(table) }
        if !part.isEmpty { full.append(part) }
        part = []
        try write()
    }

    private func write() throws(ImportFailure) {
        rowsWritten += try names.write(connection)
        let statement = try SQLiteStatement(connection, "INSERT INTO journal (run, bytes) VALUES (?1, ?2)")
        for bytes in full {
            statement.bind(1, run)
            statement.bindBlob(2, bytes)
            try statement.run()
        }
        rowsWritten += full.count
        full = []
    }
}

/// Every change of a row that is not a new one behind the one before.
private let journalHook: @convention(c) (UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, Int64) -> Void = {
    context, operation, table, row in
    guard let context, let table else { return }
    Unmanaged<ChangeJournal>.fromOpaque(context).takeUnretainedValue().note(operation, table, row)
}
