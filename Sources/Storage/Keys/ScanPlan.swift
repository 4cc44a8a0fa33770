import HelpDesk
import Tables

/// The columns of one scan: which of them make keys, which the content, where each stands in the result.
struct ScanPlan {
    enum Part {
        case reference(Int32)
        case optionalReference(Int32)
        case text(Int32, KeyForm)
        case fullName(first: Int32, last: Int32)
    }

    struct Key {
        let identity: KeyIdentity
        let parts: [Part]
    }

    struct Content {
        let place: Int32
        let shapeColumn: Int
        let isReference: Bool
    }

    private(set) var keys: [Key] = []
    private(set) var content: [Content] = []
    private(set) var inheritable: [(field: String, column: Int32)] = []
    private(set) var standing: (status: Int32, role: Int32)?
    /// Who gave the number, and the key of records that came without any.
    private(set) var ownNumber: (given: Int32, origin: Int32)?
    private(set) var sourceColumn: Int32 = 0
    private(set) var hasContent = false
    private(set) var columns = ["id"]
    private let entity: Entity
    private let existing: Set<String>

    init(entity: Entity, request: ScanRequest, existing: Set<String>) {
        self.entity = entity
        self.existing = existing
        for identity in request.keys where identity.spec != .externalID { addKey(identity) }
        if let shape = request.shape { addContent(shape) }
        if request.shape != nil, let column = SchemaPlan.ownNumberColumn(entity) {
            ownNumber = (place(column), place("origin_key"))
        }
        for field in request.inheritable.sorted() {
            guard let column = entity.field(field)?.column else { continue }
            inheritable.append((field, place(column)))
        }
        if request.wantsStandings {
            standing = (place(AgentStanding.statusField), place(AgentStanding.roleField))
        }
    }

    func sql(binned: Bool) -> String {
        // In the order of the table: by way of an index every row would be looked up at a random place.
        "SELECT \(list) FROM \(entity.name) NOT INDEXED WHERE deleted_at IS \(binned ? "NOT NULL" : "NULL")"
    }

    /// Other records than all live or all binned ones; whether they are in the bin comes as the last column.
    func sql(where condition: String) -> String {
        "SELECT \(list), deleted_at IS NOT NULL FROM \(entity.name) WHERE \(condition)"
    }

    private var list: String { columns.map { existing.contains($0) ? $0 : "NULL" }.joined(separator: ", ") }

    /// Where the column stands in the result; added at the end where it is new.
    private mutating func place(_ column: String) -> Int32 {
        if let found = columns.firstIndex(of: column) { return Int32(found) }
        columns.append(column)
        return Int32(columns.count - 1)
    }

    private mutating func addKey(_ identity: KeyIdentity) {
        if identity.source != nil { sourceColumn = place("source") }
        let parts =
            identity == .origin ? [Part.text(place("origin_key"), .exact)] : identity.spec.fields.map { part($0) }
        keys.append(Key(identity: identity, parts: parts))
    }

    private mutating func part(_ name: String) -> Part {
        if name == "full_name" { return .fullName(first: place("first_name"), last: place("last_name")) }
        guard let field = entity.field(name), let column = field.column else { return .text(place(name), .exact) }
        if case .reference = field.type {
            let place = place(column)
            return entity.optionalKeyParts.contains(name) ? .optionalReference(place) : .reference(place)
        }
        return .text(place(column), field.keyForm)
    }

    private mutating func addContent(_ shape: RecordShape) {
        hasContent = true
        for index in shape.columns.indices {
            let column = shape.columns[index]
            guard column.update != .never, let field = column.target.field, let stored = field.column else { continue }
            content.append(
                Content(place: place(stored), shapeColumn: index, isReference: column.reference != nil))
        }
        content.append(Content(place: place("custom"), shapeColumn: RecordShape.customColumn, isReference: false))
    }
}

extension RecordShape {
    /// The column number that stands for the whole of `custom` in content hashes.
    static let customColumn = 60_000
}
