import CSV
import Foundation
import Mapping
import Tables
import Testing

@testable import Pipeline

@Suite struct TableSurveyTests {
    private func table(_ text: String) throws -> (desk: Desk, table: any TableSource) {
        let desk = try Desk()
        let path = try desk.write("t.csv", text)
        return (desk, try CSVTable.open(file: SourceFile(path: path, name: "t.csv", size: text.utf8.count)))
    }

    @Test func seesEveryRowAndColumn() throws {
        let rows = (0..<40_000).map { "\($0),2024-01-02,\($0 % 3 == 0 ? "" : "x\($0 % 7)")\n" }.joined()
        let (desk, table) = try table("Id,Date,Kind\n" + rows + "\n,,\n")
        let survey = try TableSurvey.run(table)
        withExtendedLifetime(desk) {}
        #expect(survey.rows == 40_000 && survey.blankRows == 2)
        #expect(survey.evidence.map(\.header) == ["Id", "Date", "Kind"])
        #expect(survey.evidence.map(\.rows) == [40_000, 40_000, 40_000])
        #expect(survey.evidence[1].shapes[.dateISO] == 40_000 && survey.evidence[1].distinct == 1)
        #expect(survey.evidence[2].filled == 26_666 && survey.evidence[2].values?.count == 7)
        #expect(abs(survey.evidence[0].distinct - 40_000) < 2_000)
    }

    @Test func stopsAtTheLimit() throws {
        let (desk, table) = try table("Id\n" + (0..<90_000).map { "\($0)\n" }.joined())
        let survey = try TableSurvey.run(table, limit: 70_001)
        withExtendedLifetime(desk) {}
        #expect(survey.rows == 70_001 && survey.isCut && survey.evidence[0].filled == 70_001)
    }

    @Test func saysWhetherRowsAreLeft() throws {
        let (desk, table) = try table("Id\n1\n2\n")
        #expect(try !TableSurvey.run(table, limit: 2).isCut)
        #expect(try TableSurvey.run(table, limit: 1).isCut)
        withExtendedLifetime(desk) {}
    }

    @Test func takesNullValuesForNothing() throws {
        let (desk, table) = try table("Id,Kind\n1,-None-\n2,a\n")
        let survey = try TableSurvey.run(table, header: ["Number", "Sort"], nullValues: ["-None-"])
        withExtendedLifetime(desk) {}
        #expect(survey.evidence.map(\.header) == ["Number", "Sort"] && survey.evidence[1].filled == 1)
    }

    @Test func failsAsReadingFails() throws {
        let (desk, table) = try table("Id,Kind\n" + (0..<90_000).map { "\($0),a\n" }.joined() + "2,\"b\n")
        let failure = #expect(throws: ImportFailure.self) { try TableSurvey.run(table) }
        withExtendedLifetime(desk) {}
        #expect(failure?.code == "csv.unclosed_quote")
    }

    @Test func endsWhenTheRunHasToEnd() throws {
        let (desk, table) = try table("Id\n1\n")
        let interrupted = RunControl()
        interrupted.interrupt()
        for (control, code) in [(interrupted, "run.interrupted"), (RunControl(timeout: 0), "sync.timeout")] {
            let failure = #expect(throws: ImportFailure.self) {
                try TableSurvey.run(table, limit: nil, nil, trials: nil, control: control)
            }
            #expect(failure?.code == code)
        }
        withExtendedLifetime(desk) {}
    }
}
