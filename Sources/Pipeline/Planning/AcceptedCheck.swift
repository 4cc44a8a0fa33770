import Foundation
import HelpDesk
import Reporting
import Tables

extension RunOptions {
    /// Takes over what a check was told, where the command line says nothing.
    mutating func adopt(_ check: RunFile) throws(ImportFailure) {
        let settings = check.acceptance.settings
        if sources.isEmpty { sources = Self.typed(check.report) }
        reading.encoding = reading.encoding ?? settings["encoding"]
        reading.delimiter = reading.delimiter ?? settings["delimiter"]?.first
        reading.quote = reading.quote ?? settings["quote"].map { $0 == Self.noQuote ? nil : $0.first }
        reading.dates = reading.dates ?? settings["dates"].flatMap(DateOrder.init)
        reading.decimal = reading.decimal ?? settings["decimal"]?.first
        reading.zone = reading.zone ?? settings["zone"]
        limit = limit ?? settings["limit"].flatMap { Int($0) }
        actor = actor ?? settings["as"]
        firstAdministrator = firstAdministrator ?? settings["first_admin"]
        invites = invites || settings["invite"] != nil
        if limits == WorkbookLimits() { limits = try LimitArguments.parse(Self.list(settings["max"])) }
        auto = auto || settings["auto"] != nil
        visibleOnly = visibleOnly || settings["visible_only"] != nil
        if maps.isEmpty { maps = Self.list(settings["map"]) }
        if reading.skips.isEmpty { reading.skips = Self.list(settings["skip"]) }
        if reading.sheets.isEmpty { reading.sheets = Self.list(settings["sheet"]) }
    }

    /// The files of a check as they can be typed again: a member of an archive stands for its archive.
    private static func typed(_ report: RunReport) -> [String] {
        var files: [String] = []
        for source in report.sources {
            var file = source.file
            while !FileManager.default.fileExists(atPath: file), let slash = file.lastIndex(of: "/") {
                file = String(file[..<slash])
            }
            let typed = FileManager.default.fileExists(atPath: file) ? file : source.file
            if !files.contains(typed) { files.append(typed) }
        }
        return files
    }

    /// How lists stand in `run.json`.
    static let listSeparator = "\n"

    /// How the absence of quotes stands there.
    static let noQuote = "none"

    private static func list(_ text: String?) -> [String] {
        text?.components(separatedBy: listSeparator) ?? []
    }
}

extension WorkbookLimits {
    /// The limits that are not the usual ones, as `--max` takes them; nil where all are.
    var raised: String? {
        let usual = WorkbookLimits()
        let others = WorkbookLimit.allCases.filter { self[$0] != usual[$0] }
        return others.isEmpty
            ? nil : others.map { "\($0.rawValue)=\(self[$0])" }.joined(separator: RunOptions.listSeparator)
    }
}

extension ImportPlan {
    /// The sources that are not what the check has read, each once.
    func changedSources(since check: RunReport) -> [String] {
        let checked = Dictionary(check.sources.map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        let planned = Dictionary(
            tables.map { ($0.table.file.name, $0.table.file.sha256) }, uniquingKeysWith: { first, _ in first })
        return Set(checked.keys).union(planned.keys).sorted().filter { checked[$0] != planned[$0] }
    }
}
