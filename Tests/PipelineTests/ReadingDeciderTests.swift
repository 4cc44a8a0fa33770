import Reporting
import Tables
import Testing

/// What all values of a column say about dates and decimals, and what becomes of a run by it.
@Suite struct ReadingDeciderTests {
    private let contacts = Maps.table("contacts", key: "[email]", columns: ["email", "birthday", "title"])
    private let accounts = Maps.table("accounts", key: "[name]", columns: ["name", "annual_revenue", "employees"])

    private func births(_ dates: [String]) -> String {
        "email,birthday,title\n" + dates.enumerated().map { "c\($0.offset)@b.no,\($0.element),\n" }.joined()
    }

    private func revenues(_ numbers: [String]) -> String {
        "name;annual_revenue;employees\n" + numbers.enumerated().map { "A\($0.offset);\($0.element);\n" }.joined()
    }

    private func decided(_ run: Run) -> [String] {
        run.report.sources.flatMap { $0.tables.flatMap(\.decided) }.map { decision in
            [decision.column, decision.question, decision.value, decision.origin, decision.evidence ?? "–"]
                .joined(separator: "|")
        }
    }

    // MARK: Dates

    @Test func isoNeedsNoDecision() throws {
        let run = try Desk(contacts).load(["c.csv": births(["2001-02-03", "", "2002-03-04"])])
        #expect(decided(run) == ["birthday|dates|iso|detected|2 of the first 2 values are ISO 8601"])
    }

