// MARK: - Values

extension English {
    func identityMissing(_ facts: MessageFacts) -> String {
        let keys = facts.parameter(0, or: "a key").replacing("_", with: " ")
        return "Nothing in this row says which record it is. Fill in \(keys)."
    }

    /// A value that does not fit its field; a warning means that the row is loaded without it.
    func invalid(_ facts: MessageFacts, _ kind: String, _ remedy: String) -> String {
        let claim = "\(place(facts)): \(value(facts)) is not \(kind)."
        return facts.isError ? "\(claim) \(remedy)" : "\(claim) \(kept)"
    }

    var kept: String { "The value is left out, and the text is kept with the record." }

    func dateInvalid(_ facts: MessageFacts) -> String {
        let format = facts.parameter(0, or: "yyyy-MM-dd")
        let words = Self.dateOrders[format] ?? format
        return invalid(facts, "a date written as \(words)", "Write it so, or name its format in the mapping.")
    }

    private static let dateOrders = [
        "dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day",
    ]

    func precisionLost(_ facts: MessageFacts) -> String {
        "\(place(facts)): the spreadsheet has rounded the number \(value(facts)), so its last digits are lost. "
            + "Format the column as text and enter the number again."
    }

    func timeAmbiguous(_ facts: MessageFacts) -> String {
        "\(place(facts)): the time \(value(facts)) came twice in \(zone(facts)), when clocks went back. "
            + "The earlier one is taken."
    }

    func timeSkipped(_ facts: MessageFacts) -> String {
        "\(place(facts)): the time \(value(facts)) did not exist in \(zone(facts)), when clocks went forward. "
            + "The next one is taken."
    }

    private func zone(_ facts: MessageFacts) -> String { facts.parameter(0, or: "its time zone") }

    func picklistUnknown(_ facts: MessageFacts) -> String {
        let known = facts.parameters.first.map { "one of: \($0)" } ?? "a value that is known"
        return invalid(facts, known, "Write one of them, or list it in the mapping's values.")
    }

    func valueUnmapped(_ facts: MessageFacts) -> String {
        let claim = "\(place(facts)): the mapping's values do not list \(value(facts))."
        return facts.isError ? claim + " Add it there, or correct the cell." : claim + " It is taken as it stands."
    }

    func lookupUnknown(_ facts: MessageFacts) -> String {
        let column = facts.hasParameter(1) ? "the column \"\(facts.parameter(1))\" of " : ""
        return "\(place(facts)): \(column)\(facts.parameter(0, or: "the lookup file")) does not list \(value(facts)). "
            + "Add it there, or correct the cell."
    }

    func textTooLong(_ facts: MessageFacts) -> String {
        let found = facts.parameter(0, or: "too many")
        let claim = "\(place(facts)) has \(found) characters; \(facts.parameter(1, or: "fewer")) are allowed."
        return facts.isError ? claim + " Shorten it." : "\(claim) \(kept)"
    }

    func textControl(_ facts: MessageFacts) -> String {
        let claim = "\(place(facts)) contains a NUL or another control character."
        return facts.isError ? claim + " Remove it." : "\(claim) \(kept)"
    }
}
