import HelpDesk

/// Every transform, in the order of `docs/transforms.md`: the registry of this folder.
enum TransformList {
    static let all: [any Transform.Type] = [
        Trim.self, Collapse.self, Lowercase.self, Uppercase.self, TitleCase.self,
        Prefix.self, Suffix.self, Replace.self, RegexReplace.self, Split.self, Digits.self,
        GivenName.self, FamilyName.self, PhoneNumber.self, HTMLToText.self,
        Lookup.self, DefaultValue.self,
    ]

    static var names: [String] { all.map { $0.name } }

    static func named(_ name: String) -> (any Transform.Type)? { all.first { $0.name == name } }

    /// The transform that somebody means who calls it otherwise.
    static func meant(by name: String) -> String? {
        let form = HeaderForm.normal(name)
        return all.first { $0.otherNames.contains { HeaderForm.normal($0) == form } }?.name
            ?? NearestName.of(name, among: names)
    }
}
