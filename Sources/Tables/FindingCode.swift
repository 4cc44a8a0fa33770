/// Every code a finding can have. `docs/findings.md` has a section for each; a test holds the two together.
///
/// The comment behind a case names its parameters in order.
package enum FindingCode: String, Sendable, CaseIterable, Codable {
    // The shape of a row
    case rowShort = "row.short"  // cells found, cells of the header
    case rowLong = "row.long"  // cells found, cells of the header
    case rowHeader = "row.header"  // the header's row

    // Values
    case requiredMissing = "required.missing"
    case identityMissing = "identity.missing"  // the keys that would do, joined by " or "
    case blankRejected = "blank.rejected"
    case emailInvalid = "email.invalid"
    case urlInvalid = "url.invalid"
    case phoneInvalid = "phone.invalid"
    case integerInvalid = "integer.invalid"
    case decimalInvalid = "decimal.invalid"
    case numberPrecisionLost = "number.precision_lost"
    case dateInvalid = "date.invalid"  // the format asked for
    case dateImpossible = "date.impossible"
    case timeAmbiguous = "time.ambiguous"  // the zone; clocks went back, the earlier instant was taken
    case timeSkipped = "time.skipped"  // the zone; clocks went forward, the next instant was taken
    case booleanInvalid = "boolean.invalid"
    case picklistUnknown = "picklist.unknown"  // the values that are known, joined by ", "
    case valueUnmapped = "value.unmapped"  // on_unknown of a mapping's `values:`
    case lookupUnknown = "lookup.unknown"  // the lookup file, its column
    case languageUnknown = "language.unknown"
    case timeZoneUnknown = "time_zone.unknown"
    case durationInvalid = "duration.invalid"  // the unit
    case textTooLong = "text.too_long"  // characters found, characters allowed
    case textControl = "text.control"  // a NUL or other control character was found
    case cellError = "cell.error"  // the spreadsheet's error name
    case cellMerged = "cell.merged"  // the range, such as B5:B9; how many more are not listed

    // The shape of a table, held against the one that its mapping was made for; of the table, not of a row
    case headerRenamed = "header.renamed"  // the header then, the header now
    case headerGone = "header.gone"  // the header then
    case headerNew = "header.new"  // the header
    case headerMoved = "header.moved"  // the header, its place then, its place now
    case valueNew = "value.new"  // how often it is there
    case blanksChanged = "blanks.changed"  // percent of the rows then, now
    case typeChanged = "type.changed"  // what the values were then, are now

    // Keys and duplicates
    case keyDuplicate = "key.duplicate"  // file and row of the other, key
    case keyAmbiguous = "key.ambiguous"  // the records that match
    case keyConflict = "key.conflict"  // first key and record, second key and record
    case keyTaken = "key.taken"  // unique field, the record that has the value, perhaps: own
    case keyDerived = "key.derived"
    case recordExists = "record.exists"  // mode create
    case recordUnknown = "record.unknown"  // entity, key, the nearest one
    case recordBinned = "record.binned"  // what was done: created, restored, rejected

    // Actions
    case actionRefused = "action.refused"  // the action, the entity, "binned" where the record lies in the bin
    case deleteConflict = "delete.conflict"  // file and row of the other row that is about the record
    case deleteRepeated = "delete.repeated"  // file and row of the row that deletes the record
    case restoreUnknown = "restore.unknown"
    case restoreCollision = "restore.collision"  // key, the record in the bin, the record that has it now
    case restoreValues = "restore.values"  // the fields that the row says something else of, joined by ", "

    // References
    case referenceUnknown = "reference.unknown"  // entity, key field, the nearest name
    case referenceAmbiguous = "reference.ambiguous"  // entity, the records that match
    case referenceParked = "reference.parked"  // entity, file and row of the blocking record
    case referenceCreated = "reference.created"  // entity
    case referenceKept = "reference.kept"  // entity, the nearest name; the text is kept under custom
    case referenceInactive = "reference.inactive"  // agent's status
    case referenceCycle = "reference.cycle"  // file and row of another record of the ring, or that record
    case referenceMissing = "reference.missing"  // the fields of which one would do, joined by " or "
    case referenceDeleted = "reference.deleted"  // entity, file and row of the row that deletes the record

    // Rules of the help desk
    case accountMismatch = "account.mismatch"  // the contact's account
    case accountMoved = "account.moved"  // from, to where there is one
    case agentRemoved = "agent.removed"
    case agentRemoval = "agent.removal"  // the agent
    case agentRole = "agent.role"  // the role that somebody would get or lose
    case agentLight = "agent.light"
    case administratorLast = "administrator.last"
    case timesOrder = "times.order"  // earlier field, later field, earlier time, later time
    case accountContradiction = "account.contradiction"  // file and row of the other, the account there
    case primaryContactInvalid = "primary_contact.invalid"  // why, "holder" where the row is the agent's own
    case primaryContactForbidden = "primary_contact.forbidden"
    case primaryContactChosen = "primary_contact.chosen"
    case invitationNoEmail = "invitation.no_email"
    case mergeChanged = "merge.changed"  // the record
    case mergeGone = "merge.gone"  // the record
    case mergeAlone = "merge.alone"  // group
    case mergeNoGroup = "merge.no_group"
    case mergeSurvivors = "merge.survivors"  // group
    case mergeRepeated = "merge.repeated"  // row that names the record too
    case mergeDecision = "merge.decision"
    case mergeRing = "merge.ring"  // kind, record, reference, the record that it would have above it
    case mergeGroup = "merge.group"  // group, row that cannot be merged
    case duplicateLikely = "duplicate.likely"  // the record, or file and row; what is alike

    // Of no row
    case syncMissing = "sync.missing"  // entity, snapshots that have missed the record, the run that did first
}
