import HelpDesk
import Tables

/// Records in the recycle bin that rows are about.
extension BatchDecision {
    func binnedRecord(_ row: Int) -> (id: UInt32, key: Int)? {
        guard !index.binned.isEmpty else { return nil }
        for (place, key) in plan.keys.enumerated() where key.isMatch && keyHashes[place][row] != 0 {
            if let id = index.binned[key.identity]?.find(keyHashes[place][row]), id != KeyMap.none,
                !key.mayRepeat || !hasOtherID(row, id)
            {
                return (id, place)
            }
        }
        return nil
    }

    mutating func handleBinned(_ row: Int, _ binned: (id: UInt32, key: Int)) throws(ImportFailure) -> Outcome {
        let column = plan.keys[binned.key].columns.first
        switch plan.shape.binned {
        case .create:
            report(.recordBinned, .warning, row, column: column, ["created"])
            return insert(row)
        case .reject:
            report(.recordBinned, .error, row, column: column, ["rejected"])
            return .rejected
        case .restore:
            let outcome = try restore(row, binned.id, matchedBy: binned.key)
            if outcome == .restored { report(.recordBinned, .info, row, column: column, ["restored"]) }
            return outcome
        }
    }
}
