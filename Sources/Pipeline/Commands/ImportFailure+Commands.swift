import HelpDesk
import Mapping
import Tables

// MARK: - What can be done with what

extension ImportFailure {
    static func notDeletable(_ entity: Entity, _ verb: RecordVerb) -> ImportFailure {
        if let removal = entity.removal, verb == .restore {
            return ImportFailure(
                "action.refused", .usage,
                "\(entity.readableName) are not deleted but \(removal.value), so there is nothing to restore.",
                hint: "Where the run that made one was undone, only undoing that undo takes it back: `deskferry undo`.")
        }
        if let removal = entity.removal {
            return ImportFailure(
                "action.refused", .usage, "\(entity.readableName) are not deleted: they are \(removal.value).",
                hint: "Use `deskferry \(entity.name) remove`, and `deskferry edit \(entity.name)` for anything else.")
        }
        return ImportFailure(
            "action.refused", .usage,
            "The \(entity.readableSingular) cannot be \(verb == .delete ? "deleted" : "restored").",
            hint: "Use `deskferry edit` to change it.")
    }

    static func notAssociable(_ entity: Entity, _ verb: RecordVerb) -> ImportFailure {
        ImportFailure(
            "action.refused", .usage, "\(entity.readableName) cannot be \(verb.rawValue)d with anything.",
            hint: "Use `deskferry edit` to change what they refer to.")
    }

    static func singleEntity(_ entity: Entity) -> ImportFailure {
        ImportFailure(
            "action.refused", .usage, "There is one \(entity.readableSingular) only, and nothing to add to it.",
            hint: "Use `deskferry \(entity.name) edit FIELD=VALUE…`.")
    }

    static func mappingOfOthers(_ mapping: String, _ entity: Entity) -> ImportFailure {
        ImportFailure(
            "mapping.entity", .usage, "The mapping \(mapping) makes no \(entity.readableName.lowercased()).",
            hint: "Name one that does, or leave --map out.")
    }
}

// MARK: - What was typed

extension ImportFailure {
    package static func entityUnknown(_ name: String, known: [String]) -> ImportFailure {
        unknown("entity.unknown", "There are no \"\(name)\" in a help desk.", name, known)
    }

    static func noAssignment(_ word: String) -> ImportFailure {
        ImportFailure(
            "assignment.invalid", .usage, "\"\(word)\" is no FIELD=VALUE.",
            hint: "Write it like email=anna@acme.example, with quotes around spaces: 'name=Acme Ltd'.")
    }

    static func fieldUnknown(_ name: String, _ entity: Entity, known: [String]) -> ImportFailure {
        unknown(
            "field.unknown", "\(entity.readableName) \(entity.isSingle ? "has" : "have") no field \"\(name)\".", name,
            known)
    }

    static func keyUnknown(_ name: String, _ target: Entity, known: [String]) -> ImportFailure {
        let part = String(name.drop { $0 != "." }.dropFirst())
        return unknown(
            "key.unknown", "\(target.readableName) are not found by \"\(part)\".", part, known)
    }

    /// With the nearest of the known names, or with all of them.
    private static func unknown(
        _ code: String, _ message: String, _ name: String, _ known: [String]
    ) -> ImportFailure {
        let nearest = NearestName.of(name, among: known)
        let hint = nearest.map { "Did you mean \($0)?" } ?? "Known are: \(known.joined(separator: ", "))."
        return ImportFailure(code, .usage, message, hint: known.isEmpty ? nil : hint)
    }

    static func noSet(_ name: String, _ entity: Entity) -> ImportFailure {
        ImportFailure(
            "assignment.invalid", .usage, "\(name) of \(entity.readableName.lowercased()) is no set.",
            hint: "+= and -= are for sets, such as tags; use \(name)=VALUE.")
    }

    static func nothingGiven(_ name: String) -> ImportFailure {
        ImportFailure(
            "assignment.invalid", .usage, "Nothing stands behind \(name)+= or \(name)-=.",
            hint: "Name what to add or to take away; \(name)= empties the set.")
    }

    static func cannotBeEmpty(_ name: String, _ entity: Entity) -> ImportFailure {
        ImportFailure(
            "assignment.invalid", .usage, "\(name) of \(entity.readableName.lowercased()) cannot be empty.",
            hint: "Write a value behind the sign.")
    }

    static func givenTwice(_ name: String) -> ImportFailure {
        ImportFailure("assignment.repeated", .usage, "\(name) is given twice.", hint: "Leave one of the two out.")
    }

    static func nothingToAdd(_ entity: Entity) -> ImportFailure {
        ImportFailure(
            "assignment.missing", .usage, "Nothing says what to add.",
            hint: "Type FIELD=VALUE…, or --from FILE. Fields: \(entity.typedFields.joined(separator: ", ")).")
    }

    static func requiredMissing(_ entity: Entity, _ fields: [String]) -> ImportFailure {
        ImportFailure(
            "assignment.missing", .usage,
            "\(entity.readableName) cannot be without \(fields.joined(separator: " and ")).",
            hint: "Add \(fields.map { $0 + "=…" }.joined(separator: " ")) to what you have typed. Nothing was written.")
    }

