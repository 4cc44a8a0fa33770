import HelpDesk
import Tables

/// Records that would come to stand above themselves.
extension BatchDecision {
    /// The reference by which a known record would do so; nil where there is none.
    func ring(_ row: Int, _ id: UInt32) -> Int? {
        plan.references.indices.first { place in
            let reference = plan.references[place]
            guard reference.isSelf, let parents = index.inheritable[reference.field.name] else { return false }
            return parents.leads(from: batch.references.column(place)[row], to: id)
        }
    }

    /// Names the row of this run that has closed the ring with this one, else the stored record by which it goes.
    func reportRing(_ row: Int, _ ring: Int, _ id: UInt32) {
        let reference = plan.references[ring]
        let named = batch.references.column(ring)[row]
        let other: [String]
        if named == id {
            other = []
        } else if index.wasSeen(named) {
            other = place(index.sighting(named))
        } else {
            other = ["", "", resolver.named(named, of: reference.index.entity)]
        }
        report(.referenceCycle, .error, row, column: reference.column, other)
    }

    /// The same where no row of the ring is stored: the one that brings what this one refers to.
    func reportRing(_ row: Int, _ column: Int, closedBy hash: UInt64) {
        let other = resolver.ringRows[hash]
        report(
            .referenceCycle, .error, row, column: column, other == packed(row) ? [] : other.map(place) ?? [])
    }
}
