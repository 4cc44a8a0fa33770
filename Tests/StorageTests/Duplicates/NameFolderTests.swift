import Testing

@testable import HelpDesk

@Suite struct NameFolderTests {
    private func fold(_ texts: String..., form: NameForm) -> String {
        let folder = NameFolder(form)
        for text in texts { Array(text.utf8).withUnsafeBufferPointer { folder.add($0) } }
        var out: [UInt8] = []
        folder.finish(into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test(arguments: [
        ("Acme Sp. z o.o.", "acme"), ("ACME spółka z o.o.", "acme"), ("Acme Sp. z o. o. Sp. k.", "acme"),
        ("Globex GmbH & Co. KG", "globex"), ("Silva Ltda.", "silva"), ("Nordlys AS", "nordlys"), ("Fjord A/S", "fjord"),
        ("AB Volvo", "volvo"), ("北京某某有限公司", "北京某某"), ("株式会社", "株式会社"), ("GmbH", "gmbh"), ("Inc. Inc.", "inc"),
        ("Müller & Söhne", "muller sohne"), ("Ośrodek Łączności", "lacznosci osrodek"),
        ("O'Reilly Media, Inc.", "media oreilly"),
    ])
    func legalFormsAndAccentsAreDropped(_ name: String, _ folded: String) {
        #expect(fold(name, form: .organization) == folded)
    }

    @Test func wordsOfANameStandInAnyOrder() {
        #expect(fold("Jan", "Kowalski", form: .person) == fold("kowalski  JAN", form: .person))
        #expect(fold("Zażółć", "Gęślą", form: .person) == "gesla zazolc")
        #expect(fold("Søren", "Ærø", form: .person) == "aero soren")
        #expect(fold("Анна", "Каренина", form: .person) == fold("КАРЕНИНА", "анна", form: .person))
    }

    @Test func answersHaveTheirSubject() {
        #expect(fold("Re: FWD: Printer broken", form: .text) == fold("printer broken", form: .text))
        #expect(fold("Re:", form: .text) == "re")
    }

    @Test func foundationAndTheTableAgreeOnLatinLetters() {
        for value in 0xC0...0x24F {
            let scalar = Unicode.Scalar(UInt32(value))!
            let fast = fold(String(scalar), form: .person)
            // The snowman forces the slow way.
            #expect(fold(String(scalar) + "\u{2603}", form: .person) == fast, "U+\(String(value, radix: 16))")
        }
    }
}

@Suite struct NameSimilarityTests {
    private func compare(_ first: String, _ second: String, _ form: NameForm) -> Double {
        Array(first.utf8).withUnsafeBufferPointer { left in
            Array(second.utf8).withUnsafeBufferPointer { right in NameSimilarity(form).compare(left, right) }
        }
    }

    private func winkler(_ first: String, _ second: String) -> Double {
        Array(first.utf8).withUnsafeBufferPointer { left in
            Array(second.utf8).withUnsafeBufferPointer { right in NameSimilarity(.text).jaroWinkler(left, right) }
        }
    }

    /// From Winkler's own tables.
    @Test(arguments: [
        ("martha", "marhta", 0.961), ("dwayne", "duane", 0.840), ("dixon", "dicksonx", 0.813), ("abc", "xyz", 0),
        ("王小明", "王小明", 1),
    ])
    func jaroWinklerIsAsPublished(_ first: String, _ second: String, _ expected: Double) {
        #expect(abs(winkler(first, second) - expected) < 0.001)
        #expect(abs(winkler(second, first) - expected) < 0.001)
    }

    @Test func mistypedNamesAreAlikeAndOthersAreNot() {
        #expect(compare("jan kowalski", "jan kowlaski", .person) > 0.9)
        #expect(compare("adam jan kowalski", "jan kowalski", .person) > 0.9)
        #expect(compare("j kowalski", "jan kowalski", .person) > 0.9)
        #expect(compare("jan kowalski", "jan nowak", .person) < 0.8)
        #expect(compare("anna nowak", "jan kowalski", .person) < 0.6)
        #expect(compare("kowalski", "jan kowalski", .person) < 0.9)
    }

    @Test func numbersTellApart() {
        #expect(compare("branch 1", "branch 2", .organization) <= 0.75)
        #expect(compare("1 monitor", "2 monitor", .text) <= 0.75)
        #expect(compare("", "acme", .organization) == 0)
    }
}

@Suite struct PhoneDigitsTests {
    private func digits(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBufferPointer { PhoneDigits($0) }.map {
            "\($0.country) " + String(decoding: $0.digits, as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("+48 601 234 567", "48 601234567"), ("0048601234567", "48 601234567"), ("601-234-567", "0 601234567"),
        ("+49 (0)30 1234567", "49 301234567"), ("030 1234567", "0 301234567"), ("+1 (202) 555-0100", "1 2025550100"),
        ("+351 21 123 4567", "351 211234567"), ("22 123 45 67 ext. 12", "0 221234567"),
        ("+47 22 33 44 55", "47 22334455"),
    ])
    func theNationalNumberIsLeft(_ text: String, _ expected: String) { #expect(digits(text) == expected) }

    @Test(arguments: ["", "112", "+48", "n/a", "000000000", "1111111111", "+", "00"])
    func whatIsNobodysNumberIsNone(_ text: String) { #expect(digits(text) == nil) }
}

@Suite struct MailPartsTests {
    private func part(_ text: String, _ make: (UnsafeBufferPointer<UInt8>) -> [UInt8]) -> String {
        String(decoding: Array(text.utf8).withUnsafeBufferPointer(make), as: UTF8.self)
    }

    @Test func mailboxesHaveNoTags() {
        #expect(part("Bob.Smith+news@Gmail.com", MailParts.mailbox) == "bobsmith@gmail.com")
        #expect(part("bob.smith@googlemail.com", MailParts.mailbox) == "bobsmith@gmail.com")
        #expect(part("bob.smith+x@acme.example", MailParts.mailbox) == "bob.smith@acme.example")
        #expect(part("+x@acme.example", MailParts.mailbox) == "")
        #expect(part("nobody", MailParts.address) == "")
    }

    @Test func domainsOfEverybodyAreNone() {
        #expect(part("jan@wp.pl", MailParts.domain) == "")
        #expect(part("jan@Acme.example", MailParts.domain) == "acme.example")
        #expect(part("https://www.acme.example:8080/pl?x#y", MailParts.domain) == "acme.example")
        #expect(part("acme.example/pl", MailParts.domain) == "acme.example")
        #expect(part("localhost", MailParts.domain) == "")
    }
}

@Suite struct MergeDecisionTests {
    @Test(arguments: ["merge", " MERGE ", "połącz", "合并", "ja", "x"])
    func mergeIsReadInManyLanguages(_ text: String) { #expect(MergeDecision(text) == .merge) }

    @Test(arguments: ["keep", "Nie", "保留", "nein", "no"])
    func keepIsReadInManyLanguages(_ text: String) { #expect(MergeDecision(text) == .keep) }

    @Test func otherWordsAreNoDecision() { #expect(MergeDecision("perhaps") == nil) }
}

@Suite struct LikenessDeclarationTests {
    /// A field that is misspelt would silently be no evidence.
    @Test func everyFieldThatIsNamedIsThere() {
        for entity in Catalog.entities {
            guard let likeness = entity.likeness else { continue }
            let names = likeness.name + likeness.apart + likeness.shown + [likeness.time].compactMap(\.self)
            for name in names + likeness.rules.flatMap(\.keys).flatMap(fields) {
                #expect(entity.field(name) != nil, "\(entity.name).\(name)")
            }
            for field in entity.fields {
                if case .spare(let other) = field.merge { #expect(entity.field(other) != nil, "\(other)") }
            }
        }
    }

    private func fields(_ key: LikenessKey) -> [String] {
        switch key {
        case .email(let names), .mailbox(let names), .phone(let names), .domain(let names): names
        case .value(let name), .reference(let name): [name]
        case .name, .nameWord, .nameEnd: []
        }
    }
}
