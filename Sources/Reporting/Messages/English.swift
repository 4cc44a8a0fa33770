import HelpDesk
import Tables

/// English. A sentence never begins with a value of the file.
struct English: MessageLanguage {
    let tag = "en"

    func sentence(_ facts: MessageFacts) -> String {
        switch facts.code {
        case .rowShort: rowShort(facts)
        case .rowLong: rowLong(facts)
        case .rowHeader: "The row repeats the header of row \(facts.parameter(0, or: "1")); it was passed over."
        case .requiredMissing: "\(place(facts)) is empty, but has to have a value. Fill it in."
        case .identityMissing: identityMissing(facts)
        case .blankRejected: "\(place(facts)) is empty, and this import refuses empty cells. Fill it in."
        case .emailInvalid: invalid(facts, "an email address", "Write it like name@example.com.")
        case .urlInvalid: invalid(facts, "a web address", "Write it like https://www.example.com.")
        case .phoneInvalid: invalid(facts, "a phone number", "Write it like +48 22 123 45 67.")
        case .integerInvalid: invalid(facts, "a whole number", "Write digits only, like 42.")
        case .decimalInvalid:
            invalid(facts, "a number", "Write it like 1234.5, or name the decimal mark in the mapping.")
        case .numberPrecisionLost: precisionLost(facts)
        case .dateInvalid: dateInvalid(facts)
        case .dateImpossible: invalid(facts, "a date of the calendar", "Correct the day, month or year.")
        case .timeAmbiguous: timeAmbiguous(facts)
        case .timeSkipped: timeSkipped(facts)
        case .booleanInvalid: invalid(facts, "yes or no", "Write yes or no, true or false, or 1 or 0.")
        case .picklistUnknown: picklistUnknown(facts)
        case .valueUnmapped: valueUnmapped(facts)
        case .lookupUnknown: lookupUnknown(facts)
        case .languageUnknown: invalid(facts, "a language", "Write a code like en, pl or pt-BR.")
        case .timeZoneUnknown: invalid(facts, "a time zone", "Write a name like Europe/Warsaw.")
        case .durationInvalid:
            invalid(facts, "a duration in \(facts.parameter(0, or: "the unit asked for"))", "Correct it.")
        case .textTooLong: textTooLong(facts)
        case .textControl: textControl(facts)
        case .cellError: cellError(facts)
        case .cellMerged: cellMerged(facts)
        case .headerRenamed, .headerGone, .headerNew, .headerMoved, .valueNew, .blanksChanged, .typeChanged:
            shape(facts)

        case .keyDuplicate: keyDuplicate(facts)
        case .keyAmbiguous: keyAmbiguous(facts)
        case .keyConflict: keyConflict(facts)
        case .keyTaken: keyTaken(facts)
        case .keyDerived: keyDerived
        case .recordExists: "This record is in the database already, and this import only creates new ones."
        case .recordUnknown: "This record is not in the database, and this import only updates known ones."
        case .recordBinned: recordBinned(facts)

        case .referenceUnknown: referenceUnknown(facts)
        case .referenceAmbiguous: referenceAmbiguous(facts)
        case .referenceParked: referenceParked(facts)
        case .referenceCreated: "No \(what(facts)) was there, so a new \(singular(facts)) is made of it."
        case .referenceKept: referenceKept(facts)
        case .referenceInactive: referenceInactive(facts)
        case .referenceCycle: "\(place(facts)) leads back to the record itself. Name another one, or leave it empty."

        case .accountMismatch: accountMismatch(facts)
        case .accountMoved: accountMoved(facts)
        case .agentRemoved: "The agent was removed, and an import does not change that. The status stays as it is."
        case .agentLight: agentLight(facts)
        case .timesOrder: timesOrder(facts)

        case .actionRefused, .deleteConflict, .deleteRepeated, .restoreUnknown, .restoreCollision, .referenceMissing,
            .referenceDeleted, .accountContradiction, .primaryContactInvalid, .primaryContactForbidden,
            .primaryContactChosen, .invitationNoEmail, .duplicateLikely:
            action(facts)

        case .mergeChanged, .mergeGone, .mergeAlone, .mergeSurvivors, .mergeRepeated, .mergeDecision, .mergeGroup:
            merge(facts)
        }
    }
}

// MARK: - The shape of a row

extension English {
    private func rowShort(_ facts: MessageFacts) -> String {
        let counts = "The row has \(cells(facts, 0)), but the header has \(facts.parameter(1, or: "more"))."
        return facts.isError
            ? counts + " Add the missing cells; an empty one needs its separator too."
            : counts + " The missing ones count as empty."
    }

    private func rowLong(_ facts: MessageFacts) -> String {
        if facts.isSheet { return rowLongInSheet(facts) }
        return "The row has \(cells(facts, 0)), but the header has \(facts.parameter(1, or: "fewer")). "
            + "Put quotes around a value that contains the separator, or remove the extra cells."
    }

