import Foundation
import HelpDesk
import Mapping
import Reporting
import Storage
import Tables

/// Looks into a database without changing it.
package struct Inspection {
    let database: String

    package init(_ database: String) { self.database = database }

    package func digest() throws(ImportFailure) -> String {
        try DatabaseReading.read(database) { session throws(ImportFailure) in try session.digest().description }
    }

    package func examine() throws(ImportFailure) -> [DoctorFinding] {
        try DatabaseReading.read(database) { session throws(ImportFailure) in try session.examine() }
    }

    // MARK: Lists

    /// How a list ends.
    package enum ListEnd {
        case complete
        /// There may be more behind this id.
        case more(after: UInt32)
        /// There may be more; they do not come in the order of ids.
        case cut

        package var isComplete: Bool { if case .complete = self { true } else { false } }
    }

    /// Records by groups, as far as the limit lets them.
    package struct Groups {
        package let groups: [RecordGroup]
        /// All that there are, also those beyond the limit.
        package let count: Int

        package var shown: Int { groups.reduce(0) { $0 + $1.records.count } }
        package var isComplete: Bool { groups.count == count && groups.allSatisfy { $0.records.count == $0.total } }
    }

    /// Hands the records of a list over, some thousand at a time.
    @discardableResult
    package func list(
        _ options: ListOptions, _ body: ([RecordView]) throws(ImportFailure) -> Void
    ) throws(ImportFailure) -> ListEnd {
        let request = try ListRequest(options)
        return try DatabaseReading.read(database) { session throws(ImportFailure) in
            let selection = try request.selection(session)
            var (count, last) = (0, UInt32(0))
            try session.select(selection) { records throws(ImportFailure) in
                count += records.count
                last = records.last?.id ?? last
                try body(records)
            }
            guard count == selection.limit else { return .complete }
            return selection.order.isEmpty ? .more(after: last) : .cut
        }
    }

    package func count(_ options: ListOptions) throws(ImportFailure) -> Int {
        let request = try ListRequest(options)
        return try DatabaseReading.read(database) { session throws(ImportFailure) in
            try session.count(try request.selection(session))
        }
    }

    /// The list by the groups that it was asked for; one group of all where it was not.
    package func groups(_ options: ListOptions) throws(ImportFailure) -> Groups {
        let request = try ListRequest(options)
        return try DatabaseReading.read(database) { session throws(ImportFailure) in
            let selection = try request.selection(session)
            guard let path = selection.group else { return Groups(groups: [], count: 0) }
            let (groups, count) = try session.groups(selection, by: path)
            return Groups(groups: groups, count: count)
        }
    }

    // MARK: Single records

    /// Everything about the records that are called so; at least one for each key, or a failure that names it.
    package func show(_ entity: Entity, keys: [String]) throws(ImportFailure) -> [RecordDetails] {
        try DatabaseReading.read(database) { session throws(ImportFailure) in
            var ids: [UInt32] = []
            for key in keys {
                let found = try session.find(entity, key: key)
                if found.isEmpty { throw .recordUnknown(entity, key, try session.nearest(entity, to: key)) }
                ids += found.filter { !ids.contains($0) }
            }
            return try session.details(entity, ids)
        }
    }
}

package typealias DoctorFinding = Storage.DoctorFinding

extension ImportFailure {
    static func recordUnknown(_ entity: Entity, _ key: String, _ nearest: [String]) -> ImportFailure {
        let known = nearest.map { "\"\($0)\"" }.joined(separator: ", ")
        return ImportFailure(
            "record.unknown", .usage,
            "There is no \(entity.singular) \"\(key)\"\(nearest.isEmpty ? "" : "; near it: \(known)").",
            hint: "Type an email, a number, a name, an external id, or #id as `deskferry list` shows it.")
    }

    static func notASet(_ entity: Entity, _ name: String) -> ImportFailure {
        let names = entity.fields.filter { $0.target != nil }.map(\.singularName)
        return ImportFailure(
            "selection.option", .usage, "\(entity.name) do not belong to a \(name), so --\(name) says nothing of them.",
            hint: names.isEmpty ? nil : "They belong by: \(names.joined(separator: ", ")). See --where.")
    }

    static func noVisibility(_ entity: Entity) -> ImportFailure {
        let names = Catalog.entities.filter { $0.visibility != nil }.map(\.name.rawValue)
        return ImportFailure(
            "selection.option", .usage, "Nothing says which \(entity.name) a contact may see.",
            hint: "--visible-to is for \(names.joined(separator: ", ")).")
    }

    static func afterNeedsIDs() -> ImportFailure {
        ImportFailure(
            "selection.option", .usage, "--after goes on in the order of ids, which --order and --group-by change.",
            hint: "Leave one of them out, or raise --limit.")
    }
}
