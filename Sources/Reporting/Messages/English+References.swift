import HelpDesk
import Tables

// MARK: - References

extension English {
    func referenceUnknown(_ facts: MessageFacts) -> String {
        let claim = "No \(what(facts)) is in the database or in these files. "
        guard facts.hasParameter(2) else { return claim + "Import the \(singular(facts)) first, or correct the cell." }
        return claim
            + "Did you mean \"\(facts.parameter(2))\"? Correct the cell, or import the \(singular(facts)) first."
    }

    func referenceAmbiguous(_ facts: MessageFacts) -> String {
        let remedy = facts.isError ? "Name the right one by something only it has, such as its id." : kept
        return "The name \(value(facts)) fits several \(readable(facts.parameter(0, or: "records"))): "
            + "\(facts.parameter(1, or: "two or more")). \(remedy)"
    }

    func referenceParked(_ facts: MessageFacts) -> String {
        guard facts.hasParameter(1) else {
            let claim = "No \(singular(facts)) \(value(facts)) was found, so this row waits."
            return claim + " Import it first, then this row again."
        }
        let row = "\(facts.parameter(1, or: "these files")), row \(facts.parameter(2))"
        return "The \(singular(facts)) \(value(facts)) was not loaded (\(row)), so this row waits. "
            + "Correct that row, then import both again."
    }

    func referenceKept(_ facts: MessageFacts) -> String {
        let meant = facts.hasParameter(1) ? "Did you mean \"\(facts.parameter(1))\"? " : ""
        return "No \(singular(facts)) \(value(facts)) was found. \(meant)The value is left out, and the text is kept "
            + "with the record."
    }

    func referenceInactive(_ facts: MessageFacts) -> String {
        let claim = "The agent \(value(facts)) is \(facts.parameter(0, or: "not active")) and cannot be given anything."
        return facts.isError ? claim + " Name an active agent." : "\(claim) \(kept)"
    }

    func referenceCycle(_ facts: MessageFacts) -> String {
        let other = facts.hasParameter(0) ? row(facts, 0) : facts.parameter(2, or: "")
        return "\(place(facts)) leads back to the record itself\(other.isEmpty ? "" : ", by way of \(other)"). "
            + "Name another one, or leave it empty."
    }

    /// `contact with email "x@y"`
    func what(_ facts: MessageFacts) -> String {
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
    func accountMismatch(_ facts: MessageFacts) -> String {
        "The contact belongs to the account \"\(facts.parameter(0, or: "none"))\", but the row names "
            + "\"\(facts.parameter(1, or: facts.value ?? "none"))\". "
            + (facts.parameter(2) == "skipped" ? "The row is skipped." : "The row's account is taken.")
    }

    func accountMoved(_ facts: MessageFacts) -> String {
        let from = "the account \"\(facts.parameter(0, or: "another one"))\""
        let claim =
            facts.hasParameter(1)
            ? "The contact moves from \(from) to \"\(facts.parameter(1))\"."
            : "The contact leaves \(from) and has no account any more."
        return claim + " Past tickets stay where they are."
    }

    func agentRemoval(_ facts: MessageFacts) -> String {
        let agent = facts.parameter(0, or: "EMAIL")
        return "An import removes nobody, so the \(readable(facts.field ?? "status")) of \"\(agent)\" stays as it is. "
            + "Remove the agent with `deskferry agents remove \(agent)`, which hands over what they hold."
    }

    func agentRole(_ facts: MessageFacts) -> String {
        let role = readable(facts.parameter(0, or: "leader"))
        return "Only an administrator decides who is \(role == "administrator" ? "an" : "a") \(role). "
            + "The \(readable(facts.field ?? "role")) is left as it is; have an administrator change it."
    }

    func administratorLast(_ facts: MessageFacts) -> String {
        "Somebody has to be an administrator, and \(value(facts)) is the only active one. The "
            + "\(readable(facts.field ?? "value")) stays as it is. Make another agent an administrator first, and then do "
            + "this again."
    }

    func agentLight(_ facts: MessageFacts) -> String {
        if facts.hasParameter(0) {
            return "The author \(value(facts)) is a light agent, who writes only \(facts.parameter(0)) comments. "
                + "The comment is \(facts.parameter(0))."
        }
        let claim = "The agent \(value(facts)) is a light agent, who cannot own tickets."
        return facts.isError ? claim + " Name another agent." : "\(claim) \(kept)"
    }

    func timesOrder(_ facts: MessageFacts) -> String {
        let earlier = readable(facts.parameter(0, or: "earlier time"))
        let later = readable(facts.parameter(1, or: "later time"))
        guard facts.hasParameter(3) else {
            return "The time \"\(later)\" lies before \"\(earlier)\". Check which of the two is right."
        }
        return "The time \"\(later)\", \(facts.parameter(3)), lies before \"\(earlier)\", \(facts.parameter(2)). "
            + "Check which of the two is right."
    }
}
