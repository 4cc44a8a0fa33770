import Mapping
import Pipeline
import Tables
import Testing

/// The walk through doubtful columns, with answers written beforehand.
@Suite struct InteractiveMappingTests {
    private final class Talk {
        var answers: [String]
        var said = ""

        init(_ answers: [String]) { self.answers = answers }

        var walk: InteractiveMapping {
            InteractiveMapping(
                ask: { question in
                    self.said += question
                    return self.answers.isEmpty ? nil : self.answers.removeFirst()
                }, say: { self.said += $0 })
        }
    }

    private static let file = """
        Imię,Nazwisko,Adres e-mail,Zzyzx,Qwrt
        Anna,Nowak,anna@x.example,Kraków,1
        Jan,Kos,jan@x.example,Łódź,2

        """

    private func text(_ talk: Talk) throws -> String {
        let desk = try Desk()
        var proposals = try MappingProposals(try desk.options(["klienci.csv": Self.file]))
        try proposals.decide { proposed throws(ImportFailure) in try talk.walk.decide(proposed) }
        return proposals.text()
    }

    @Test func fieldNamesAreTaken() throws {
        let talk = Talk(["city", "custom.qwrt_class"])
        let text = try text(talk)
        #expect(text.contains("# chosen by you\n      city: Zzyzx"))
        #expect(text.contains("custom.qwrt_class: Qwrt"))
        #expect(talk.said.contains("\"Kraków\", \"Łódź\""))
    }

    @Test func wrongInputAsksAgain() throws {
        let talk = Talk(["citty", "email", "7", "nobody.name", "city", ""])
        let text = try text(talk)
        #expect(talk.said.contains("Did you mean city?"))
        #expect(talk.said.contains("email is already taken from the column \"Adres e-mail\""))
        #expect(talk.said.contains("There is no entity \"nobody\""))
        #expect(text.contains("city: Zzyzx"))
        #expect(!text.contains(": Qwrt\n"))
    }

    @Test func endOfInputLeavesTheRest() throws {
        #expect(try text(Talk([])).contains("#   Zzyzx: 2 filled, 2 different"))
        #expect(try text(Talk(["q"])).contains("#   Zzyzx: 2 filled, 2 different"))
    }
}
