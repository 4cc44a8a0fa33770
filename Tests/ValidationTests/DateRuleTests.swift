import HelpDesk
import Tables
import Testing

@testable import Validation

@Suite struct DateRuleTests {
    @Test(arguments: [
        ("2024-02-29", "2024-02-29T00:00:00Z"), ("2024-03-01T10:20:30Z", "2024-03-01T10:20:30Z"),
        ("2024-03-01 10:20:30", "2024-03-01T10:20:30Z"), ("2024-03-01T10:20", "2024-03-01T10:20:00Z"),
        ("2024-03-01T10:20:30.999Z", "2024-03-01T10:20:30Z"), ("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"),
        ("2024-03-01T10:20:30-0530", "2024-03-01T15:50:30Z"), ("2024-12-31 23:59:59 UTC", "2024-12-31T23:59:59Z"),
        ("2024-03-01T10:20:30+01", "2024-03-01T09:20:30Z"), ("1969-12-31T23:00:00-02:00", "1970-01-01T01:00:00Z"),
        ("1600-03-01T00:00:00+00:01", "1600-02-29T23:59:00Z"),
    ])
    func readsISO8601(text: String, canonical: String) throws {
        try expect(text, as: .instant, reads: canonical)
    }

    @Test(arguments: [
        "01.03.2024", "2024/03/01", "20240301", "2024-3-1", "March 1", "45306", "2024-03-01T", "2024-03-01T10",
        "2024-03-01T10:20:30Zx", "2024-03-01T10:20:30 Warsaw", "2024-03-01x10:20:30Z", "2o24-03-01",
    ])
    func readsNothingElseUntold(text: String) throws {
        let result = try TestBatch(.of(.instant), [[TestCell(text, .text)]]).run()
        #expect(result.codes == [.dateInvalid])
        #expect(result.batch.findings[0].parameters == ["ISO 8601"])
    }

    @Test(arguments: [
        "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-01-00", "0000-01-01",
        "2024-01-01T24:00:00Z", "2024-01-01T12:60:00Z", "2024-01-01T12:00:61Z", "2024-02-30 12:00", "1900-02-29",
    ])
    func refusesWhatNoCalendarHas(text: String) throws {
        #expect(try check(text, as: .instant).codes == [.dateImpossible])
    }

    @Test func keepsCanonicalCellsInPlace() throws {
        for (type, text) in [(FieldType.instant, "2024-03-01T10:20:30Z"), (.date, "2024-03-01")] {
            let result = TestBatch(.of(type), [[TestCell(text, .text)]])
            let before = result.batch.values.column(0)[0]
            _ = try result.run()
            #expect(result.batch.values.column(0)[0].start == before.start)
            #expect(result.value(0, 0) == text)
        }
    }

    @Test func takesTheDateOfATimeAsWritten() throws {
        #expect(try check("1980-01-02T23:30:00-05:00", as: .date).value == "1980-01-02")
        #expect(try check("02.01.1980 00:00", as: .date) { $0.reading.date = .order(.dmy) }.value == "1980-01-02")
    }

    @Test(arguments: [
        (DateOrder.dmy, "13/01/2025 16:48", "2025-01-13T16:48:00Z"), (.dmy, "1.2.2024", "2024-02-01T00:00:00Z"),
        (.mdy, "1/2/2024 3:04 PM", "2024-01-02T15:04:00Z"), (.mdy, "Jan 2, 2024, 12:30 AM", "2024-01-02T00:30:00Z"),
        (.ymd, "2024年3月1日 下午3:05", "2024-03-01T15:05:00Z"), (.ymd, "24/03/01", "2024-03-01T00:00:00Z"),
        (.dmy, "1. März 2024 09:05:07", "2024-03-01T09:05:07Z"), (.dmy, "5 de marzo de 2024", "2024-03-05T00:00:00Z"),
        (.dmy, "01.02.49", "2049-02-01T00:00:00Z"), (.dmy, "01.02.50", "1950-02-01T00:00:00Z"),
        (.dmy, "2024-02-01", "2024-02-01T00:00:00Z"), (.dmy, "01/02/2024 14h30", "2024-02-01T14:30:00Z"),
        (.mdy, "1/2/2024 3 pm", "2024-01-02T15:00:00Z"), (.dmy, "01.02.2024 10:00:00 +01:00", "2024-02-01T09:00:00Z"),
        (.dmy, "2024-02-01T10:00:00Z", "2024-02-01T10:00:00Z"), (.mdy, "1/2/24 3:04 a. m.", "2024-01-02T03:04:00Z"),
    ])
    func readsDatesOfAnOrder(order: DateOrder, text: String, canonical: String) throws {
        try expect(text, as: .instant, reads: canonical) { $0.reading.date = .order(order) }
    }

