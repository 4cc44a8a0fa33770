/// What is wrong with a selection that somebody has typed, and where.
package struct SelectionMistake: Error, Sendable, Hashable {
    /// One sentence in plain words.
    package let message: String
    /// What would be right.
    package let hint: String?
    /// The whole text, and the characters of it that are wrong.
    package let text: String
    package let place: Range<Int>
    /// The option whose value the text is; known to whoever has typed it there.
    package var option: String?

    package init(_ message: String, hint: String? = nil, text: String, place: Range<Int>) {
        self.message = message
        self.hint = hint
        self.text = text
        self.place = place
    }
}
