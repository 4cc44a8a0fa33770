import HelpDesk
import Tables

/// Reads a column's cells as moments, a batch at a time, whatever field they belong to. For one thread.
package final class CellTimes {
    private let reader: DateReader
    private let clock: ZoneClock?

    /// What stands for a cell that holds no moment, or one that was there twice because clocks went back.
    package static let unread = Int64.min

    /// - Parameter column: names the column in messages.
    /// - Throws: `mapping.date_pattern` and `mapping.zone` where the reading cannot be understood.
    package init(_ reading: ValueReading, column: String) throws(ImportFailure) {
        reader =
            switch reading.date {
            case nil: .iso
            case .order(let order): .order(order)
            case .pattern(let text): .pattern(try DatePattern(text, field: column))
            }
        guard let zone = reading.zone else {
            clock = nil
            return
        }
        guard let clock = ZoneClock(zone) else { throw .zone(zone, field: column) }
        self.clock = clock
    }

    /// Seconds since 1970 in UTC, in step with the cells. A date alone is its first second.
    package func read(_ cells: RawArray<TextSpan>, _ text: RawArray<UInt8>, into times: RawArray<Int64>) {
        times.removeAll()
        times.reserve(cells.count)
        times.count = cells.count
        let (base, spans, out) = (UnsafePointer(text.base), cells.base, times.base)
        for index in 0..<cells.count {
            let span = spans[index]
            out[index] = span.isOrdinary ? seconds(base + Int(span.start), span) ?? Self.unread : Self.unread
        }
    }

    private func seconds(_ bytes: UnsafePointer<UInt8>, _ span: TextSpan) -> Int64? {
        let cell = Cell(bytes: bytes, count: span.length, kind: span.kind)
        guard let time = canonical(cell) ?? reader.read(cell), time.isPossible else { return nil }
        if let offset = time.offset { return Int64(time.seconds - offset) }
        guard let clock else { return Int64(time.seconds) }
        let found = clock.instant(local: time.seconds, year: time.year)
        return found.code == .timeAmbiguous ? nil : Int64(found.seconds)
    }

    /// `yyyy-MM-ddTHH:mm:ssZ`, as most systems export.
    @inline(__always)
    private func canonical(_ cell: Cell) -> WrittenTime? {
        guard cell.count == CanonicalTime.instantLength, cell[cell.count - 1] == UInt8(ascii: "Z"),
            reader.acceptsCanonical
        else { return nil }
        var time = CanonicalTime.readSeconds(cell.bytes)
        time?.offset = 0
        return time
    }
}