    @Test func tellsAWrongOrderFromAWrongForm() throws {
        func codes(_ text: String) throws -> [FindingCode] {
            try check(text, as: .date) { $0.reading.date = .order(.dmy) }.codes
        }
        #expect(try codes("01/13/2024") == [.dateImpossible])
        #expect(try codes("31.02.2024") == [.dateImpossible])
        #expect(try codes("01/2024") == [.dateInvalid])
        #expect(try codes("1/2/3/2024") == [.dateInvalid])
        #expect(try codes("001/02/2024") == [.dateInvalid])
        #expect(try codes("1 Foo 2024") == [.dateInvalid])
        #expect(try codes("01/02/2024 13:00 PM") == [.dateImpossible])
    }

    @Test(arguments: [
        ("yyyy-MM-dd HH:mm:ss", "2024-01-02 03:04:05", "2024-01-02T03:04:05Z"),
        ("dd/MM/yyyy HH:mm", "13/01/2025 16:48", "2025-01-13T16:48:00Z"),
        ("dd MMM yyyy hh:mm a", "07 Oct 2024 11:45 AM", "2024-10-07T11:45:00Z"),
        ("dd/MMM/yy h:mm a", "25/Feb/26 10:17 PM", "2026-02-25T22:17:00Z"),
        ("d.M.y", "1.2.2024", "2024-02-01T00:00:00Z"),
        ("d.MM.y", "01.02.2024", "2024-02-01T00:00:00Z"),
        ("y年M月d日", "2024年3月1日", "2024-03-01T00:00:00Z"),
        ("y年M月d日 ah:mm", "2024年3月1日 下午3:05", "2024-03-01T15:05:00Z"),
        ("M/d/yy h:mm a", "1/2/24 12:00\u{202F}PM", "2024-01-02T12:00:00Z"),
        ("yyyyMMddHHmmss", "20240102030405", "2024-01-02T03:04:05Z"),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2024-01-02T03:04:05.678+02:00", "2024-01-02T01:04:05Z"),
        ("yyyy-MM-dd HH:mm:ss Z", "2024-01-02 03:04:05 -0800", "2024-01-02T11:04:05Z"),
        ("dd.MM.yyyy HH:mm z", "02.07.2024 12:00 CEST", "2024-07-02T10:00:00Z"),
        ("EEE, d MMM yyyy", "Tue, 2 Jan 2024", "2024-01-02T00:00:00Z"),
        ("d 'de' MMMM 'de' y", "5 de março de 2024", "2024-03-05T00:00:00Z"),
        ("d MMMM yyyy", "5 PAŹDZIERNIKA 2024", "2024-10-05T00:00:00Z"),
        ("d. MMM yyyy", "5. okt. 2024", "2024-10-05T00:00:00Z"),
        ("d MMM yyyy 'o''clock'", "5 juil. 2024 o'clock", "2024-07-05T00:00:00Z"),
        ("yyyy'年'MMMMd'日'", "2024年十二月5日", "2024-12-05T00:00:00Z"),
    ])
    func readsPatterns(pattern: String, text: String, canonical: String) throws {
        try expect(text, as: .instant, reads: canonical) { $0.reading.date = .pattern(pattern) }
    }

    @Test func holdsToThePattern() throws {
        func codes(_ pattern: String, _ text: String) throws -> [FindingCode] {
            try check(text, as: .date) { $0.reading.date = .pattern(pattern) }.codes
        }
        #expect(try codes("dd.MM.yyyy", "01.02.24") == [.dateInvalid])
        #expect(try codes("dd.MM.yyyy", "01/02/2024") == [.dateInvalid])
        #expect(try codes("dd.MM.yyyy", "01.02.2024 10:00") == [.dateInvalid])
        #expect(try codes("dd.MM.yyyy", "2024-02-01") == [.dateInvalid])
        #expect(try codes("dd.MM.yyyy", "31.04.2024") == [.dateImpossible])
        let cell = try check("2024-02-01", as: .date, kind: .date) { $0.reading.date = .pattern("dd.MM.yyyy") }
        #expect(cell.value == "2024-02-01")
    }

