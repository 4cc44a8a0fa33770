import Tables
import Testing

@testable import Reporting

/// What an inspection looks like on the terminal and as a page.
@Suite struct InspectionTests {
    private func column(
        _ number: Int, _ header: String, filled: Int, type: InspectedType?, samples: [String] = [],
        field: ProposedField? = nil
    ) -> InspectedColumn {
        var column = InspectedColumn(number: number, header: header, filled: filled, of: 4_211)
        column.distinct = filled
        column.distinctIsEstimate = true
        column.longest = 10
        column.type = type
        column.samples = samples
        if let field { column.fields = [field] }
        return column
    }

    private var report: InspectionReport {
        var table = InspectedTable()
        table.sheet = "Kunder"
        table.isHidden = true
        table.headerRow = 3
        table.rows = 4_211
        table.blankRows = 2
        table.preset = PresetMatch(name: "crm/contacts", title: "CRM", columns: 1)
        table.proposal = ProposedTable(entity: "contacts", language: "nb", confidence: 0.9)
        table.columns = [
            column(
                1, "Født", filled: 4_211, type: InspectedType("date dmy", fits: 4_211, of: 4_211),
                samples: ["24.12.1999"],
                field: ProposedField(
                    entity: "contacts", field: "birthday", confidence: 0.97, label: "Født", language: "nb")),
            column(
                2, "公司名称", filled: 4_210, type: InspectedType("email", fits: 4_209, of: 4_210),
                samples: ["李小龙\n<b>\u{1B}[31m"],
                field: ProposedField(
                    entity: "accounts", field: "name", confidence: 0.9, label: "公司", language: "zh-CN")),
            column(3, "", filled: 0, type: nil),
        ]
        var file = InspectedFile(
            file: "kunder.xlsx", size: 81_234, kind: "xlsx",
            settings: [SettingReport(ReadSetting("kind", "xlsx", .detected, evidence: "first bytes"))])
        file.tables = [table]
        var report = InspectionReport()
        report.files = [file]
        return report
    }

    @Test func aWideTerminalHasALineForEachColumn() {
        let lines = InspectionText.render(report, width: 140).split(separator: "\n").map(String.init)
        #expect(lines[0] == "kunder.xlsx  xlsx, 81.2 kB")
        #expect(lines[1] == "  kind  xlsx  detected: first bytes")
        #expect(lines[2] == "Sheet Kunder: 4,211 rows, 2 blank, 3 columns, header in row 3, hidden")
        #expect(lines[3] == "crm/contacts takes 1 of 3 columns; looks like contacts, labels in nb")
        #expect(lines[5].contains("date dmy 4,211 of 4,211") && lines[5].contains("  birthday 97 %"))
        #expect(lines[5].hasSuffix("24.12.1999"))
        // Never 100 % where something is missing.
        #expect(lines[6].contains("99 %") && lines[6].contains("accounts.name 90 % (zh-CN)"))
        #expect(lines[7].contains("(no header)") && lines[7].contains("empty"))
        #expect(lines.count == 8)
    }

    @Test func aNarrowTerminalHasExamplesBelow() {
        let lines = InspectionText.render(report, width: 80).split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
        #expect(lines.contains("     24.12.1999"))
    }

    @Test func dataCannotSteerTerminalOrPage() {
        #expect(!InspectionText.render(report, width: 200).contains("\u{1B}"))
        let page = InspectionPage.render(report, version: "1")
        #expect(page.contains("李小龙 &lt;b&gt;") && !page.contains("<b>") && !page.contains("\u{1B}"))
    }

    @Test func JSONComesBack() throws {
        #expect(try ReportJSON.decode(InspectionReport.self, from: report.json()) == report)
    }
}

/// How the decisions about dates and decimals are told.
@Suite struct DecisionTests {
    private let dmy = ReadingTally(name: "dmy", fits: 4_211, unfitSamples: [])
    private let mdy = ReadingTally(name: "mdy", fits: 3_007, unfitSamples: ["25/12/2001"])
    private let ymd = ReadingTally(name: "ymd", fits: 0, unfitSamples: ["25/12/2001"])

    @Test func evidenceIsASentence() {
        #expect(
            ReadingText.settled(dmy, others: [mdy, ymd], values: 4_211)
                == "4,211 of 4,211 values fit day-month, 1,204 do not fit month-day")
        var same = mdy
        same.fits = 4_211
        #expect(
            ReadingText.open([dmy, same], values: 4_211) == "4,211 of 4,211 values fit day-month and month-day")
        #expect(ReadingText.plain(1, values: 1, isFirst: true) == "1 of the first 1 value is ISO 8601")
    }
}
