import HelpDesk
import Tables
import Testing

@testable import Validation

@Suite struct AddressRuleTests {
    @Test(arguments: [
        ("jan@example.com", "jan@example.com"),
        ("Jan.Kowalski@Example.COM", "jan.kowalski@example.com"),
        ("o'brien+help@sub.example.co.uk", "o'brien+help@sub.example.co.uk"),
        ("mailto:Jan@Example.com?subject=hi", "jan@example.com"),
        ("Jan Kowalski <jan@example.com>", "jan@example.com"),
        ("\"Kowalski, Jan\" <Jan@Example.com>", "jan@example.com"),
        ("<jan@example.com>", "jan@example.com"),
        ("ŁUCJA@żółw.pl", "łucja@żółw.pl"),
        ("用户@例子.中国", "用户@例子.中国"),
        ("a@xn--zw-fka05b.pl", "a@xn--zw-fka05b.pl"),
        ("a@1and1.com", "a@1and1.com"),
    ])
    func readsAddresses(text: String, canonical: String) throws {
        try expect(text, as: .email, reads: canonical)
    }

    @Test(arguments: [
        "jan", "jan@", "@example.com", "jan@example", "jan@@example.com", "a@b@c.com", "jan kowalski@example.com",
        ".jan@example.com", "jan.@example.com", "ja..n@example.com", "jan@.com", "jan@example..com", "jan@-a.com",
        "jan@a-.com", "jan@example.com.", "jan@10.0.0.1", "jan@exa_mple.com", "a@b.com, c@d.com", "jan@example.com\0",
        "jan\u{A0}x@example.com", "jan@exam\u{200B}ple.com", "n/a", "-", "Jan <jan>", "mailto:",
    ])
    func refusesWhatIsNoAddress(text: String) throws {
        let result = try check(text, as: .email)
        #expect(result.value == nil)
        #expect(result.codes == [.emailInvalid])
    }

    @Test func holdsTheLimitsOfMail() throws {
        let local = String(repeating: "a", count: 64)
        #expect(try check(local + "@example.com", as: .email).codes.isEmpty)
        #expect(try check(local + "a@example.com", as: .email).codes == [.emailInvalid])
        let label = String(repeating: "b", count: 63)
        #expect(try check("a@\(label).com", as: .email).codes.isEmpty)
        #expect(try check("a@b\(label).com", as: .email).codes == [.emailInvalid])
        #expect(try check("a@\(label).\(label).\(label).\(label).com", as: .email).codes == [.emailInvalid])
    }

    @Test func pointsAtTheCellWhereNothingChanges() throws {
        let result = TestBatch(.of(.email), [["jan@example.com"]])
        let before = result.batch.values.column(0)[0]
        _ = try result.run()
        #expect(result.batch.values.column(0)[0].start == before.start)
    }

    @Test(arguments: [
        ("+48 600 100 200", "+48 600 100 200"), ("0048600100200", "0048600100200"),
        ("(22)  123-45-67", "(22) 123-45-67"),
        ("555.123.4567 x12", "555.123.4567 x12"), ("5551234 ext. 9", "5551234 ext. 9"), ("#123", "#123"),
        ("+48\u{A0}600\u{A0}100", "+48 600 100"), ("112", "112"), ("＋８６ １０ １２３４", "＋８６ １０ １２３４"),
    ])
    func readsPhones(text: String, canonical: String) throws {
        try expect(text, as: .phone, reads: canonical)
    }

    @Test(arguments: ["12", "n/a", "call me", "123 or 456", "1234@5", "123,456", "*123*"])
    func refusesWhatIsNoPhone(text: String) throws {
        #expect(try check(text, as: .phone).codes == [.phoneInvalid])
    }

    @Test(arguments: [
        ("https://example.com/Path?q=A#b", "https://example.com/Path?q=A#b"),
        ("HTTP://Example.com/Path", "http://example.com/Path"),
        ("www.example.com", "https://www.example.com"), ("Example.com/Über", "https://example.com/Über"),
        ("example.com:8080/x", "https://example.com:8080/x"), ("http://localhost/", "http://localhost/"),
        ("żółw.pl", "https://żółw.pl"), ("example.com/?u=http://x", "https://example.com/?u=http://x"),
    ])
    func readsWebAddresses(text: String, canonical: String) throws {
        try expect(text, as: .url, reads: canonical)
    }

    @Test(arguments: [
        "localhost", "n/a", "ftp://example.com", "javascript:alert(1)", "mailto:a@b.com", "http://", "http:///x",
        "example .com", "http://exa<mple.com", "jan@example.com", "http://example.com:port", "https://-a.com", ".com",
    ])
    func refusesWhatIsNoWebAddress(text: String) throws {
        #expect(try check(text, as: .url).codes == [.urlInvalid])
    }
}
