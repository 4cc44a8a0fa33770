import CSQLite
import Glibc
import Tables

/// A table as the journal sees it during a run.
final class JournalTable {
    enum Kind {
        case ignored
        case rows(isEntity: Bool)
        /// Without row ids; the places of the key's columns.
        case keyed([Int32])
    }

    /// The entry that the next row may belong to.
    struct Open {
        let operation: JournalOperation
        let first: Int64
        var count: Int64
        let payload: [UInt8]
    }

    let kind: Kind
    /// The name, where C finds it as long as the table lives.
    let cName: UnsafePointer<CChar>
    var number: UInt32 = 0
    /// The columns' numbers, by place.
    var columns: [UInt32] = []
    /// Ids of records are given in order and never twice: from here on the run has made them itself.
    var firstNew = Int64.max
    var open: Open?

    init(_ name: String, _ kind: Kind) {
        cName = UnsafePointer(strdup(name))
        self.kind = kind
    }

    deinit { free(UnsafeMutablePointer(mutating: cName)) }

    @inline(__always)
    func isCalled(_ other: UnsafePointer<CChar>) -> Bool { strcmp(cName, other) == 0 }

    /// Takes a row without payload into the open entry, if it follows.
    @inline(__always)
    func extends(_ operation: JournalOperation, _ row: Int64) -> Bool {
        guard let entry = open, entry.operation == operation, entry.first + entry.count == row else { return false }
        open?.count += 1
        return true
    }

    /// The open entry goes on until `next`, which is not in it.
    func grow(to next: Int64) {
        guard let first = open?.first else { return }
        open?.count = next - first
    }

    /// The same for a row with a payload, if that is the same, too.
    func extends(_ operation: JournalOperation, _ row: Int64, _ payload: [UInt8]) -> Bool {
        guard let entry = open, entry.payload == payload else { return false }
        return extends(operation, row)
    }
}

/// What SQLite says of a table's columns.
enum TableColumns {
    /// Their names by place; and, in a table without row ids, the places of the key.
    static func read(_ connection: OpaquePointer, _ table: String) throws(ImportFailure) -> ([String], [Int32]) {
        let statement = try SQLiteStatement(connection, "SELECT cid, name, pk FROM pragma_table_xinfo(?1) ORDER BY cid")
        statement.bindCopy(1, table)
        var (names, key): ([String], [(place: Int64, column: Int32)]) = ([], [])
        while try statement.next() {
            names.append(statement.string(1) ?? "")
            if statement.integer(2) > 0 { key.append((statement.integer(2), Int32(statement.integer(0)))) }
        }
        let hasRows = try SQLiteStatement(connection, "SELECT wr FROM pragma_table_list(?1)")
        hasRows.bindCopy(1, table)
        let isKeyed = try hasRows.next() && hasRows.integer(0) != 0
        hasRows.reset()
        return (names, isKeyed ? key.sorted { $0.place < $1.place }.map(\.column) : [])
    }
}