    @Test(arguments: ["DD/MM/YYYY", "dd.MM.yyyy hh:mm", "dd.MM", "yyyy-MM-dd'T", "qq.MM.yyyy", "HH:mm", ""])
    func refusesPatternsThatCannotBeMeant(pattern: String) {
        let shape = RecordShape.of(.instant) { $0.reading.date = .pattern(pattern) }
        #expect(throws: ImportFailure.self) { try Validator(shape: shape, table: 0) }
    }

    @Test func readsMonthsOfNineLanguages() throws {
        let names = ["May", "maja", "maj", "五月", "maio", "mai", "Mai", "mayo", "maggio", "MAG", "5月"]
        for name in names {
            let result = try check("2 \(name) 2024", as: .date) { $0.reading.date = .pattern("d MMM yyyy") }
            #expect(result.value == "2024-05-02", "\(name)")
        }
    }
}

@Suite struct ZoneTests {
    private func check(_ text: String, _ zone: String) throws -> (value: String?, codes: [FindingCode]) {
        try ValidationTests.check(text, as: .instant) { $0.reading.zone = zone }
    }

    @Test(arguments: [
        ("Europe/Warsaw", "2024-01-15 12:00", "2024-01-15T11:00:00Z"),
        ("Europe/Warsaw", "2024-07-15 12:00", "2024-07-15T10:00:00Z"),
        ("America/Sao_Paulo", "2018-11-05 12:00", "2018-11-05T14:00:00Z"),
        ("Asia/Shanghai", "2024-01-01 00:30", "2023-12-31T16:30:00Z"),
        ("Asia/Kolkata", "2024-01-01 05:30", "2024-01-01T00:00:00Z"),
        ("Africa/Casablanca", "2024-03-20 12:00", "2024-03-20T12:00:00Z"),
        ("Pacific/Apia", "2024-01-01 13:00", "2024-01-01T00:00:00Z"),
        ("UTC", "2024-01-01 13:00", "2024-01-01T13:00:00Z"),
        ("Europe/Warsaw", "1850-01-01 12:00", "1850-01-01T10:36:00Z"),
        ("Europe/Warsaw", "2024-01-15T12:00:00Z", "2024-01-15T12:00:00Z"),
        ("Europe/Warsaw", "2024-01-15T12:00:00+05:00", "2024-01-15T07:00:00Z"),
    ])
    func turnsLocalTimesIntoUTC(zone: String, text: String, canonical: String) throws {
        let result = try check(text, zone)
        #expect(result.value == canonical)
        #expect(result.codes.isEmpty)
    }

    @Test(arguments: [
        ("2024-10-27 01:59:59", "2024-10-26T23:59:59Z", nil), ("2024-10-27 02:00:00", "2024-10-27T00:00:00Z", true),
        ("2024-10-27 02:30:00", "2024-10-27T00:30:00Z", true), ("2024-10-27 03:00:00", "2024-10-27T02:00:00Z", nil),
        ("2024-03-31 01:59:59", "2024-03-31T00:59:59Z", nil), ("2024-03-31 02:00:00", "2024-03-31T01:00:00Z", false),
        ("2024-03-31 02:30:00", "2024-03-31T01:00:00Z", false), ("2024-03-31 03:00:00", "2024-03-31T01:00:00Z", nil),
    ])
    func warnsWhereClocksChange(text: String, canonical: String, isTwice: Bool?) throws {
        let result = try check(text, "Europe/Warsaw")
        #expect(result.value == canonical)
        #expect(result.codes == (isTwice.map { [$0 ? FindingCode.timeAmbiguous : .timeSkipped] } ?? []))
    }

    @Test func warningsNameTheZoneAndTheTimeAsWritten() throws {
        let shape = RecordShape.of(.instant) { $0.reading.zone = "Europe/Warsaw" }
        let result = try TestBatch(shape, [["2024-10-27 02:30:00"]]).run()
        let finding = result.batch.findings[0]
        #expect(finding.severity == .warning)
        #expect(finding.parameters == ["Europe/Warsaw"])
        #expect(finding.value == "2024-10-27 02:30:00")
        #expect(result.batch.state(0) == .accepted)
    }

    @Test func refusesAZoneThatIsNone() {
        let shape = RecordShape.of(.instant) { $0.reading.zone = "Europe/Warszawa" }
        #expect(throws: ImportFailure.self) { try Validator(shape: shape, table: 0) }
    }
}
