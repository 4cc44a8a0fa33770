import Foundation
import Tables

@testable import Reporting

/// A folder that is gone when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "reporting-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        chmod(path, 0o755)
        try? FileManager.default.removeItem(atPath: path)
    }

    func report(_ id: String = "0007") throws -> ReportFolder {
        try ReportFolder.create(in: path + "/runs", id: id)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }
}

/// The slow, obvious reading of CSV, to look at what was written.
enum PlainCSV {
    static func records(_ text: String, delimiter: Character = ",") -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var cell = ""
        var isQuoted = false
        for scalar in text.unicodeScalars {
            let character = Character(scalar)
            if character == "\"" {
                isQuoted.toggle()
                cell.append("\"")
            } else if isQuoted {
                cell.append(character)
            } else if character == delimiter {
                record.append(unquoted(cell))
                cell = ""
            } else if character == "\n" {
                records.append(record + [unquoted(cell)])
                record = []
                cell = ""
            } else if character != "\r" {
                cell.append(character)
            }
        }
        return records
    }

    private static func unquoted(_ cell: String) -> String {
        guard cell.hasPrefix("\""), cell.hasSuffix("\""), cell.count > 1 else { return cell }
        return cell.dropFirst().dropLast().replacingOccurrences(of: "\"\"", with: "\"")
    }
}

extension RunReport {
    /// A day at the desk: two files, all kinds of outcomes.
    static func sample(kind: Kind = .load, outcome: Outcome = .committed) -> RunReport {
        var report = RunReport(
            run: "0007", kind: kind, outcome: outcome, version: "0.1.0",
            commandLine: ["deskferry", "import", "Kunden & Co.csv", "tickets.csv"],
            started: Date(timeIntervalSince1970: 1_740_830_709), finished: Date(timeIntervalSince1970: 1_740_830_712),
            database: DatabaseReport(
                path: "/srv/desk/deskferry.sqlite", isNew: false, records: ["contacts": 1_200_000, "tickets": 4_331]))
        report.exitStatus = 1
        report.actor = "ola@firma.example"
        report.reportFolder = "/srv/desk/runs/0007"
        report.sources = [.contacts, .tickets]
        report.entities = EntityReport.summing(report.sources)
        report.rejects = [
            RejectsFile(path: "rejects/Kunden & Co.csv", file: "Kunden & Co.csv", rows: 12),
            RejectsFile(path: "rejects/tickets.csv", file: "tickets.csv", rows: 507),
        ]
        report.unmapped = [
            UnmappedColumn(file: "Kunden & Co.csv", column: "Region", fate: .kept),
            UnmappedColumn(file: "tickets.csv", column: "Internal <Code>", fate: .ignored),
        ]
        report.notes = ["Owner of 12 new accounts is empty because no --as was given."]
        report.timing = RunTiming(elapsed: 3.2, rows: report.rows)
        report.findings = .sample
        report.changes = .sample
        return report
    }
}

extension SourceReport {
    static let contacts = SourceReport(
        SourceFile(
            path: "/tmp/x", name: "Kunden & Co.csv", size: 181_304_021, sha256: String(repeating: "3f", count: 32)),
        settings: [
            ReadSetting("encoding", "windows-1250", .detected, evidence: "only it spells Polish"),
            ReadSetting("delimiter", ";", .given),
        ],
        tables: [
            TableReport(
                mapping: "zoho-desk/contacts", headerRow: 3, preambleRows: 2, rows: 1_000_000, blankRows: 3,
                passes: [
                    PassReport(
                        entity: "accounts",
                        counts: EntityCounts(read: 900_000, created: 50_000, unchanged: 849_995, rejected: 5),
                        absent: 100_000),
                    PassReport(
                        entity: "contacts",
                        counts: EntityCounts(
                            read: 1_000_000, created: 990_000, updated: 4_993, unchanged: 5_000, rejected: 7)),
                ])
        ])

    static let tickets = SourceReport(
        SourceFile(path: "/tmp/y", name: "tickets.csv", size: 52_000),
        settings: [ReadSetting("encoding", "utf-8", .detected, evidence: "byte order mark")],
        tables: [
            TableReport(
                mapping: "zoho-desk/tickets", rows: 2_000, blankRows: 0,
                passes: [
                    PassReport(
                        entity: "tickets",
                        counts: EntityCounts(
                            read: 2_000, created: 1_493, rejected: 500, parked: 7, madeByReference: 0))
                ])
        ])
}

extension FindingSummary {
    static var sample: FindingSummary {
        let tables = [
            TableLabel(file: "Kunden & Co.csv", columns: ["Name", "E-mail"]),
            TableLabel(file: "tickets.csv", columns: ["Id", "Subject", "Contact"]),
        ]
        let collector = try! FindingCollector(path: nil)
        for row in 2...501 {
            let finding = Finding(
                .referenceUnknown, .error, at: Position(table: 1, row: row, line: row), column: 2, field: "contact",
                value: "nobody\(row)@firma.example", ["contacts", "email"])
            try! collector.add(findings: [finding], tables: tables)
        }
        for row in 2...8 {
            let finding = Finding(
                .emailInvalid, .error, at: Position(table: 0, row: row, line: row), column: 1, field: "email",
                value: "<script>alert(\(row))</script>", [])
            let phone = Finding(
                .phoneInvalid, .warning, at: Position(table: 0, row: row, line: row), field: "phone", value: "brak", [])
            try! collector.add(findings: [finding, phone], tables: tables)
        }
        return collector.summary
    }
}

extension ChangeSummary {
    static var sample: ChangeSummary {
        let writer = ChangesWriter(path: nil)
        let tables = [TableLabel(file: "Kunden & Co.csv")]
        for row in 2...900 {
            let change = FieldChange(
                entity: "contacts", field: "phone", key: "ola\(row)@firma.example", old: row % 2 == 0 ? nil : "22 1",
                new: "+48 22 123 45 67", at: Position(table: 0, row: row))
            try! writer.add(change, tables: tables)
        }
        return writer.summary
    }
}