    private func cells(_ facts: MessageFacts, _ index: Int) -> String {
        let count = facts.parameter(index, or: "another number of")
        return count == "1" ? "1 cell" : count + " cells"
    }
}

// MARK: - Values

extension English {
    private func identityMissing(_ facts: MessageFacts) -> String {
        let keys = facts.parameter(0, or: "a key").replacing("_", with: " ")
        return "Nothing in this row says which record it is. Fill in \(keys)."
    }

    /// A value that does not fit its field; a warning means that the row is loaded without it.
    private func invalid(_ facts: MessageFacts, _ kind: String, _ remedy: String) -> String {
        let claim = "\(place(facts)): \(value(facts)) is not \(kind)."
        return facts.isError ? "\(claim) \(remedy)" : "\(claim) \(kept)"
    }

    var kept: String { "The field stays empty, and the text is kept with the record." }

    private func dateInvalid(_ facts: MessageFacts) -> String {
        let format = facts.parameter(0, or: "yyyy-MM-dd")
        let words = Self.dateOrders[format] ?? format
        return invalid(facts, "a date written as \(words)", "Write it so, or name its format in the mapping.")
    }

    private static let dateOrders = [
        "dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day",
    ]

    private func precisionLost(_ facts: MessageFacts) -> String {
        "\(place(facts)): the spreadsheet has rounded the number \(value(facts)), so its last digits are lost. "
            + "Format the column as text and enter the number again."
    }

    private func timeAmbiguous(_ facts: MessageFacts) -> String {
        "\(place(facts)): the time \(value(facts)) came twice in \(zone(facts)), when clocks went back. "
            + "The earlier one is taken."
    }

    private func timeSkipped(_ facts: MessageFacts) -> String {
        "\(place(facts)): the time \(value(facts)) did not exist in \(zone(facts)), when clocks went forward. "
            + "The next one is taken."
    }

    private func zone(_ facts: MessageFacts) -> String { facts.parameter(0, or: "its time zone") }

    private func picklistUnknown(_ facts: MessageFacts) -> String {
        let known = facts.parameters.first.map { "one of: \($0)" } ?? "a value that is known"
        return invalid(facts, known, "Write one of them, or list it in the mapping's values.")
    }

    private func valueUnmapped(_ facts: MessageFacts) -> String {
        let claim = "\(place(facts)): the mapping's values do not list \(value(facts))."
        return facts.isError ? claim + " Add it there, or correct the cell." : claim + " It is taken as it stands."
    }

    private func lookupUnknown(_ facts: MessageFacts) -> String {
        let column = facts.hasParameter(1) ? "the column \"\(facts.parameter(1))\" of " : ""
        return "\(place(facts)): \(column)\(facts.parameter(0, or: "the lookup file")) does not list \(value(facts)). "
            + "Add it there, or correct the cell."
    }

    private func textTooLong(_ facts: MessageFacts) -> String {
        let found = facts.parameter(0, or: "too many")
        let claim = "\(place(facts)) has \(found) characters; \(facts.parameter(1, or: "fewer")) are allowed."
        return facts.isError ? claim + " Shorten it." : "\(claim) \(kept)"
    }

    private func textControl(_ facts: MessageFacts) -> String {
        let claim = "\(place(facts)) contains a NUL or another control character."
        return facts.isError ? claim + " Remove it." : "\(claim) \(kept)"
    }
}

// MARK: - Keys and duplicates

extension English {
    private func keyDuplicate(_ facts: MessageFacts) -> String {
        let other = "\(facts.parameter(0, or: "another table")), row \(facts.parameter(1))"
        let key = facts.parameter(2, or: facts.field ?? "key")
        let claim = "The same \(readable(key))\(facts.value.map { " \"\($0)\"" } ?? "") stands in \(other)."
        return facts.isError
            ? claim + " Make one row of the two." : claim + " Only one of them counts; this row is skipped."
    }

    private func keyAmbiguous(_ facts: MessageFacts) -> String {
        "\(place(facts)): \(value(facts)) fits several records: \(facts.parameter(0, or: "two or more")). "
            + "Add a column that tells them apart, such as an id or an email address."
    }

    private func keyConflict(_ facts: MessageFacts) -> String {
        let first = readable(facts.parameter(0, or: "first key"))
        let second = readable(facts.parameter(2, or: "second key"))
        return "The \(first) belongs to \(record(facts, 1, or: "one record")), "
            + "but the \(second) to \(record(facts, 3, or: "another one")). Correct one of the two."
    }

    private func keyTaken(_ facts: MessageFacts) -> String {
        let field = readable(facts.parameter(0, or: facts.field ?? "value"))
        return "The \(field) \(value(facts)) already belongs to \(record(facts, 1, or: "another record")). "
            + "Correct it, or change the other record first."
    }

    /// Records are known by id: `record #12`.
    private func record(_ facts: MessageFacts, _ index: Int, or other: String) -> String {
        let name = facts.parameter(index, or: other)
        return name.hasPrefix("#") ? "record \(name)" : name
    }

    private var keyDerived: String {
        "The row has no key, so it is known by all its values: the same row again changes nothing, "
            + "a corrected one makes a new record."
    }

    private func recordBinned(_ facts: MessageFacts) -> String {
        let claim = "The only record that fits is in the recycle bin."
        return switch facts.parameter(0) {
        case "restored": claim + " It is restored."
        case "rejected": claim + " Restore it first, or remove it for good."
        default: claim + " A new one is created beside it."
        }
    }
}

