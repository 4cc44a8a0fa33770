import HelpDesk
import Tables
import Testing

@testable import Mapping

@Suite struct HeaderRecogniserTests {
    private let recogniser: HeaderRecogniser

    init() throws { recogniser = HeaderRecogniser(try MappingAccuracy.book.get()) }

    /// A table by its columns: header and values.
    private func propose(
        _ columns: [(String, [String])], file: String = "export.csv", sheet: String? = nil
    ) -> TableProposal? {
        let evidence = columns.enumerated().map { index, column in
            let collector = EvidenceCollector(header: [column.0])
            if !column.1.isEmpty {
                let batch = RowBatch()
                batch.fill(column.1.map { [$0] })
                collector.add(batch)
            }
            var evidence = collector.evidence[0]
            evidence.column = index
            return evidence
        }
        return recogniser.propose(evidence, file: file, sheet: sheet)
    }

    private func fields(_ proposal: TableProposal?) -> [Int: String] {
        var found: [Int: String] = [:]
        for column in proposal?.columns ?? [] {
            let key = column.referenceKey.map { ":" + $0 } ?? ""
            found[column.column] = (found[column.column].map { $0 + "+" } ?? "") + column.field + key
        }
        return found
    }

    private static let mails = ["a@x.example", "b@x.example", "c@x.example"]
    private static let names = ["Anna Nowak", "Jan Kowalski", "Ewa Mazur"]

    @Test func headersAloneAreEnoughForWellKnownTables() {
        let headers = ["Vorname", "Nachname", "Firma", "E-Mail", "Telefon", "PLZ", "Ort"]
        let proposal = propose(headers.map { ($0, []) })
        #expect(proposal?.entity == "contacts" && proposal?.language == "de")
        #expect(fields(proposal).count == headers.count)
        #expect(proposal?.columns.first { $0.field == "account" }?.createsMissing == true)
        #expect((proposal?.confidence ?? 0) >= TableProposal.bar)
    }

    @Test func anEmailColumnWithoutASingleAtIsNotProposed() {
        let proposal = propose([("Vorname", ["Anna"]), ("Nachname", ["Nowak"]), ("E-Mail", ["ja", "nein", "ja"])])
        #expect(fields(proposal)[2] == nil)
        #expect(proposal?.doubtful.first { $0.column == 2 }?.fitting?.fits == 0)
    }

    @Test func aTelephoneColumnOfDatesIsNotProposed() {
        let dates = ["01.02.2024", "03.04.2024", "05.06.2024"]
        let proposal = propose([("Imię", ["Anna"]), ("Nazwisko", ["Nowak"]), ("Telefon", dates), ("Email", Self.mails)])
        #expect(fields(proposal) == [0: "first_name", 1: "last_name", 3: "email"])
    }

    @Test func valuesConfirmAndTheConfidenceSaysSo() {
        let with = propose([("Imię", ["Anna"]), ("Nazwisko", ["Nowak"]), ("Email", Self.mails)])
        let without = propose([("Imię", []), ("Nazwisko", []), ("Email", [])])
        let fitted = with?.columns.first { $0.field == "email" }
        #expect(fitted?.fitting == ColumnProposal.Fitting(fits: 3, of: 3))
        #expect((fitted?.confidence ?? 0) > (without?.columns.first { $0.field == "email" }?.confidence ?? 1))
    }

    @Test func picklistWordsConfirmAWeakLabel() {
        let words = ["Otwarte", "Zamknięte", "W toku", "Otwarte"]
        let base = [("Numer zgłoszenia", ["1", "2", "3", "4"]), ("Temat", ["a b", "c d", "e f", "g h"])]
        let proposal = propose(base + [("Stann", words)])
        let other = propose(base + [("Stann", ["x1", "x2", "x3", "x4"])])
        #expect(fields(proposal)[2] == "status" || fields(other)[2] == nil)
        #expect(fields(propose(base + [("Stan", words)]))[2] == "status")
    }

