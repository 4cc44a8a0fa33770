import HelpDesk
import Tables
import Testing

@testable import Mapping

@Suite struct ValueWordsTests {
    private let words: ValueWords

    init() throws { words = try MappingAccuracy.book.get().values }

    private func reading(_ columns: String, _ field: String, entity: String = "tickets") throws -> ValueReading {
        let yaml = "records: [{ entity: \(entity), columns: { \(columns) } }]"
        let file = try MappingParser.parse(yaml, name: "m.yaml")
        let headers = file.tables[0].knownHeaders
        let binder = MappingBinder(
            arguments: [MapArgument(pattern: TablePattern("*"), mapping: file)], presets: [], words: words)
        let record = try binder.bind([MemoryTable("t.csv", [headers])]).bound[0].records[0]
        return try #require(record.shape.columns.first { $0.target.name == field }).reading
    }

    private static let ticket = "subject: S, contact: C, "

    @Test func wordsOfNineLanguagesAreBoundToPicklists() throws {
        let values = try reading(Self.ticket + "status: T", "status").values
        let wanted = [
            "otwarte": "open", "已关闭": "closed", "Em andamento": "open", "Venter på kunde": "pending",
            "Gelöst": "resolved",
            "En suspens": "on_hold", "Escalado": "escalated", "In lavorazione": "open",
        ]
        for (text, value) in wanted { #expect(values[text] == value, "\(text)") }
        #expect(values["open"] == nil && values["New"] == nil, "the picklist knows these itself")
    }

    @Test func theMappingsOwnValuesWin() throws {
        let values = try reading(Self.ticket + "status: { from: T, values: { OTWARTE: pending } }", "status").values
        #expect(values["OTWARTE"] == "pending" && values["otwarte"] == nil)
        #expect(values["Zamknięta"] == "closed")
    }

    @Test func prioritiesOfNothingAreBlank() throws {
        let values = try reading(Self.ticket + "priority: P", "priority").values
        #expect(values["-Brak-"] == "" && values["Haster"] == "urgent" && values["Média"] == "normal")
    }

    @Test func onlyPicklistsAndYesNoFieldsGetWords() throws {
        #expect(try reading(Self.ticket + "category: K", "category").values.isEmpty)
        let flags = try reading("email: E, sees_account_tickets: F", "sees_account_tickets", entity: "contacts").values
        #expect(flags["S"] == "true" && flags["tak"] == nil, "the validator knows tak itself")
    }

    @Test func numbersAndEnglishInFrontDoNotCount() {
        #expect(words.value("2-低", in: "tickets.priority") == "low")
        #expect(words.value("5 bardzo wysoki", in: "tickets.priority") == "urgent")
        #expect(words.value("open-处理中", in: "tickets.status") == "open")
        #expect(words.value("12-34", in: "tickets.priority") == nil)
        #expect(words.value("Handy", in: "tickets.status") == nil)
    }

    @Test func noWordStandsForTwoValues() {
        let lists = Catalog.entities.flatMap { entity in
            entity.fields.compactMap { ValueWords.list(entity.name, $0) }
        }
        for list in Set(lists) {
            let known = Dictionary(grouping: words.words(list)) { KeyNormalizer.caselessForm($0.text) }
            #expect(known.filter { $0.value.count > 1 }.keys.sorted() == [], "\(list)")
        }
    }
}
