/// Which records a pass may make.
package enum RecordMode: String, Sendable, CaseIterable {
    /// New ones are created, known ones updated.
    case upsert
    /// Known ones are skipped.
    case create
    /// Unknown ones are rejected.
    case update
    /// Rows say who belongs to whom: known records only, each as often as it comes, and nothing but sets of references
    /// is written.
    case members

    /// Whether a row may make a new record, so that required values and identities are asked for.
    package var mayCreate: Bool { self == .upsert || self == .create }
}

/// What to do with a second row for the same record.
package enum DuplicatePolicy: String, Sendable, CaseIterable {
    case first, last, reject
}

/// What to do with a row whose only match lies in the recycle bin.
package enum BinnedPolicy: String, Sendable, CaseIterable {
    case create, restore, reject
}

/// When a field of a known record is written.
package enum UpdatePolicy: String, Sendable, CaseIterable {
    case always
    case ifEmpty = "if_empty"
    case never
}

/// What a blank cell does to a known record.
package enum BlankPolicy: String, Sendable, CaseIterable {
    case keep, clear, reject
}

/// What becomes of a row whose value does not fit its field.
package enum InvalidPolicy: String, Sendable, CaseIterable {
    case reject
    /// The value is left out, and the raw text is kept under `custom._invalid.<field>`.
    case custom
}

/// What becomes of a value that a mapping's `values:` does not list.
package enum UnknownPolicy: String, Sendable, CaseIterable {
    case reject, warn, keep
}

/// How several values of one cell change a set.
package enum ManyPolicy: String, Sendable, CaseIterable {
    case add, replace, remove
}

/// The unit of a duration column.
package enum DurationUnit: String, Sendable, CaseIterable {
    case seconds, ms, minutes, hours
    case clock = "hh:mm:ss"
}

/// How dates of a column are written.
package enum DateReading: Sendable, Hashable {
    /// Only the order of day, month and year is known; separators and times are read as they come.
    case order(DateOrder)
    /// A Unicode (LDML) pattern such as `dd.MM.yyyy HH:mm`.
    case pattern(String)
}

package enum DateOrder: String, Sendable, CaseIterable {
    case dmy, mdy, ymd
}

/// How the texts of a column become values of its field.
package struct ValueReading: Sendable, Hashable {
    /// Nil: ISO 8601 only.
    package var date: DateReading?
    /// The zone of times that name none; nil: UTC, said in the report.
    package var zone: String?
    /// "." or ","; nil: nobody has said, and a dot unless the values say otherwise.
    package var decimalMark: UInt8?
    package var unit: DurationUnit = .seconds
    /// Between several values in one cell; nil: comma and semicolon.
    package var separator: String?
    /// The source's labels and what they mean, compared caseless.
    package var values: [String: String] = [:]
    package var onUnknown: UnknownPolicy = .reject

    package init() {}
}

/// Where a shape's column goes.
package enum ColumnTarget: Sendable, Hashable {
    case field(Field)
    /// A key of the record's `custom`.
    case custom(String)
    /// The source system's id, kept in `external_ids`.
    case externalID
    /// The database's own number of a record; a key, never written.
    case recordID
    /// What to do with the row's record: a `RecordAction`, blank for what the shape's mode says.
    case action

    /// As messages and mappings write it: `email`, `custom.region`, `external_id`.
    package var name: String {
        switch self {
        case .field(let field): field.name
        case .custom(let key): "custom." + key
        case .externalID: "external_id"
        case .recordID: "id"
        case .action: "action"
        }
    }

    package var field: Field? {
        if case .field(let field) = self { field } else { nil }
    }
}

/// How a reference column finds its records.
package struct ReferenceBinding: Sendable, Hashable {
    package var entity: EntityName
    /// The key of the target that the cell holds; `external_id` counts within the shape's source.
    package var key: KeySpec
    package var onMissing: MissingPolicy
    /// Columns of a shape with the same group are alternatives for one cell: the first that finds its record gets it,
    /// and only the last says that there is none.
    package var group: String?

    package init(entity: EntityName, key: KeySpec, onMissing: MissingPolicy) {
        self.entity = entity
        self.key = key
        self.onMissing = onMissing
    }
}

/// One column of a record batch: where it goes, how its text is read, and what the policies are.
package struct ShapeColumn: Sendable, Hashable {
    package var target: ColumnTarget
    /// The column of the table that a message names; nil for constants.
    package var sourceColumn: Int?
    /// The header a message names.
    package var header: String?
    package var reading = ValueReading()
    package var reference: ReferenceBinding?
    /// A row without a value is rejected (where it may create a record).
    package var isRequired = false
    package var update = UpdatePolicy.always
    package var blanks = BlankPolicy.keep
    package var onInvalid = InvalidPolicy.custom
    package var many = ManyPolicy.add

    package init(_ target: ColumnTarget) { self.target = target }
}

/// What one pass binds of an entity: the columns of its record batches, its keys and its policies.
///
/// Made by `Mapping`, filled by `ColumnMapper`, checked by `Validation`, decided upon by the resolver in `Storage`.
package struct RecordShape: Sendable, Hashable {
    package var entity: Entity
    /// The system whose external ids and numbers these are.
    package var source: String
    package var mode = RecordMode.upsert
    package var duplicates = DuplicatePolicy.first
    package var binned = BinnedPolicy.create
    /// Whether the rows are about another record, which they name again and again: the account of a row's contact.
    package var isSide = false
    /// New records are invited unless their row says otherwise.
    package var invites = false
    package var columns: [ShapeColumn]
    /// Alternatives, in order; each one's fields are columns of the shape. Empty: every record gets a derived key.
    package var keys: [KeySpec]

    package init(entity: Entity, source: String, columns: [ShapeColumn], keys: [KeySpec]) {
        self.entity = entity
        self.source = source
        self.columns = columns
        self.keys = keys
    }

    /// The column with this target name; nil where the mapping does not bind it.
    package func column(_ name: String) -> Int? {
        columns.firstIndex { $0.target.name == name }
    }

    /// The column in which rows say what is done with their record; nil where they do not.
    package var actionColumn: Int? { columns.firstIndex { $0.target == .action } }
}
