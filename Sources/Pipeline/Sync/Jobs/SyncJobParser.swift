import Foundation
import HelpDesk
import Mapping
import Tables

/// Reads job files; all mistakes of a file are found at once.
package enum SyncJobParser {
    static let keys =
        ["name", "db", "create", "as", "report_dir", "sources"] + policyKeys + [
            "max_rejects", "max_changes", "memory", "max", "visible_only", "first_admin", "invite", "warn_duplicates",
            "ledger", "timeout", "wait", "on_success", "on_rejects", "on_failure", "metrics_file", "log_format",
        ]
    static let rejectsKeys = ["run", "all"]
    /// Of the job, for all its sources, and of each of them.
    static let policyKeys = ["missing", "missing_for", "max_missing", "cascade", "reassign_open_to"]

    /// The job at a path.
    ///
    /// - Parameter database: where the job names none.
    package static func load(_ path: String, database: @autoclosure () throws -> String) throws -> SyncJob {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            if !FileManager.default.fileExists(atPath: path) { throw ImportFailure.jobMissing(path) }
            throw ImportFailure.jobUnreadable(path, cause: error.localizedDescription)
        }
        let (job, mistakes) = examine(text, path: path)
        guard mistakes.isEmpty, var job else { throw ImportFailure.jobInvalid(path, mistakes) }
        if job.database.isEmpty { job.database = try database() }
        return job
    }

    /// What could be read, and everything that is wrong. The database is empty where the job names none.
    package static func examine(_ yaml: String, path: String) -> (job: SyncJob?, mistakes: [MappingMistake]) {
        let log = MistakeLog(file: path)
        let documents = YAMLDocuments.read(yaml, log).filter { !$0.isBlank }
        guard let place = documents.first else {
            if log.mistakes.isEmpty { log.note(line: 0, column: 0, path: "", "the file holds no job") }
            return (nil, log.sorted)
        }
        if documents.count > 1 { documents[1].mistake("a job file holds one job") }
        let job = parse(place, absolute: URL(fileURLWithPath: path).standardizedFileURL.path)
        return (job, log.sorted)
    }

    private static func parse(_ place: YAMLPlace, absolute path: String) -> SyncJob? {
        guard let fields = place.fields(keys) else { return nil }
        var job = SyncJob(name: SyncJobName.of(file: path), path: path, database: "")
        if let name = fields["name"] { job.name = SyncJobName.parse(name) ?? job.name }
        target(fields, into: &job)
        limits(fields, into: &job)
        loading(fields, into: &job)
        hooks(fields, into: &job)
        job.sources = sources(fields, in: place, job)
        return job
    }

    private static func target(_ fields: [String: YAMLPlace], into job: inout SyncJob) {
        let paths = SyncPaths(folder: job.folder)
        job.database = fields["db"]?.string().map(paths.absolute) ?? ""
        job.creates = fields["create"]?.boolean() ?? false
        job.actor = fields["as"]?.string()
        job.reportDirectory = fields["report_dir"]?.string().map(paths.absolute)
        job.metricsFile = fields["metrics_file"]?.string().map(paths.absolute)
        job.logFormat = fields["log_format"]?.choice()
    }

    private static func limits(_ fields: [String: YAMLPlace], into job: inout SyncJob) {
        job.maxRejects = fields["max_rejects"].flatMap { $0.limit("rows") } ?? job.maxRejects
        job.maxChanges = fields["max_changes"].flatMap { $0.limit("records") }
        job.timeout = fields["timeout"]?.duration()
        job.wait = fields["wait"]?.duration()
        if let memory = fields["memory"], let text = memory.string() {
            job.memory = OptionValue.size(text)
            if job.memory == nil { memory.mistake("a size belongs here, such as 512MiB or 2GiB") }
        }
        if let max = fields["max"] {
            do throws(ImportFailure) {
                job.limits = try LimitArguments.parse(max.strings())
            } catch {
                max.mistake(error.sentence)
            }
        }
    }

    private static func loading(_ fields: [String: YAMLPlace], into job: inout SyncJob) {
        job.visibleOnly = fields["visible_only"]?.boolean() ?? false
        job.firstAdministrator = fields["first_admin"]?.string()
        job.invites = fields["invite"]?.boolean() ?? false
        job.warnDuplicates = fields["warn_duplicates"]?.boolean() ?? false
        job.ledger = fields["ledger"]?.boolean() ?? false
    }

    private static func hooks(_ fields: [String: YAMLPlace], into job: inout SyncJob) {
        job.hooks.onSuccess = fields["on_success"]?.string().map { SyncHook($0) }
        job.hooks.onFailure = fields["on_failure"]?.string().map { SyncHook($0) }
        guard let place = fields["on_rejects"] else { return }
        guard place.hasKeys else {
            job.hooks.onRejects = place.string().map { SyncHook($0) }
            return
        }
        guard let parts = place.fields(rejectsKeys) else { return }
        guard let line = parts["run"] else { return place.mistake("`run:` is missing: the command") }
        job.hooks.onRejects = line.string().map { SyncHook($0, isForAll: parts["all"]?.boolean() ?? false) }
    }

    private static func sources(_ fields: [String: YAMLPlace], in place: YAMLPlace, _ job: SyncJob) -> [SyncSource] {
        var policy = MissingPolicy()
        policy.read(fields)
        guard let sources = fields["sources"] else {
            place.mistake("`sources:` is missing: which files are read")
            return []
        }
        guard let items = sources.items(), !items.isEmpty else {
            sources.mistake("a list of sources belongs here, each beginning with `- file: …`")
            return []
        }
        let parser = SyncSourceParser(paths: SyncPaths(folder: job.folder), policy: policy)
        return items.compactMap(parser.parse)
    }
}

