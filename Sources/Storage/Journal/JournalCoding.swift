import CSQLite

/// How the journal writes down what a run has changed.
///
/// A part is a row of entries: operation, table, first row, rows, length of the payload, payload. All numbers are
/// variable in length, seven bits a byte. Entries of one table stand in the order of the changes; rows that follow one
/// another and were treated alike share one entry, so the first load of a table is a few bytes.
enum JournalOperation: UInt8 {
    /// Rows that are new. Payload: none, or the key where the table has no row ids.
    case insert = 1
    /// Rows that got other values. Payload: the columns that changed, with what they held.
    case update = 2
    /// A row that is gone. Payload: every column that was not NULL.
    case delete = 3
    /// The run has removed records for good.
    case purge = 4
}

/// A value as it stood in a column.
enum JournalValue: Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// As a person reads it; nil for NULL.
    var text: String? {
        switch self {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text
        case .blob(let bytes): "\(bytes.count) bytes"
        }
    }

    /// As an id; nil for anything else.
    var id: UInt32? { if case .integer(let id) = self { UInt32(truncatingIfNeeded: id) } else { nil } }
}

extension JournalValue {
    init(_ value: StoredValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .text(let text): self = .text(text)
        }
    }
}

extension [UInt8] {
    mutating func append(varint number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    /// A column and what it held: 0 is NULL, 1 a whole number, 2 a fraction; then come texts and blobs by length.
    mutating func append(column: UInt32, _ value: OpaquePointer?) {
        append(varint: UInt64(column))
        switch sqlite3_value_type(value) {
        case SQLITE_NULL: append(0)
        case SQLITE_INTEGER:
            append(1)
            let number = sqlite3_value_int64(value)
            append(varint: UInt64(bitPattern: (number << 1) ^ (number >> 63)))
        case SQLITE_FLOAT:
            append(2)
            append(varint: sqlite3_value_double(value).bitPattern)
        case let type:
            let count = Int(sqlite3_value_bytes(value))
            append(varint: UInt64(count) * 2 + (type == SQLITE_BLOB ? 3 : 4))
            let bytes = type == SQLITE_BLOB ? sqlite3_value_blob(value) : UnsafeRawPointer(sqlite3_value_text(value))
            append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        }
    }
}

/// Reads what `[UInt8].append` has written. A journal that was cut or changed by another hand ends the reading.
struct JournalReader {
    let bytes: [UInt8]
    var place = 0

    var isAtEnd: Bool { place >= bytes.count }

    mutating func varint() -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return number
    }

    mutating func value() -> JournalValue {
        let kind = varint()
        switch kind {
        case 0: return .null
        case 1:
            let number = varint()
            return .integer(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
        case 2: return .real(Double(bitPattern: varint()))
        default:
            let count = Int(truncatingIfNeeded: min((kind - 3) / 2, UInt64(bytes.count - place)))
            defer { place += count }
            let slice = bytes[place..<place + count]
            return kind % 2 == 0 ? .text(String(decoding: slice, as: UTF8.self)) : .blob(Array(slice))
        }
    }
}

/// One entry of a part: the same change to `count` rows that follow one another.
struct JournalEntry {
    let operation: JournalOperation
    /// The table's number in `journal_names`.
    let table: UInt32
    /// The first row id; 0 in tables without them.
    let first: Int64
    let count: Int64
    let payload: Range<Int>

    var rows: ClosedRange<Int64> { first...(first + count - 1) }

    /// The entries of a part, in order.
    static func all(in bytes: [UInt8]) -> [JournalEntry] {
        var reader = JournalReader(bytes: bytes)
        var entries: [JournalEntry] = []
        while !reader.isAtEnd {
            guard let operation = JournalOperation(rawValue: UInt8(truncatingIfNeeded: reader.varint())) else { break }
            let table = UInt32(truncatingIfNeeded: reader.varint())
            let first = Int64(bitPattern: reader.varint())
            let count = Int64(bitPattern: reader.varint())
            let length = Int(truncatingIfNeeded: min(reader.varint(), UInt64(bytes.count - reader.place)))
            entries.append(
                JournalEntry(
                    operation: operation, table: table, first: first, count: max(count, 1),
                    payload: reader.place..<reader.place + length))
            reader.place += length
        }
        return entries
    }

    /// The columns of the payload by number, with their values.
    func columns(in bytes: [UInt8]) -> [(number: UInt32, value: JournalValue)] {
        var reader = JournalReader(bytes: bytes, place: payload.lowerBound)
        var columns: [(number: UInt32, value: JournalValue)] = []
        while reader.place < payload.upperBound {
            columns.append((UInt32(truncatingIfNeeded: reader.varint()), reader.value()))
        }
        return columns
    }
}
