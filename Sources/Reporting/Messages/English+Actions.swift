import HelpDesk

// MARK: - What rows ask to be done with records, and what stands against it

extension English {
    func action(_ facts: MessageFacts) -> String {
        switch facts.code {
        case .actionRefused: actionRefused(facts)
        case .deleteConflict: deleteConflict(facts)
        case .deleteRepeated: "The record is deleted by \(row(facts, 0)) already."
        case .restoreUnknown: "No such record is in the recycle bin. Correct the key, or create the record."
        case .restoreCollision: restoreCollision(facts)
        case .restoreValues:
            "The record is restored as it was. What the row says of its \(readable(facts.parameter(0, or: "values"))) is "
                + "not written: restore first, and then import the changes."
        case .referenceMissing:
            "Nothing in this row says what it belongs to. Fill in \(readable(facts.parameter(0, or: "the reference")))."
        case .referenceDeleted:
            "The \(singular(facts)) \(value(facts)) is deleted by \(row(facts, 1)), so nothing new can refer to it."
        case .accountContradiction:
            "The row names another account than \(row(facts, 0)), which says \"\(facts.parameter(2, or: "none"))\". "
                + "A contact belongs to one account: take one of the two rows out."
        case .primaryContactInvalid: primaryContactInvalid(facts)
        case .primaryContactForbidden:
            "Only an administrator may change the primary contact. It stays as it is; name an administrator with --as."
        case .primaryContactChosen: "The first administrator, \(value(facts)), becomes the primary contact."
        case .invitationNoEmail: "The contact has no email address, so no invitation is requested."
        case .syncMissing: missing(facts)
        default: duplicateLikely(facts)
        }
    }

    private func actionRefused(_ facts: MessageFacts) -> String {
        let name = Catalog.entity(EntityName(rawValue: facts.parameter(1)))?.singular ?? "record"
        switch (name, facts.parameter(0)) {
        case ("agent", "delete"): return "Agents are not deleted: remove them with `deskferry agents remove`."
        case ("agent", "restore") where facts.parameter(2) == "binned":
            return
                "The agent is in the recycle bin because the run that made it was undone. Only undoing that undo takes it "
                + "back: `deskferry undo`."
        case ("agent", "restore"): return "Agents are not deleted but removed, so there is nothing to restore."
        default: break
        }
        return
            "The action \(facts.parameter(0, or: "asked for")) cannot be done with \(Self.article(name)) \(readable(name))."
    }

    private func deleteConflict(_ facts: MessageFacts) -> String {
        facts.parameter(2) == "deleted"
            ? "The record is deleted by \(row(facts, 0)), by itself or along with another one. "
                + "Take one of the two rows out."
            : "This row deletes a record that \(row(facts, 0)) is about, too. Take one of the two rows out."
    }

    private func restoreCollision(_ facts: MessageFacts) -> String {
        if facts.parameter(3) == "binned" {
            return "The record \(facts.parameter(1, or: "in the bin")) cannot be restored: its "
                + "\(readable(facts.parameter(0, or: "record"))) \(facts.parameter(2, or: "")) is in the recycle bin. "
                + "Restore that one first."
        }
        let isNew = facts.parameter(3) == "row"
        let holder = isNew ? "the record of \(row(facts, 4))" : facts.parameter(2, or: "another record")
        return
            "The record \(facts.parameter(1, or: "in the bin")) cannot be restored: its \(readable(facts.parameter(0, or: "key"))) "
            + "belongs to \(holder) by now. \(isNew ? "Take one of the two rows out." : "Change or delete that one first.")"
    }

    private func primaryContactInvalid(_ facts: MessageFacts) -> String {
        let (value, state) = (value(facts), facts.parameter(0, or: "none"))
        guard facts.parameter(1) == "holder" else {
            return "The primary contact must be an active administrator, and \(value) is \(state). It stays as it is."
        }
        return "\(value) would be \(state), but is the organization's primary contact, who must be an active "
            + "administrator. The \(readable(facts.field ?? "value")) stays as it is. Name another one first "
            + "(`deskferry organization set-primary-contact EMAIL`), and then do this again."
    }

    private func missing(_ facts: MessageFacts) -> String {
        let count = facts.parameter(1, or: "1")
        return "The \(singular(facts)) \(value(facts)) is in none of the job's files any more, in "
            + "\(count == "1" ? "one snapshot" : "\(count) snapshots") since run \(facts.parameter(2, or: "unknown")). "
            + "It stays as it is: `missing: mark`."
    }

    /// The other one is a record, or file and row; what is alike comes last.
    private func duplicateLikely(_ facts: MessageFacts) -> String {
        let other = facts.parameters.count > 2 ? row(facts, 0) : facts.parameter(0, or: "another one")
        return "The record looks like \(other): the same \(facts.parameters.last ?? "values"). "
            + "Look with `deskferry dedupe find`."
    }

    /// `row 12 of contacts.csv`
    func row(_ facts: MessageFacts, _ index: Int) -> String {
        let (file, row) = (facts.parameter(index, or: "these files"), facts.parameter(index + 1, or: "another"))
        return Int(row).flatMap { CommandLabel.place(file, record: $0) } ?? "row \(row) of \(file)"
    }

    private static func article(_ noun: String) -> String {
        "aeiou".contains(noun.first ?? "x") ? "an" : "a"
    }
}
