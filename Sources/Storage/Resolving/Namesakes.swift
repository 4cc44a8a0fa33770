import HelpDesk
import Tables

/// The records that share a key, held against those that have an id of one system.
struct NamesakeList: Hashable {
    let identity: KeyIdentity
    let hash: UInt64
    let source: String?
}

/// Keys that may repeat, such as names, do not make two records of one system one: where a row has an external id, a
/// record that has another id of the same system is a namesake.
extension EntityIndex {
    /// What a key that may repeat finds for a row with an external id, namesakes left out.
    /// - Parameters:
    ///   - found: the record with the key, or `KeyMap.several`.
    ///   - own: the record that has the row's id; `KeyMap.none` where there is none yet.
    ///   - ids: the ids of the row's system.
    func withoutNamesakes(
        _ found: UInt32, _ hash: UInt64, _ identity: KeyIdentity, own: UInt32, _ ids: OwnIDs
    ) -> UInt32 {
        guard found == KeyMap.several else {
            return found != own && ids.holders.contains(found) ? KeyMap.none : found
        }
        guard let namesakes = ambiguous[identity]?[hash] else { return found }
        if own != KeyMap.none && namesakes.contains(own) { return own }
        // Those who have an id keep it, so the beginning of a long list is not looked at again for every row.
        let list = NamesakeList(identity: identity, hash: hash, source: ids.source)
        var place = settledNamesakes[list] ?? 0
        while place < namesakes.count && ids.holders.contains(namesakes[place]) { place += 1 }
        settledNamesakes[list] = place
        if place == namesakes.count { return KeyMap.none }
        let others = namesakes[(place + 1)...]
        return others.allSatisfy(ids.holders.contains) ? namesakes[place] : KeyMap.several
    }
}

extension BatchDecision {
    /// What a key that may repeat finds, namesakes left out where the row has an external id.
    @inline(never)
    func withoutNamesakes(_ found: UInt32, _ row: Int, _ place: Int) -> UInt32 {
        guard let ids = plan.ownIDs else { return found }
        let id = keys[ids.key].hashes[row]
        guard id != 0 else { return found }
        return index.withoutNamesakes(
            found, keys[place].hashes[row], plan.keys[place].identity, own: keys[ids.key].map.find(id), ids)
    }

    /// Whether a record, live or in the recycle bin, has another external id of the row's system than the row.
    func hasOtherID(_ row: Int, _ id: UInt32) -> Bool {
        guard let ids = plan.ownIDs, ids.holders.contains(id) else { return false }
        let (hash, key) = (keyHashes[ids.key][row], plan.keys[ids.key])
        return hash != 0 && key.map.find(hash) != id && index.binned[key.identity]?.find(hash) != id
    }
}
