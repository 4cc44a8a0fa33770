/// What a raw cell, or the value of a field, is.
@frozen public enum CellKind: UInt8, Sendable {
    /// Nothing there: an empty cell, or one that the mapping declares to mean nothing.
    case blank
    case text
    case number
    case date
    case boolean
    case error
    /// Only in records: the cell held the clear token, the stored value is to be emptied.
    case clear
    /// Only in records: the value did not fit its field; the raw text is kept under `custom._invalid.<field>`.
    case invalid
}

/// A piece of a batch's text: where it starts, how many bytes it has, what it is. Eight bytes, no reference.
///
/// `public`, as all types of this room whose code runs once a cell: Swift 6.3 does not inline `@inlinable package` code
/// into other modules; filling a record batch took three to five times as long with `package` (20 and 7 ns a cell on a
/// busy machine, 12.3 and 2.7 on an idle one).
///
/// The length takes 28 bits (see `TableLimits.maxCellBytes`), one bit says that a CSV cell was quoted, three the kind.
@frozen public struct TextSpan: BitwiseCopyable, Sendable {
    public var start: UInt32
    public var word: UInt32

    @inlinable public static var blank: TextSpan { TextSpan(start: 0, word: 0) }
    @inlinable public static var lengthMask: UInt32 { (1 << 28) - 1 }
    @inlinable public static var quotedBit: UInt32 { 1 << 28 }

    @inlinable @inline(__always)
    public init(start: UInt32, word: UInt32) {
        self.start = start
        self.word = word
    }

    @inlinable @inline(__always)
    public init(start: Int, length: Int, kind: CellKind, quoted: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        word = UInt32(truncatingIfNeeded: length) | UInt32(kind.rawValue) << 29 | (quoted ? Self.quotedBit : 0)
    }

    @inlinable @inline(__always) public var length: Int { Int(word & Self.lengthMask) }
    @inlinable @inline(__always) public var kind: CellKind { CellKind(rawValue: UInt8(word >> 29)).unsafelyUnwrapped }
    @inlinable @inline(__always) public var wasQuoted: Bool { word & Self.quotedBit != 0 }
    /// True for a blank cell; cheaper than comparing kinds.
    @inlinable @inline(__always) public var isBlank: Bool { word >> 29 == 0 }
    /// True where there is a value to use: neither blank, nor a clear token, nor invalid.
    @inlinable @inline(__always) public var hasValue: Bool { word >> 29 &- 1 < 5 }
}
