import Tables
import Testing

@testable import Spreadsheets

@Suite struct MergedCellsTests {
    @Test func rangesOfDataRowsAreListed() {
        var merged = MergedCells(startRow: 2)
        merged.add(row: 1, column: 0, rows: 2, columns: 1)
        merged.add(row: 5, column: 1, rows: 5, columns: 1)
        merged.add(rows: 2...3, column: 2, range: "C2:D3")
        merged.add(rows: 4...4, column: 2, range: "C4:D4")
        #expect(merged.findings.map(\.parameters) == [["B5:B9"], ["C2:D3"]])
    }

    @Test func theLastOneSaysHowManyMoreThereAre() {
        var merged = MergedCells(startRow: 2)
        for row in 1...MergedCells.maxListed + 1_234 {
            merged.add(rows: row * 2...row * 2 + 1, column: 0, range: "A\(row * 2)")
        }
        let findings = merged.findings
        #expect(findings.count == MergedCells.maxListed)
        #expect(findings.last?.parameters == ["A200000", "1234"])
        #expect(findings.dropLast().allSatisfy { $0.parameters.count == 1 })
    }
}
