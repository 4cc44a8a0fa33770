// MARK: - The shape of a row

extension English {
    func rowShort(_ facts: MessageFacts) -> String {
        let counts = "The row has \(cells(facts, 0)), but the header has \(facts.parameter(1, or: "more"))."
        return facts.isError
            ? counts + " Add the missing cells; an empty one needs its separator too."
            : counts + " The missing ones count as empty."
    }

    func rowLong(_ facts: MessageFacts) -> String {
        if facts.isSheet { return rowLongInSheet(facts) }
        return "The row has \(cells(facts, 0)), but the header has \(facts.parameter(1, or: "fewer")). "
            + "Put quotes around a value that contains the separator, or remove the extra cells."
    }

    private func cells(_ facts: MessageFacts, _ index: Int) -> String {
        let count = facts.parameter(index, or: "another number of")
        return count == "1" ? "1 cell" : count + " cells"
    }
}
