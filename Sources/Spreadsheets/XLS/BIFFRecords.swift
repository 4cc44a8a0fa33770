/// The versions of the format ([MS-XLS]; OpenOffice.org's "Excel File Format" for the older ones).
enum BIFFVersion: Int, Comparable {
    case biff2 = 2
    case biff3, biff4
    /// Excel 5 and 95: texts in a code page.
    case biff5
    /// Excel 97 to 2003: texts in Latin-1 or UTF-16.
    case biff8 = 8

    static func < (left: BIFFVersion, right: BIFFVersion) -> Bool { left.rawValue < right.rawValue }
}

/// Numbers of the records that are read. Where a record has several, they are those of different versions; some
/// writers mix them up, so all are taken in any version.
enum BIFFType {
    static let eof = 0x0A
    static let codePage = 0x42
    static let dateMode = 0x22
    static let filePass = 0x2F
    static let boundSheet = 0x85
    static let sharedStrings = 0xFC
    static let continuation = 0x3C
    static let xf2 = 0x43
    static let xf3 = 0x243
    static let xf4 = 0x443
    static let xf5 = 0xE0
    static let format2 = 0x1E
    static let format4 = 0x41E
    static let row = 0x208
    static let columnInfo = 0x7D
    static let mergedCells = 0xE5

    static let integer2 = 0x02
    static let number2 = 0x03
    static let label2 = 0x04
    static let boolError2 = 0x05
    static let formula = 0x06
    static let string2 = 0x07
    static let number = 0x203
    static let label = 0x204
    static let boolError = 0x205
    static let formula3 = 0x206
    static let string = 0x207
    static let formula4 = 0x406
    static let rk = 0x27E
    static let multipleRK = 0xBD
    static let richString = 0xD6
    static let labelShared = 0xFD

    /// Whether records of this kind hold a cell with a value, or several of one row.
    @inline(__always)
    static func isCell(_ type: Int) -> Bool {
        switch type {
        case labelShared, rk, number, multipleRK, formula, label, boolError, richString: true
        case integer2, number2, label2, boolError2, formula3, formula4: true
        default: false
        }
    }

    /// Whether a substream begins with records of this kind.
    @inline(__always)
    static func isBOF(_ type: Int) -> Bool { type & 0xFF == 0x09 && type >> 8 <= 8 }

    /// What may stand between a formula and the text that it came to: the formula of a group of cells.
    static func belongsToFormula(_ type: Int) -> Bool {
        switch type {
        case 0x4BC, 0xBC, 0x221, 0x21, 0x236, 0x36, 0x37, continuation: true
        default: false
        }
    }
}

/// A record of a stream: what it is, and where its content lies.
struct BIFFRecord {
    var type: Int
    var start: Int
    var length: Int

    var end: Int { start + length }
}

/// Walks the records of a stream.
struct BIFFRecords {
    let stream: ByteView
    private(set) var position: Int

    init(_ stream: ByteView, at position: Int) {
        self.stream = stream
        self.position = position
    }

    /// The next record; nil where none is left, or where it goes beyond the stream.
    @inline(__always)
    mutating func next() -> BIFFRecord? {
        guard stream.has(position, 4) else { return nil }
        let length = stream.base.u16(position + 2)
        guard length <= stream.count - position - 4 else { return nil }
        let record = BIFFRecord(type: stream.base.u16(position), start: position + 4, length: length)
        position = record.end
        return record
    }

    func content(_ record: BIFFRecord) -> ByteView { stream.slice(record.start, record.length) }
}

/// Walks the records of one substream – a sheet, or what the sheets share – without the charts inside it.
struct BIFFSubstream {
    private var records: BIFFRecords
    private var depth = 0
    /// Whether the record that ends it was met.
    private(set) var isComplete = false

    /// `records` stand behind the record that begins it.
    init(_ records: BIFFRecords) {
        self.records = records
    }

    var position: Int { records.position }

    @inline(__always)
    mutating func next() -> BIFFRecord? {
        while let record = records.next() {
            if record.type == BIFFType.eof {
                if depth == 0 {
                    isComplete = true
                    return nil
                }
                depth -= 1
            } else if BIFFType.isBOF(record.type) {
                depth += 1
            } else if depth == 0 {
                return record
            }
        }
        return nil
    }
}
