/// A header made ready for being looked up.
struct Header: Sendable {
    let text: String
    let form: LabelForm
    /// The text without what systems append: `Serial no [txt]`, `Region__c`.
    private let bare: String

    init(_ text: String) {
        self.text = text
        bare = Self.withoutSuffix(text)
        form = LabelForm(bare)
    }

    private static func withoutSuffix(_ text: String) -> String {
        var text = HeaderForm.trimmed(text)
        for suffix in ["[list]", "[txt]", "[text]", "[int]", "[flg]", "__c", "__C"] where text.hasSuffix(suffix) {
            text = HeaderForm.trimmed(String(text.dropLast(suffix.count)))
        }
        return text
    }

    /// The names on both sides of a stroke; nil without one.
    var alternatives: [LabelForm]? {
        let parts = bare.split(separator: "/").map { LabelForm(String($0)) }.filter { !$0.folded.isEmpty }
        return parts.count > 1 ? parts : nil
    }

    /// The header before a bracket, and what stands in it.
    var bracketed: (outer: LabelForm, inner: LabelForm)? {
        guard let open = bare.lastIndex(where: { $0 == "(" || $0 == "（" }), open > bare.startIndex else { return nil }
        return (LabelForm(String(bare[..<open])), LabelForm(String(bare[open...])))
    }

    /// True where a word ends in a full stop.
    var hasAbbreviation: Bool { bare.contains(".") }
}
