import Foundation
import Testing

@testable import HelpDesk

@Suite struct SelectionParserTests {
    /// Noon of a day in March.
    private static let now = Date(timeIntervalSince1970: 1_773_576_000)

    private func parse(_ text: String, _ entity: Entity = .tickets) throws -> Condition {
        var parser = SelectionParser(entity, now: Self.now) { entity, field, text in
            entity == "tickets" && field.name == "status" && text == "otwarte" ? "open" : nil
        }
        return try parser.condition(text)
    }

    private func field(_ name: String, _ entity: Entity = .tickets) throws -> Subject {
        .field(try #require(entity.field(name)))
    }

    private func mistake(_ text: String, _ entity: Entity = .tickets) -> SelectionMistake? {
        do {
            _ = try parse(text, entity)
            return nil
        } catch {
            return error as? SelectionMistake
        }
    }

    // MARK: Grammar

    @Test func andBindsCloserThanOr() throws {
        let a = Condition.test(.id, .integer(from: 1, through: 1))
        let b = Condition.test(.id, .integer(from: 2, through: 2))
        let c = Condition.test(.id, .integer(from: 3, through: 3))
        #expect(try parse("id = 1 or id = 2 and id = 3") == .any([a, .all([b, c])]))
        #expect(try parse("(id = #1 OR id=2) And id = 3") == .all([.any([a, b]), c]))
        #expect(try parse("not id = 1 and id = 2") == .all([.not(a), b]))
        #expect(try parse("id in (1, 2,3)") == .any([a, b, c]))
        #expect(try parse("id not in (1)") == .not(a))
        #expect(try parse("id != 1") == .not(a))
    }

    @Test func emptinessIsTheAbsenceOfAValue() throws {
        let present = Condition.test(try field("subject"), .isPresent)
        #expect(try parse("subject is empty") == .not(present))
        #expect(try parse("subject is not empty") == present)
    }

    @Test(arguments: [
        (#"subject = "a ""b"" c""#, #"a "b" c"#), ("subject = 'it''s'", "it's"), ("subject = „Ä b”", "ä b"),
        ("subject = O'Brien", "o'brien"), ("subject = \"and\"", "and"), ("subject=a-b.c@d#e", "a-b.c@d#e"),
        ("subject = '; DROP TABLE tickets; --'", "; drop table tickets; --"),
    ])
    func textsAreQuotedOrNot(text: String, value: String) throws {
        #expect(try parse(text) == .test(try field("subject"), .equals([value], .caseless)))
    }

    // MARK: Paths

    @Test func stepsLeadAlongReferences() throws {
        let contact = try #require(Entity.tickets.field("contact"))
        let account = try #require(Entity.contacts.field("account"))
        let name = Condition.test(try field("name", .accounts), .contains("kowalski"))
        #expect(
            try parse("contact.account.name ~ Kowalski") == .related(contact, .related(account, name)))
    }

    @Test func aReferenceIsMeantByAnyNameOfItsTarget() throws {
        let assignee = try #require(Entity.tickets.field("assignee"))
        let email = Condition.test(try field("email", .agents), .equals(["ola@a.pl"], .caseless))
        let external = Condition.test(.externalID, .equals(["Ola@a.pl"], .exact))
        #expect(try parse("assignee = Ola@a.pl") == .related(assignee, .any([email, external])))
        #expect(try parse("assignee = #7") == .related(assignee, .isRecord(7)))
    }

    @Test func alternativesAreAskedTogether() throws {
        guard case .any(let parts) = try parse("author.email = a@b.c", .comments) else {
            Issue.record("not an alternative")
            return
        }
        #expect(parts.count == 2)
    }

    @Test func customKeysMayBeQuoted() throws {
        #expect(try parse("custom.region = north") == .test(.custom("region"), .equals(["north"], .caseless)))
        #expect(try parse(#"custom."Sales Region" is not empty"#) == .test(.custom("Sales Region"), .isPresent))
        #expect(try parse("custom._invalid.phone ~ x") == .test(.custom("_invalid.phone"), .contains("x")))
    }

    // MARK: Values

    @Test func wordsOfOtherLanguagesStandForValues() throws {
        let open = Condition.test(try field("status"), .equals(["open"], .exact))
        for word in ["open", "OPEN", "otwarte", "new", "'in progress'"] {
            #expect(try parse("status = \(word)") == open)
        }
        #expect(
            try parse("priority >= high") == .test(try field("priority"), .equals(["high", "urgent"], .exact)))
        #expect(try parse("status = on-hold") == .test(try field("status"), .equals(["on_hold"], .exact)))
    }

