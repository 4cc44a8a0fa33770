import HelpDesk
import Tables

/// What the help desk's rules add to a new record, compiled for one pass.
struct PassRules {
    struct Inherit {
        /// Places in `PassPlan.referenceColumns`.
        let source: Int
        let target: Int
        let values: PagedArray<UInt32>
        let field: String
    }

    /// A word that a rule writes into a bound column of a new record.
    struct Text {
        enum Kind {
            /// Where the row has none.
            case fallback
            /// Where the author, at this place in `PassPlan.references`, is a light agent.
            case light(author: Int, EntityIndex)
            /// Not where this column of the shape, the address, is blank.
            case invitation(address: Int?)
        }

        let column: Int
        let value: String
        let kind: Kind
    }

    private(set) var inherits: [Inherit] = []
    /// Fallbacks first.
    private(set) var texts: [Text] = []
    /// Places of references that are the actor's unless given.
    private(set) var actorTargets: [Int] = []
    /// Records get the next number where this column of the shape is blank; the column may not be bound at all.
    private(set) var isNumbering = false
    private(set) var numberColumn: Int?
    /// Reference fields that may only name agents who may be assigned something.
    private(set) var assignable: [String: Bool] = [:]

    init(_ shape: RecordShape, _ references: [ReferencePlan], _ columns: [String], actorID: UInt32?) {
        for rule in shape.entity.rules {
            switch rule {
            case .inherit(let field, let from):
                guard let source = columns.firstIndex(of: from + "_id"), source < references.count,
                    let target = columns.firstIndex(of: field + "_id"),
                    let values = references[source].index.inheritable[field]
                else { continue }
                inherits.append(Inherit(source: source, target: target, values: values, field: field))
            case .actorOwns(let field):
                if actorID != nil, let place = columns.firstIndex(of: field + "_id") { actorTargets.append(place) }
            case .numbered(let field, _):
                isNumbering = true
                numberColumn = shape.column(field)
            case .assignable(let field, let refusesLight): assignable[field] = refusesLight
            case .fallback(let field, let value):
                if let column = shape.column(field) {
                    texts.insert(Text(column: column, value: value, kind: .fallback), at: 0)
                }
            case .lightWrites(let field, let value, let author):
                guard let column = shape.column(field),
                    let place = references.firstIndex(where: { $0.field.name == author })
                else { continue }
                texts.append(Text(column: column, value: value, kind: .light(author: place, references[place].index)))
            case .invites(let invitation):
                guard let column = shape.column(invitation.field) else { continue }
                let value = invitation.requested
                if shape.invites { texts.insert(Text(column: column, value: value, kind: .fallback), at: 0) }
                let address = shape.column(invitation.address)
                texts.append(Text(column: column, value: value, kind: .invitation(address: address)))
            case .primaryContact: continue
            }
        }
    }
}
