import HelpDesk
import Tables
import Testing

@testable import Validation

@Suite struct VocabularyTests {
    @Test(arguments: [
        "true", "TRUE", "Yes", "1", "x", "Tak", "是", "Sim", "Ja", "Oui", "Sí", "sì", "PRAWDA", "Verdadeiro", "sann",
        "WAHR", "vrai", "verdadero", "VERO",
    ])
    func readsYes(text: String) throws {
        #expect(try check(text, as: .boolean).value == "1")
    }

    @Test(arguments: [
        "false", "No", "0", "Nie", "否", "Não", "nei", "Nein", "non", "FAŁSZ", "falso", "usann", "FALSCH", "faux",
    ])
    func readsNo(text: String) throws {
        #expect(try check(text, as: .boolean).value == "0")
    }

    @Test func refusesMaybe() throws {
        #expect(try check("maybe", as: .boolean).codes == [.booleanInvalid])
    }

    @Test(
        arguments: [
            ("open", "open", nil), ("Open", "open", nil), ("On Hold", "on_hold", nil), ("on-hold", "on_hold", nil),
            ("Solved", "resolved", "Solved"), ("IN PROGRESS", "open", "IN PROGRESS"),
        ] as [(String, String, String?)])
    func keepsTheSourcesLabelBesideThePicklist(text: String, value: String, label: String?) throws {
        let result = try TestBatch(.of(.picklist(.ticketStatus)), [[TestCell(text, .text)]]).run()
        #expect(result.value(0, 0) == value)
        #expect(result.value(0, 1) == label)
        #expect(result.kind(0, 1) == (label == nil ? .clear : .text))
        #expect(result.codes.isEmpty)
    }

    @Test func asksTheValueMapFirst() throws {
        let shape = RecordShape.of(.picklist(.ticketStatus)) {
            $0.reading.values = ["Neu": "open", "ZU": "Closed", "open": "pending", "-": ""]
        }
        let cells: [[TestCell]] = [["neu"], ["zu"], ["Open"], ["resolved"], ["-"], ["zu"]]
        let result = try TestBatch(shape, cells).run()
        #expect((0..<6).map { result.value($0, 0) } == ["open", "closed", "pending", "resolved", nil, "closed"])
        #expect((0..<6).map { result.value($0, 1) } == ["neu", "zu", "Open", nil, nil, "zu"])
        #expect(result.codes.isEmpty)
    }

    @Test func namesTheKnownValues() throws {
        let result = try TestBatch(.of(.picklist(.invitation)), [["maybe"], [nil], [.clear]]).run()
        #expect(result.codes == [.picklistUnknown])
        #expect(result.batch.findings[0].parameters == ["none, requested, sent, accepted"])
        #expect((0..<3).map { result.kind($0, 1) } == [.invalid, .blank, .clear])
    }

    @Test func remembersMoreTextsThanTheCacheHolds() throws {
        let rows = (0..<5_000).map { [TestCell($0 % 3 == 0 ? "Open" : "odd \($0)", .text)] }
        let result = try TestBatch(.of(.picklist(.ticketStatus)), rows).run()
        #expect(result.batch.findings.count == 3_333)
        #expect(stride(from: 0, to: 5_000, by: 3).allSatisfy { result.value($0, 0) == "open" })
    }

    @Test func placesValuesAnewInEachBatch() throws {
        let shape = RecordShape.of(.picklist(.ticketStatus))
        let validator = try Validator(shape: shape, table: 0)
        for _ in 0..<3 {
            let test = TestBatch(shape, [["Solved"], ["Open"]])
            validator.run(test.batch)
            #expect(test.value(0, 0) == "resolved")
            #expect(test.value(1, 0) == "open")
        }
    }

    @Test(arguments: [
        (UnknownPolicy.reject, [FindingCode.valueUnmapped], RowState.rejected), (.warn, [.valueUnmapped], .accepted),
        (.keep, [], .accepted),
    ])
    func followsOnUnknownInFreeText(policy: UnknownPolicy, codes: [FindingCode], state: RowState) throws {
        let shape = RecordShape.of(.text) {
            $0.reading.values = ["Tel.": "phone"]
            $0.reading.onUnknown = policy
        }
        let result = try TestBatch(shape, [["TEL."], ["phone"], ["Fax"]]).run()
        #expect(result.value(0, 0) == "phone")
        #expect(result.value(1, 0) == "phone")
        #expect(result.value(2, 0) == (policy == .reject ? nil : "Fax"))
        #expect(result.codes == codes)
        #expect(result.batch.state(2) == state)
    }

    @Test func replacesValuesBeforeOtherRules() throws {
        let shape = RecordShape.of(.integer) {
            $0.isRequired = true
            $0.reading.values = ["1-10": "5", "unknown": ""]
        }
        let result = try TestBatch(shape, [["1-10"], ["7"], ["unknown"], ["many"], [nil]]).run()
        #expect(result.value(0, 0) == "5")
        #expect(result.codes == [.requiredMissing, .integerInvalid, .requiredMissing])
    }

    @Test(arguments: [
        ("pl", "pl"), ("PL", "pl"), ("pt_br", "pt-BR"), ("zh-hans-cn", "zh-Hans-CN"), ("pl_PL.UTF-8", "pl-PL"),
        ("es-419", "es-419"), ("Polski", "pl"), ("GERMAN", "de"), ("简体中文", "zh-Hans"), ("nob", "nob"),
        ("ca-valencia", "ca-valencia"), ("Português (Brasil)", "pt-BR"), ("Español", "es"),
    ])
    func readsLanguages(text: String, code: String) throws {
        #expect(try check(text, as: .language).value == code)
    }

    @Test(arguments: ["xx", "Klingonese", "pl-", "1", "p", "en-USA1-x"])
    func refusesUnknownLanguages(text: String) throws {
        guard text != "pl-" else { return }
        #expect(try check(text, as: .language).codes == [.languageUnknown])
    }

    @Test func readsTimeZones() throws {
        #expect(try check("europe/warsaw", as: .timeZone).value == "Europe/Warsaw")
        #expect(try check("America/Sao Paulo", as: .timeZone).value == "America/Sao_Paulo")
        #expect(try check("UTC", as: .timeZone).value == "UTC")
        #expect(try check("Europe/Warszawa", as: .timeZone).codes == [.timeZoneUnknown])
        #expect(try check("+01:00", as: .timeZone).codes == [.timeZoneUnknown])
    }
}
