import HelpDesk
import Tables

/// Keys of which a deletion of this run has taken a part away. A file that deletes a department and its team names the
/// team by both, and when the team's turn comes it has no department any more.
extension BatchDecision {
    /// The records that had the row's key before what it refers to was deleted; nil where there are none.
    func formerMatch(_ row: Int) throws(ImportFailure) -> (ids: [UInt32], key: Int)? {
        guard resolver.bin.formers[plan.entity.name] != nil else { return nil }
        for (place, key) in plan.keys.enumerated() where key.isMatch && keyHashes[place][row] != 0 {
            if let ids = try formerKeys(key)[keyHashes[place][row]] { return (ids, place) }
        }
        return nil
    }

    /// Every record that has lost a reference, by its key as it was.
    private func formerKeys(_ key: KeyPlan) throws(ImportFailure) -> [UInt64: [UInt32]] {
        if let known = resolver.formerKeys[key.identity] { return known }
        var keys: [UInt64: [UInt32]] = [:]
        for (id, formers) in (resolver.bin.formers[plan.entity.name] ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let stored = try StoredRecord(resolver.session, plan.entity, id, resolver.bin) else { continue }
            let hash = storedHash(key, stored, formers)
            if hash != 0 { keys[hash, default: []].append(id) }
        }
        resolver.formerKeys[key.identity] = keys
        return keys
    }
}
