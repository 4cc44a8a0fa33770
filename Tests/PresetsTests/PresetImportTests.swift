import Reporting
import Testing

/// Each sample is imported into a new database with the preset that it is recognised by; what then stands there is what the
/// table written by hand says, value by value, and nothing else.
@Suite struct PresetImportTests {
    @Test(arguments: PresetFile.all)
    func sampleBecomesWhatItMeans(_ file: PresetFile) throws {
        let desk = try PresetDesk()
        let report = try desk.load(file)
        let tables = report.sources.flatMap(\.tables)
        #expect(tables.compactMap(\.mapping).contains(file.preset))
        #expect(report.balances && report.exitStatus == 0)
        let expected = try file.expected()
        let stored = try desk.values(of: Set(expected.map(\.entity)))
        let missing = Set(expected).subtracting(stored).sorted()
        let surplus = Set(stored).subtracting(expected).sorted()
        #expect(missing.isEmpty, "not in the database: \(missing)")
        #expect(surplus.isEmpty, "not expected: \(surplus)")
        #expect(stored.count == expected.count)
    }

    /// A report of contacts has no ids; the list of tickets has both.
    @Test func ticketsFindCustomersWhoAreKnownByTheirAddressAlone() throws {
        let desk = try PresetDesk()
        let report = try desk.load(
            [
                try PresetFile.named("zoho-desk/contacts-report.csv").path,
                try PresetFile.named("zoho-desk/tickets.csv").path,
            ],
            dates: .dmy)
        #expect(report.exitStatus == 0 && report.totals.rejected + report.totals.parked == 0)
        let contacts = try desk.values(of: ["contacts"])
        #expect(contacts.contains { $0.field == "external_id" && $0.value.hasSuffix("188974000000020001") })
        #expect(
            Set(contacts.filter { $0.field == "email" }.map(\.value)).count == contacts.count { $0.field == "email" })
    }

    @Test(arguments: PresetFile.all)
    func secondImportChangesNothing(_ file: PresetFile) throws {
        let desk = try PresetDesk()
        _ = try desk.load(file)
        let second = try desk.load(file)
        #expect(!second.entities.isEmpty)
        for entity in second.entities {
            let counts = entity.counts
            #expect(counts.unchanged + counts.skipped == counts.read && counts.madeByReference == 0)
        }
    }
}
