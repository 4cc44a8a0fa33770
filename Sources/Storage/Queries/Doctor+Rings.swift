import HelpDesk
import Tables

/// Records that stand above themselves.
extension StoreSession {
    /// So many rings are told, and so many records of each.
    private static let ringsTold = 5
    private static let membersTold = 5

    /// Rings of a reference to records of the same kind, each said once.
    func rings(_ entity: Entity, _ field: Field) throws(ImportFailure) -> [String] {
        guard let column = field.column, columns(of: entity).contains(column) else { return [] }
        let statement = try prepare(
            "SELECT id, \(column) FROM \(entity.name) NOT INDEXED WHERE deleted_at IS NULL AND \(column) IS NOT NULL")
        let above = PagedArray<UInt32>(empty: 0)
        var starts: [UInt32] = []
        while try statement.next() {
            let id = UInt32(truncatingIfNeeded: statement.integer(0))
            above[id] = UInt32(truncatingIfNeeded: statement.integer(1))
            starts.append(id)
        }
        var found: [String] = []
        for ring in Self.rings(above, starts) { found.append(try told(ring, entity, field)) }
        return found
    }

    /// Goes up from every record until it comes to where it has been: on this way that is a ring, else nothing new.
    private static func rings(_ above: PagedArray<UInt32>, _ starts: [UInt32]) -> [[UInt32]] {
        let ways = PagedArray<UInt32>(empty: 0)
        var rings: [[UInt32]] = []
        for (place, start) in starts.enumerated() where rings.count < ringsTold {
            let way = UInt32(truncatingIfNeeded: place + 1)
            var id = start
            while id != 0, ways[id] == 0 {
                ways[id] = way
                id = above[id]
            }
            if id != 0, ways[id] == way { rings.append(ring(from: id, above)) }
        }
        return rings
    }

    private static func ring(from start: UInt32, _ above: PagedArray<UInt32>) -> [UInt32] {
        var ring = [start]
        var id = above[start]
        while id != start {
            ring.append(id)
            id = above[id]
        }
        return ring
    }

    /// `#1 Acme → #3 Globex → #1 Acme: the parent leads back to the record itself`
    private func told(_ ring: [UInt32], _ entity: Entity, _ field: Field) throws(ImportFailure) -> String {
        var names: [String] = []
        for id in ring.prefix(Self.membersTold) {
            let label = try label(id, of: entity.name)
            names.append(label == "#\(id)" ? label : "#\(id) \(label)")
        }
        let more = ring.count > names.count ? ["\(ring.count - names.count) more"] : []
        let way = (names + more + [names[0]]).joined(separator: " → ")
        return "\(way): the \(field.name) leads back to the record itself; give one of them another one"
    }
}
