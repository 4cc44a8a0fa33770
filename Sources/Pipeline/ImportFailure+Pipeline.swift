import HelpDesk
import Tables

extension ImportFailure {
    static func noSources() -> ImportFailure {
        ImportFailure(
            "sources.none", .usage, "There is nothing to read: no file was named.",
            hint: "Name files or folders, such as: deskferry check customers.csv")
    }

    static func sourcesMissing(_ names: [String]) -> ImportFailure {
        let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
        return ImportFailure(
            "source.missing", .missingInput,
            names.count == 1 ? "There is no file or folder \(list)." : "There are no files or folders \(list).",
            hint: "Check the spelling and the folder you are in. Nothing was written.")
    }

    static func folderEmpty(_ folder: String) -> ImportFailure {
        ImportFailure(
            "source.no_tables", .missingInput, "The folder \"\(folder)\" holds no table.",
            hint: "Deskferry reads \(TableNames.kinds), and archives of these as .zip.")
    }

    static func archiveEmpty(_ name: String) -> ImportFailure {
        ImportFailure(
            "source.no_tables", .badInput, "The archive \"\(name)\" holds no table.",
            hint: "Deskferry reads \(TableNames.kinds) out of archives; archives inside archives have to be unpacked.")
    }

    static func workbookEmpty(_ name: String) -> ImportFailure {
        ImportFailure(
            "workbook.no_sheets", .badInput, "The workbook \"\(name)\" has no sheet with cells.",
            hint: "Look at it in a spreadsheet program, or leave it out.")
    }

    static func lookupArchive(_ path: String) -> ImportFailure {
        ImportFailure(
            "lookup.archive", .usage, "The lookup file \(path) is an archive.",
            hint: "Unpack it, and name the file inside it in the mapping.")
    }

    static func sheetUnknown(_ wanted: String, _ known: [String]) -> ImportFailure {
        ImportFailure(
            "sheet.unknown", .usage, "There is no sheet \"\(wanted)\".",
            hint: known.isEmpty
                ? "These files are no workbooks and have no sheets; leave --sheet out."
                : "Choose one of those there are.",
            details: known)
    }

    static func folderUnreadable(_ folder: String) -> ImportFailure {
        ImportFailure(
            "source.unreadable", .missingInput, "The folder \"\(folder)\" cannot be read.",
            hint: "Check its permissions.")
    }

    static func filesUnreadable(_ failures: [ImportFailure]) -> ImportFailure {
        let worst = failures.contains { $0.status == .usage } ? ExitStatus.usage : failures[0].status
        return ImportFailure(
            "sources.unreadable", worst, "\(failures.count) files cannot be read; nothing was written.",
            hint: "Correct them, or leave them out.",
            details: failures.flatMap {
                [$0.message] + ($0.hint.map { ["  " + $0] } ?? []) + $0.details.map { "  " + $0 }
            })
    }

    static func nothingToRead() -> ImportFailure {
        ImportFailure(
            "sources.nothing_left", .usage, "No table is left to read: all were skipped or left out.",
            hint: "Look at --sheet and --skip.")
    }

    /// What all values of columns leave open, one line a column.
    static func readingsUndecided(_ doubts: [String], dates: Bool, decimals: Bool) -> ImportFailure {
        let what = dates ? (decimals ? "Dates and numbers are" : "Dates are") : "Numbers are"
        let order =
            "the order of dates with `--dates dmy`, mdy or ymd, or with `date:` in a mapping, which takes a "
            + "format such as \"dd.MM.yyyy HH:mm\" too"
        let mark = "the decimal mark with `--decimal point` or comma, or with `decimal:` under `read:` in a mapping"
        let remedies = (dates ? [order] : []) + (decimals ? [mark] : [])
        return ImportFailure(
            dates ? "dates.undecided" : "decimals.undecided", .usage,
            "\(what) written in a way that could be read differently; nothing was written.",
            hint: "Tell me " + remedies.joined(separator: "; ") + ".", details: doubts)
    }

    static func labelsMissing() -> ImportFailure {
        ImportFailure(
            "labels.missing", .usage, "The data files that headers are recognised by are not found.",
            hint: "They come with deskferry; set DESKFERRY_HOME to the folder that holds `mappings`.")
    }

