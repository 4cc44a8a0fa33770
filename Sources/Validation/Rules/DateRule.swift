import HelpDesk
import Tables

/// Dates, stored as `yyyy-MM-dd`. Where the cell also has a time, the date counts as written.
struct DateRule: CellRule {
    let reader: DateReader
    var change: ChangeKind { .date }

    func parameters(_ code: FindingCode) -> [String] { code == .dateInvalid ? [reader.name] : [] }

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        if cell.count == CanonicalTime.dateLength, reader.acceptsCanonical {
            switch CanonicalTime.checkDate(cell.bytes) {
            case .canonical: return .kept
            case .impossible: return .refused(.dateImpossible)
            case .different: break
            }
        }
        guard let time = reader.read(cell) else { return .refused(.dateInvalid) }
        guard time.isPossible else { return .refused(.dateImpossible) }
        CanonicalTime.writeDate(time, output)
        return .written(CanonicalTime.dateLength)
    }
}
