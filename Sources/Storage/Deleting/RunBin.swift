import HelpDesk
import Tables

/// What the run does to the recycle bin, as far as it is decided.
///
/// The database does not say it yet: a check writes nothing, and what waits for the end of an entity's passes is decided
/// before any of it is written. So whatever is read from the database during a run is read together with this.
final class RunBin {
    /// Rows that ask for a deletion of records of entities that are not through yet.
    private var announced: [EntityName: [UInt32: PackedPosition]] = [:]
    private var doomed: [EntityName: PagedArray<UInt32>] = [:]
    private var revived: [EntityName: PagedArray<UInt32>] = [:]
    /// The rows that delete and restore, and their deletions; 1 is the first.
    private var rows: [(place: PackedPosition, deletion: Int64)] = []
    /// References as this run has left them: by entity, field and record; 0 is none.
    private(set) var references: [EntityName: [String: [UInt32: UInt32]]] = [:]
    /// What references named before a deletion or restoration of this run took them away: by entity, record and field.
    private(set) var formers: [EntityName: [UInt32: [String: UInt32]]] = [:]
    /// Deletions that this run has taken back.
    private(set) var restored: Set<Int64> = []
    /// References that restored records have lost for the time being, by the deletion that will give them back.
    var waiting: [Int64: [ReferenceChange]] = [:]
    /// Unique keys of restored records of entities that the run knows nothing else of.
    var revivedKeys: [EntityName: [KeyIdentity: [UInt64: UInt32]]] = [:]
    /// Records that went along, by entity.
    private(set) var takenAlong: [EntityName: Int] = [:]
    /// The next deletion's number; nil until the database was asked.
    var nextDeletion: Int64?

    /// Whether records of the entity, or their references, are not as the database says.
    func touches(_ entity: EntityName) -> Bool {
        doomed[entity] != nil || revived[entity] != nil || references[entity] != nil
    }

    func hasDoomed(_ entity: EntityName) -> Bool { doomed[entity] != nil }

    // MARK: Asking

    /// Where a row of the run asks for the record's deletion.
    func announcement(_ entity: EntityName, _ id: UInt32) -> PackedPosition? { announced[entity]?[id] }

    /// The row that deletes the record, by itself or along with another one.
    func deleter(_ entity: EntityName, _ id: UInt32) -> PackedPosition? { place(doomed[entity], id) }

    /// The row that has brought the record back.
    func restorer(_ entity: EntityName, _ id: UInt32) -> PackedPosition? { place(revived[entity], id) }

    /// Whether the record lies in the bin, by what is stored and what this run does.
    func isBinned(_ entity: EntityName, _ id: UInt32, stored: Bool) -> Bool {
        deleter(entity, id) != nil || (stored && restorer(entity, id) == nil)
    }

    /// A reference as this run has left it; nil where the database is right.
    func reference(_ entity: EntityName, _ field: String, _ id: UInt32) -> UInt32? { references[entity]?[field]?[id] }

    private func place(_ marks: PagedArray<UInt32>?, _ id: UInt32) -> PackedPosition? {
        guard let mark = marks?[id], mark != 0 else { return nil }
        return rows[Int(mark) - 1].place
    }

    /// The deletion by which this run puts the record into the bin.
    func deletion(_ entity: EntityName, _ id: UInt32) -> Int64? {
        guard let mark = doomed[entity]?[id], mark != 0 else { return nil }
        return rows[Int(mark) - 1].deletion
    }

    // MARK: Noting

    func announce(_ entity: EntityName, _ id: UInt32, at place: PackedPosition) {
        if announced[entity]?[id] == nil { announced[entity, default: [:]][id] = place }
    }

    /// Notes a row that deletes or restores; what it gives is handed to `doom` and `revive`.
    func note(_ place: PackedPosition, _ deletion: Int64) -> UInt32 {
        rows.append((place, deletion))
        return UInt32(rows.count)
    }

    func doom(_ entity: EntityName, _ id: UInt32, by row: UInt32) { mark(&doomed, entity, id, row) }

    func revive(_ entity: EntityName, _ id: UInt32, by row: UInt32) { mark(&revived, entity, id, row) }

    private func mark(
        _ marks: inout [EntityName: PagedArray<UInt32>], _ entity: EntityName, _ id: UInt32, _ row: UInt32
    ) {
        let page = marks[entity] ?? PagedArray(empty: 0)
        marks[entity] = page
        page[id] = row
    }

    func setReference(_ entity: EntityName, _ field: String, _ id: UInt32, _ value: UInt32) {
        references[entity, default: [:]][field, default: [:]][id] = value
    }

    func takeBack(_ deletion: Int64) { if deletion != 0 { restored.insert(deletion) } }

    /// Writes references down as they are now; those of records that wait for another deletion's restoration are kept.
    func note(_ changes: [ReferenceChange]) {
        for change in changes {
            setReference(change.entity.name, change.field.name, change.id, change.new)
            if change.old != 0 {
                formers[change.entity.name, default: [:]][change.id, default: [:]][change.field.name] = change.old
            }
        }
    }

    func countAlong(_ entity: EntityName, _ count: Int = 1) {
        if count > 0 { takenAlong[entity, default: 0] += count }
    }

    /// An entity is through: what its rows asked for is decided.
    func forgetAnnouncements() { announced = [:] }
}
