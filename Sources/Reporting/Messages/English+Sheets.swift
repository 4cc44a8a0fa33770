// MARK: - What only sheets have

extension English {
    func cellError(_ facts: MessageFacts) -> String {
        let name = facts.parameter(0, or: facts.value ?? "of a formula")
        if name.hasPrefix("=") { return uncalculated(name, facts) }
        let remedy = facts.isError ? "Correct the formula, or enter a value." : kept
        return "\(place(facts)) holds the spreadsheet error \(name). \(remedy)"
    }

    /// Spreadsheet programs calculate a formula when they open the file; those who only write one do not.
    private func uncalculated(_ formula: String, _ facts: MessageFacts) -> String {
        "\(place(facts)) holds a formula that was never calculated: \(formula). "
            + "Open the file in a spreadsheet program and save it there, or enter a value."
    }

    func rowLongInSheet(_ facts: MessageFacts) -> String {
        "The row has a value in column \(facts.parameter(0, or: "behind the last")), but the header ends at column "
            + "\(facts.parameter(1, or: "before it")). Move the value to where it belongs, or give its column a name."
    }

    func cellMerged(_ facts: MessageFacts) -> String {
        let more =
            facts.hasParameter(1) ? " There are \(facts.parameter(1)) more such ranges, which are not listed." : ""
        return
            "The cells \(facts.parameter(0, or: "of several rows")) are merged: only the first of them has the value, "
            + "the rows below it have none there. Unmerge them, and fill the value in where it belongs." + more
    }
}
