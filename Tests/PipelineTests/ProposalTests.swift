import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

/// Tables that no mapping fits, and what is proposed for them.
@Suite struct ProposalTests {
    static let kunder = """
        Imię;Nazwisko;Adres e-mail;Telefon komórkowy;Miasto
        Anna;Nowak;anna@x.example;+48 600 100 200;Kraków
        Jan;Kos;jan@x.example;+48 600 100 201;Łódź
        Ola;Lis;ola@x.example;+48 600 100 202;Gdańsk

        """

    private func options(_ desk: Desk, auto: Bool = false) throws -> RunOptions {
        var options = try desk.options(["klienci-biura.csv": Self.kunder])
        options.auto = auto
        return options
    }

    @Test func checkUsesTheProposalAndSaysSo() throws {
        let desk = try Desk()
        let check = try desk.run(try options(desk), .check)
        #expect(check.counts("contacts").created == 3)
        let proposal = try #require(check.report.sources[0].tables[0].proposal)
        #expect(proposal.columns.map(\.field).contains("contacts.email"))
        #expect(proposal.columns.allSatisfy { $0.confidence >= 0.85 })
        #expect(check.report.notes.contains { $0.contains("import --auto") })
        let email = try #require(proposal.columns.first { $0.field == "contacts.email" })
        #expect(email.language == "pl")
        #expect(email.reason == "header \"Adres e-mail\" (pl); 3 of 3 values are email addresses")
        let page = ReportPage.render(check.report)
        #expect(page.contains("<h2>Proposed mapping</h2>") && page.contains("klienci-biura.csv</h3>"))
        #expect(
            page.contains(
                "<td><strong>Adres e-mail</strong></td><td>contacts.email</td>"
                    + "<td class=\"number\">\(Int(email.confidence * 100)) %</td><td>pl</td>"
                    + "<td>header &quot;Adres e-mail&quot; (pl); 3 of 3 values are email addresses</td>"))
        let summary = TerminalSummary.render(check.report)
        #expect(summary.contains("Proposed mapping"))
        #expect(summary.contains("→ contacts.email"))
    }

    @Test func importNeedsAuto() throws {
        let desk = try Desk()
        let failure = #expect(throws: ImportFailure.self) { try desk.run(try options(desk), .load) }
        #expect(failure?.code == "mapping.no_match")
        #expect(failure?.hint?.contains("deskferry map FILE -o mapping.yaml") == true)
        let load = try desk.run(try options(desk, auto: true), .load)
        #expect(load.counts("contacts").created == 3)
        #expect(try desk.lines("SELECT email FROM contacts ORDER BY id").count == 3)
    }

    @Test func acceptedCheckTakesTheSameProposal() throws {
        let desk = try Desk()
        let check = try desk.run(try options(desk), .check)
        var accepting = RunOptions()
        accepting.database = desk.database
        accepting.accept = check.report.run
        let load = try desk.run(accepting, .load)
        #expect(load.report.entities == check.report.entities)
    }

    @Test func doubtStopsTheRun() throws {
        let desk = try Desk()
        var options = try desk.options(["liste.csv": "Namme,Foo,Bar\na,1,2\nb,3,4\n"])
        options.auto = true
        let failure = #expect(throws: ImportFailure.self) { try desk.run(options, .load) }
        #expect(failure?.code == "mapping.no_match")
    }

    @Test func missingContactOfTicketsStopsTheRun() throws {
        let desk = try Desk()
        let text = "Numer zgłoszenia,Temat,Priorytet\n1,A,niski\n2,B,wysoki\n"
        let failure = #expect(throws: ImportFailure.self) {
            try desk.run(try desk.options(["zgłoszenia.csv": text]), .check)
        }
        #expect(failure?.details.contains { $0.contains("missing: contact") } == true, "\(failure?.details ?? [])")
    }

    @Test func mappingThatIsGivenComesFirst() throws {
        let desk = try Desk(
            Maps.table("contacts", columns: ["email: Adres e-mail", "last_name: Nazwisko"], read: ["delimiter: \";\""]))
        let check = try desk.run(try options(desk, auto: true), .check)
        #expect(check.report.sources[0].tables[0].proposal == nil)
    }
}
