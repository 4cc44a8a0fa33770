// MARK: - What only sheets have

extension English {
    func cellError(_ facts: MessageFacts) -> String {
        let name = facts.parameter(0, or: facts.value ?? "of a formula")
        let remedy = facts.isError ? "Correct the formula, or enter a value." : kept
        return "\(place(facts)) holds the spreadsheet error \(name). \(remedy)"
    }

    func cellMerged(_ facts: MessageFacts) -> String {
        "The cells \(facts.parameter(0, or: "of several rows")) are merged: only the first of them has the value, the "
            + "rows below it have none there. Unmerge them, and fill the value in where it belongs."
    }
}