    @Test(
        arguments: [
            ("= 2026-01-31", "2026-01-31T00:00:00Z", "2026-02-01T00:00:00Z"),
            ("= 2026-02", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
            ("= 2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            ("= '2026-01-31 12:30'", "2026-01-31T12:30:00Z", "2026-01-31T12:31:00Z"),
            ("= 2026-01-31T12:30:15+02:00", "2026-01-31T10:30:15Z", "2026-01-31T10:30:16Z"),
            ("= today", "2026-03-15T00:00:00Z", "2026-03-16T00:00:00Z"),
            ("= yesterday", "2026-03-14T00:00:00Z", "2026-03-15T00:00:00Z"),
            ("= -30d", "2026-02-13T00:00:00Z", "2026-02-14T00:00:00Z"),
            ("= -2h", "2026-03-15T10:00:00Z", "2026-03-15T10:00:01Z"),
            (">= -1m", "2026-02-15T00:00:00Z", nil), ("> 2026-01-31", "2026-02-01T00:00:00Z", nil),
            ("<= 2026-01-31", nil, "2026-02-01T00:00:00Z"), ("< 2026-01-31", nil, "2026-01-31T00:00:00Z"),
        ] as [(String, String?, String?)])
    func aDayIsTheWholeOfIt(text: String, from: String?, before: String?) throws {
        #expect(
            try parse("created_at \(text)") == .test(try field("created_at"), .span(from: from, before: before)))
    }

    @Test func numbersAndDurationsAreReadAsTheFieldHasThem() throws {
        #expect(
            try parse("employees > 9", .accounts)
                == .test(try field("employees", .accounts), .integer(from: 10, through: nil)))
        #expect(
            try parse("annual_revenue >= 1000.50", .accounts)
                == .test(try field("annual_revenue", .accounts), .number(.atLeast, "1000.5")))
        for text in ["5400", "90m", "1h30m", "1:30", "1:30:00"] {
            #expect(
                try parse("duration = \(text)", .calls)
                    == .test(try field("duration", .calls), .integer(from: 5_400, through: 5_400)))
        }
        #expect(
            try parse("sees_account_tickets = yes", .contacts)
                == .test(try field("sees_account_tickets", .contacts), .integer(from: 1, through: 1)))
    }

    @Test func identifiersAreComparedExactlyAndPhonesByTheirDigits() throws {
        #expect(try parse("number = Ab1") == .test(try field("number"), .equals(["Ab1"], .exact)))
        #expect(
            try parse("phone = '+48 22 12'", .contacts)
                == .test(try field("phone", .contacts), .equals(["482212"], .phone)))
        #expect(
            try parse("phone ~ '0048 22'", .contacts) == .test(try field("phone", .contacts), .containsDigits("4822")))
        #expect(
            try parse("phone ~ +48", .contacts) == .test(try field("phone", .contacts), .containsDigits("+48")))
        #expect(try parse("phone ~ x1", .contacts) == .test(try field("phone", .contacts), .contains("x1")))
    }

    // MARK: Mistakes

    /// The place is marked as people see it: `[` before it, `]` behind it.
    @Test(arguments: [
        ("[staus] = open", "did you mean status?"), ("status = [opne]", "did you mean open?"),
        ("status [open]", "operator"), ("status =[]", "value is missing"), ("[]", "no condition"),
        ("[(]status = open", "never closed"), ("status = open[)]", "closes nothing"),
        ("status = open [priority] = low", "cannot stand here"), ("subject = ['a]", "never closed"),
        ("subject = ['']", "no text"), ("status is [open]", "`empty`"), ("status in [open]", "parentheses"),
        ("status in (open [closed])", "comma"), ("created_at > [soon]", "no time"),
        ("created_at = [2026-02-30]", "no time"), ("account.[nmae] = x", "did you mean name?"),
        ("[subject].name = x", "names no other record"), ("id = [x]", "no id"), ("contact < [a]", "not ordered"),
        ("[= open]", "name of a field"), ("subject not [= x]", "`in`"), ("status = [漢字]", "no status"),
    ])
    func aMistakeNamesItsPlace(marked: String, message: String) throws {
        let text = marked.filter { $0 != "[" && $0 != "]" }
        let found = try #require(mistake(text), "\(text) was understood")
        #expect(found.message.contains(message), "\(found.message)")
        let start = marked.distance(from: marked.startIndex, to: try #require(marked.firstIndex(of: "[")))
        #expect(found.place.lowerBound == start)
    }

    @Test func whatNobodyTypesIsRefused() {
        #expect(
            mistake(String(repeating: "not ", count: 100) + "id = 1")?.message.contains("inside each other") == true)
        #expect(
            mistake(Array(repeating: "id = 1", count: 500).joined(separator: " or "))?.message.contains("400") == true)
        #expect(mistake("contact.account" + String(repeating: ".parent", count: 20) + ".name = x") != nil)
        #expect(mistake("status = open", .agents) != nil)
    }

    // MARK: Lists of paths

    @Test func listsOfPathsKeepTheirNames() throws {
        let parser = PathListParser(.tickets)
        #expect(
            try parser.columns("id, contact.account.name ,tags").map(\.name) == ["id", "contact.account.name", "tags"])
        #expect(try parser.order("-created_at,number").map(\.isDescending) == [true, false])
        let mistake = #expect(throws: SelectionMistake.self) { try parser.columns("id, contct.email") }
        #expect(mistake?.place == 4..<10)
        #expect(throws: SelectionMistake.self) { try PathListParser(.contacts).order("projects") }
        #expect(throws: SelectionMistake.self) { try PathListParser(.contacts).columns("projects.name") }
    }
}