/// The name by which the database knows a job.
enum SyncJobName {
    /// `jobs/zoho nightly.yaml` → `zoho-nightly`
    static func of(file path: String) -> String {
        let stem = String(PathName.stem(of: path).map { isUsable($0) ? $0 : "-" })
        return stem.contains(where: \.isLetter) || stem.contains(where: \.isNumber) ? stem : "job"
    }

    static func parse(_ place: YAMLPlace) -> String? {
        guard let name = place.string() else { return nil }
        if name.allSatisfy(isUsable), name.first?.isPunctuation == false, name.count <= 64 { return name }
        place.mistake(
            "a name is made of letters, digits and - _ . behind the first of them, 64 at most", suggestion: nil)
        return nil
    }

    private static func isUsable(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_.".contains(character)
    }
}

/// Paths of a job file, which count from its folder.
struct SyncPaths {
    let folder: String

    func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path.hasPrefix("/") ? path : PathName.joined(folder, path)).standardizedFileURL.path
    }
}

extension YAMLPlace {
    /// Seconds: `90`, `60s`, `10m`, `26h`, `2d`.
    func duration() -> TimeInterval? {
        guard let text = string() else { return nil }
        if let seconds = OptionValue.duration(text) { return seconds }
        mistake("a duration belongs here: a number and s, m, h or d, such as 26h")
        return nil
    }

    /// A count or a share.
    func limit(_ what: String) -> RejectLimit? {
        guard let text = string() else { return nil }
        if let limit = RejectLimit(text) { return limit }
        mistake("a number of \(what) such as 25 belongs here, or a share such as 5%")
        return nil
    }
}

extension ImportFailure {
    /// Message and hint as one sentence of a mistake, which has no full stop; with the mistakes of a mapping file, which
    /// say all that its hint does.
    var sentence: String {
        if code == "mapping.invalid", !details.isEmpty {
            return String(message.dropLast()) + ": " + details.joined(separator: "; ")
        }
        let text = hint.map { message + " " + $0 } ?? message
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
