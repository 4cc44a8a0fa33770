import Foundation
import Testing

@testable import Reporting

@Suite struct ModelTests {
    @Test func jsonComesBackAsItWas() throws {
        let report = RunReport.sample()
        #expect(try ReportJSON.decode(RunReport.self, from: report.json()) == report)
    }

    @Test func jsonHasNamesForPrograms() throws {
        let text = String(decoding: try RunReport.sample().json(), as: UTF8.self)
        for part in [
            "\"kind\" : \"import\"", "\"started\" : \"2025-03-01T12:05:09Z\"", "\"made_by_reference\" : 0",
            "\"sha256\" : \"3f3f", "\"exit_status\" : 1", "\"rows_per_second\"",
        ] { #expect(text.contains(part)) }
    }

    @Test func runFileKeepsDictionariesAsTheyAre() throws {
        let acceptance = Acceptance(
            mapping: "m", catalog: "c", settings: ["max-rejects": "5%", "on_missing": "park"],
            database: ["change_counter": "7", "size": "4096"])
        let file = RunFile(report: .sample(kind: .check, outcome: .checked), acceptance: acceptance)
        let copy = try ReportJSON.decode(RunFile.self, from: ReportJSON.encode(file))
        #expect(copy == file)
    }

    @Test func acceptanceNamesWhatChanged() {
        let checked = Acceptance(mapping: "m", catalog: "c", settings: ["a": "1"], database: ["size": "1"])
        var now = checked
        #expect(checked.differences(from: now).isEmpty)
        now.mapping = "n"
        now.settings["b"] = "2"
        now.database["size"] = "2"
        #expect(checked.differences(from: now) == ["mapping", "b", "database size"])
    }

    @Test func countsBalanceOnlyWhenNothingIsLost() {
        var counts = EntityCounts(
            read: 36, created: 1, updated: 2, unchanged: 3, deleted: 4, restored: 5, skipped: 6, rejected: 7, parked: 8,
            madeByReference: 100)
        #expect(counts.balances)
        counts.parked -= 1
        #expect(!counts.balances)
    }

    @Test func aTableBalancesWhenEachPassAccountsForEachRow() {
        let pass = PassReport(entity: "accounts", counts: EntityCounts(read: 3, created: 3), absent: 2)
        #expect(TableReport(rows: 5, passes: [pass]).balances)
        #expect(!TableReport(rows: 6, passes: [pass]).balances)
    }

    @Test func entitiesAreSummedOverTables() {
        let entities = EntityReport.summing([.contacts, .contacts, .tickets])
        #expect(entities.map(\.entity) == ["accounts", "contacts", "tickets"])
        #expect(entities[1].counts.read == 2_000_000)
        let made = EntityReport.summing([.tickets], madeByReference: ["accounts": 7, "teams": 0])
        #expect(made.map(\.entity) == ["accounts", "tickets"])
        #expect(made[0].counts == EntityCounts(madeByReference: 7) && made[0].counts.balances)
        #expect(RunReport.sample().balances)
    }
}
