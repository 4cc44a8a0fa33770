import Tables

/// What a text of a column was found to mean, in a form that the hot loop can use.
struct CachedMeaning: BitwiseCopyable {
    enum Kind: UInt8 {
        case same, value, blank, unlisted, warned, unknown, rejected
    }

    var kind: Kind
    var hasLabel = false
    /// Which of the column's values, or which finding code.
    var index: UInt16 = 0
}

/// Texts seen in a column and what they mean: direct-mapped by hash, compared byte by byte.
final class VocabularyCache {
    struct Slot: BitwiseCopyable {
        var hash: UInt64 = 0
        var start: UInt32 = 0
        var length: UInt32 = 0
        var meaning = CachedMeaning(kind: .unknown)
    }

    static let slotCount = 512
    /// Longer texts are looked up each time; what repeats is short.
    static let longestText = 64
    /// All texts, until they are forgotten together.
    private static let arenaBytes = 1 << 16

    let hasher = ByteHasher.random()
    let slots: UnsafeMutablePointer<Slot>
    let arena: UnsafeMutablePointer<UInt8>
    private var used = 0

    init() {
        slots = .allocate(capacity: Self.slotCount)
        slots.update(repeating: Slot(), count: Self.slotCount)
        arena = .allocate(capacity: Self.arenaBytes)
    }

    deinit {
        slots.deallocate()
        arena.deallocate()
    }

    func store(_ cell: Cell, hash: UInt64, _ meaning: CachedMeaning) {
        guard cell.count <= Self.longestText else { return }
        if used + cell.count > Self.arenaBytes { forget() }
        (arena + used).update(from: cell.bytes, count: cell.count)
        slots[Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)] = Slot(
            hash: hash, start: UInt32(used), length: UInt32(cell.count), meaning: meaning)
        used += cell.count
    }

    private func forget() {
        slots.update(repeating: Slot(), count: Self.slotCount)
        used = 0
    }
}
