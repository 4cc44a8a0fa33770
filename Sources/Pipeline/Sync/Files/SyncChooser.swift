import Foundation
import Reporting
import Tables

/// Chooses the files of a run: what fits, is old enough, and not too old.
struct SyncChooser {
    private let job: SyncJob
    private let now: Date
    private var selection = SyncSelection()
    /// Files that a source reads already, by their real paths.
    private var taken: [String: Int] = [:]
    private var missing: [String] = []
    private var stale: [String] = []

    /// - Throws: `sync.source_missing` where a source that is not optional has no file, `sync.stale` where the newest
    ///   one is too old; all sources of which that is true are named.
    static func choose(_ job: SyncJob, now: Date = Date()) throws(ImportFailure) -> SyncSelection {
        var chooser = SyncChooser(job, now)
        for index in job.sources.indices { try chooser.choose(index) }
        if !chooser.missing.isEmpty { throw .syncSourceMissing(job, chooser.missing) }
        if !chooser.stale.isEmpty { throw .syncStale(job, chooser.stale) }
        return chooser.selection
    }

    private init(_ job: SyncJob, _ now: Date) {
        self.job = job
        self.now = now
    }

    private mutating func choose(_ index: Int) throws(ImportFailure) {
        let source = job.sources[index]
        let all = try SyncPattern(source, number: index, job: job).files().sorted(by: SyncFile.byAge)
        let ready = all.filter { $0.age(now) >= source.minAge }
        let young = all.filter { $0.age(now) < source.minAge }.map { tooYoung($0, source.minAge) }
        guard let newest = ready.last else { return lack(source, index, young) }
        selection.notes += young
        if let limit = source.maxAge, newest.age(now) > limit { stale.append(tooOld(newest, limit)) }
        switch source.take {
        case .newest:
            take([newest])
            selection.overtaken += ready.dropLast()
        case .all: take(ready.reversed())
        }
    }

    /// What another source reads already is not read again.
    private mutating func take(_ files: [SyncFile]) {
        for file in files {
            let real = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
            if let first = taken[real] {
                selection.notes.append(
                    "\(file.name) fits sources \(first + 1) and \(file.source + 1) of the job; it is read once, as "
                        + "source \(first + 1) says.")
            } else {
                taken[real] = file.source
                selection.files.append(file)
            }
        }
    }

    private mutating func lack(_ source: SyncSource, _ index: Int, _ young: [String]) {
        if source.isOptional {
            selection.absent.insert(index)
            selection.notes += young.isEmpty ? ["No file fits \(source.pattern), which is optional."] : young
        } else {
            missing.append("line \(source.line): \(source.pattern)" + (young.isEmpty ? " fits no file" : ""))
            missing += (young.isEmpty ? SyncPattern(source, number: index, job: job).nearMisses() : young).map {
                "  " + $0
            }
        }
    }

    private func tooYoung(_ file: SyncFile, _ limit: TimeInterval) -> String {
        let age = file.age(now)
        let when = age < 0 ? "at \(Instant.text(file.modified)), which is to come" : "\(Span.text(age)) ago"
        return "\(file.name) was changed \(when); it is left for the next run (min_age: \(Span.text(limit)))."
    }

    private func tooOld(_ file: SyncFile, _ limit: TimeInterval) -> String {
        "\(file.name) was changed at \(Instant.text(file.modified)), \(Span.text(file.age(now))) ago; max_age is "
            + "\(Span.text(limit))"
    }
}

/// Durations as job files write them, to be read by people.
enum Span {
    /// `40 s`, `3 min 20 s`, `26 h 5 min`
    static func text(_ seconds: TimeInterval) -> String { NumberText.duration(seconds) }
}
