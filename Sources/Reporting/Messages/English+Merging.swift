// MARK: - Why records that are decided to be the same cannot become one

extension English {
    func merge(_ facts: MessageFacts) -> String {
        switch facts.code {
        case .mergeChanged:
            "\(record(facts)) was changed since the review was made, so the group is not merged. Look at it again with "
                + "`deskferry dedupe find`."
        case .mergeGone:
            "\(record(facts)) is not in the database any more, so the group is not merged. Look for duplicates again."
        case .mergeAlone:
            "This is the only record of \(group(facts)) that is to be merged. Write merge beside every record that is the "
                + "same, or keep beside this one."
        case .mergeNoGroup:
            "The row is to be merged and has no number in _group, so nobody can tell with which others. Write the number "
                + "of the group into each of its rows; of merged cells only the first row has it."
        case .mergeSurvivors:
            "Several records of \(group(facts)) are marked in _survivor. Leave the mark beside the one that stays."
        case .mergeRepeated:
            "The record is to be merged by row \(facts.parameter(0, or: "another")) too, in another "
                + "group. Take one of the two rows out, or give all rows of both groups the same number."
        case .mergeDecision:
            "The text \(facts.value.map { "\"\($0)\"" } ?? "in this cell") is no decision. Write merge or keep, or nothing."
        case .mergeRing: ring(facts)
        default:
            "The \(group(facts)) is not merged, because row \(facts.parameter(1, or: "another")) cannot be."
        }
    }

    private func ring(_ facts: MessageFacts) -> String {
        "The \(facts.parameter(0, or: "record")) \(facts.parameter(1)) would come to stand above itself: as its "
            + "\(facts.parameter(2, or: "parent")) it would get \(facts.parameter(3, or: "another one")), and that would "
            + "stand below it. Leave one of them out, or change what stands above it first."
    }

    private func record(_ facts: MessageFacts) -> String {
        "The " + facts.parameter(0, or: "record")
    }

    private func group(_ facts: MessageFacts) -> String { "group " + facts.parameter(0) }
}
