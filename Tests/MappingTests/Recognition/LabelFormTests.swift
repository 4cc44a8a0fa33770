import Testing

@testable import Mapping

@Suite struct LabelFormTests {
    @Test(arguments: [
        ("First Name", "FIRST_NAME"), ("E-Mail", "e mail"), ("\u{FEFF}\"Imię\"", "imię"),
        ("Date d’échéance", "date d'échéance"),
        ("Straße", "STRASSE"), ("Ｅ－ｍａｉｌ", "E-mail"), ("Nº", "No"), ("Tel.:", "tel"), ("cafe\u{301}", "café"),
        ("ǅemper", "ǆemper"), ("手机（必填）", "手机(必填)"),
    ])
    func sameForms(_ left: String, _ right: String) {
        #expect(LabelForm(left).folded == LabelForm(right).folded)
    }

    @Test func accentsCountInOneForm() {
        #expect(LabelForm("Größe").normal == "größe" && LabelForm("Größe").folded == "grosse")
        #expect(LabelForm("Łódź").folded == "lodz" && LabelForm("Ægir Øl").folded == "aegirol")
        #expect(LabelForm("Tiếng").folded == "tieng" && LabelForm("Имя").folded == "имя")
        #expect(LabelForm("---").folded.isEmpty)
    }

    @Test func wordsBeginWhereOneWouldSay() {
        #expect(LabelForm("Adres służbowy - ulica 2").words == ["adres", "sluzbowy", "ulica", "2"])
        #expect(LabelForm("BillingPostalCode").words == ["billing", "postal", "code"])
        #expect(LabelForm("ACCOUNTID").words == ["accountid"])
        #expect(LabelForm("Address1").words == ["address", "1"])
        #expect(LabelForm("商务地址 街道").words == ["商务地址", "街道"])
        #expect(LabelForm("客户ID").words == ["客户", "id"])
        #expect(LabelForm("").words == [])
    }

    @Test func theHashOfWordsKnowsNoOrder() {
        let of = Set([WordHash.of("de")])
        #expect(LabelForm("Fecha de cierre").hash(skipping: of) == LabelForm("cierre, fecha").hash(skipping: of))
        #expect(LabelForm("Fecha").hash(skipping: of) != LabelForm("Fecha cierre").hash(skipping: of))
    }
}
