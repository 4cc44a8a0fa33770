import HelpDesk
import Tables

/// Passes whose rows find their record in another way than by the keys alone.
extension BatchDecision {
    /// The outcome of a row of such a pass; nil where the row goes the usual way.
    mutating func decideSpecial(_ row: Int) throws(ImportFailure) -> Outcome? {
        if isMembership { return try decideMembers(row) }
        if plan.entity.isSingle { return try decideSingle(row) }
        return unknownID(row)
    }

    /// Whatever the row calls it, it is about the one record; without any it makes it.
    private mutating func decideSingle(_ row: Int) throws(ImportFailure) -> Outcome {
        let id = index.onlyRecord
        if id == KeyMap.none {
            if mode(row) == .update {
                reportUnknown(row)
                return .rejected
            }
            checkPrimaryContact(row)
            let outcome = insert(row)
            index.onlyRecord = batch.insertIDs[batch.insertIDs.count - 1]
            return outcome
        }
        if !index.wasSeen(id) { checkPrimaryContact(row) }
        return try known(row, id, nil)
    }

    /// An id that no live record has: nobody but the database gives out ids.
    private func unknownID(_ row: Int) -> Outcome? {
        guard let place = plan.recordIDKey else { return nil }
        let hash = keyHashes[place][row]
        guard hash != 0, plan.keys[place].map.find(hash) == KeyMap.none else { return nil }
        let isBinned = index.binned[plan.keys[place].identity].map { $0.find(hash) != KeyMap.none } ?? false
        if isBinned && plan.shape.binned == .restore { return nil }
        reportUnknown(row, by: place)
        return .rejected
    }
}
