/// What kind of value a field holds; decides how it is checked, and how it is stored.
package enum FieldType: Sendable, Hashable {
    case text
    case email
    case phone
    case url
    case integer
    /// Canonical decimal text: no group separators, a dot, no trailing zeros.
    case decimal
    /// `yyyy-MM-dd`
    case date
    /// `yyyy-MM-ddTHH:mm:ssZ`, in UTC
    case instant
    case boolean
    /// Whole seconds, not negative.
    case duration
    case picklist(Picklist)
    /// A BCP 47 code such as `pl` or `pt-BR`.
    case language
    /// A name of the IANA time zone database.
    case timeZone
    /// A JSON array of distinct texts, in the order given.
    case tags
    /// The id of a record of another entity.
    case reference(EntityName)
    /// A set of ids, kept in a link table.
    case references(EntityName, link: LinkTable)
}

/// How two values of a key are compared.
package enum KeyForm: Sendable, Hashable {
    /// Byte by byte.
    case exact
    /// NFKC, case-folded, runs of white space collapsed: names of people and things, email addresses.
    case caseless
    /// Digits and a leading plus sign only.
    case phone
}

/// The table of a set of references.
package struct LinkTable: Sendable, Hashable {
    package let name: String
    /// The column with the id of the entity that declares the field, and the one with the id it refers to.
    package let owner: String
    package let member: String
}

/// What happens to a reference that is not found.
package enum MissingPolicy: String, Sendable, CaseIterable {
    case reject, create, empty, park
}

/// What happens to a record when one that it refers to is deleted.
package enum DeletePolicy: Sendable, Hashable {
    /// It goes to the recycle bin as well, as part of the same deletion.
    case cascade
    /// It stays, and the reference becomes empty; the deletion's restoration gives it back.
    case clear
    /// It stays, and refers to what the deleted record referred to by the same field: children move up.
    case lift
}

/// One field of an entity.
package struct Field: Sendable, Hashable {
    package let name: String
    package let type: FieldType
    /// A record cannot be without it.
    package let isRequired: Bool
    /// Characters (Unicode scalars) at most.
    package let maxLength: Int
    package let keyForm: KeyForm
    /// The default for references.
    package let onMissing: MissingPolicy
    /// Kept by Deskferry itself (`status_label`); no target of a mapping.
    package let isDerived: Bool
    /// Of a reference: what happens when its target is deleted.
    package let onDelete: DeletePolicy
    /// Whose value stays when records are merged.
    package let merge: MergeRule
    /// The column, where the name is a word of SQL.
    private let givenColumn: String?

    package init(
        _ name: String, _ type: FieldType = .text, required: Bool = false, maxLength: Int? = nil,
        key: KeyForm? = nil, onMissing: MissingPolicy = .empty, onDelete: DeletePolicy = .clear,
        derived: Bool = false, column: String? = nil, merge: MergeRule = .fill
    ) {
        self.name = name
        self.type = type
        isRequired = required
        self.maxLength = maxLength ?? Self.defaultLength(type)
        keyForm = key ?? Self.defaultForm(type)
        self.onMissing = onMissing
        isDerived = derived
        self.onDelete = onDelete
        self.merge = merge
        givenColumn = column
    }

    private static func defaultLength(_ type: FieldType) -> Int {
        switch type {
        case .email: 254
        case .phone: 64
        case .url: 2_048
        default: 255
        }
    }

    private static func defaultForm(_ type: FieldType) -> KeyForm {
        switch type {
        case .phone: .phone
        case .email: .caseless
        default: .exact
        }
    }

    /// The column of the entity's table; nil for sets of references.
    package var column: String? {
        switch type {
        case .reference: name + "_id"
        case .references: nil
        default: givenColumn ?? name
        }
    }

    /// The entity that a reference points at.
    package var target: EntityName? {
        switch type {
        case .reference(let target), .references(let target, _): target
        default: nil
        }
    }

    /// The field in which a picklist keeps the source's own label.
    package var labelName: String { name + "_label" }

    package var isMany: Bool {
        if case .references = type { true } else { false }
    }

    package var picklist: Picklist? {
        if case .picklist(let list) = type { list } else { nil }
    }
}
