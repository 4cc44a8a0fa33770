import Foundation
import Tables
import Testing

@testable import Pipeline

/// Job files as they are read.
@Suite struct SyncJobTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func mistakes(_ yaml: String) -> [String] {
        SyncJobParser.examine(yaml, path: "/srv/desk/nightly.yaml").mistakes.map(\.text)
    }

    private func job(_ yaml: String, path: String = "/srv/desk/nightly.yaml") throws -> SyncJob {
        let (job, mistakes) = SyncJobParser.examine(yaml, path: path)
        #expect(mistakes == [])
        return try #require(job)
    }

    @Test func everyKeyIsRead() throws {
        let job = try job(
            """
            name: zoho
            db: ../desk.sqlite
            create: yes
            as: sync@desk.example
            report_dir: runs
            max_rejects: 25
            max_changes: 20%
            memory: 512MiB
            max: [rows=5]
            missing: mark
            max_missing: 200
            timeout: 2h
            wait: 10m
            on_success: ./ok.sh
            on_rejects: {run: ./tell.sh, all: true}
            on_failure: ./bad.sh
            metrics_file: /var/lib/d.prom
            log_format: json
            sources:
              - file: in/contacts-*.csv
                take: all
                map: deskferry/contacts
                optional: true
                min_age: 2m
                max_age: 26h
                min_rows: 100
                done: done/
                missing: recycle
                missing_for: 2
                max_missing: [5%, 200]
                cascade: true
                reassign_open_to: eva@desk.example
                sheet: [Contacts]
                skip: Notes
                encoding: windows-1250
                delimiter: tab
                quote: none
                dates: dmy
                decimal: comma
                zone: Europe/Warsaw
              - file: /mnt/drop
                missing: keep
                since: {column: Modified Time, overlap: 90m}
            """)
        #expect(job.name == "zoho" && job.database == "/srv/desk.sqlite" && job.creates)
        #expect(job.actor == "sync@desk.example" && job.reportDirectory == "/srv/desk/runs")
        #expect(job.maxRejects == .rows(25) && job.maxChanges == .percent(20))
        #expect(job.memory == 512 << 20 && job.timeout == 7_200 && job.wait == 600)
        #expect(job.hooks.onRejects == SyncHook("./tell.sh", isForAll: true))
        #expect(job.hooks.onSuccess == SyncHook("./ok.sh") && job.hooks.onFailure == SyncHook("./bad.sh"))
        #expect(job.metricsFile == "/var/lib/d.prom" && job.logFormat == .json)
        let first = job.sources[0]
        #expect(first.pattern == "in/contacts-*.csv" && first.take == .all && first.isOptional && first.line == 20)
        #expect(first.minAge == 120 && first.maxAge == 93_600 && first.minRows == 100)
        #expect(first.doneFolder == "/srv/desk/done" && first.reading.mapping == "deskferry/contacts")
        #expect(first.missing.treatment == .recycle && first.missing.snapshots == 2 && first.missing.cascades)
        #expect(first.missing.maxShare == 5 && first.missing.maxCount == 200)
        #expect(first.missing.reassignOpenTo == "eva@desk.example")
        #expect(first.reading.sheets == ["Contacts"] && first.reading.skips == ["Notes"])
        #expect(first.reading.delimiter == "\t" && first.reading.quote == .some(nil))
        #expect(first.reading.dates == .dmy && first.reading.decimal == "," && first.reading.zone == "Europe/Warsaw")
        let second = job.sources[1]
        #expect(second.since == SyncWindow(column: "Modified Time", overlap: 5_400))
        #expect(second.missing.treatment == .keep && second.missing.maxShare == 100 && second.missing.maxCount == 200)
    }

    @Test func whatIsNotSaidIsCareful() throws {
        let job = try job("sources: [{file: in/*.csv}]", path: "/srv/it's my job.yaml")
        #expect(job.name == "it-s-my-job" && job.database == "" && !job.creates)
        #expect(job.maxRejects == .percent(10) && job.maxChanges == nil)
        #expect(job.sources[0].take == .newest && job.sources[0].missing == MissingPolicy())
    }

    @Test func mistakesSayWhatWouldBeRight() {
        let cases: [(String, String)] = [
            ("sources: [{file: a, min_rows: -1}]", "min_rows: a whole number belongs here"),
            ("sources: [{file: a, take: neuest}]", "did you mean \"newest\"?"),
            ("sources: [{file: a, max_age: 1m, min_age: 2m}]", "no file can be older than `min_age`"),
            ("sources: [{file: a, since: {overlap: 1h}}]", "`column:` is missing"),
            ("sources: [{file: a, since: T, missing: mark}]", "with `since:` nothing can be missing"),
            ("sources: [{file: a, zone: Mars/Base}]", "sources[0].zone: "),
            ("sources: [{file: a, encoding: utf-99}]", "sources[0].encoding: "),
            ("sources: [{file: a, max_missing: [5%, 2, 3]}]", "a share, a count or both"),
            ("sources: [{file: a, map: nope.yaml}]", "there is no mapping file /srv/desk/nope.yaml"),
            ("sources: [{file: '-'}]", "standard input is no source"),
            ("sources: []", "a list of sources belongs here"),
            ("db: x", "`sources:` is missing"),
            ("name: 'a b'\nsources: [{file: a}]", "a name is made of letters"),
            ("timeout: soon\nsources: [{file: a}]", "timeout: a duration belongs here"),
            ("timeout: nan\nsources: [{file: a}]", "timeout: a duration belongs here"),
            ("timeout: inf\nsources: [{file: a}]", "timeout: a duration belongs here"),
            ("max_rejects: 200%\nsources: [{file: a}]", "max_rejects: a number of rows such as 25"),
            ("on_rejects: {all: true}\nsources: [{file: a}]", "`run:` is missing"),
            ("memory: much\nsources: [{file: a}]", "memory: a size belongs here"),
            ("max: [lines=3]\nsources: [{file: a}]", "max: There is no limit \"lines\""),
            ("log_format: jsn\nsources: [{file: a}]", "did you mean \"json\"?"),
            ("sources: [{file: a}]\n---\nsources: [{file: b}]", "a job file holds one job"),
            ("- a", "`key: value` lines belong here"),
        ]
        for (yaml, expected) in cases {
            let found = mistakes(yaml)
            #expect(found.count == 1 && found[0].contains(expected), "\(yaml): \(found)")
        }
    }

    @Test func mistakesOfAMappingAreNamed() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mapping = folder.appending(path: "own.yaml").path
        try "entity: contacts\n".write(toFile: mapping, atomically: true, encoding: .utf8)
        let job = folder.appending(path: "job.yaml").path
        let found = SyncJobParser.examine("sources: [{file: a, map: own.yaml}]", path: job).mistakes.map(\.text)
        #expect(found.count == 1)
        #expect(found[0].contains("own.yaml:1:1: entity: the key \"entity\" is not known here"), "\(found)")
    }

    @Test func schemaIsWhatTheProgramPrints() throws {
        let text = try String(contentsOf: Self.root.appending(path: "docs/job.schema.json"), encoding: .utf8)
        #expect(text == SyncJobSchema.json, "deskferry sync schema > docs/job.schema.json")
    }

    @Test func documentedJobsHaveNoMistakes() throws {
        let text = try String(contentsOf: Self.root.appending(path: "docs/sync.md"), encoding: .utf8)
        let examples = text.components(separatedBy: "```yaml\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        #expect(examples.count > 0)
        for example in examples where example.contains("sources:") { #expect(mistakes(example) == [], "\(example)") }
    }

    @Test func everyKeyIsDocumented() throws {
        let text = try String(contentsOf: Self.root.appending(path: "docs/sync.md"), encoding: .utf8)
        for key in SyncJobParser.keys + SyncSourceParser.keys { #expect(text.contains("`\(key)`"), "\(key)") }
    }
}

/// Patterns that are guessed from the name of one file.
@Suite struct FilePatternTests {
    @Test(arguments: [
        ("in/contacts-2026-11-21.csv", "in/contacts-*.csv"),
        ("contacts.csv", "contacts.csv"),
        ("Tickets_20261121T031500Z.csv.gz", "Tickets_*.csv.gz"),
        ("export 21.11.2026 03.15.csv", "export *.csv"),
        ("contacts (2).xlsx", "contacts (*).xlsx"),
        ("contacts_7.csv", "contacts_*.csv"),
        ("zoho2crm.csv", "zoho2crm.csv"),
        ("2026-11-21.csv", "[0-9]*.csv"),
        ("2026-11-21-tickets.csv", "[0-9]*-tickets.csv"),
        ("a/b[1]/c.csv", "a/b\\[1]/c.csv"),
        ("v2/people*.csv", "v2/people\\*.csv"),
        ("/srv/drop/tickets.20261121.csv", "/srv/drop/tickets.*.csv"),
    ])
    func datesAndNumbersVary(name: String, pattern: String) {
        #expect(FilePattern.guess(name) == pattern)
    }
}
