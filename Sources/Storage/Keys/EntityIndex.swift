import HelpDesk
import Tables

/// A key together with the system it counts in: external ids and ticket numbers of two systems are two things.
struct KeyIdentity: Hashable {
    let spec: KeySpec
    let source: String?

    init(_ spec: KeySpec, of entity: Entity, source: String) {
        self.spec = spec
        let perSource = spec == .externalID || (entity.isUniquePerSource && entity.unique.contains(spec))
        self.source = perSource ? source : nil
    }

    static let origin = KeyIdentity(originKey: ())
    private init(originKey: Void) {
        spec = ["origin_key"]
        source = nil
    }
}

/// What the resolver knows of one entity: its keys, what each known record holds, and what this run has seen.
final class EntityIndex {
    let entity: Entity
    /// Live records by key.
    var maps: [KeyIdentity: KeyMap] = [:]
    /// Records in the recycle bin by key; only keys that a pass looks for.
    var binned: [KeyIdentity: KeyMap] = [:]
    /// The records behind `KeyMap.several`.
    private(set) var ambiguous: [KeyIdentity: [UInt64: [UInt32]]] = [:]
    /// Records, live and binned, that have an external id of a system, by the key of these ids.
    private var identified: [KeyIdentity: IDSet] = [:]
    /// How many of the first records behind a key are known to have an id of a system, all of them.
    var settledNamesakes: [NamesakeList: Int] = [:]
    /// By id: the content hash of a record that was not seen yet (bit 63 clear), or where this run saw it (bit 63 set).
    let records = PagedArray<UInt64>(empty: 0)
    /// Keys of rows that were rejected or parked, and where: those who refer to them are parked.
    var turnedAway: [KeyIdentity: KeyMap] = [:]
    var turnedAwayPositions: [PackedPosition] = []
    /// Reference fields that other entities inherit, by id (`contacts.account`).
    var inheritable: [String: PagedArray<UInt32>] = [:]
    /// Agents who are more or less than an ordinary active one.
    private(set) var standings: [UInt32: AgentStanding] = [:]
    /// Whether `standings` is asked for by the run.
    var tracksStandings = false
    /// The record of an entity that has one at most; `none` where it is not there yet.
    var onlyRecord = KeyMap.none
    /// What rows of this run said of the record's association, by id, where it is bound.
    var associations: PagedArray<UInt32>?
    /// What rows of this run said of records beside their own, by field and id, and of which records.
    private var said: [String: PagedArray<UInt32>] = [:]
    let saidRecords = IDSet()
    /// Records made because a row of this run named them.
    let namedRecords = IDSet()
    /// Records, live and binned, that have their number from Deskferry.
    let ownNumbers = IDSet()
    /// Numbers of such records that rows of this run have as those of others: references by them are in doubt.
    private(set) var disputed: [KeyIdentity: Set<UInt64>] = [:]
    /// Ids from here on are given out by this run.
    var firstNew: UInt32 = 1
    /// Names of records made by this run, where rules name them without a row at hand.
    var names: NameArena?
    /// The next id to give out.
    @exclusivity(unchecked) var nextID: UInt32 = 1

    private static let seenBit: UInt64 = 1 << 63

    init(entity: Entity) { self.entity = entity }

    func isNew(_ id: UInt32) -> Bool { id >= firstNew }

    func allocate() -> UInt32 {
        defer { nextID += 1 }
        return nextID
    }

    @inline(__always)
    func wasSeen(_ id: UInt32) -> Bool { records[id] & Self.seenBit != 0 }

    /// Where this run saw the record.
    func sighting(_ id: UInt32) -> PackedPosition { PackedPosition(bits: records[id] & ~Self.seenBit) }

    @inline(__always)
    func markSeen(_ id: UInt32, at position: PackedPosition) { records[id] = position.bits | Self.seenBit }

    static func contentSlot(_ hash: UInt64) -> UInt64 { hash & ~seenBit }

    func note(_ standing: AgentStanding, of id: UInt32) { standings[id] = standing == .ordinary ? nil : standing }

    func standing(_ id: UInt32) -> AgentStanding { standings[id] ?? .ordinary }

    /// The active administrator who came first.
    var firstAdministrator: UInt32? {
        standings.filter { $0.value.isActiveAdministrator }.keys.min()
    }

