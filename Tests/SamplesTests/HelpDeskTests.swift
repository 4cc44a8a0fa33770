import Foundation
import HelpDesk
import Reporting
import Testing

/// `samples/helpdesk` is a whole help desk, a file for every entity; `samples/helpdesk.xlsx` and `.zip` are the same.
@Suite struct HelpDeskTests {
    private static let folder = "samples/helpdesk"

    /// The table written by hand: entity, record, field, value.
    private func expected() throws -> Set<[String]> {
        let file = Program.root.appendingPathComponent(Self.folder + "/EXPECTED.csv")
        return Set(CSVLines.parse(try String(contentsOf: file, encoding: .utf8)).dropFirst())
    }

    @Test func everyEntityHasAFile() throws {
        let (status, report) = try Desk().report(["check", Self.folder])
        #expect(status == 0 && report.findings.groups.filter { $0.severity == .error }.isEmpty)
        #expect(Set(report.entities.map(\.entity)) == Set(Catalog.entities.map(\.name.rawValue)))
        let files = report.sources.map { (($0.file as NSString).lastPathComponent as NSString).deletingPathExtension }
        #expect(Set(files).isSuperset(of: ["agent-teams", "agent-departments", "contact-projects"]))
        let mappings = report.sources.flatMap(\.tables).compactMap(\.mapping)
        #expect(mappings.sorted() == files.map { "deskferry/\($0)" }.sorted())
    }

    @Test func importBecomesWhatItMeans() throws {
        let desk = try Desk()
        let (status, report) = try desk.report(["import", Self.folder])
        #expect(status == 0 && report.balances && report.totals.rejected == 0 && report.totals.parked == 0)
        let stored = Set(try Catalog.entities.flatMap { try values($0.name.rawValue, desk) })
        let expected = try expected()
        #expect(expected.subtracting(stored).map { $0.joined(separator: " | ") }.sorted() == [], "not in the database")
        #expect(stored.subtracting(expected).map { $0.joined(separator: " | ") }.sorted() == [], "not expected")
    }

    @Test func secondImportChangesNothing() throws {
        let desk = try Desk()
        _ = try desk.report(["import", Self.folder])
        let digest = try desk.run("digest").text
        let (status, second) = try desk.report(["import", Self.folder, "--force"])
        #expect(status == 0)
        for entity in second.entities {
            #expect(entity.counts.unchanged == entity.counts.read, "\(entity.entity)")
            #expect(entity.counts.madeByReference == 0)
        }
        #expect(try desk.run("digest").text == digest)
    }

    @Test(arguments: ["samples/helpdesk.xlsx", "samples/helpdesk.zip"])
    func workbookAndArchiveAreTheSame(_ bundle: String) throws {
        let (files, other) = (try Desk(), try Desk())
        _ = try files.report(["import", Self.folder])
        let (status, report) = try other.report(["import", bundle])
        #expect(status == 0 && report.totals.rejected == 0)
        #expect(try other.run("digest").text == files.run("digest").text)
    }

    /// A row each for a changed, a new, a deleted customer and one who leaves their account.
    @Test func bulkEditDoesWhatEachRowSays() throws {
        let desk = try Desk()
        _ = try desk.report(["import", Self.folder])
        let edit = "samples/helpdesk-zmiany"
        let (status, report) = try desk.report(["import", edit, "--map", edit + "/mapping.yaml"])
        #expect(status == 0 && report.balances && report.totals.rejected == 0)
        #expect(try desk.show("contacts", "ada@nordlys.example")["city"] == "Bergen")
        #expect(try desk.show("contacts", "ada@nordlys.example")["first_name"] == "Ada", "a blank cell leaves it")
        #expect(try desk.show("contacts", "ewa@mlynzuk.example")["account"] == "Młyn Żuk sp. z o.o.")
        let free = try desk.show("contacts", "lucja@mlynzuk.example")
        #expect(free["account"] == nil && free["last_name"] == "Żuk")
        let left = try values("contacts", desk).filter { $0[2] == "email" }.map { $0[3] }
        #expect(left.sorted() == ["ada@nordlys.example", "ewa@mlynzuk.example", "lucja@mlynzuk.example"])
    }

    /// Every value of an entity's records, as `list` prints them, those of `custom` one by one.
    private func values(_ entity: String, _ desk: Desk) throws -> [[String]] {
        let all = try desk.run("list", entity, "--json", "--limit", "100")
        let records = try JSONDecoder().decode([[String: Listed]].self, from: all.output)
        return records.flatMap { record in
            let key =
                ["number", "name", "email"].compactMap { record[$0]?.text }.first ?? "#\(record["id"]?.text ?? "")"
            let fields = record.filter {
                !["id", "source", "custom"].contains($0.key) && !Self.isID($0.key, of: record)
            }
            return (Array(fields) + (record["custom"]?.entries ?? [])).map { [entity, key, $0.key, $0.value.text] }
        }
    }

    /// `account_id` beside `account`, `teams_ids` beside `teams`.
    private static func isID(_ field: String, of record: [String: Listed]) -> Bool {
        ["_id", "_ids"].contains { field.hasSuffix($0) && record[String(field.dropLast($0.count))] != nil }
    }
}
