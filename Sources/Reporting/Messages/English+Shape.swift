// MARK: - What a table was like when its mapping was made

extension English {
    func shape(_ facts: MessageFacts) -> String {
        switch facts.code {
        case .headerRenamed:
            "The column \(name(facts, 0)) seems to be called \(name(facts, 1)) now. Put the new name into the mapping if it "
                + "is the same column."
        case .headerGone:
            "The column \(name(facts, 0)) is gone, which was there when the mapping was made. Ask whoever makes the file."
        case .headerNew:
            "The column \(name(facts, 0)) was not there when the mapping was made. Map it, or leave it out."
        case .headerMoved:
            "The column \(name(facts, 0)) stood at place \(facts.parameter(1)) when the mapping was made, and now stands at "
                + "place \(facts.parameter(2))."
        case .valueNew:
            "\(place(facts)) has the value \(newValue(facts)) \(times(facts)); it was not there when the mapping was "
                + "made. Say with `values:` what it means."
        case .blanksChanged:
            "\(place(facts)) was empty in \(facts.parameter(0)) % of the rows when the mapping was made, and now is in "
                + "\(facts.parameter(1)) %."
        default:
            "\(place(facts)) held \(facts.parameter(0)) when the mapping was made, and now holds \(facts.parameter(1))."
        }
    }

    private func name(_ facts: MessageFacts, _ index: Int) -> String { "\"\(facts.parameter(index))\"" }

    private func newValue(_ facts: MessageFacts) -> String { facts.value.map { "\"\($0)\"" } ?? "in question" }

    private func times(_ facts: MessageFacts) -> String {
        facts.parameter(0) == "1" ? "once" : "\(facts.parameter(0)) times"
    }
}
