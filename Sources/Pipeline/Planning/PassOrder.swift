import HelpDesk
import Tables

/// The order of passes: that of the catalog, in which what is referred to comes first; an entity whose tables name
/// members of a later one (a team's agents) comes right behind that one. Files that say nothing but who belongs to whom
/// come last, when both sides are there.
struct PassOrder {
    /// The entity behind which another one comes.
    private let behind: [EntityName: EntityName]

    init(_ passes: [Pass]) {
        var behind: [EntityName: EntityName] = [:]
        for pass in passes where pass.shape.mode != .members {
            let own = Catalog.order(pass.entity.name)
            let targets = pass.shape.columns.compactMap { $0.target.field?.isMany == true ? $0.reference?.entity : nil }
            if let last = targets.filter({ Catalog.order($0) > own }).max(by: { Catalog.order($0) < Catalog.order($1) })
            {
                behind[pass.entity.name] = last
            }
        }
        self.behind = behind
    }

    /// Where a pass comes: the entity's place, doubled to leave room behind each.
    func place(_ pass: Pass) -> Int {
        if pass.shape.mode == .members { return Catalog.entities.count * 2 + Catalog.order(pass.entity.name) }
        guard let other = behind[pass.entity.name] else { return Catalog.order(pass.entity.name) * 2 }
        return Catalog.order(other) * 2 + 1
    }

    /// One set of memberships may be told from one side only: neither could be loaded after the other.
    static func checkMemberships(_ passes: [Pass]) throws(ImportFailure) {
        var tellers: [String: (entity: EntityName, field: String)] = [:]
        for pass in passes {
            for field in pass.shape.columns.compactMap(\.target.field) {
                guard case .references(_, let link) = field.type else { continue }
                if let other = tellers[link.name], other.entity != pass.entity.name {
                    throw .membersTwice("\(other.entity).\(other.field)", "\(pass.entity.name).\(field.name)")
                }
                tellers[link.name] = (pass.entity.name, field.name)
            }
        }
    }
}

extension ImportFailure {
    static func membersTwice(_ first: String, _ second: String) -> ImportFailure {
        ImportFailure(
            "members.twice", .usage,
            "Both \(first) and \(second) say who belongs to whom; one of them has to be left out.",
            hint: "Remove one of the two columns, or import the files one after the other. Nothing was written.")
    }
}
