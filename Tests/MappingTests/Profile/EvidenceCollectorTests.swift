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

/// What several threads have found in parts of a table, put together.
@Suite struct MergedEvidenceTests {
    private static let pool = ["2024-01-02", "12,5", "Anna Nowak", "x@y.example", "tak", "00123", "  tak ", "-", ""]

    /// Rows of three columns: one with few values, one with many, one whose number of values is given.
    private static func rows(_ count: Int, distinct: Int) -> [[String]] {
        (0..<count).map { row in
            [pool[row * 7 % pool.count], "user\(row)@firma.example", "Wert \(row * 31 % distinct)"]
        }
    }

    private static func batch(_ rows: ArraySlice<[String]>) -> RowBatch {
        let batch = RowBatch()
        batch.fill(Array(rows))
        return batch
    }

    @Test(arguments: [3, 63, 64, 65, 500])
    func areWhatOneThreadFinds(_ distinct: Int) {
        let rows = Self.rows(1_000, distinct: distinct)
        let whole = EvidenceCollector(header: ["A", "B", "C"], nullValues: ["-"])
        let parts = (0..<3).map { _ in whole.twin() }
        let merged = whole.twin()
        for (index, start) in stride(from: 0, to: rows.count, by: 40).enumerated() {
            let batch = Self.batch(rows[start..<start + 40])
            whole.add(batch)
            // Late batches go to the first part, so that it has no samples of the beginning.
            parts[2 - index * 3 / 25].add(batch, before: start)
        }
        for part in parts { merged.merge(part) }
        #expect(merged.evidence == whole.evidence)
    }

    @Test func aThreadWithoutRowsAddsNothing() {
        let one = EvidenceCollector(header: ["A"])
        one.add(Self.batch([["x"], ["y"]]))
        let before = one.evidence
        one.merge(one.twin())
        #expect(one.evidence == before)
        let other = one.twin()
        other.merge(one)
        #expect(other.evidence == before)
    }

    @Test func bitsStandForShapesInTheirOrder() {
        let shapes: [ShapeSet] = [
            .email, .url, .phone, .integer, .decimalPoint, .decimalComma, .identifier, .dateISO, .dateDMY, .dateMDY,
            .dateYMD, .withTime, .duration, .boolean, .several, .html, .words,
        ]
        #expect(shapes == ValueShape.allCases.map { ShapeSet($0) })
    }

    @Test(arguments: [
        "a@b.example", "long.name.of.somebody@mail.example.com", "x@y@z.example", "@b.example", "a@b.", "a@b.c",
        "0123456789abcdef@b.example", "0123456789abcde@b.example", "0123456789abcd;f@b.example", "a@b,c.example",
        "0123456789abcdefghij@b\u{1F}.example", "a@.de", "Ada <ada@b.example>", "a.b@c", "łoś@b.example",
    ])
    func emailsAreFoundAsAByteAtATime(_ text: String) {
        var value = text
        let isEmail = value.withUTF8 { AddressShape.isEmail($0.baseAddress!, $0.count) }
        let inner = text.hasSuffix(">") ? String(text.drop { $0 != "<" }.dropFirst().dropLast()) : text
        let parts = inner.split(separator: "@", omittingEmptySubsequences: false)
        let hasEnds = inner.unicodeScalars.contains { $0.value <= 0x20 || ",;<".unicodeScalars.contains($0) }
        let host = parts.last.map(String.init) ?? ""
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isHost = labels.count > 1 && labels.last!.utf8.count > 1 && host.utf8.count > labels.last!.utf8.count + 1
        #expect(isEmail == (parts.count == 2 && !parts[0].isEmpty && !hasEnds && isHost))
    }
}
