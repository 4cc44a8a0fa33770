import Foundation
import HelpDesk
import Testing

@testable import Validation

@Suite struct PrefixedValueTests {
    @Test(arguments: [
        ("2-低", "低"), ("3 normalny", "normalny"), ("P1 - Critical", "Critical"), ("open-处理中", "处理中"),
        ("closed successful-成功关闭", "成功关闭"), ("1. Low", "Low"), ("10) hoch", "hoch"),
    ])
    func whatStandsInFrontIsLeftOut(_ text: String, _ rest: String) {
        #expect(PrefixedValue.rest(of: text) == rest)
    }

    @Test(arguments: ["High", "2024-05-06", "follow-up", "123 x", "-低", "1", "1-", "", "Handy", "5", "1 2"])
    func otherTextsStayWhole(_ text: String) {
        #expect(PrefixedValue.rest(of: text) == nil)
    }

    @Test func caselessFormsAreWhatTheSlowWayMakes() {
        let texts = (0x20...0x17F).compactMap { Unicode.Scalar($0) }.map { "a\($0)B" }
        for text in texts + ["北京 市", "Ａｂ", "cafe\u{301}", "A\u{A0} b", " x  Y ", "", "İstanbul", "ǅ", "½"] {
            let slow = text.precomposedStringWithCompatibilityMapping.lowercased()
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(KeyNormalizer.caselessForm(text) == slow, "\(text)")
        }
    }

    @Test func picklistsReadThem() {
        let vocabulary = PicklistVocabulary(.ticketPriority)
        #expect(vocabulary.meaning(of: "1 - High") == .value("high", label: true))
        #expect(vocabulary.meaning(of: "5 stars") == .value("urgent", label: true), "a label as a whole comes first")
        #expect(vocabulary.meaning(of: "1 - Foo") == .unknown(.picklistUnknown))
    }

    @Test func theWordsOfAMappingToo() {
        var reading = ValueReading()
        reading.values = ["低": "low", "Brak": ""]
        let vocabulary = MappedVocabulary(map: ValueMap(reading), known: PicklistVocabulary(.ticketPriority))
        #expect(vocabulary.meaning(of: "2-低") == .value("low", label: true))
        #expect(vocabulary.meaning(of: "brak") == .blank)
        #expect(vocabulary.meaning(of: "2-高") == .unknown(.picklistUnknown))
    }
}
