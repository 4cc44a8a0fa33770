import HelpDesk

/// Whether a column's values can be what its header says.
enum ColumnFit: Equatable {
    /// There are no values.
    case unknown
    /// They may be anything, or nothing speaks against it.
    case neutral
    /// They look like something, but not quite like this.
    case weak(ColumnProposal.Fitting)
    case confirmed(ColumnProposal.Fitting)
    case refused(ColumnProposal.Fitting)

    /// A confidence in the light of the values.
    func adjusted(_ score: Double) -> Double {
        switch self {
        case .unknown, .neutral: score
        case .weak: score * 0.85
        case .confirmed: score + (1 - score) / 2
        case .refused: score * 0.3
        }
    }

    var fitting: ColumnProposal.Fitting? {
        switch self {
        case .unknown, .neutral: nil
        case .weak(let fitting), .confirmed(let fitting), .refused(let fitting): fitting
        }
    }

    /// So many confirm, so few refuse; between them the values say nothing.
    static func of(_ fits: Int, _ all: Int, confirm: Double, refuse: Double) -> ColumnFit {
        guard all > 0 else { return .unknown }
        let share = Double(fits) / Double(all)
        let fitting = ColumnProposal.Fitting(fits: fits, of: all)
        if share >= confirm { return .confirmed(fitting) }
        // One value alone may be a slip.
        return share >= refuse ? .neutral : all == 1 ? .weak(fitting) : .refused(fitting)
    }
}
