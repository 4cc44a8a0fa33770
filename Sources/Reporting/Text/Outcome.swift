import HelpDesk

extension [DeedReport] {
    /// What a command did beside its rows, summed up by deed.
    package var summed: [(Int, String)] {
        var parts: [(Int, String)] = []
        for deed in self {
            if let known = parts.firstIndex(where: { $0.1 == deed.deed }) {
                parts[known].0 += deed.count
            } else {
                parts.append((deed.count, deed.deed))
            }
        }
        return parts
    }
}

/// What happened, in sentences that the page and the terminal share.
extension RunReport {
    /// `new`, or `1,204,331 records`
    var databaseState: String {
        database.isNew ? "new" : NumberText.count(database.total, "record")
    }

    /// One sentence about the outcome.
    package var outcomeSentence: String {
        switch outcome {
        case .committed: committedSentence
        case .checked: "Nothing was written: this was a check."
        case .stopped: "Nothing was written: the run was stopped."
        case .failed: "Nothing was written: the run could not go on."
        }
    }

    private var committedSentence: String {
        if donePhrases.isEmpty { return "Nothing had to be written" + leftover + "." }
        return "Done: " + donePhrases.joined(separator: ", ") + leftover + "."
    }

    /// What an import or a command would have done, after a check.
    var prospect: String? {
        guard outcome == .checked else { return nil }
        let isJob = command?.hasPrefix("sync ") == true
        let doer = kind == .merge ? "The merge" : command == nil ? "An import" : isJob ? "The job" : "The command"
        if donePhrases.isEmpty { return "\(doer) would change nothing" + leftover + "." }
        return "\(doer) would give: " + donePhrases.joined(separator: ", ") + leftover + "."
    }

    private var donePhrases: [String] {
        let totals = totals
        let created = totals.created + totals.madeByReference
        let parts = [
            (created, "created"), (totals.updated, "updated"), (totals.restored, "restored"),
            (totals.deleted, kind == .merge ? "merged into others" : "deleted"), (totals.takenAlong, "taken along"),
        ]
        let present = (parts + (deeds ?? []).summed).filter { $0.0 > 0 }
        return present.enumerated().map { index, part in
            (index == 0 ? NumberText.count(part.0, "record") : NumberText.grouped(part.0)) + " " + part.1
        }
    }

    /// What was left out, as the end of a sentence.
    private var leftover: String {
        let totals = totals
        var parts: [String] = []
        if totals.rejected > 0 { parts.append(NumberText.grouped(totals.rejected) + " rejected") }
        if totals.parked > 0 { parts.append(NumberText.grouped(totals.parked) + " parked") }
        if totals.skipped > 0 { parts.append(NumberText.grouped(totals.skipped) + " skipped") }
        return parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")
    }

    /// What the person does now; may be empty.
    var nextSteps: [NextStep] {
        var steps: [NextStep] = []
        if let hint = failure?.hint { steps.append(NextStep(hint)) }
        if !rejects.isEmpty, outcome == .committed { steps.append(correctRejects) }
        if outcome == .checked {
            steps += kind == .merge ? [afterDryMerge] : command == nil ? afterCheck : [afterTrial]
        }
        if steps.isEmpty, outcome == .committed { steps.append(NextStep("Nothing is left to do.")) }
        return steps
    }

    private var afterDryMerge: NextStep {
        let files = sources.prefix(1).map(\.file)
        return NextStep(
            "Merge what can be merged:",
            command: ShellText.command(["deskferry", "dedupe", "merge"] + files + ["--db", database.path]))
    }

    private var correctMerge: NextStep {
        let folder = reportFolder.map { $0 + "/" } ?? ""
        return NextStep(
            "Look for the duplicates again, or correct the rows that could not be merged, and merge that file.",
            command: ShellText.command(
                ["deskferry", "dedupe", "merge", folder + rejects[0].path, "--db", database.path]))
    }

    private var correctRejects: NextStep {
        if kind == .merge { return correctMerge }
        let folder = reportFolder.map { $0 + "/" } ?? ""
        return NextStep(
            "Correct the rejected rows: each one says in its column _messages what is wrong. Then import "
                + (rejects.count == 1 ? "the file" : "the files") + " again; the three added columns may stay.",
            command: ShellText.command(
                [
                    "deskferry", "import", folder + (rejects.count == 1 ? rejects[0].path : "rejects"), "--db",
                    database.path,
                ]))
    }

    private var afterTrial: NextStep {
        if let command, command.hasPrefix("sync ") {
            let words = commandLine.map { $0 == "check" ? "run" : $0 }
            return NextStep("To do it, run the job:", command: ShellText.command(words))
        }
        return NextStep(
            "To do it, type the same without --dry-run:",
            command: ShellText.command(commandLine.filter { $0 != "--dry-run" }))
    }

    private var afterCheck: [NextStep] {
        let accept = NextStep(
            rejects.isEmpty
                ? "Load exactly what was checked:" : "Load what is good now, and correct the rejected rows afterwards:",
            command: ShellText.command(["deskferry", "import", "--accept", reportFolder ?? run, "--db", database.path]))
        if rejects.isEmpty { return [accept] }
        return [
            NextStep("Correct the source files where the problems below say so, and check them again. Or:"), accept,
        ]
    }
}

/// Something to do: a sentence, and what to type.
struct NextStep: Equatable {
    var text: String
    var command: String?

    init(_ text: String, command: String? = nil) {
        self.text = text
        self.command = command
    }
}

/// Commands as one may paste them into a shell.
enum ShellText {
    static func command(_ words: [String]) -> String {
        words.map(quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || plain.contains($0) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private static let plain = Set("0123456789-_./=:@,+%".unicodeScalars)
}

extension FindingGroup {
    /// `tickets.csv:14`, or `book.xlsx#Customers:14`
    func place(_ sample: FindingSample) -> String {
        if let file, let place = CommandLabel.place(file, record: sample.row) { return place }
        let table = [file, sheet].compactMap(\.self).joined(separator: "#")
        return sample.row > 0 ? "\(table):\(sample.row)" : table
    }

    /// The most frequent first, for views that show only some.
    static func byWeight(_ left: FindingGroup, _ right: FindingGroup) -> Bool {
        left.count > right.count
    }
}
