import HelpDesk
import Tables
import Testing

@testable import Validation

/// How the values of a column do in each way of reading.
@Suite struct ReadingTrialTests {
    private func trial(
        _ type: FieldType, _ cells: [TestCell], _ adjust: (inout ShapeColumn) -> Void = { _ in }
    ) throws -> ReadingTrial {
        let shape = RecordShape.of(type, adjust)
        let trial = try #require(ReadingTrial(shape.columns[0]))
        trial.add(TestBatch(shape, cells.map { [$0] }).batch, column: 0)
        return trial
    }

    private func verdict(_ type: FieldType, _ cells: TestCell...) throws -> ReadingEvidence.Verdict {
        try trial(type, cells).evidence.verdict
    }

    @Test func asksOnlyWhereNobodyHasSaid() {
        #expect(ReadingTrial(RecordShape.of(.text).columns[0]) == nil)
        #expect(ReadingTrial(RecordShape.of(.date) { $0.reading.date = .order(.dmy) }.columns[0]) == nil)
        #expect(ReadingTrial(RecordShape.of(.decimal) { $0.reading.decimalMark = UInt8(ascii: ",") }.columns[0]) == nil)
        #expect(ReadingTrial(RecordShape.of(.date) { $0.sourceColumn = nil }.columns[0]) == nil)
    }

    @Test func isoDatesLeaveNothingOpen() throws {
        let cells: [TestCell] = ["2024-01-02", nil, "2024-02-31", "2024-01-02T10:00:00Z", "next week", "–"]
        let trial = try trial(.instant, cells)
        #expect(!trial.isOpen && trial.evidence.verdict == .plain && trial.evidence.values == 3)
        #expect(try self.trial(.date, ["2024-01-02", "01/02/2024"]).isOpen)
        #expect(try self.trial(.date, ["2024-31-01"]).isOpen)
        #expect(try self.trial(.date, ["5月2日"]).isOpen)
    }

    @Test func datesAreReadInEachOrder() throws {
        #expect(try verdict(.date, "13/02/2001", "03/02/2001") == .settled(0))
        #expect(try verdict(.date, "02/13/2001", "03/02/2001") == .settled(1))
        #expect(try verdict(.date, "2001/2/3") == .settled(2))
        #expect(try verdict(.date, "31/02/03") == .settled(2))
        #expect(try verdict(.date, "03/02/2001") == .open([0, 1]))
        #expect(try verdict(.date, "03/02/01") == .open([0, 1, 2]))
        #expect(try verdict(.date, "05-Mar-24") == .settled(0))
        #expect(try verdict(.date, "Mar 5, 2024") == .settled(1))
        #expect(try verdict(.date, "13/02/2001", "02/13/2001") == .contradictory)
        #expect(try verdict(.date, "99/99/9999") == .contradictory)
        #expect(try verdict(.instant, "13/02/2001 3:05 PM") == .settled(0))
    }

    @Test func impossibleDaysSpeakAgainstAnOrder() throws {
        // There is no 31 April, but a 4 of a 31st month there is not either.
        #expect(try verdict(.date, "31/04/2001", "13/02/2001", "14/02/2001") == .settled(0))
    }

    @Test func spreadsheetDatesFitAnyOrder() throws {
        let evidence = try trial(.date, [TestCell("2001-02-03", .date), "13/02/2001"]).evidence
        #expect(evidence.verdict == .settled(0) && evidence.fits == [2, 1, 1])
    }

    @Test func decimalsAreReadWithEachMark() throws {
        #expect(try verdict(.decimal, "12", TestCell("1.234", .number)) == .plain)
        #expect(try verdict(.decimal, "1,234.5", "1,234") == .settled(0))
        #expect(try verdict(.decimal, "1.234,5", "1.234") == .settled(1))
        #expect(try verdict(.decimal, "0,125") == .settled(1))
        #expect(try verdict(.decimal, "1.234.567") == .settled(1))
        #expect(try verdict(.decimal, "1,234") == .open([0, 1]))
        #expect(try verdict(.decimal, "1,5", "1.5") == .contradictory)
        #expect(try verdict(.integer, "1,234") == .settled(0))
        #expect(try verdict(.integer, "1.234") == .settled(1))
    }

    @Test func aPointAloneAsksNothing() throws {
        #expect(try !trial(.decimal, ["12.5", "n/a", "7"]).isOpen)
        #expect(try trial(.decimal, ["12.5", "1.234"]).isOpen)
        #expect(try trial(.decimal, ["12,5"]).isOpen)
    }

    @Test func partsAreWhatTheWholeIs() throws {
        let cells: [TestCell] = ["03/02/2001", "13/02/2001", "x1", "2024-01-02", "04/05/2001", "06/07/2001", "9/9/99"]
        let shape = RecordShape.of(.date)
        let (whole, late, early) = try (trial(.date, cells), trial(.date, []), trial(.date, []))
        late.add(TestBatch(shape, cells[3...].map { [$0] }).batch, column: 0, before: 3)
        early.add(TestBatch(shape, cells[..<3].map { [$0] }).batch, column: 0, before: 0)
        late.merge(early)
        #expect(late.evidence == whole.evidence)
        #expect(late.evidence.openSamples.texts == ["03/02/2001", "04/05/2001", "06/07/2001"])
    }
}
