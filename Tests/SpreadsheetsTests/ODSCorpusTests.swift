import Foundation
import Tables
import Testing

@testable import Spreadsheets

@Suite struct ODSCorpusTests {
    /// Where our reading differs from calamine's, and why.
    private static let known = [
        "covered.ods": "a cell that is covered by a merged one shows nothing, whatever it holds",
        "date.ods": "a time of a clock is shown as such, an hour of the day; calamine gives its duration",
    ]

    @Test(.enabled(if: WorkbookCorpus.folder != nil, "the corpus is not there"))
    func readsWhatCalamineReads() throws {
        let report = try CalamineChecks.check(["ods"], known: Self.known) { file throws(ImportFailure) in
            try ODSWorkbook(file: file)
        }
        #expect(report.checked > 0)
        #expect(report.unexplained == [])
        #expect(report.stale(Self.known) == [])
    }
}