    @Test func nameIsTheSurnameOnlyBesideAGivenName() {
        let split = propose([("Vorname", ["Anna"]), ("Name", ["Nowak"]), ("E-Mail", Self.mails)])
        #expect(fields(split)[1] == "last_name")
        let whole = propose([("Name", Self.names), ("E-Mail", Self.mails), ("Firma", ["Wega GmbH"])])
        #expect(fields(whole)[0] == "first_name+last_name")
        #expect(
            whole?.columns.prefix(2).map(\.transforms) == [["collapse", "given_name"], ["collapse", "family_name"]])
    }

    @Test func theFrenchTitreMeansTwoThings() {
        let proposal = propose([
            ("Titre", ["M.", "Mme"]), ("Prénom", ["Noël"]), ("Nom", ["Morel"]), ("Société", ["Garnier SAS"]),
            ("Service", ["Achats"]), ("Titre", ["Comptable", "Directrice"]),
        ])
        #expect(fields(proposal)[0] == "salutation" && fields(proposal)[5] == "title")
    }

    @Test func referencesTakeTheKeyThatTheirCellsHold() {
        let base = [
            ("Subject", ["a b", "c d", "e f"]), ("Status", ["Open", "Closed", "Open"]), ("Requester", Self.names),
        ]
        #expect(fields(propose(base + [("Assignee", Self.mails)]))[3] == "assignee:email")
        #expect(fields(propose(base + [("Assignee", Self.names)]))[3] == "assignee:full_name")
        #expect(fields(propose(base + [("Assignee", ["10021", "10022", "10021"])]))[3] == "assignee:external_id")
    }

    @Test func namesOfFileAndSheetDecideWhatHeadersDoNot() {
        let columns = [("Name", ["Sales", "Service"]), ("Description", ["", "x"])]
        #expect(propose(columns)?.columns.isEmpty != false)
        #expect(propose(columns, file: "departments.csv")?.entity == "departments")
        #expect(propose(columns, file: "book.xlsx", sheet: "Abteilungen")?.entity == "departments")
        #expect(propose(columns, file: "团队.csv")?.entity == "teams")
    }

    @Test func aListOfTasksIsNoListOfTickets() {
        let columns = [
            ("Titel", ["a b", "c d"]), ("Status", ["Offen", "Erledigt"]), ("Fälligkeit", ["01.02.2024", "13.02.2024"]),
        ]
        #expect(propose(columns, file: "aufgaben.csv")?.entity == "tasks")
    }

    @Test func nothingIsProposedOfWhatNobodyKnows() {
        #expect(propose([("column1", ["a"]), ("column2", ["b"])]) == nil)
        #expect(propose([]) == nil)
        #expect(propose([("", []), ("   ", [])]) == nil)
    }

    @Test func theAccountOfAContactHasFieldsOfItsOwn() {
        let proposal = propose([
            ("Imię i nazwisko", Self.names), ("E-mail", Self.mails),
            ("Firma", ["Wega Sp. z o.o.", "Tarnex S.A.", "Dąb s.c."]),
            ("Branża", ["Handel", "Transport", "Handel"]),
        ])
        #expect(proposal?.columns.last?.entity == "accounts" && proposal?.columns.last?.field == "industry")
        let alone = propose([
            ("Imię i nazwisko", Self.names), ("E-mail", Self.mails), ("Branża", ["Handel", "a", "b"]),
        ])
        #expect(fields(alone)[2] == nil)
    }

    @Test func aFieldTakesOneColumnAndTagsTakeAllOfOneName() {
        let proposal = propose([
            ("Summary", ["a b", "c d"]), ("Reporter", Self.names), ("Status", ["Open", "Done"]), ("Labels", ["x", ""]),
            ("Labels", ["y", "z"]), ("Description", ["e f", ""]), ("Details", ["g h", ""]),
        ])
        #expect(fields(proposal)[3] == "tags" && fields(proposal)[4] == "tags")
        #expect(fields(proposal)[5] == "description" && fields(proposal)[6] == nil)
        #expect(proposal?.doubtful.contains { $0.column == 6 } == true)
    }

    @Test func sixtyColumnsAreQuick() {
        let headers = (0..<60).map { ["Adres służbowy - ulica \($0)", "Unbekannte Spalte \($0)", "备用字段\($0)"][$0 % 3] }
        let clock = ContinuousClock()
        let time = clock.measure { _ = propose(headers.map { ($0, []) }) }
        // 50 ms are promised of an optimised build; this is none.
        #expect(time < .seconds(3))
    }
}
