import HelpDesk
import Tables

/// Decides what becomes of records that are merged, and of everything that refers to them; nothing is written here, so a
/// dry run is the same without the writing.
package final class RecordMerger {
    private let session: StoreSession
    private let entity: Entity
    /// Merged records, and what they become.
    private var moved: [UInt32: UInt32] = [:]
    private var accepted: [MergeRequest] = []
    /// What is accepted, and what is being looked at, by survivor.
    private var requests: [UInt32: MergeRequest] = [:]
    private let batch: MergeBatch

    /// `instant`: when it is done, ISO 8601 in UTC.
    package init(_ session: StoreSession, _ entity: Entity, instant: String) {
        self.session = session
        self.entity = entity
        batch = MergeBatch(entity: entity, instant: instant)
    }

    /// Takes a group; where its survivor would come to stand above itself, it is not taken, and that is said.
    package func add(_ request: MergeRequest) throws(ImportFailure) -> MergeRing? {
        for id in request.others { moved[id] = request.survivor }
        requests[request.survivor] = request
        for field in entity.storedFields where field.target == entity.name {
            guard let above = try ring(field, request.survivor) else { continue }
            let ring = MergeRing(
                record: try reference(entity.name, request.survivor), field: field.name,
                above: try reference(entity.name, above))
            for id in request.others { moved[id] = nil }
            requests[request.survivor] = nil
            return ring
        }
        accepted.append(request)
        return nil
    }

    /// What all groups do together.
    package func decide() throws(ImportFailure) -> MergeBatch {
        for request in accepted { try decide(request) }
        guard !moved.isEmpty else { return batch }
        batch.nextDeletion = try session.nextDeletion()
        for other in Catalog.entities where session.exists(other) { try moveReferences(of: other) }
        try uniteLinks()
        try moveExternalIDs()
        for request in accepted {
            for id in request.others { try bin(id, request) }
        }
        return batch
    }

    // MARK: Survivors

    private func decide(_ request: MergeRequest) throws(ImportFailure) {
        guard let merger = try merger(request) else { return }
        var assignments = merger.changed.map { (column: $0.field.column!, value: $0.new) }
        for change in merger.changed {
            try note(
                entity, request.survivor, change.field.name, try text(change.field, change.old),
                try text(change.field, change.new), request.position)
        }
        if let custom = merger.custom {
            assignments.append((column: "custom", value: .text(custom)))
            try note(entity, request.survivor, "custom", merger.survivor.custom, custom, request.position)
        }
        guard !assignments.isEmpty else { return }
        batch.updates.append(RecordUpdate(entity: entity, id: request.survivor, assignments: assignments))
        batch.changedSurvivors.insert(request.survivor)
    }

    private func merger(_ request: MergeRequest) throws(ImportFailure) -> FieldMerger? {
        guard let survivor = try StoredRecord(session, entity, request.survivor) else { return nil }
        var others: [(run: Int64, record: StoredRecord)] = []
        for id in request.others {
            if let record = try StoredRecord(session, entity, id) { others.append((try lastRun(id), record)) }
        }
        others.sort { $0.run != $1.run ? $0.run > $1.run : $0.record.id > $1.record.id }
        return FieldMerger(entity, survivor: survivor, others: others.map(\.record), moved: moved)
    }

    private func lastRun(_ id: UInt32) throws(ImportFailure) -> Int64 {
        let statement = try session.prepare("SELECT updated_run FROM \(entity.name) WHERE id = ?1")
        defer { statement.reset() }
        statement.bind(1, Int64(id))
        return try statement.next() ? statement.integer(0) : 0
    }

    /// The record that a survivor would have above it by this field, if the way up from there leads back to it. A new
    /// ring goes through the group that is added last, so this is the only place to look at.
    private func ring(_ field: Field, _ survivor: UInt32) throws(ImportFailure) -> UInt32? {
        let first = try above(survivor, field)
        var next = first
        // A database from elsewhere could hold a ring already that has nothing to do with this.
        var seen: Set<UInt32> = []
        while let id = next, seen.insert(id).inserted {
            if id == survivor { return first }
            next = try above(id, field)
        }
        return nil
    }

    /// What stands above a record once all groups up to now are merged.
    private func above(_ id: UInt32, _ field: Field) throws(ImportFailure) -> UInt32? {
        guard case .integer(let number) = try value(of: id, field) else { return nil }
        let above = UInt32(truncatingIfNeeded: number)
        return moved[above] ?? above
    }

    private func value(of id: UInt32, _ field: Field) throws(ImportFailure) -> StoredValue {
        if let request = requests[id], let merger = try merger(request) { return merger.value(field.name) }
        return try StoredRecord(session, entity, id)?.value(field.name) ?? .null
    }

    // MARK: Others

    /// One look at each table that refers to the entity, those in the recycle bin included: they must find their record
    /// when they come back.
    private func moveReferences(of other: Entity) throws(ImportFailure) {
        let present = session.columns(of: other)
        let fields = other.storedFields.filter { $0.target == entity.name && present.contains($0.column!) }
        guard !fields.isEmpty else { return }
        let columns = fields.map { $0.column! }
        let scan = try session.prepare(
            "SELECT id, \(columns.joined(separator: ", ")) FROM \(other.name) NOT INDEXED "
                + "WHERE coalesce(\((columns + ["NULL"]).joined(separator: ", "))) IS NOT NULL")
        var found: [(id: UInt32, field: Field, old: UInt32, new: UInt32)] = []
        while try scan.next() {
            let id = UInt32(truncatingIfNeeded: scan.integer(0))
            for (place, field) in fields.enumerated() {
                let old = UInt32(truncatingIfNeeded: scan.integer(Int32(place + 1)))
                if let new = moved[old] { found.append((id, field, old, new)) }
            }
        }
        let own = other.name == entity.name ? Set(accepted.flatMap { [$0.survivor] + $0.others }) : []
        try move(found.filter { !own.contains($0.id) }, of: other)
    }

    private func move(
        _ found: [(id: UInt32, field: Field, old: UInt32, new: UInt32)], of other: Entity
    ) throws(ImportFailure) {
        var start = 0
        var count = 0
        while start < found.count {
            let id = found[start].id
            let changes = found[start...].prefix { $0.id == id }
            for change in changes {
                try note(
                    other, id, change.field.name, try reference(entity.name, change.old),
                    try reference(entity.name, change.new), position(of: change.new))
            }
            let assignments = changes.map { (column: $0.field.column!, value: StoredValue.integer(Int64($0.new))) }
            batch.updates.append(RecordUpdate(entity: other, id: id, assignments: assignments))
            start += changes.count
            count += 1
        }
        if count > 0 { batch.moved.append((other.name, count)) }
    }

    private func position(of survivor: UInt32) -> Position {
        positions[survivor] ?? Position(table: 0, row: 0)
    }

    private lazy var positions = Dictionary(
        accepted.map { ($0.survivor, $0.position) }, uniquingKeysWith: { first, _ in first })

    // MARK: Sets and external ids

    /// A link table that two entities see from both sides is looked at once.
    private func uniteLinks() throws(ImportFailure) {
        var done: Set<String> = []
        for field in entity.fields {
            guard let link = field.linkTable, done.insert(link.name).inserted else { continue }
            try uniteOwn(link, field)
        }
        for other in Catalog.entities where session.exists(other) {
            for field in other.fields where field.target == entity.name {
                guard let link = field.linkTable, done.insert(link.name).inserted else { continue }
                try replaceMembers(link, field, of: other)
            }
        }
    }

    /// The survivor gets all members; the links of those in the recycle bin stay with them.
    private func uniteOwn(_ link: LinkTable, _ field: Field) throws(ImportFailure) {
        for request in accepted {
            let before = try members(link.name, link.member, where: link.owner, request.survivor)
            var after = before
            for id in request.others {
                for member in try members(link.name, link.member, where: link.owner, id) where !after.contains(member) {
                    after.append(member)
                    let change = LinkChange(link: link, owner: request.survivor, member: member, isAddition: true)
                    batch.links.append(change)
                }
            }
            guard after.count > before.count, let target = field.target else { continue }
            batch.changedSurvivors.insert(request.survivor)
            try note(
                entity, request.survivor, field.name, try references(target, before), try references(target, after),
                request.position)
        }
    }

    /// Sets of other entities in which a merged record is a member.
    private func replaceMembers(_ link: LinkTable, _ field: Field, of other: Entity) throws(ImportFailure) {
        for request in accepted {
            var owners = Set(try members(link.name, link.owner, where: link.member, request.survivor))
            for id in request.others {
                for owner in try members(link.name, link.owner, where: link.member, id) {
                    batch.links.append(LinkChange(link: link, owner: owner, member: id, isAddition: false))
                    if owners.insert(owner).inserted {
                        batch.links.append(
                            LinkChange(link: link, owner: owner, member: request.survivor, isAddition: true))
                    }
                    try note(
                        other, owner, field.name, try reference(entity.name, id),
                        try reference(entity.name, request.survivor), request.position)
                }
            }
        }
    }

    private func members(
        _ table: String, _ column: String, where condition: String, _ id: UInt32
    ) throws(ImportFailure) -> [UInt32] {
        guard session.schema.existing[table] != nil else { return [] }
        let statement = try session.prepare("SELECT \(column) FROM \(table) WHERE \(condition) = ?1 ORDER BY 1")
        statement.bind(1, Int64(id))
        var found: [UInt32] = []
        while try statement.next() { found.append(UInt32(truncatingIfNeeded: statement.integer(0))) }
        return found
    }

    /// Ids of all systems find the survivor from now on.
    private func moveExternalIDs() throws(ImportFailure) {
        let statement = try session.prepare(
            "SELECT rowid, record_id, source, value FROM external_ids WHERE entity = ?1 ORDER BY rowid")
        statement.bindCopy(1, entity.name.rawValue)
        var found: [(row: Int64, old: UInt32, new: UInt32, text: String)] = []
        while try statement.next() {
            let old = UInt32(truncatingIfNeeded: statement.integer(1))
            guard let new = moved[old] else { continue }
            let text = "\(statement.string(2) ?? ""):\(statement.string(3) ?? "")"
            found.append((statement.integer(0), old, new, text))
        }
        for id in found {
            batch.externalIDs.append(ExternalIDMove(row: id.row, survivor: id.new))
            batch.changedSurvivors.insert(id.new)
            try note(entity, id.old, "external_id", id.text, nil, position(of: id.new))
            try note(entity, id.new, "external_id", nil, id.text, position(of: id.new))
        }
    }

    private func bin(_ id: UInt32, _ request: MergeRequest) throws(ImportFailure) {
        batch.merge(id, into: request.survivor)
        try note(entity, id, "deleted_at", nil, batch.instant, request.position)
    }

    // MARK: What is noted

    private func note(
        _ entity: Entity, _ id: UInt32, _ field: String, _ old: String?, _ new: String?, _ position: Position
    ) throws(ImportFailure) {
        batch.changes.append(
            FieldChange(
                entity: entity.name, id: id, key: try reference(entity.name, id), field: field, old: old, new: new,
                position: position))
    }

    private func text(_ field: Field, _ value: StoredValue) throws(ImportFailure) -> String? {
        guard let target = field.target, case .integer(let id) = value else { return value.text }
        return try reference(target, UInt32(truncatingIfNeeded: id))
    }

    private func references(_ name: EntityName, _ ids: [UInt32]) throws(ImportFailure) -> String? {
        var texts: [String] = []
        for id in ids { texts.append(try reference(name, id)) }
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }

    /// `#17 Acme`: exact for a program, readable for a person.
    private func reference(_ name: EntityName, _ id: UInt32) throws(ImportFailure) -> String {
        let label = try session.label(id, of: name)
        return label == "#\(id)" ? label : "#\(id) \(label)"
    }
}
