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

    private func text(_ talk: Talk, _ file: String = Self.file, name: String = "klienci.csv") throws -> String {
        let desk = try Desk()
        var proposals = try MappingProposals(try desk.options([name: file]))
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

    private static let colours = """
        E-mail,Phone,Client name,Code,City
        a@x.example,+48 600 100 200,blue,1,Rome
        b@x.example,+48 600 100 201,green,1,Oslo
        c@x.example,+48 600 100 202,red,1,Bonn
        d@x.example,+48 600 100 203,red,2,Bonn

        """

    @Test func severalGuessesAreChosenByNumber() throws {
        let talk = Talk(["1", "1", "2", "", "1"])
        let text = try text(talk, Self.colours, name: "contacts-2.csv")
        #expect(talk.said.contains("  1  first_name and last_name   (80 %: header \"Client name\" (en))\n"))
        #expect(talk.said.contains("  2  account   (80 %: header \"Client name\" (en))\n  1, 2, the name of a field"))
        #expect(
            text.contains("email: E-mail\n") && text.contains("city: City\n")
                && text.contains("account: { from: Client name"))
        #expect(!text.contains("first_name: ") && text.contains("#   Code: 4 filled, 2 different"))
        let other = try self.text(Talk(["", "", "1", "", ""]), Self.colours, name: "contacts-2.csv")
        #expect(other.contains("first_name: { from: Client name") && other.contains("last_name: { from: Client name"))
    }

    @Test func aFieldThatAnotherColumnHasIsNoGuess() throws {
        let file = Self.file.replacing("Qwrt", with: "Name")
        let talk = Talk(["1", "", ""])
        let text = try text(talk, file)
        #expect(talk.said.contains("It looks like first_name and last_name, but that is the column \"Imię\"."))
        #expect(talk.said.contains("contacts have no field \"1\"."))
        #expect(text.contains("first_name: Imię\n"))
    }

    @Test func theNearestEntityIsNamed() throws {
        let talk = Talk(["acounts.name"])
        _ = try text(talk)
        #expect(talk.said.contains("There is no entity \"acounts\". Did you mean accounts?"))
    }
}
