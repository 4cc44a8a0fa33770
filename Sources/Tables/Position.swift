/// Where a record stands: which table of the run, and where in it.
package struct Position: Sendable, Hashable {
    /// Index into the run's list of tables.
    package var table: Int
    /// The row as a person counts it, from 1.
    package var row: Int
    /// The first physical line, from 1; 0 where a format has no lines.
    package var line: Int
    /// Offset in the decoded text, in bytes.
    package var offset: Int

    package init(table: Int, row: Int, line: Int = 0, offset: Int = 0) {
        self.table = table
        self.row = row
        self.line = line
        self.offset = offset
    }
}

/// A record seen in this run, packed into eight bytes: 14 bits of table, 48 of row. Bit 63 is free for the holder.
package struct PackedPosition: BitwiseCopyable, Sendable, Hashable {
    package var bits: UInt64

    package init(bits: UInt64) { self.bits = bits }

    @inline(__always)
    package init(table: Int, row: Int) {
        bits = UInt64(truncatingIfNeeded: table) << 48 | UInt64(truncatingIfNeeded: row)
    }

    package var table: Int { Int(bits >> 48 & 0x3FFF) }
    package var row: Int { Int(bits & 0xFFFF_FFFF_FFFF) }
    package var position: Position { Position(table: table, row: row) }
}
