import HelpDesk
import Tables

extension ImportFailure {
    static func noLikeness(_ entity: Entity) -> ImportFailure {
        ImportFailure(
            "dedupe.entity", .usage, "Duplicates of \(entity.name) cannot be found.",
            hint: "Choose \(DuplicateReview.entities.map(\.name.rawValue).joined(separator: ", ")).")
    }

    static func reviewExists(_ path: String) -> ImportFailure {
        ImportFailure(
            "output.exists", .usage, "There is a file \(path) already, perhaps with decisions in it.",
            hint: "Choose another name with -o, or remove the file.")
    }

    static func reviewUnwritable(_ path: String, _ cause: String) -> ImportFailure {
        ImportFailure(
            "output.unwritable", .unavailable, "The file \(path) cannot be written.",
            hint: "Check the folder and its permissions.", cause: cause)
    }

    static func noReview(_ file: String, missing: [String]) -> ImportFailure {
        let list = missing.map { "\"\($0)\"" }.joined(separator: ", ")
        return ImportFailure(
            "review.columns", .badInput,
            "\(file) is no review of duplicates: it has no \(missing.count == 1 ? "column" : "columns") \(list).",
            hint:
                "Make one with `deskferry dedupe find`; fill in its column decision, and leave the others as they are.")
    }

    static func reviewMixed(_ file: String, _ entities: [String]) -> ImportFailure {
        ImportFailure(
            "review.mixed", .badInput,
            "\(file) names records of \(entities.joined(separator: " and ")); a review is about one kind of record.",
            hint: "Merge each kind from a file of its own.")
    }

    static func reviewEntity(_ file: String, _ entity: String) -> ImportFailure {
        ImportFailure(
            "review.entity", .badInput, "\(file) names \"\(entity)\" in its column _entity, which cannot be merged.",
            hint: "Choose \(DuplicateReview.entities.map(\.name.rawValue).joined(separator: ", ")).")
    }

    static func mergeForbidden(_ email: String, _ reason: String) -> ImportFailure {
        ImportFailure(
            "actor.forbidden", .forbidden,
            "\(email) may not merge records: the agent is \(reason.replacing("_", with: " ")).",
            hint: "An active administrator or manager may. Nothing was written.")
    }
}
