import CSQLite
import Tables

/// The numbers by which the journal calls tables and columns. They never change, whatever becomes of the tables.
struct JournalNames {
    struct Column: Hashable {
        let table: String
        /// Empty: the table itself.
        let column: String
    }

    private(set) var numbers: [Column: UInt32] = [:]
    private var names: [UInt32: Column] = [:]
    private var unwritten: [UInt32] = []
    private var next: UInt32 = 1

    init(_ session: StoreSession) throws(ImportFailure) {
        guard session.hasTable("journal_names") else { return }
        let statement = try session.prepare("SELECT id, table_name, column_name FROM journal_names")
        while try statement.next() {
            let number = UInt32(truncatingIfNeeded: statement.integer(0))
            take(number, Column(table: statement.string(1) ?? "", column: statement.string(2) ?? ""))
        }
    }

    private mutating func take(_ number: UInt32, _ column: Column) {
        numbers[column] = number
        names[number] = column
        next = max(next, number + 1)
    }

    /// The number of a column or (empty) of the table; a new one is written with the next part.
    mutating func number(_ table: String, _ column: String = "") -> UInt32 {
        let name = Column(table: table, column: column)
        if let known = numbers[name] { return known }
        let number = next
        unwritten.append(number)
        take(number, name)
        return number
    }

    func table(_ number: UInt32) -> String? { names[number]?.table }

    func column(_ number: UInt32) -> String { names[number]?.column ?? "" }

    /// Writes the numbers that are new; returns how many.
    mutating func write(_ connection: OpaquePointer) throws(ImportFailure) -> Int {
        guard !unwritten.isEmpty else { return 0 }
        let statement = try SQLiteStatement(
            connection, "INSERT INTO journal_names (id, table_name, column_name) VALUES (?1, ?2, ?3)")
        for number in unwritten {
            guard let name = names[number] else { continue }
            statement.bind(1, Int64(number))
            statement.bindCopy(2, name.table)
            statement.bindCopy(3, name.column)
            try statement.run()
        }
        defer { unwritten = [] }
        return unwritten.count
    }
}
