import HelpDesk
import Tables

/// Moments, stored in UTC as `yyyy-MM-ddTHH:mm:ssZ`. A date alone is its first second.
struct InstantRule: CellRule {
    let reader: DateReader
    /// For times that name no zone; nil: they are in UTC.
    let clock: ZoneClock?
    var change: ChangeKind { .date }

    func parameters(_ code: FindingCode) -> [String] {
        switch code {
        case .dateInvalid: [reader.name]
        case .timeAmbiguous, .timeSkipped: [clock?.name ?? "UTC"]
        default: []
        }
    }

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        if cell.count == CanonicalTime.instantLength, reader.acceptsCanonical {
            switch CanonicalTime.checkInstant(cell.bytes) {
            case .canonical: return .kept
            case .impossible: return .refused(.dateImpossible)
            case .different: break
            }
        }
        guard let time = reader.read(cell) else { return .refused(.dateInvalid) }
        guard time.isPossible else { return .refused(.dateImpossible) }
        return write(time, output)
    }

    @inline(__always)
    private func write(_ time: WrittenTime, _ output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        var code: FindingCode?
        var time = time
        if let offset = time.offset {
            if offset != 0 { time = WrittenTime(seconds: time.seconds - offset) }
        } else if let clock {
            let found = clock.instant(local: time.seconds, year: time.year)
            code = found.code
            time = WrittenTime(seconds: found.seconds)
        }
        guard time.year > 0, time.year < 10_000 else { return .refused(.dateImpossible) }
        CanonicalTime.writeInstant(time, output)
        return code.map { .noted(CanonicalTime.instantLength, $0) } ?? .written(CanonicalTime.instantLength)
    }
}
