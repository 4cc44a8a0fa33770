import Tables
import Testing

@testable import Mapping

@Suite struct EvidenceCollectorTests {
    private func evidence(_ rows: [[String]], header: [String] = ["A"], batch size: Int = 100) -> [ColumnEvidence] {
        let collector = EvidenceCollector(header: header)
        let batch = RowBatch()
        for start in stride(from: 0, to: rows.count, by: size) {
            batch.fill(Array(rows[start..<min(start + size, rows.count)]))
            collector.add(batch)
        }
        return collector.evidence
    }

    private func column(_ values: [String], batch size: Int = 100) -> ColumnEvidence {
        evidence(values.map { [$0] }, batch: size)[0]
    }

    @Test func fewValuesAreCountedExactly() {
        let found = column(["Otwarte", "Zamknięte", " Otwarte ", "", "\u{A0}", "Otwarte"], batch: 2)
        #expect(found.rows == 6 && found.filled == 4 && found.distinct == 2)
        #expect(found.values == ["Otwarte": 3, "Zamknięte": 1])
        #expect(found.samples == ["Otwarte", "Zamknięte"])
        #expect(found.longest == 9, "characters, not bytes")
    }

    @Test func shapesCountValuesNotDifferentOnes() {
        let found = column(["1", "1", "2024-01-02", "ada@x.example", "1"])
        #expect(found.shapes[.integer] == 3 && found.shapes[.dateISO] == 1 && found.shapes[.email] == 1)
        #expect(found.share(.email) == 0.2)
        #expect(column([]).share(.email) == nil)
    }

    @Test(arguments: [63, 64, 65, 66, 200])
    func theStepToManyValuesLosesNothing(_ count: Int) {
        let values = (0..<count).map { "user\($0)@firma.example" } + ["user0@firma.example", "Text", "2024-05-06"]
        let found = column(values, batch: 10)
        #expect(found.filled == count + 3)
        #expect(found.shapes[.email] == count + 1 && found.shapes[.dateISO] == 1)
        #expect((found.values != nil) == (count + 2 <= ColumnEvidence.maxValues))
        #expect(abs(found.distinct - (count + 2)) <= max(6, count / 10))
        #expect(found.samples == (0..<5).map { "user\($0)@firma.example" })
    }

    @Test(arguments: [500, 5_000, 60_000])
    func differentValuesAreEstimated(_ count: Int) {
        let found = column((0..<count).map { "K-\($0)" } + (0..<count).map { "K-\($0)" }, batch: 1_000)
        #expect(abs(Double(found.distinct - count)) <= 0.08 * Double(count), "\(found.distinct)")
        #expect(found.filled == 2 * count && found.values == nil)
    }

    @Test func aLongValueEndsTheListButNothingElse() {
        let long = String(repeating: "żółw ", count: 100)
        let found = column(["a", long, "a", long + "!"])
        #expect(found.values == nil && found.filled == 4 && found.distinct == 3)
        #expect(found.longest == 501)
        #expect(found.samples.count == 2 && found.samples[1].hasSuffix("…") && found.samples[1].utf8.count < 200)
    }

    @Test func raggedRowsAndSurplusCells() {
        let found = evidence([["1", "2", "3"], ["4"], [], ["5", "6"]], header: ["A", "B"])
        #expect(found.map(\.filled) == [3, 2] && found.map(\.rows) == [4, 4])
        #expect(found.map(\.header) == ["A", "B"] && found.map(\.column) == [0, 1])
    }

    @Test func nullValuesAreNone() {
        let collector = EvidenceCollector(header: ["A"], nullValues: ["-", "NULL"])
        let batch = RowBatch()
        batch.fill([["-"], ["NULL"], ["x"]])
        collector.add(batch)
        #expect(collector.evidence[0].filled == 1)
    }

    @Test func twoWaysOfCountingAgree() {
        // What the collector says of many values, held against looking at each value alone.
        let pool = [
            "2024-01-02", "12,5", "Anna Nowak", "x@y.example", "1:30", "https://a.example", "tak", "00123",
            "+48 600 555 123",
        ]
        let values = (0..<3_000).map { pool[$0 % pool.count] + ($0 % 7 == 0 ? " \($0)" : "") }
        var wanted: [ValueShape: Int] = [:]
        for value in values {
            var text = value
            let found = text.withUTF8 { ShapeFinder().shapes($0.baseAddress!, $0.count) }
            for shape in ValueShape.allCases where found.contains(ShapeSet(shape)) { wanted[shape, default: 0] += 1 }
        }
        #expect(column(values, batch: 37).shapes == wanted)
    }
}