    @Test func aDayAboveTwelveSettlesTheOrder() throws {
        let desk = try Desk(contacts)
        let run = try desk.load(["c.csv": births(["03/02/2001", "25/12/1999", "01/01/2000", ""])])
        #expect(
            decided(run) == [
                "birthday|dates|dmy|detected|3 of 3 values fit day-month, 1 does not fit month-day"
            ])
        #expect(
            try desk.lines("SELECT birthday FROM contacts ORDER BY id") == [
                "2001-02-03", "1999-12-25", "2000-01-01", "–",
            ])
        #expect(run.findings.isEmpty)
    }

    @Test func theEvidenceMayStandFarDown() throws {
        let desk = try Desk(contacts)
        let dates = [String](repeating: "03/02/2001", count: 30_000) + ["12/31/2001"]
        let run = try desk.load(["c.csv": births(dates)])
        #expect(
            decided(run) == [
                "birthday|dates|mdy|detected|30,001 of 30,001 values fit month-day, 1 does not fit day-month"
            ])
        #expect(try desk.lines("SELECT DISTINCT birthday FROM contacts") == ["2001-03-02", "2001-12-31"])
    }

    @Test func severalOrdersStopTheRun() throws {
        let failure = #expect(throws: ImportFailure.self) {
            try Desk(contacts).loadOnly(["c.csv": births(["03/02/2001", "04/05/1999"])])
        }
        #expect(failure?.code == "dates.undecided" && failure?.status == .usage)
        #expect(
            failure?.details.first?.hasSuffix(
                "c.csv, column \"birthday\": 2 of 2 values fit day-month and month-day: \"03/02/2001\", \"04/05/1999\"")
                == true)
        #expect(failure?.hint?.contains("--dates dmy") == true)
    }

    @Test func ordersThatMeanTheSameNeedNoDecision() throws {
        let desk = try Desk(contacts)
        let run = try desk.load(["c.csv": births(["05/05/2001", "12/12/1999"])])
        #expect(
            decided(run) == [
                "birthday|dates|dmy|detected|2 of 2 values fit day-month, month-day would make the same of them"
            ])
        #expect(try desk.lines("SELECT birthday FROM contacts ORDER BY id") == ["2001-05-05", "1999-12-12"])
    }

    @Test func noOrderForAllStopsTheRun() throws {
        let failure = #expect(throws: ImportFailure.self) {
            try Desk(contacts).loadOnly(["c.csv": births(["25/12/2001", "12/25/2001", "01/02/2001"])])
        }
        #expect(
            failure?.details.first?.hasSuffix(
                "of 3 values 2 fit day-month (not \"12/25/2001\"), 2 fit month-day (not \"25/12/2001\") and 0 fit "
                    + "year-month-day (not \"25/12/2001\")") == true)
    }

    @Test func aFewThatFitNoOrderAreFindings() throws {
        let desk = try Desk(contacts)
        let run = try desk.load(["c.csv": births(["25/12/2001", "13/02/2002", "Flat 5", "01/02/2003"])])
        #expect(
            decided(run) == [
                "birthday|dates|dmy|detected|3 of 4 values fit day-month, 3 do not fit month-day"
            ])
        #expect(run.findings == ["warning date.invalid c.csv:4 birthday Flat 5"])
    }

    @Test func aFormatNobodyKnowsStopsTheRun() throws {
        let failure = #expect(throws: ImportFailure.self) {
            try Desk(contacts).loadOnly(["c.csv": births(["2024-31-01", "2024-30-01"])])
        }
        #expect(failure?.code == "dates.undecided" && failure?.details.first?.contains("2024-31-01") == true)
    }

    @Test func wordsAreTheirRowsTrouble() throws {
        let desk = try Desk(contacts)
        let run = try desk.load(["c.csv": "email,birthday,title\na@b.no,next week,\nc@d.no,2001-02-03,\n"])
        #expect(run.findings == ["warning date.invalid c.csv:2 birthday next week"])
        #expect(run.counts("contacts").created == 2)
    }

    @Test func raggedRowsSayNothingAboutDates() throws {
        let desk = try Desk(contacts)
        let run = try desk.load([
            "c.csv": "email,birthday,title\na@b.no,Flat 5,2001-02-03,Boss\nc@d.no,2001-02-03,\n"
        ])
        #expect(run.findings == ["error row.long c.csv:2  "])
    }

    @Test func whatIsGivenIsNotAsked() throws {
        let desk = try Desk(contacts)
        var options = try desk.options(["c.csv": births(["03/02/2001"])])
        options.reading.dates = .mdy
        let run = try desk.run(options, .load)
        #expect(decided(run) == ["birthday|dates|mdy|given|–"])
        #expect(try desk.lines("SELECT birthday FROM contacts") == ["2001-03-02"])
    }

    // MARK: Decimals

    @Test func aGroupBesideAFractionSettlesTheComma() throws {
        let desk = try Desk(accounts)
        let run = try desk.load(["a.csv": revenues(["1.234,56", "12", "1.234"])])
        #expect(
            decided(run) == [
                "annual_revenue|decimals|comma|detected|3 of 3 values fit a decimal comma, 1 does not fit a decimal point"
            ])
        #expect(try desk.lines("SELECT annual_revenue FROM accounts ORDER BY id") == ["1234.56", "12", "1234"])
    }

    @Test func aPointIsTakenWithoutAQuestion() throws {
        let desk = try Desk(accounts)
        let run = try desk.load(["a.csv": revenues(["1234.5", "12", "0.125"])])
        #expect(decided(run).isEmpty && run.findings.isEmpty)
    }

    @Test func groupsAloneLeaveTheMarkOpen() throws {
        let failure = #expect(throws: ImportFailure.self) {
            try Desk(accounts).loadOnly(["a.csv": revenues(["1,234", "12"])])
        }
        #expect(failure?.code == "decimals.undecided" && failure?.hint?.contains("--decimal point") == true)
        #expect(
            failure?.details.first?.hasSuffix("2 of 2 values fit a decimal point and a decimal comma: \"1,234\"")
                == true)
    }

    @Test func bothMarksStopTheRun() throws {
        let failure = #expect(throws: ImportFailure.self) {
            try Desk(accounts).loadOnly(["a.csv": revenues(["12.5", "12,5"])])
        }
        #expect(failure?.code == "decimals.undecided")
    }

    @Test func theMarkMayBeGiven() throws {
        let desk = try Desk(accounts)
        var options = try desk.options(["a.csv": revenues(["1,234"])])
        options.reading.decimal = ","
        #expect(decided(try desk.run(options, .load)) == ["annual_revenue|decimals|comma|given|–"])
        #expect(try desk.lines("SELECT annual_revenue FROM accounts") == ["1.234"])
    }

    @Test func wholeNumbersSettleTheMarkByThemselves() throws {
        let desk = try Desk(accounts)
        let run = try desk.load(["a.csv": "name;annual_revenue;employees\nA;;1.234\nB;;1.000\n"])
        #expect(
            decided(run) == [
                "employees|decimals|comma|detected|2 of 2 values fit a decimal comma, 1 does not fit a decimal point"
            ])
        #expect(try desk.lines("SELECT employees FROM accounts ORDER BY id") == ["1234", "1000"])
    }

    // MARK: Acceptance

    @Test func anAcceptedCheckIsLoadedAsItWasDecided() throws {
        let desk = try Desk(contacts)
        var options = try desk.options(["c.csv": births(["03/02/2001", "25/12/1999"])])
        let check = try desk.run(options, .check)
        options.accept = check.folder
        let load = try desk.run(options, .load)
        #expect(decided(load) == decided(check))
        #expect(try desk.lines("SELECT birthday FROM contacts ORDER BY id") == ["2001-02-03", "1999-12-25"])
    }
}
