import Testing

@testable import Mapping

@Suite struct LabelMatcherTests {
    private let book: LabelBook

    init() throws { book = try MappingAccuracy.book.get() }

    private func matches(_ header: String, _ language: String, without system: String? = nil) -> [LabelMatch] {
        let known = system.map(book.without) ?? book
        let matcher = LabelMatcher(book: known)
        let header = Header(header)
        let listed = matcher.listed(header).filter { $0.language == language || $0.language == "en" }
        return listed.isEmpty ? matcher.near(header, in: [language, "en"]) : listed
    }

    private func keys(_ header: String, _ language: String, without system: String? = nil) -> Set<String> {
        Set(matches(header, language, without: system).map(\.key))
    }

    @Test func spellingDoesNotMatter() {
        #expect(matches("E-MAIL ADDRESS", "en").contains { $0.key == "email" && $0.reason == .exact })
        #expect(matches("Imie", "pl").contains { $0.key == "first_name" && $0.reason == .alias })
        #expect(keys("Serial no [txt]", "en") == ["serial_number"])
        #expect(keys("AccountNumber__c", "en") == ["account_number"])
        #expect(keys("Geloest", "de").contains("status") == false)
    }

    @Test(arguments: [
        ("Adres służbowy - ulica", "pl", "street"), ("Ville (bureau)", "fr", "city"),
        ("Postleitzahl geschäftlich", "de", "postal_code"),
        ("商务地址 街道", "zh-CN", "street"), ("Telefon, arb.", "nb", "phone"), ("Calle del trabajo", "es", "street"),
    ])
    func wordsAroundALabelAreUnderstood(_ header: String, _ language: String, _ key: String) {
        let found = matches(header, language, without: "outlook")
        #expect(Set(found.map(\.key)).contains(key), "\(found.map(\.key))")
        #expect(found.allSatisfy { $0.reason == .composed })
    }

    @Test func wordsSayWhoseItIs() {
        #expect(keys("E-mail do solicitante", "pt-BR") == ["contact_email"])
        #expect(keys("E-mail klienta", "pl") == ["contact_email"])
        #expect(keys("联系人邮箱", "zh-CN") == ["contact_email"])
        #expect(keys("Contact Owner.id", "en") == ["owner_id"])
        #expect(keys("E-mail 2 Address", "en", without: "outlook") == ["secondary_email"])
    }

    @Test func anotherAddressIsNotTheOneMeant() {
        for (header, language) in [
            ("Adres domowy - ulica", "pl"), ("Ville (domicile)", "fr"), ("住宅地址 街道", "zh-CN"), ("Other Street", "en"),
            ("Telefon (privat)", "de"), ("Phone 1 - Type", "en"), ("E-mail 3 Address", "en"), ("Shipping City", "en"),
            ("SHIPPINGSTREET", "en"),
        ] {
            let fields = keys(header, language, without: "outlook").compactMap {
                book.fields.meaning($0, in: "contacts")
            }
            #expect(fields.isEmpty, "\(header): \(fields.map(\.target))")
        }
    }

    @Test func orderAndPrepositionsDoNotMatter() {
        #expect(keys("Roczny obrót", "pl") == ["annual_revenue"])
        #expect(keys("Cierre - fecha", "es").contains("closed_time"))
    }

    @Test func abbreviationsAndSlips() {
        #expect(keys("Kod poczt.", "pl").contains("postal_code"))
        #expect(keys("Woj.", "pl") == ["state"])
        #expect(matches("Nazwsko", "pl").contains { $0.key == "last_name" && $0.reason == .fuzzy })
        #expect(keys("Prioritiy", "en") == ["priority"])
    }

    @Test func nearlyIsNotTheSame() {
        #expect(!keys("Kontrakt-ID", "de").contains("contact_id"))
        #expect(!keys("Contract Name", "en").contains("contact_name"))
        #expect(keys("Log no.", "en").contains("created_time") == false)
        #expect(keys("Weihnachtskarte", "de").isEmpty)
        #expect(keys("Body", "en") == ["body"])
    }

    @Test func unitsAndAlternatives() {
        #expect(keys("Faturamento anual (R$)", "pt-BR") == ["annual_revenue"])
        #expect(keys("Ticketnr.", "de") == ["ticket_number"])
        #expect(keys("Celular/WhatsApp", "pt-BR") == ["mobile"])
    }
}
