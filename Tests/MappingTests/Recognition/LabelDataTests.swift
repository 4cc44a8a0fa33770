import HelpDesk
import Testing

@testable import Mapping

/// The data files hold what the code asks of them.
@Suite struct LabelDataTests {
    private let book: LabelBook

    init() throws { book = try MappingAccuracy.book.get() }

    @Test func everyLanguageHasTheKeysThatMatter() {
        let wanted = [
            "first_name", "last_name", "full_name", "email", "phone", "mobile", "account_name", "street", "city",
            "postal_code", "country", "subject", "description", "status", "priority", "assignee", "created_time",
            "closed_time", "due_date", "contact_name", "role", "team", "department", "tags", "ticket_number",
        ]
        for language in LabelBook.languages {
            let keys = Set(book.labels.filter { $0.language == language }.map(\.key))
            #expect(Set(wanted).subtracting(keys) == [], "\(language)")
        }
    }

    @Test func noLabelIsListedTwice() {
        let lines = book.labels.map { "\($0.language) \($0.form.normal) \($0.key)" }
        #expect(lines.count == Set(lines).count)
        #expect(book.labels.allSatisfy { !$0.form.folded.isEmpty })
    }

    /// Entities of the catalog that come with later versions, and their fields: their lines wait.
    @Test func linesThatWaitForTheCatalogAreThese() {
        let known = Set(Catalog.entities.map(\.name.rawValue))
        let waiting = book.fields.unknown.filter { line in
            known.contains { line.hasPrefix($0 + ".") }
        }
        #expect(waiting.sorted() == ["contacts.projects:name", "tickets.product:name", "tickets.project:name"])
        let entities = Set(book.fields.unknown.map { String($0.split(separator: ".")[0]) }).subtracting(known)
        let later: Set = [
            "projects", "products", "contracts", "comments", "attachments", "tasks", "calls", "events", "time_entries",
        ]
        #expect(entities.isSubset(of: later))
    }

    @Test func everyFieldOfTheCatalogCanBeRecognised() {
        let unnamed: Set = ["contacts.projects"]
        for entity in Catalog.entities {
            let keys = Set(book.labels.map(\.key))
            let found = keys.compactMap { book.fields.meaning($0, in: entity.name) }.flatMap(\.target)
            let missing = entity.fields.filter { !$0.isDerived }.map { "\(entity.name).\($0.name)" }.filter {
                !found.contains($0) && !unnamed.contains($0)
            }
            #expect(missing == [], "\(entity.name)")
        }
    }

    /// A label with several meanings for an entity needs a rule, or nobody could ever use it.
    @Test func labelsWithSeveralMeaningsHaveARule() {
        let undecided: Set = ["segmento", "uniqueexternalid"]
        for (form, labels) in Dictionary(grouping: book.labels, by: { "\($0.language) \($0.form.normal)" }) {
            for entity in book.fields.entities {
                let meanings = Set(labels.map(\.key)).compactMap { book.fields.meaning($0, in: entity) }
                guard Set(meanings.map(\.target)).count > 1, !undecided.contains(labels[0].form.normal) else {
                    continue
                }
                let keys = Set(meanings.map(\.key))
                let hasRule = book.rules.contains { rule in
                    (rule.entity == nil || rule.entity == entity) && rule.keys.count > 1 && rule.keys.isSubset(of: keys)
                }
                #expect(hasRule, "\(form) of \(entity): \(keys.sorted())")
            }
        }
    }

    @Test func rulesSpeakOfKeysThatExist() {
        let keys = Set(book.labels.map(\.key))
        for rule in book.rules {
            #expect(rule.keys.isSubset(of: keys.union(["customer"])), "\(rule.keys)")
            #expect(rule.meant == nil || rule.keys.contains(rule.meant ?? ""))
        }
    }

    @Test func valuesAreThoseOfThePicklists() {
        for entity in Catalog.entities {
            for field in entity.fields {
                guard let list = field.picklist, let name = ValueWords.list(entity.name, field) else { continue }
                for word in book.values.words(name) {
                    #expect(word.value.isEmpty || list.names.contains(word.value), "\(name): \(word.text)")
                }
            }
        }
        #expect(Set(book.values.words("boolean").map(\.value)) == ["true", "false"])
    }

    @Test func aSystemsOwnLabelsCanBeLeftOut() {
        let without = book.without(system: "outlook")
        #expect(without.labels.count < book.labels.count)
        #expect(!without.labels.contains { $0.text == "Adres służbowy - ulica" })
        #expect(without.labels.contains { $0.text == "Imię" }, "others write that too")
        #expect(book.without(system: "general").labels.count == book.labels.count)
    }

    @Test func brokenDataIsSaidWithItsLine() throws {
        let failure = #expect(throws: (any Error).self) { try LabelBook(folder: "/nonexistent") }
        #expect("\(failure.map { "\($0)" } ?? "")".contains("en.tsv"))
    }
}