// MARK: - References

extension English {
    private func referenceUnknown(_ facts: MessageFacts) -> String {
        let claim = "No \(what(facts)) is in the database or in these files."
        return switch facts.parameter(0) {
        case "contacts": claim + " Import the customer first, or correct the cell."
        case "agents": claim + " Add the agent first, or correct the cell."
        default: claim + " Import the \(singular(facts)) first, or correct the cell."
        }
    }

    private func referenceAmbiguous(_ facts: MessageFacts) -> String {
        let remedy = facts.isError ? "Name the right one by something only it has, such as its id." : kept
        return "The name \(value(facts)) fits several \(readable(facts.parameter(0, or: "records"))): "
            + "\(facts.parameter(1, or: "two or more")). \(remedy)"
    }

    private func referenceParked(_ facts: MessageFacts) -> String {
        guard facts.hasParameter(1) else {
            let claim = "No \(singular(facts)) \(value(facts)) was found, so this row waits."
            return claim + " Import it first, then this row again."
        }
        let row = "\(facts.parameter(1, or: "these files")), row \(facts.parameter(2))"
        return "The \(singular(facts)) \(value(facts)) was not loaded (\(row)), so this row waits. "
            + "Correct that row, then import both again."
    }

    private func referenceKept(_ facts: MessageFacts) -> String {
        "No \(what(facts)) was found. The field stays empty, and the text is kept with the record."
    }

    private func referenceInactive(_ facts: MessageFacts) -> String {
        let claim = "The agent \(value(facts)) is \(facts.parameter(0, or: "not active")) and cannot be given anything."
        return facts.isError ? claim + " Name an active agent." : "\(claim) \(kept)"
    }

    /// `contact with email "x@y"`
    private func what(_ facts: MessageFacts) -> String {
        guard facts.parameters.count > 1 else { return "\(singular(facts)) \(value(facts))" }
        return "\(singular(facts)) with \(readable(facts.parameter(1))) \(value(facts))"
    }

    /// `contact` for `contacts`, which is the first parameter of all findings about references.
    func singular(_ facts: MessageFacts) -> String {
        let name = facts.parameter(0, or: "record")
        return Catalog.entity(EntityName(rawValue: name))?.singular ?? readable(name)
    }
}

// MARK: - Rules of the help desk

extension English {
    private func accountMismatch(_ facts: MessageFacts) -> String {
        "The contact belongs to the account \"\(facts.parameter(0, or: "none"))\", but the row names "
            + "\"\(facts.parameter(1, or: facts.value ?? "none"))\". The row's account is taken."
    }

    private func accountMoved(_ facts: MessageFacts) -> String {
        "The contact moves from the account \"\(facts.parameter(0, or: "none"))\" "
            + "to \"\(facts.parameter(1, or: "none"))\". Past tickets stay where they are."
    }

    private func agentLight(_ facts: MessageFacts) -> String {
        let claim = "The agent \(value(facts)) is a light agent, who cannot own tickets."
        return facts.isError ? claim + " Name another agent." : "\(claim) \(kept)"
    }

    private func timesOrder(_ facts: MessageFacts) -> String {
        let earlier = readable(facts.parameter(0, or: "earlier time"))
        let later = readable(facts.parameter(1, or: "later time"))
        return "The time \"\(later)\" lies before \"\(earlier)\". Check which of the two is right."
    }
}

// MARK: - Parts of sentences

extension English {
    /// Where to look, as the beginning of a sentence: `Column "E-mail"`.
    func place(_ facts: MessageFacts) -> String {
        if let header = facts.header { return "Column \"\(header)\"" }
        return facts.field.map { "The field \(readable($0))" } ?? "A cell"
    }

    func value(_ facts: MessageFacts) -> String {
        facts.value.map { "\"\($0)\"" } ?? "the value"
    }

    /// `last_name` as people write it.
    func readable(_ name: String) -> String {
        name.replacing("_", with: " ")
    }
}
