/// What makes two records of an entity likely to be one and the same thing.
package struct Likeness: Sendable, Hashable {
    /// The fields that together name a record; compared with spelling mistakes, in any order of their words.
    package let name: [String]
    package let nameForm: NameForm
    package let rules: [LikenessRule]
    /// References that alike records do not have to different records: an account's parent.
    package let apart: [String]
    /// The instant that `LikenessRule.within` is about.
    package let time: String?
    /// The fields by which a person tells records apart, for the review.
    package let shown: [String]

    package init(
        name: [String], form: NameForm, apart: [String] = [], time: String? = nil, shown: [String],
        rules: [LikenessRule]
    ) {
        self.name = name
        nameForm = form
        self.rules = rules
        self.apart = apart
        self.time = time
        self.shown = shown
    }

    /// The different keys of the rules: records are compared only where they have one of these in common.
    package var blocks: [[LikenessKey]] {
        var blocks: [[LikenessKey]] = []
        for rule in rules where !blocks.contains(rule.keys) { blocks.append(rule.keys) }
        return blocks
    }
}

/// How names are brought to a form in which they can be compared.
package enum NameForm: Sendable, Hashable {
    case person
    /// Without legal forms: `Acme Sp. z o.o.` is `Acme`.
    case organization
    /// A subject, without `Re:` and the like.
    case text
}

/// One reason to take two records for the same.
package struct LikenessRule: Sendable, Hashable {
    /// What is alike, in plain words: `email address`.
    package let alike: String
    /// Rules of the same kind are one piece of evidence: only the strongest counts.
    package let kind: String
    /// How sure the rule alone is, 0 to 100.
    package let score: Int
    /// All of these must be equal.
    package let keys: [LikenessKey]
    /// How alike the names must be, 0 to 1; nil where they do not matter.
    package let minName: Double?
    /// Seconds between `Likeness.time` of the two at most; nil where time does not matter.
    package let within: Int?
    /// Sure enough to warn about while records come in.
    package let isStrong: Bool

    package init(
        _ alike: String, kind: String, score: Int, keys: [LikenessKey], minName: Double? = nil, within: Int? = nil,
        isStrong: Bool = false
    ) {
        self.alike = alike
        self.kind = kind
        self.score = score
        self.keys = keys
        self.minName = minName
        self.within = within
        self.isStrong = isStrong
    }

    /// Whether the rule speaks of names.
    package var namesMatter: Bool { minName != nil || keys.contains(.name) }
}

/// A part of what alike records have in common. Fields of a list are alternatives: any of one record with any of the
/// other.
package enum LikenessKey: Sendable, Hashable {
    /// The address in lower case.
    case email([String])
    /// The address without a tag behind a plus sign, and without dots where the provider does not see them.
    case mailbox([String])
    /// The digits of the national number, whether it is written with its country or without.
    case phone([String])
    /// The domain of an address or website, unless everybody may have an address there.
    case domain([String])
    /// The folded text of a field.
    case value(String)
    case reference(String)
    /// The whole folded name.
    case name
    /// The beginning of any of the name's words.
    case nameWord
    /// The beginning of the whole name, or its end.
    case nameEnd
}
