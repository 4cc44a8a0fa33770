import CSV
import Mapping
import Synchronization
import Tables
import Testing

@testable import Pipeline

/// What planning reads of a table: never twice as a whole.
@Suite struct TableSurveysTests {
    private static let seen = """

        seen:
          rows: 40000
          columns:
            - { header: "email", blank: 0, shapes: { email: 100 } }
            - { header: "birthday", blank: 0, shapes: { dateDMY: 100, dateMDY: 100 } }
            - { header: "title", blank: 0 }

        """

    /// 40,000 rows are several batches.
    private static func births(_ last: String) -> String {
        "email,birthday,title\n" + (0..<40_000).map { "c\($0)@b.no,03/02/2001,x\($0 % 3)\n" }.joined()
            + "z@b.no,\(last),x\n"
    }

    private func table(_ text: String, _ name: String = "t.csv") throws -> (desk: Desk, table: CountedTable) {
        let desk = try Desk()
        let path = try desk.write(name, text)
        let file = SourceFile(path: path, name: name, size: text.utf8.count)
        return (desk, CountedTable(try CSVTable.open(file: file)))
    }

    private func bound(_ table: CountedTable, seen: String = "") throws -> BoundTable {
        let text = Maps.table("contacts", key: "[email]", columns: ["email", "birthday", "title"]) + seen
        let mapping = try MappingParser.parse(text, name: "m.yaml", origin: .user)
        return try MappingBinder(arguments: [MapArgument(mapping: mapping)], presets: []).bind([table]).bound[0]
    }

    @Test func openDatesAndRememberedShapeTakeOneReading() throws {
        let (desk, table) = try table(Self.births("12/31/2001"))
        let surveys = TableSurveys(limit: nil)
        let (tables, decided) = try ReadingDecider.decide([bound(table, seen: Self.seen)], by: surveys)
        let findings = try ShapeWatch.findings(tables, by: surveys)
        withExtendedLifetime(desk) {}
        #expect(decided[0].map(\.value) == ["mdy"] && findings.isEmpty)
        #expect(table.wholeReadings == 1)
    }

    @Test func theLimitHoldsForTheShapeAlone() throws {
        let (desk, table) = try table(Self.births("12/31/2001"))
        let surveys = TableSurveys(limit: 100)
        let (tables, decided) = try ReadingDecider.decide([bound(table, seen: Self.seen)], by: surveys)
        let survey = try surveys.survey(tables[0])
        withExtendedLifetime(desk) {}
        #expect(decided[0].map(\.value) == ["mdy"] && table.wholeReadings == 1)
        #expect(survey.rows == 100 && survey.isCut && survey.evidence[1].filled == 100)
    }

    @Test func tablesWithoutQuestionsAreNotReadAsAWhole() throws {
        let (desk, table) = try table(Self.births("2001-12-31").replacing("03/02/2001", with: "2001-02-03"))
        let surveys = TableSurveys(limit: nil)
        let (tables, _) = try ReadingDecider.decide([bound(table)], by: surveys)
        #expect(try ShapeWatch.findings(tables, by: surveys).isEmpty)
        withExtendedLifetime(desk) {}
        #expect(table.wholeReadings == 0)
    }

    @Test func aProposalTriesWhatItLeavesOpenOnTheWay() throws {
        let rows = (0..<40_000).map { "Anna,Nowak,c\($0)@b.example,03/02/2001\n" }.joined()
        let (desk, table) = try table("Imię,Nazwisko,Adres e-mail,Data urodzenia\n" + rows, "klienci.csv")
        let surveys = TableSurveys(limit: nil)
        let binder = MappingBinder(presets: [])
        let proposed = try TableProposer(surveys).propose(table) { proposed throws(ImportFailure) in
            try binder.bind(proposed, unsure: table)
        }
        let bound = try #require(try binder.bind(proposed, unsure: table))
        let failure = #expect(throws: ImportFailure.self) { try ReadingDecider.decide([bound], by: surveys) }
        withExtendedLifetime(desk) {}
        #expect(failure?.code == "dates.undecided")
        #expect(failure?.details.first?.contains("40,000 of 40,000 values fit day-month and month-day") == true)
        #expect(table.wholeReadings == 1)
    }

    @Test func threadsFindWhatOneDoes() throws {
        let (desk, table) = try table(Self.births("12/31/2001"))
        let collector = EvidenceCollector(header: table.header.names)
        let one = try TableSurvey.run(table, limit: nil, collector.twin(), trials: nil, workers: 1)
        let four = try TableSurvey.run(table, limit: nil, collector, trials: nil, workers: 4)
        withExtendedLifetime(desk) {}
        #expect(four == one && one.rows == 40_001)
    }
}

/// A real table that counts how often it is read to its end.
private final class CountedTable: TableSource {
    let base: any TableSource
    private let count = Mutex(0)

    init(_ base: any TableSource) { self.base = base }

    var wholeReadings: Int { count.withLock { $0 } }
    var file: SourceFile { base.file }
    var sheet: String? { base.sheet }
    var header: TableHeader { base.header }
    var sampleRows: [[String]] { base.sampleRows }
    var readSettings: [ReadSetting] { base.readSettings }

    func withHeader(row: Int, dataRow: Int) throws(ImportFailure) -> any TableSource {
        try base.withHeader(row: row, dataRow: dataRow)
    }

    func makeReader(digesting: Bool) throws(ImportFailure) -> any TableReader {
        CountedReader(try base.makeReader(digesting: digesting)) { self.count.withLock { $0 += 1 } }
    }
}

private final class CountedReader: TableReader {
    private let base: any TableReader
    private let atEnd: () -> Void

    init(_ base: any TableReader, atEnd: @escaping () -> Void) {
        self.base = base
        self.atEnd = atEnd
    }

    var bytesRead: Int { base.bytesRead }
    var blankRows: Int { base.blankRows }

    func next(into batch: RowBatch) throws(ImportFailure) -> Bool {
        let hasRows = try base.next(into: batch)
        if !hasRows { atEnd() }
        return hasRows
    }

    func finishDigest() throws(ImportFailure) -> String? { try base.finishDigest() }
}