    static func nothingToEdit(_ entity: Entity) -> ImportFailure {
        ImportFailure(
            "assignment.missing", .usage, "Nothing says what to change.",
            hint: "Type FIELD=VALUE… behind the keys, or --from FILE. Fields: "
                + entity.typedFields.joined(separator: ", ") + ".")
    }

    static func noKey(_ verb: RecordVerb, _ entity: Entity) -> ImportFailure {
        ImportFailure(
            "key.missing", .usage, "Nothing says which \(entity.readableName.lowercased()) to \(verb.rawValue).",
            hint: "Type a key: #id as `deskferry list \(entity.name)` shows it, an email, a number, a name, an "
                + "external id. Or --from FILE.")
    }
}

// MARK: - Which record is meant

extension ImportFailure {
    static func keyFindsSeveral(_ key: String, _ entity: Entity, _ names: [String]) -> ImportFailure {
        ImportFailure(
            "key.ambiguous", .usage, "\"\(key)\" fits several \(entity.readableName.lowercased()).",
            hint: "Type the #id of the one that is meant. Nothing was written.", details: names)
    }

    static func keyFindsNone(_ key: String, _ entity: Entity, inBin: Bool, nearest: String?) -> ImportFailure {
        let place = inBin ? " in the recycle bin" : ""
        let hint =
            nearest.map { "Did you mean \($0)?" }
            ?? (inBin
                ? "`deskferry bin list` shows what is there."
                : "Type #id as `deskferry list \(entity.name)` shows it, an email, a number, a name or an external id.")
        return ImportFailure(
            "record.unknown", .usage, "There is no \(entity.readableSingular) \"\(key)\"\(place).",
            hint: hint + " Nothing was written.")
    }
}

// MARK: - Who may

extension ImportFailure {
    static func actorMissing(_ deed: String, _ right: Right) -> ImportFailure {
        ImportFailure(
            "actor.missing", .forbidden, "Nobody has said who wants to \(deed): \(Permissions.whoMay(right)).",
            hint: "Name the agent with --as EMAIL. Nothing was written.")
    }
}

// MARK: - Removing somebody

extension ImportFailure {
    static func notRemovable(_ entity: Entity) -> ImportFailure {
        ImportFailure(
            "action.refused", .usage, "\(entity.readableName) are not removed.",
            hint: "Use `deskferry delete \(entity.name)`.")
    }

    static func nobodyToRemove(_ entity: Entity) -> ImportFailure {
        ImportFailure(
            "key.missing", .usage, "Nothing says which \(entity.readableName.lowercased()) to remove.",
            hint: "Type the email of each, or #id as `deskferry list \(entity.name)` shows it.")
    }

    static func openTwice() -> ImportFailure {
        ImportFailure(
            "options.contradict", .usage, "--reassign-open-to and --leave-open contradict each other.",
            hint: "Leave one of the two out.")
    }

    static func removedAlready(_ name: String) -> ImportFailure {
        ImportFailure("agent.removed", .usage, "\(name) is removed already.", hint: "Nothing was written.")
    }

    static func heirUnfit(_ heir: String, _ leaving: String, _ reason: String) -> ImportFailure {
        ImportFailure(
            "heir.unfit", .usage,
            "\(heir) cannot take over from \(leaving): the agent is \(reason.replacing("_", with: " ")).",
            hint: "Name an active agent who is no light one. Nothing was written.")
    }

    static func isPrimaryContact(_ name: String, _ entity: Entity) -> ImportFailure {
        ImportFailure(
            "primary_contact.invalid", .stopped,
            "\(name) is the \(entity.readableSingular)'s primary contact and cannot be removed.",
            hint: "Choose another one first: `deskferry \(entity.name) set-primary-contact EMAIL`. Nothing was written."
        )
    }

    /// What is in their hands, one line a kind.
    static func openUndecided(_ leaving: [String], _ lines: [String]) -> ImportFailure {
        ImportFailure(
            "removal.undecided", .usage,
            "\(leaving.joined(separator: ", ")) cannot be removed before it is said who goes on with the work.",
            hint:
                "Choose: --reassign-open-to EMAIL gives what is open to somebody else, --leave-open leaves it without "
                + "anybody; --close-resolved closes what is resolved. Nothing was written.",
            details: lines)
    }

    static func removesThemselves(_ email: String) -> ImportFailure {
        ImportFailure(
            "actor.forbidden", .forbidden, "\(email) may not remove themselves.",
            hint: "Another administrator or manager may. Nothing was written.")
    }

    static func useRemoval(_ entity: Entity, _ removal: Removal) -> ImportFailure {
        ImportFailure(
            "action.refused", .usage, "\(entity.readableName) do not become \(removal.value) by an edit.",
            hint: "Use `deskferry \(entity.name) remove`, which hands on what they hold.")
    }
}

extension Entity {
    /// `Time entries`
    var readableName: String {
        let words = name.rawValue.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// `time entry`
    var readableSingular: String { singular.replacing("_", with: " ") }

    /// What can be typed in front of `=`.
    var typedFields: [String] { fields.filter { !$0.isDerived }.map(\.name) }
}
