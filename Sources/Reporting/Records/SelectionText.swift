import HelpDesk
import Tables

extension ImportFailure {
    /// A selection that cannot be understood: one sentence, and a mark below the place.
    package static func selection(_ mistake: SelectionMistake) -> ImportFailure {
        let option = mistake.option.map { "\($0): " } ?? ""
        return ImportFailure(
            "selection.invalid", .usage, option + mistake.message, hint: mistake.hint,
            details: SelectionExcerpt.lines(mistake.text, mistake.place))
    }
}

/// The part of a text around a mistake, with marks below it.
enum SelectionExcerpt {
    /// Characters to either side of the mistake that are shown.
    private static let margin = 60

    static func lines(_ text: String, _ place: Range<Int>) -> [String] {
        let characters = text.map { RecordText.line(String($0)) }
        let start = min(place.lowerBound, characters.count)
        let from = max(0, start - margin)
        let through = min(characters.count, start + margin)
        let end = min(max(place.upperBound, start), through)
        let before = (from > 0 ? "…" : "") + characters[from..<start].joined()
        let marked = characters[start..<end].joined()
        let after = characters[end..<through].joined() + (through < characters.count ? "…" : "")
        let marks = String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
        return [
            before + marked + after,
            String(repeating: " ", count: DisplayWidth.of(before)) + marks,
        ]
    }
}
