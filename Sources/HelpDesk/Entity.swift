/// The canonical plural name of an entity, which is also its table: `contacts`.
package struct EntityName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }
    package var description: String { rawValue }
}

/// Fields that together identify a record. `external_id` and `full_name` are keys that no table column holds.
package struct KeySpec: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
    package let fields: [String]
    package init(_ fields: [String]) { self.fields = fields }
    package init(arrayLiteral elements: String...) { fields = elements }
    package var description: String { fields.joined(separator: " + ") }

    package static let externalID: KeySpec = ["external_id"]
    package static let fullName: KeySpec = ["full_name"]
    /// The database's own number of a record.
    package static let recordID: KeySpec = ["id"]
}

/// A rule of the help desk that the resolver applies to every record of the entity.
package enum RecordRule: Sendable, Hashable {
    /// A new record takes `field` from the record that `reference` names, unless it is given; a given one that differs
    /// is the warning `account.mismatch`.
    case inherit(field: String, from: String)
    /// A new record's `field` is the agent who imports, unless the file names one.
    case actorOwns(field: String)
    /// `field` may only name agents that are active, and no light ones where `refusesLight`.
    case assignable(field: String, refusesLight: Bool)
    /// A record without a value gets the next whole number. A row that finds it by that number must not say anything
    /// else in `toldBy`: the number may as well be another system's (`key.taken`).
    case numbered(field: String, toldBy: [String])
    /// A new record without a value gets this one.
    case fallback(field: String, value: String)
    /// `field` is set to `value` where `author` names a light agent (`agent.light`).
    case lightWrites(field: String, value: String, author: String)
    /// `field` may only name an active administrator (`primary_contact.invalid`), and only an administrator may change
    /// it; while it is empty, the first administrator becomes it.
    case primaryContact(field: String)
    /// Records are invited, if they have an address.
    case invites(Invitation)
}

/// Fields of which one holds what a source has in one column: a comment's author is an agent or a contact. A mapping
/// names the whole; the first field whose reference is found gets it.
package struct FieldAlternatives: Sendable, Hashable {
    package let name: String
    package let fields: [String]

    package init(_ name: String, _ fields: [String]) {
        self.name = name
        self.fields = fields
    }
}

/// Which records a contact may see in a customer portal: those that `contact` names them in, and, where their `allows`
/// is set, those with their `group`.
package struct Visibility: Sendable, Hashable {
    /// The record's reference to a contact.
    package let contact: String
    /// A reference of the record and of the contact: the account.
    package let group: String
    /// The contact's field that opens the group's records to them.
    package let allows: String
}

/// One kind of record: what it consists of, what identifies it, what it refers to.
package struct Entity: Sendable, Hashable {
    package let name: EntityName
    package let singular: String
    package let fields: [Field]
    /// Keys by which a mapping or a reference may find a record.
    package let keys: [KeySpec]
    /// Keys that are unique among records that are not deleted; the others may repeat.
    package let unique: [KeySpec]
    /// References that are part of a key even where they are blank: an account without a parent is another one than its
    /// namesake below a parent.
    package let optionalKeyParts: Set<String>
    /// A record needs a value for at least one of these; empty: a derived key will do.
    package let identity: [KeySpec]
    /// Unique keys that hold only within the record's source.
    package let isUniquePerSource: Bool
    package let rules: [RecordRule]
    /// Instants that follow one another in time.
    package let chronology: [String]
    /// Groups of fields of which a new record needs a value in at least one: an attachment's ticket or comment.
    package let oneOf: [[String]]
    package let alternatives: [FieldAlternatives]
    /// There is one record at most; whatever a row calls it, it is about that one.
    package let isSingle: Bool
    /// Records may be deleted; agents are removed instead, and the organization stays.
    package let isDeletable: Bool
    /// The reference that the actions `associate` and `dissociate` set and clear.
    package let association: String?
    /// Fields by which a person calls a record: the first that has a value.
    package let labels: [String]
    /// How such a record leaves where it is not deleted.
    package let removal: Removal?
    /// What somebody hands on who is removed.
    package let handover: Handover?
    /// Nil: no contact sees records of this entity by themselves.
    package let visibility: Visibility?
    /// What makes two records likely to be the same; nil where nobody looks for that.
    package let likeness: Likeness?
    package let recognition: Recognition

    package init(
        _ name: EntityName, singular: String, keys: [KeySpec], unique: [KeySpec] = [], identity: [KeySpec] = [],
        optionalKeyParts: Set<String> = [], isUniquePerSource: Bool = false, rules: [RecordRule] = [],
        chronology: [String] = [], oneOf: [[String]] = [], alternatives: [FieldAlternatives] = [],
        isSingle: Bool = false, isDeletable: Bool = true, association: String? = nil, labels: [String]? = nil,
        removal: Removal? = nil, handover: Handover? = nil, visibility: Visibility? = nil, likeness: Likeness? = nil,
        recognition: Recognition = Recognition(), fields: [Field]
    ) {
        self.name = name
        self.singular = singular
        self.keys = keys + [.externalID]
        self.unique = unique
        self.identity = identity
        self.optionalKeyParts = optionalKeyParts
        self.isUniquePerSource = isUniquePerSource
        self.rules = rules
        self.chronology = chronology
        self.oneOf = oneOf
        self.alternatives = alternatives
        self.isSingle = isSingle
        self.isDeletable = isDeletable
        self.association = association
        self.removal = removal
        self.handover = handover
        self.visibility = visibility
        self.likeness = likeness
        self.recognition = recognition
        self.fields = fields.flatMap(Self.withLabel)
        let names = Set(fields.map(\.name))
        self.labels = labels ?? Self.usualLabels.filter(names.contains)
    }

    private static let usualLabels = ["name", "email", "number", "last_name", "subject"]

    /// A picklist field keeps the source's own label beside it.
    private static func withLabel(_ field: Field) -> [Field] {
        field.picklist == nil ? [field] : [field, Field(field.labelName, derived: true)]
    }

    package func field(_ name: String) -> Field? {
        fields.first { $0.name == name }
    }

    /// Fields kept in a column of the entity's table, in the order of the table.
    package var storedFields: [Field] { fields.filter { $0.column != nil } }

    /// The field in which records without a value get the next number, and the fields that tell such a record.
    package var numbering: (field: String, toldBy: [String])? {
        for case .numbered(let field, let toldBy) in rules { return (field, toldBy) }
        return nil
    }
}
