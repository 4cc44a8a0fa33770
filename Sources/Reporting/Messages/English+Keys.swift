// MARK: - Keys and duplicates

extension English {
    func keyDuplicate(_ facts: MessageFacts) -> String {
        let other = "\(facts.parameter(0, or: "another table")), row \(facts.parameter(1))"
        let key = facts.parameter(2, or: facts.field ?? "key")
        if facts.hasParameter(3) {
            return "\(place(facts)): \(value(facts)) is not what \(other) says of the same \(readable(key)). "
                + "What came first counts."
        }
        let claim = "The same \(readable(key))\(facts.value.map { " \"\($0)\"" } ?? "") stands in \(other)."
        return facts.isError
            ? claim + " Make one row of the two." : claim + " Only one of them counts; this row is skipped."
    }

    func keyAmbiguous(_ facts: MessageFacts) -> String {
        "\(place(facts)): \(value(facts)) fits several records: \(facts.parameter(0, or: "two or more")). "
            + "Add a column that tells them apart, such as an id or an email address."
    }

    func keyConflict(_ facts: MessageFacts) -> String {
        let first = readable(facts.parameter(0, or: "first key"))
        let second = readable(facts.parameter(2, or: "second key"))
        return "The \(first) belongs to \(record(facts, 1, or: "one record")), "
            + "but the \(second) to \(record(facts, 3, or: "another one")). Correct one of the two."
    }

    func keyTaken(_ facts: MessageFacts) -> String {
        let field = readable(facts.parameter(0, or: facts.field ?? "value"))
        if facts.parameter(2, or: "") == "own" {
            return
                "Deskferry gave the \(field) \(value(facts)) to \(record(facts, 1, or: "another record")), and this row "
                + "says something else. If it is about that one, use `edit` with `--from`; if not, give the file "
                + "a `source:` of its own in its mapping."
        }
        return "The \(field) \(value(facts)) already belongs to \(record(facts, 1, or: "another record")). "
            + "Correct it, or change the other record first."
    }

    /// Records are known by id: `record #12`.
    private func record(_ facts: MessageFacts, _ index: Int, or other: String) -> String {
        let name = facts.parameter(index, or: other)
        return name.hasPrefix("#") ? "record \(name)" : name
    }

    var keyDerived: String {
        "The row has no key, so it is known by all its values: the same row again changes nothing, "
            + "a corrected one makes a new record."
    }

    func recordUnknown(_ facts: MessageFacts) -> String {
        let noun = readable(singular(facts))
        let record = facts.hasParameter(1) ? what(facts) : "\(noun) like this"
        let meant = facts.hasParameter(2) ? "Did you mean \"\(facts.parameter(2))\"? " : ""
        return "No \(record) is known, and this row can only be about a known one. \(meant)Correct the cell, or create "
            + "the \(noun) first."
    }

    func recordBinned(_ facts: MessageFacts) -> String {
        let claim = "The only record that fits is in the recycle bin."
        return switch facts.parameter(0) {
        case "restored": claim + " It is restored."
        case "rejected": claim + " Restore it first, or remove it for good."
        case "unchanged": claim + " There it stays."
        default: claim + " A new one is created beside it."
        }
    }
}
