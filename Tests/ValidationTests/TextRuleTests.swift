import HelpDesk
import Tables
import Testing

@testable import Validation

@Suite struct TextRuleTests {
    @Test func keepsTextsAsTheyStand() throws {
        for text in ["a", "Łódź", "two\nlines\tand a tab\r\n", "007", "+48 12", "客户"] {
            let result = try check(text, as: .text)
            #expect(result.value == text)
            #expect(result.codes.isEmpty)
        }
    }

    @Test func countsCharactersAndNotBytes() throws {
        #expect(try check("ąęśćż", as: .text, maxLength: 5).value == "ąęśćż")
        let result = try TestBatch(.of(.text, maxLength: 5), [["ąęśćżx"]]).run()
        #expect(result.codes == [.textTooLong])
        #expect(result.batch.findings[0].parameters == ["6", "5"])
    }

    @Test(arguments: ["a\0b", "\u{1F}", "bell\u{7}", "delete\u{7F}", "0123456789abcdef\u{B}"])
    func refusesControlCharacters(text: String) throws {
        let result = try check(text, as: .text)
        #expect(result.value == nil)
        #expect(result.codes == [.textControl])
    }

    @Test func findsTheCellWithTheControlCharacterOnly() throws {
        let result = try TestBatch(.of(.text), [["good"], ["b\0d"], ["good too"], [nil]]).run()
        #expect(result.codes == [.textControl])
        #expect(result.batch.findings[0].position.row == 3)
        #expect(result.value(2, 0) == "good too")
    }

    @Test(arguments: [
        ("123456789012345", false), ("1234567890123456", true), ("1.25E+17", true), ("-1234567890123456", true),
        ("0.30000000000000004", false), ("42", false), ("1e3", false),
    ])
    func refusesNumbersThatLostDigits(text: String, isLost: Bool) throws {
        for type: FieldType in [.text, .reference("accounts")] {
            let result = try TestBatch(.of(type), [[TestCell(text, .number)]]).run()
            #expect(result.codes == (isLost ? [.numberPrecisionLost] : []))
            #expect(result.batch.state(0) == (isLost ? .rejected : .accepted))
        }
        #expect(try check(text, as: .text).codes.isEmpty)
    }

    @Test(arguments: [
        ("1.88974E+17", true), ("1,25e+17", true), ("4E+15", true), ("1.23456789012345E+17", true), ("1E+14", false),
        ("E+17", false), ("ab1E+17", false), ("1.2.3E+17", false), ("188974000000006907", false), ("12E17", false),
    ])
    func refusesIdsThatASpreadsheetHasShortened(text: String, isLost: Bool) throws {
        let id = ShapeColumn(.externalID)
        let shape = RecordShape(entity: .accounts, source: "crm", columns: [id], keys: [.externalID])
        let result = try TestBatch(shape, [[TestCell(text, .text)]]).run()
        #expect(result.codes == (isLost ? [.numberPrecisionLost] : []))
        #expect(result.batch.state(0) == (isLost ? .rejected : .accepted))
        #expect(try check(text, as: .text).codes.isEmpty, "any other text may say what it likes")
    }

    @Test func splitsTagsIntoAnArray() throws {
        #expect(try check("vip, new;  vip ,", as: .tags).value == #"["vip","new"]"#)
        #expect(try check("a ::: b, c", as: .tags) { $0.reading.separator = ":::" }.value == #"["a","b, c"]"#)
        #expect(try check("one\u{1F}two", as: .tags) { $0.reading.separator = "|" }.value == #"["one","two"]"#)
        #expect(try check(#"say "hi"\"#, as: .tags).value == #"["say \"hi\"\\"]"#)
        #expect(try check(#"["a","b, c"]"#, as: .tags).value == #"["a","b, c"]"#)
        #expect(try check(" , ;", as: .tags).value == nil)
        #expect(try check("a\0", as: .tags).codes == [.textControl])
        #expect(try check("aaaa,bbbb", as: .tags, maxLength: 10).codes == [.textTooLong])
    }

    @Test func joinsSeveralReferences() throws {
        let type = try #require(Entity.agents.field("teams")).type
        #expect(try check("Sales, Support;Sales", as: type).value == "Sales\u{1F}Support")
        #expect(try check("Sales", as: type).value == "Sales")
    }
}
