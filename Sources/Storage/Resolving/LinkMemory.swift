import HelpDesk
import Tables

/// The sets of references that this run has touched, as they are by now. A check writes none, so that the database
/// cannot be asked; kept only for sets of which membership files speak.
struct LinkMemory {
    private var members: [LinkTable: [UInt32: Set<UInt32>]]
    /// The members that rows of this run have named where these replace what is stored.
    private var replacements: [LinkTable: [UInt32: Set<UInt32>]] = [:]

    init(_ shapes: [RecordShape]) {
        let links = shapes.filter { $0.mode == .members }.flatMap { shape in
            shape.columns.compactMap { $0.target.field?.linkTable }
        }
        members = Dictionary(links.map { ($0, [:]) }) { first, _ in first }
    }

    func known(_ link: LinkTable, of id: UInt32) -> Set<UInt32>? { members[link]?[id] }

    /// What rows of the run have named for a set that they replace; nil where there was none yet.
    func replacement(_ link: LinkTable, of id: UInt32) -> Set<UInt32>? { replacements[link]?[id] }

    mutating func replace(_ link: LinkTable, of id: UInt32, _ named: Set<UInt32>) {
        replacements[link, default: [:]][id, default: []].formUnion(named)
    }

    mutating func note(_ link: LinkTable, of id: UInt32, _ now: Set<UInt32>) { members[link]?[id] = now }
}

extension Resolver {
    /// The members of a set as this run has left them.
    func currentMembers(_ link: LinkTable, of id: UInt32, in index: EntityIndex) -> Set<UInt32> {
        if let known = linkMemory.known(link, of: id) { return known }
        return index.isNew(id) ? [] : members(link, of: id)
    }
}
