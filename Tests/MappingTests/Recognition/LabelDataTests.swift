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

    /// A line for what the catalog does not know would never be used.
    @Test func everyLineIsForAFieldOfTheCatalog() {
        #expect(book.fields.unknown == [])
        #expect(book.fields.entities == Catalog.entities.map(\.name))
    }

    @Test func everyFieldOfTheCatalogCanBeRecognised() {
        let keys = Set(book.labels.map(\.key))
        for entity in Catalog.entities {
            let parts = keys.compactMap { book.fields.meaning($0, in: entity.name) }
                .filter { $0.entity == entity.name }.flatMap(\.parts)
            let found = Set(parts.flatMap { entity.fieldNames($0.field) })
            let fields = entity.fields.filter { !$0.isDerived }.map(\.name)
            #expect((fields + ["external_id", "action"]).filter { !found.contains($0) } == [], "\(entity.name)")
        }
    }

    /// The labels by which tables of the whole help desk are known.
    @Test func everyLanguageHasTheLabelsOfEveryEntity() {
        let wanted = [
            "action", "project", "product", "product_code", "unit_price", "contract_name", "contract_number",
            "contract_start_date", "support_plan", "body", "visibility", "comment_kind", "call_direction",
            "from_address", "created_by", "file_name", "file_path", "file_size", "task", "task_id", "call", "event",
            "start_time", "end_time", "duration", "minutes", "hours", "time_spent", "executed_time", "billable",
        ]
        for language in LabelBook.languages {
            let keys = Set(book.labels.filter { $0.language == language }.map(\.key))
            #expect(Set(wanted).subtracting(keys) == [], "\(language)")
        }
    }

    /// What each picklist's values are called.
    @Test func everyLanguageHasWordsForEveryPicklist() {
        for entity in Catalog.entities {
            for field in entity.fields {
                guard let values = field.picklist, let list = ValueWords.list(entity.name, field) else { continue }
                let known = Set(book.values.words(list).map(\.value))
                let missing = values.names.filter { !known.contains($0) }
                #expect(missing.isEmpty, "\(list): \(missing)")
            }
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