    /// Whether this one is an active administrator, and nobody else is.
    func isOnlyAdministrator(_ id: UInt32) -> Bool {
        standing(id).isActiveAdministrator && !standings.contains { $0.key != id && $0.value.isActiveAdministrator }
    }

    /// Adds a key that a scan or this run found; a second record makes it ambiguous.
    @inline(__always)
    func add(_ hash: UInt64, _ id: UInt32, to map: KeyMap, _ identity: KeyIdentity) {
        let before = map.set(hash, id)
        if before != KeyMap.none && before != id { becomeAmbiguous(hash, id, before, identity) }
    }

    @inline(never)
    func becomeAmbiguous(_ hash: UInt64, _ id: UInt32, _ before: UInt32, _ identity: KeyIdentity) {
        maps[identity]?.set(hash, KeyMap.several)
        // Changed where it stands: a name may be that of very many.
        let add: (inout [UInt32]) -> Void = { ids in
            if id > ids[ids.count - 1] || !ids.contains(id) { ids.append(id) }
        }
        add(&ambiguous[identity, default: [:]][hash, default: [before]])
    }

    /// All live records with a key; none where the index does not know it.
    func holders(_ hash: UInt64, _ identity: KeyIdentity) -> [UInt32] {
        switch maps[identity]?.find(hash) ?? KeyMap.none {
        case KeyMap.none: []
        case KeyMap.several: ambiguous[identity]?[hash] ?? []
        case let id: [id]
        }
    }

    /// Takes a key away from a record that no longer has it.
    func remove(_ hash: UInt64, _ id: UInt32, from identity: KeyIdentity) {
        guard let map = maps[identity] else { return }
        if var ids = ambiguous[identity]?[hash] {
            ids.removeAll { $0 == id }
            settledNamesakes = [:]
            ambiguous[identity]?[hash] = ids.count > 1 ? ids : nil
            map.set(hash, ids.count > 1 ? KeyMap.several : ids.first ?? KeyMap.none)
        } else if map.find(hash) == id {
            map.set(hash, KeyMap.none)
        }
    }

    /// The records that have an external id of the key's system.
    func identified(_ key: KeyIdentity) -> IDSet {
        if let known = identified[key] { return known }
        let set = IDSet()
        identified[key] = set
        return set
    }

    /// What was said in a field, by id.
    func said(_ field: String) -> PagedArray<UInt32> {
        if let known = said[field] { return known }
        let hashes = PagedArray<UInt32>(empty: 0)
        said[field] = hashes
        return hashes
    }

    /// Takes the keys of records that go to the recycle bin away; they are found there.
    func sink(_ isDoomed: (UInt32) -> Bool) {
        for (identity, map) in maps {
            var lost: [(UInt64, UInt32)] = []
            map.forEach { hash, id in
                if id != KeyMap.several && isDoomed(id) { lost.append((hash, id)) }
            }
            for (hash, ids) in ambiguous[identity] ?? [:] {
                lost += ids.filter(isDoomed).map { (hash, $0) }
            }
            guard !lost.isEmpty else { continue }
            let below = binned[identity] ?? KeyMap()
            binned[identity] = below
            for (hash, id) in lost {
                remove(hash, id, from: identity)
                below.set(hash, id)
            }
        }
    }

    /// A row has shown that the key may mean another record than the known one.
    func dispute(_ hash: UInt64, _ identity: KeyIdentity) { disputed[identity, default: []].insert(hash) }

    /// Remembers the keys of a row that was rejected or parked.
    func turnAway(_ hash: UInt64, at position: PackedPosition, _ identity: KeyIdentity) {
        let map = turnedAway[identity] ?? KeyMap()
        turnedAway[identity] = map
        guard map.find(hash) == KeyMap.none else { return }
        turnedAwayPositions.append(position)
        map.set(hash, UInt32(turnedAwayPositions.count))
    }

    func blockingRow(_ hash: UInt64, _ identity: KeyIdentity) -> PackedPosition? {
        guard hash != 0, let index = turnedAway[identity]?.find(hash), index != KeyMap.none else { return nil }
        return turnedAwayPositions[Int(index) - 1]
    }
}
