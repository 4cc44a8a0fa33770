/// What a condition looks at in a record.
package enum Subject: Sendable, Hashable {
    /// Of references and sets only whether there is one can be asked; what they name is asked by `Condition.related`.
    case field(Field)
    /// The database's own number of the record.
    case id
    /// The system that the record came from.
    case source
    /// The ids that systems know it by; a test holds when it holds for one of them.
    case externalID
    case custom(String)
    /// All custom values.
    case customValues
    /// First and last name, as one text.
    case fullName
}

package enum ValueOrder: String, Sendable, Hashable {
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
}

/// What is asked of a value. A record without the value fails every test; of tags and external ids one is enough.
package enum ValueTest: Sendable, Hashable {
    case isPresent
    /// One of these texts, which are in the form by which they are compared.
    case equals([String], KeyForm)
    /// Has this text in it; in its caseless form. Of custom values one is enough.
    case contains(String)
    /// Has these digits in it, one behind the other, whatever stands between them; from its first digit on where they
    /// begin with a plus sign. As `KeyNormalizer.dialledDigits` gives them.
    case containsDigits(String)
    case startsWith(String)
    /// A whole number of this range; open where there is no bound.
    case integer(from: Int64?, through: Int64?)
    /// A stored text, such as a date, from the first to before the second.
    case span(from: String?, before: String?)
    /// A text before or behind this one, in its caseless form.
    case text(ValueOrder, String)
    /// A number, also one that a text holds; the bound in decimal digits.
    case number(ValueOrder, String)
}

/// Which records are meant: a tree of tests. Made by `SelectionParser`, answered by the store. Nothing in it is SQL.
package indirect enum Condition: Sendable, Hashable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    /// A record that the reference or set names fulfils the condition.
    case related(Field, Condition)
    case test(Subject, ValueTest)
}

extension Condition {
    /// The condition, asked of what the steps lead to.
    func behind(_ steps: [Field]) -> Condition {
        steps.reversed().reduce(self) { .related($1, $0) }
    }

    package static func isRecord(_ id: UInt32) -> Condition {
        .test(.id, .integer(from: Int64(id), through: Int64(id)))
    }
}
