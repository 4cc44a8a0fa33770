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
        case .recordUnknown: recordUnknown(facts)
        case .recordBinned: recordBinned(facts)

        case .referenceUnknown: referenceUnknown(facts)
        case .referenceAmbiguous: referenceAmbiguous(facts)
        case .referenceParked: referenceParked(facts)
        case .referenceCreated: "No \(what(facts)) was there, so a new \(singular(facts)) is made of it."
        case .referenceKept: referenceKept(facts)
        case .referenceInactive: referenceInactive(facts)
        case .referenceCycle: referenceCycle(facts)

        case .accountMismatch: accountMismatch(facts)
        case .accountMoved: accountMoved(facts)
        case .agentRemoved: "The agent is removed, and an import takes nobody back. The value is left out."
        case .agentRemoval: agentRemoval(facts)
        case .agentRole: agentRole(facts)
        case .agentLight: agentLight(facts)
        case .administratorLast: administratorLast(facts)
        case .timesOrder: timesOrder(facts)

        case .actionRefused, .deleteConflict, .deleteRepeated, .restoreUnknown, .restoreCollision, .restoreValues,
            .referenceMissing, .referenceDeleted, .accountContradiction, .primaryContactInvalid,
            .primaryContactForbidden,
            .primaryContactChosen, .invitationNoEmail, .duplicateLikely, .syncMissing:
            action(facts)

        case .mergeChanged, .mergeGone, .mergeAlone, .mergeNoGroup, .mergeSurvivors, .mergeRepeated, .mergeDecision,
            .mergeRing, .mergeGroup:
            merge(facts)
        }
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