    /// `--strict-shape`: a table is not what it was when its mapping was made.
    static func shapeChanged(_ count: Int, _ sentences: [String], in job: SyncJob? = nil) -> ImportFailure {
        ImportFailure(
            "shape.changed", .stopped,
            "The files are not what they were when their mappings were made: \(count) "
                + "\(count == 1 ? "difference" : "differences").",
            hint:
                "Nothing was written. Correct the mapping and its `seen:` (`deskferry map` writes a new one)"
                + (job == nil ? ", or leave --strict-shape out." : "."),
            details: sentences)
    }

    /// Everybody would be turned away: tickets without any customer.
    static func customersMissing(_ entity: String, needs target: String, file: String) -> ImportFailure {
        ImportFailure(
            "\(target).missing", .stopped,
            "\(file) holds \(entity), but there are no \(target) in the database and none in these files, so none of "
                + "the \(entity) could be loaded.",
            hint: "Import the \(target) first or together with them, or let the mapping make them "
                + "(`on_missing: create`). Nothing was written.")
    }

    static func tooManyRejects(
        _ rejected: Int, of rows: Int, limit: RejectLimit, in job: SyncJob? = nil
    ) -> ImportFailure {
        ImportFailure(
            "rejects.limit", .stopped,
            "\(rejected) of \(rows) records would be rejected, more than "
                + (job == nil ? "--max-rejects" : "max_rejects in the job file") + " allows (\(limit)).",
            hint: "Nothing was written. The report and the rejects file show what is wrong.")
    }

    static func memoryLimit(keys: Int, limit: Int) -> ImportFailure {
        ImportFailure(
            "memory.limit", .stopped,
            "The keys of \(keys) records do not fit into the \(limit >> 20) MiB that --memory allows.",
            hint:
                "Nothing was written. Allow more, such as --memory \((keys * 28 * 3 / 2 >> 20) + 1)MiB, or load fewer "
                + "records at a time.")
    }

    static func unbalanced(_ what: String) -> ImportFailure {
        ImportFailure(
            "run.unbalanced", .internalError, "The run does not add up: \(what).",
            hint: "Nothing was written. Please report this with the run's folder.")
    }

    static func sourceChanged(_ name: String) -> ImportFailure {
        ImportFailure(
            "source.changed", .badInput, "\(name) was changed while it was being read.",
            hint: "Nothing was written. Wait until the file is complete, then run the same command again.")
    }

    static func checkDiffers(_ run: String, _ differences: [String]) -> ImportFailure {
        ImportFailure(
            "accept.differs", .stopped,
            "What was checked as \(run) is not what would be loaded now: "
                + differences.joined(separator: ", ") + " changed since.",
            hint: "Nothing was written. Check again, then accept the new check.")
    }

    static func runUnknown(_ name: String) -> ImportFailure {
        ImportFailure(
            "run.unknown", .usage, "There is no run \"\(name)\".",
            hint:
                "`deskferry runs list` shows all; a unique beginning of the id, `last`, `last-check` or a report folder will do."
        )
    }

    static func runUnreadable(_ path: String) -> ImportFailure {
        ImportFailure(
            "run.unreadable", .badInput,
            "\(path) is damaged, or was written by another version of Deskferry, and cannot be read.",
            hint: "Check again with this version; report.html beside it can still be looked at.")
    }

    static func reportGone(_ run: String, _ path: String) -> ImportFailure {
        ImportFailure(
            "report.gone", .missingInput, "The report of run \(run) is not there any more: \(path).",
            hint: "`deskferry runs show \(run)` shows what the history has kept.")
    }

    static func changesGone(_ run: String) -> ImportFailure {
        ImportFailure(
            "changes.gone", .missingInput,
            "What run \(run) has changed is not known any more: its changes.csv is gone, and so is its journal.",
            hint: "`deskferry runs show \(run)` shows what the history has kept.")
    }

    static func runAmbiguous(_ name: String, _ ids: [String]) -> ImportFailure {
        ImportFailure(
            "run.ambiguous", .usage, "\"\(name)\" is the beginning of several runs: \(ids.joined(separator: ", ")).",
            hint: "Type more of the id.")
    }

    static func actorUnknown(_ email: String) -> ImportFailure {
        ImportFailure(
            "actor.unknown", .usage, "There is no agent \(email) in the database.",
            hint: "Give --as the email of an agent, or leave it out.")
    }

    static func actorForbidden(
        _ email: String, _ deed: String, _ kind: ActorKind, _ right: Right
    ) -> ImportFailure {
        ImportFailure(
            "actor.forbidden", .forbidden,
            "\(email) is \(kind.description) and may not \(deed): \(Permissions.whoMay(right)).",
            hint: "Nothing was written.")
    }
}
