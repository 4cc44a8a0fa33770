import Tables

extension English {
    func title(_ code: FindingCode) -> String {
        switch code {
        case .rowShort: "Too few cells"
        case .rowLong: "Too many cells"
        case .rowHeader: "Header repeated"

        case .requiredMissing: "Required value missing"
        case .identityMissing: "Nothing identifies the record"
        case .blankRejected: "Empty cell refused"
        case .emailInvalid: "Not an email address"
        case .urlInvalid: "Not a web address"
        case .phoneInvalid: "Not a phone number"
        case .integerInvalid: "Not a whole number"
        case .decimalInvalid: "Not a number"
        case .numberPrecisionLost: "Digits lost in the spreadsheet"
        case .dateInvalid: "Not a date of this format"
        case .dateImpossible: "No such date"
        case .timeAmbiguous: "Time came twice"
        case .timeSkipped: "Time did not exist"
        case .booleanInvalid: "Neither yes nor no"
        case .picklistUnknown: "Value not in the list"
        case .valueUnmapped: "Value not in the mapping"
        case .lookupUnknown: "Value not in the lookup file"
        case .languageUnknown: "Unknown language"
        case .timeZoneUnknown: "Unknown time zone"
        case .durationInvalid: "Not a duration"
        case .textTooLong: "Text too long"
        case .textControl: "Control character"
        case .cellError: "Spreadsheet error"
        case .cellMerged: "Merged cells"

        case .headerRenamed: "Header renamed"
        case .headerGone: "Column gone"
        case .headerNew: "New column"
        case .headerMoved: "Column moved"
        case .valueNew: "New value in a list"
        case .blanksChanged: "More or fewer blanks"
        case .typeChanged: "Other kind of values"

        case .keyDuplicate: "Duplicate"
        case .keyAmbiguous: "Several records fit"
        case .keyConflict: "Keys disagree"
        case .keyTaken: "Value belongs to another record"
        case .keyDerived: "Row without a key"
        case .recordExists: "Record exists already"
        case .recordUnknown: "Record not known"
        case .recordBinned: "Record is in the recycle bin"

        case .referenceUnknown: "Not found"
        case .referenceAmbiguous: "Several records have this name"
        case .referenceParked: "Waits for another row"
        case .referenceCreated: "Made because it was named"
        case .referenceKept: "Not found, left empty"
        case .referenceInactive: "Agent is not active"
        case .referenceCycle: "Leads back to itself"

        case .accountMismatch: "Another account than the contact's"
        case .accountMoved: "Contact moved to another account"
        case .agentRemoved: "Agent was removed"
        case .agentLight: "Light agent"
        case .timesOrder: "Times in the wrong order"
        }
    }
}
