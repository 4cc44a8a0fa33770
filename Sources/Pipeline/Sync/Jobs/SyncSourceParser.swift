import Foundation
import HelpDesk
import Mapping
import Tables
import Validation

/// Reads one item of `sources:`.
struct SyncSourceParser {
    let paths: SyncPaths
    /// What the job says for all its sources.
    let policy: MissingPolicy

    static let keys =
        ["file", "take", "map", "optional", "min_age", "max_age", "min_rows", "done", "since"]
        + SyncJobParser.policyKeys + ["sheet", "skip", "encoding", "delimiter", "quote", "dates", "decimal", "zone"]
    static let windowKeys = ["column", "overlap"]

    func parse(_ place: YAMLPlace) -> SyncSource? {
        guard let fields = place.fields(Self.keys) else { return nil }
        let file = fields["file"]
        if file == nil { place.mistake("`file:` is missing: a file, or a pattern such as in/contacts-*.csv") }
        var source = SyncSource(pattern: file?.string() ?? "", line: (file ?? place).line)
        if source.pattern == "-" { file?.mistake("standard input is no source of a job; name a file or a pattern") }
        choice(fields, into: &source)
        source.since = fields["since"].flatMap(window)
        source.missing = policy
        source.missing.read(fields)
        if source.since != nil, source.missing.treatment != .keep {
            fields["missing"]?.mistake("with `since:` nothing can be missing, for not every row is read")
            source.missing.treatment = .keep
        }
        source.reading = reading(fields)
        return source
    }

    private func choice(_ fields: [String: YAMLPlace], into source: inout SyncSource) {
        source.take = fields["take"]?.choice() ?? .newest
        source.isOptional = fields["optional"]?.boolean() ?? false
        source.minAge = fields["min_age"]?.duration() ?? 0
        source.maxAge = fields["max_age"]?.duration()
        if let limit = source.maxAge, limit <= source.minAge {
            fields["max_age"]?.mistake("no file can be older than `min_age` and younger than `max_age` then")
        }
        source.minRows = fields["min_rows"].flatMap(count)
        source.doneFolder = fields["done"]?.string().map(paths.absolute)
    }

    private func count(_ place: YAMLPlace) -> Int? {
        if let number = place.text.flatMap({ Int($0) }), number >= 0 { return number }
        place.mistake("a whole number belongs here")
        return nil
    }

    /// `{column: Modified Time, overlap: 1h}`, or the column alone.
    private func window(_ place: YAMLPlace) -> SyncWindow? {
        guard place.hasKeys else { return place.string().map { SyncWindow(column: $0, overlap: Self.usualOverlap) } }
        guard let fields = place.fields(Self.windowKeys) else { return nil }
        guard let column = fields["column"] else {
            place.mistake("`column:` is missing: the header of the column whose times decide")
            return nil
        }
        return column.string().map {
            SyncWindow(column: $0, overlap: fields["overlap"]?.duration() ?? Self.usualOverlap)
        }
    }

    private static let usualOverlap: TimeInterval = 3_600

    // MARK: How its files are read

    private func reading(_ fields: [String: YAMLPlace]) -> SourceReading {
        var reading = SourceReading()
        reading.mapping = fields["map"].flatMap(mapping)
        reading.sheets = fields["sheet"]?.strings() ?? []
        reading.skips = fields["skip"]?.strings() ?? []
        reading.encoding = fields["encoding"].flatMap(encoding)
        reading.delimiter = value(fields["delimiter"], "one character belongs here, or tab", OptionValue.delimiter)
        reading.quote = value(fields["quote"], "one character belongs here, or none", OptionValue.quote)
        reading.dates = fields["dates"]?.choice()
        reading.decimal = value(fields["decimal"], "point or comma belongs here", OptionValue.decimalMark)
        reading.zone = fields["zone"].flatMap(zone)
        return reading
    }

    private func value<Value>(_ place: YAMLPlace?, _ message: String, _ read: (String) -> Value?) -> Value? {
        guard let place, let text = place.string() else { return nil }
        if let value = read(text) { return value }
        place.mistake(message)
        return nil
    }

    /// A file beside the job, or a preset.
    private func mapping(_ place: YAMLPlace) -> String? {
        guard let name = place.string() else { return nil }
        let path = paths.absolute(name)
        let isFile = FileManager.default.fileExists(atPath: path)
        if !isFile, ["yaml", "yml"].contains(PathName.ending(of: name).lowercased()) {
            place.mistake("there is no mapping file \(path)")
            return nil
        }
        return note(at: place) { () throws(ImportFailure) in
            let known = isFile ? path : name
            _ = try Presets.find().load(known)
            return known
        }
    }

    private func encoding(_ place: YAMLPlace) -> String? {
        guard let name = place.string() else { return nil }
        return note(at: place) { () throws(ImportFailure) in try TextEncoding.named(name).name }
    }

    private func zone(_ place: YAMLPlace) -> String? {
        guard let name = place.string() else { return nil }
        return note(at: place) { () throws(ImportFailure) in
            try TimeZoneName.check(name, field: "zone")
            return name
        }
    }

    /// What goes wrong is a mistake of the place.
    private func note<Value>(at place: YAMLPlace, _ read: () throws(ImportFailure) -> Value) -> Value? {
        do throws(ImportFailure) {
            return try read()
        } catch {
            place.mistake(error.sentence)
            return nil
        }
    }
}

extension MissingPolicy {
    /// Takes over what these keys say.
    mutating func read(_ fields: [String: YAMLPlace]) {
        treatment = fields["missing"]?.choice() ?? treatment
        snapshots = fields["missing_for"]?.positive() ?? snapshots
        cascades = fields["cascade"]?.boolean() ?? cascades
        reassignOpenTo = fields["reassign_open_to"]?.string() ?? reassignOpenTo
        if let limits = fields["max_missing"] { read(limits: limits) }
    }

    /// `5%`, `200`, or both: `[5%, 200]`. What is not said does not limit.
    private mutating func read(limits place: YAMLPlace) {
        (maxShare, maxCount) = (100, nil)
        let places = place.items() ?? [place]
        if places.isEmpty || places.count > 2 { place.mistake("a share, a count or both belong here: [5%, 200]") }
        for place in places {
            switch place.limit("records") {
            case .percent(let share): maxShare = share
            case .rows(let count): maxCount = count
            case nil: break
            }
        }
    }
}
