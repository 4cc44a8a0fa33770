import Foundation
import Testing

@testable import Reporting

@Suite struct PageTests {
    @Test func everyTextOfTheInputIsEscaped() {
        var report = RunReport.sample()
        let evil = "<script>alert('x')</script>\" onload=\"y"
        report.notes = [evil]
        report.database.path = evil
        report.actor = evil
        report.commandLine.append(evil)
        report.unmapped[0].column = evil
        report.rejects[0].path = "rejects/" + evil
        report.sources[0].file = evil
        report.sources[0].tables[0].mapping = evil
        report.changes.fields[0].samples[0].new = evil
        report.changes.fields[0].samples[0].key = evil
        let page = ReportPage.render(report)
        #expect(!page.contains("<script") && !page.contains("onload=\"y"))
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    }

    @Test func pageNeedsNothingElse() {
        let page = ReportPage.render(.sample())
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        for outside in ["http:", "https:", "<script", "<img", "<link", "url("] { #expect(!page.contains(outside)) }
    }

    @Test func linksLeadIntoTheFolder() {
        let page = ReportPage.render(.sample())
        #expect(page.contains("<a href=\"rejects/Kunden%20%26%20Co.csv\">rejects/Kunden &amp; Co.csv</a>"))
        #expect(page.contains("href=\"findings.csv\"") && page.contains("href=\"changes.csv\""))
    }

    @Test func saysWhatHappenedAndWhatToDo() {
        let page = ReportPage.render(.sample())
        #expect(page.contains("<h1>Done: 1,041,493 records created"))
        #expect(page.contains("deskferry import /srv/desk/runs/0007/rejects --db "))
        let check = ReportPage.render(.sample(kind: .check, outcome: .checked))
        #expect(check.contains("deskferry import --accept /srv/desk/runs/0007 --db "))
    }

    @Test func entitiesThatDoNotAddUpAreMarked() {
        var report = RunReport.sample()
        report.entities[1].counts.read += 3
        #expect(ReportPage.render(report).contains("✗ 3 missing"))
    }

    @Test func failureComesFirst() {
        var report = RunReport.sample(outcome: .failed)
        report.entities = []
        report.failure = FailureReport(
            .init("csv.unclosed_quote", .badInput, "A quote opens in line 7.", hint: "Close it."))
        let page = ReportPage.render(report)
        #expect(page.contains("<h1>Nothing was written: the run could not go on.</h1>"))
        #expect(page.contains("A quote opens in line 7.") && page.contains("Close it."))
    }
}
