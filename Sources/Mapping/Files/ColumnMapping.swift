import HelpDesk

/// A column of the source, by its header.
package struct HeaderReference: Sendable, Hashable {
    package var header: String
    /// Which one, from 1, of several columns with the same header; nil: the first.
    package var nth: Int?

    package init(_ header: String, nth: Int? = nil) {
        self.header = header
        self.nth = nth
    }

    /// As messages write it: `Titre`, `Titre (2nd of that name)`.
    package var description: String {
        nth.map { "\(header) (number \($0) of that name)" } ?? header
    }
}

/// Where a field's text comes from.
package enum ColumnSource: Sendable, Hashable {
    /// The first of these columns that has a value.
    case first([HeaderReference])
    /// Every column with this header, joined.
    case all(String)
    /// Those of these columns that have a value, with a text between them.
    case joined([HeaderReference], with: String)
    case constant(String)

    package var headers: [String] {
        switch self {
        case .first(let references), .joined(let references, _): references.map(\.header)
        case .all(let header): [header]
        case .constant: []
        }
    }
}

/// How one field gets its value.
package struct ColumnMapping: Sendable, Hashable {
    package var target: ColumnTarget
    package var source: ColumnSource
    package var transforms: [AnyTransform] = []
    package var reading = ValueReading()
    package var reference: ReferenceBinding?
    package var update = UpdatePolicy.always
    /// Nil: as the table's `blanks`.
    package var blanks: BlankPolicy?
    /// Nil: reject for keys and required values, else custom.
    package var onInvalid: InvalidPolicy?
    package var many = ManyPolicy.add
    /// Whether a file may lack the column; nil: as the mapping's origin says.
    package var isOptional: Bool?
    package var line = 0

    package init(_ target: ColumnTarget, _ source: ColumnSource) {
        self.target = target
        self.source = source
    }
}
