import Foundation
import Tables
import Testing

@testable import Reporting

@Suite struct FilesTests {
    private let tables = [
        TableLabel(file: "a.csv", columns: ["Name", "E-mail"]),
        TableLabel(file: "book.xlsx", sheet: "Customers", columns: ["Name"]),
    ]

    // MARK: findings.csv

    @Test func findingsAreOneLineEach() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/findings.csv"
        let collector = try FindingCollector(path: path)
        try collector.add(
            findings: [
                Finding(
                    .emailInvalid, .error, at: Position(table: 0, row: 4, line: 9), column: 1, field: "email",
                    value: "x\n\"y\""),
                Finding(.rowShort, .warning, at: Position(table: 1, row: 7), column: 0, ["1", "2"]),
            ], tables: tables)
        try collector.finish()
        let bytes = try TemporaryFolder.bytes(path)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let records = PlainCSV.records(String(decoding: bytes.dropFirst(3), as: UTF8.self))
        #expect(
            records[0] == [
                "severity", "code", "file", "sheet", "row", "line", "column", "header", "field", "value", "message",
            ])
        #expect(
            records[1][..<10] == ["error", "email.invalid", "a.csv", "", "4", "9", "2", "E-mail", "email", "x\n\"y\""])
        #expect(records[2][..<10] == ["warning", "row.short", "book.xlsx", "Customers", "7", "", "A", "Name", "", ""])
        #expect(records.count == 3 && records.allSatisfy { $0.count == 11 })
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"), ("@SUM(A1)", "'@SUM(A1)"), ("+A1", "'+A1"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("-", "'-"), ("＝1", "'＝1"),
        ("+48 123 456 789", "+48 123 456 789"), ("-12.50", "-12.50"), ("+1 (202) 555-0100", "+1 (202) 555-0100"),
        ("plain", "plain"), ("a=b", "a=b"), ("", ""), ("+48 123+A1", "'+48 123+A1"), ("+()", "'+()"),
    ])
    func cellsCannotBeFormulas(text: String, neutral: String) {
        #expect(FormulaGuard.neutral(text) == neutral)
    }

    @Test func findingsAreCountedByCodeFieldAndTable() throws {
        let collector = try FindingCollector(path: nil)
        for row in 1...20 {
            let table = row % 2
            let finding = Finding(
                .emailInvalid, .error, at: Position(table: table, row: row), field: "email", value: "v")
            try collector.add(findings: [finding], tables: tables)
        }
        try collector.add(findings: [Finding(.keyDerived, .info, at: Position(table: 0, row: 3))], tables: tables)
        let summary = collector.summary
        #expect(summary.errors == 20 && summary.infos == 1 && summary.total == 21)
        #expect(summary.groups.map(\.count) == [10, 10, 1])
        #expect(summary.groups[0].file == "a.csv" && summary.groups[1].sheet == "Customers")
        #expect(summary.groups[0].samples.map(\.row) == [2, 4, 6, 8, 10])
    }

    @Test func memoryStaysBoundedWhateverTheFields() throws {
        let collector = try FindingCollector(path: nil)
        for number in 0..<6_000 {
            let finding = Finding(.emailInvalid, .error, at: Position(table: 0, row: 1), field: "custom.f\(number)")
            try collector.add(findings: [finding], tables: tables)
        }
        let groups = collector.summary.groups
        #expect(groups.count == FindingCollector.maxGroups + 1)
        #expect(groups.reduce(0) { $0 + $1.count } == 6_000)
    }

    // MARK: changes.csv

    @Test func changesAreOneLineAField() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/changes.csv"
        let writer = ChangesWriter(path: path)
        try writer.add(
            FieldChange(
                entity: "contacts", field: "phone", key: "=evil", old: nil, new: "+48 1", at: Position(table: 1, row: 3)
            ),
            tables: tables)
        try writer.finish()
        let records = PlainCSV.records(String(try TemporaryFolder.text(path).dropFirst()))
        #expect(records[0] == ["entity", "key", "field", "old", "new", "file", "row"])
        #expect(records[1] == ["contacts", "'=evil", "phone", "", "+48 1", "book.xlsx, sheet Customers", "3"])
        #expect(writer.summary.fields.map(\.count) == [1])
    }

    @Test func noChangesNoFile() throws {
        let folder = try TemporaryFolder()
        let writer = ChangesWriter(path: folder.path + "/changes.csv")
        try writer.finish()
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/changes.csv"))
    }

    // MARK: The folder

    @Test func folderHasItsNameOnlyWhenPublished() throws {
        let temporary = try TemporaryFolder()
        let folder = try temporary.report("0012")
        try folder.makeSubfolder("rejects")
        try folder.write([65], to: "rejects/a.csv")
        #expect(!FileManager.default.fileExists(atPath: folder.finalPath))
        try folder.sync()
        try folder.publish()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.finalPath) == ["rejects"])
        #expect(try TemporaryFolder.text(folder.finalPath + "/rejects/a.csv") == "A")
        #expect(ReportFolder.leftovers(in: folder.parent).isEmpty)
    }

    @Test func leftoversAreFoundAndDiscarded() throws {
        let temporary = try TemporaryFolder()
        let folder = try temporary.report()
        try folder.write([65], to: "findings.csv")
        #expect(ReportFolder.leftovers(in: folder.parent).isEmpty, "a run is still working in it")
        // What a killed run leaves, even one whose process number somebody else has now.
        let left = folder.parent + "/.0008.partial"
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        try Data("\(getpid())\n".utf8).write(to: URL(fileURLWithPath: left + "/.process"))
        #expect(ReportFolder.leftovers(in: folder.parent).map(\.id) == ["0008"])
        for leftover in ReportFolder.leftovers(in: folder.parent) { leftover.discard() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.parent) == [".0007.partial"])
        #expect(ReportFolder.leftovers(in: temporary.path + "/nothing").isEmpty)
    }

    @Test func aTakenIDIsRefused() throws {
        let temporary = try TemporaryFolder()
        let folder = try temporary.report()
        #expect(throws: ImportFailure.self) { try temporary.report() }
        try folder.publish()
        #expect(throws: ImportFailure.self) { try temporary.report() }
    }

    @Test(.enabled(if: geteuid() != 0)) func aReadOnlyFolderIsSaidSo() throws {
        let temporary = try TemporaryFolder()
        chmod(temporary.path, 0o555)
        let failure = #expect(throws: ImportFailure.self) { try temporary.report() }
        #expect(failure?.status == .unavailable && failure?.code == "report.read_only")
    }

    @Test(.enabled(if: access("/proc/sys", F_OK) == 0)) func aFolderThatCannotBeMadeIsUnavailable() throws {
        let failure = #expect(throws: ImportFailure.self) { try ReportFolder.create(in: "/proc/sys/runs", id: "1") }
        #expect(failure?.status == .unavailable)
        #expect(failure?.hint?.contains("--report-dir") == true)
    }

    @Test(.enabled(if: access("/dev/full", W_OK) == 0)) func aFullDiskIsSaidSo() throws {
        let failure = #expect(throws: ImportFailure.self) {
            let collector = try FindingCollector(path: "/dev/full")
            try collector.finish()
        }
        #expect(failure?.code == "report.disk_full" && failure?.status == .unavailable)
    }

    @Test(arguments: [
        (ENOSPC, "report.disk_full"), (EDQUOT, "report.disk_full"), (EACCES, "report.read_only"),
        (EROFS, "report.read_only"), (EIO, "report.unwritable"),
    ])
    func whatTheSystemSaysBecomesASentence(number: Int32, code: String) {
        let failure = ImportFailure.report("write", "/srv/runs/.7.partial/findings.csv", errno: number)
        #expect(failure.code == code && failure.status == .unavailable)
        #expect(failure.message.contains("/srv/runs/.7.partial") && failure.hint?.contains("--report-dir") == true)
        #expect(failure.cause == String(cString: strerror(number)))
    }

    @Test func runsLieBesideTheDatabase() {
        #expect(ReportFolder.defaultParent(database: "/srv/desk/d.sqlite") == "/srv/desk/runs")
        #expect(ReportFolder.defaultParent(database: "d.sqlite") == "runs")
        #expect(ReportFolder.defaultParent(database: "/d.sqlite") == "/runs")
    }
}
