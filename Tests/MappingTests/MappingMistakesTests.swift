import HelpDesk
import Tables
import Testing

@testable import Mapping

/// Mistakes in mapping files: a comment `#! text` in the YAML says what must be noted on its line.
@Suite struct MappingMistakesTests {
    /// Compares the mistakes found with the marks in the text, line by line.
    private func expectMarked(_ yaml: String, location: SourceLocation = #_sourceLocation) {
        let found = MappingParser.examine(yaml, name: "m.yaml").mistakes
        var wanted: [(line: Int, text: String)] = []
        for (index, line) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for mark in line.components(after: "#! ") { wanted.append((index + 1, mark)) }
        }
        #expect(found.count == wanted.count, "\(found.map(\.text))", sourceLocation: location)
        for (mistake, mark) in zip(found, wanted) {
            #expect(mistake.line == mark.line, "\(mistake.text)", sourceLocation: location)
            #expect(mistake.text.contains(mark.text), "\(mistake.text)", sourceLocation: location)
        }
    }

    @Test func allMistakesOfAFileAreFoundWithTheirLines() {
        expectMarked(
            """
            titel: Contacts  #! the key "titel" is not known here; did you mean "title"?
            read:
              delimiter: "+"  #! one of ",", ";", "|", tab belongs here
              header_row: zero  #! a whole number from 1 belongs here
              short_rows: rejekt  #! the value "rejekt" is not known here; did you mean "reject"?
            unmapped: drop  #! the value "drop" is not known here (known: keep, ignore)
            records:
              - entity: contact  #! the entity "contact" does not exist; did you mean "contacts"?
              - entity: contacts
                key: [emial, [title, type]]  #! did you mean "email"? #! contacts are not found by [title, type]
                mode: merge  #! the value "merge" is not known here
                columns:
                  emial: E-mail  #! the field "emial" does not exist in contacts; did you mean "email"?
                  last_name: { from: Name, transform: [lower] }  #! the transform "lower" is not known here; did you mean "lowercase"?
                  account: { from: A, refers_to: accounts.nmae }  #! did you mean "accounts.name"?
                  phone: { from: P, date: dmy }  #! `date:` does not belong here, "phone" is no date
                  birthday: { from: B, date: YYYY-MM-DD }  #! did you mean "yyyy-MM-dd"?
                  invitation: { value: perhaps }  #! "invitation" has no value "perhaps" to choose
                  external_id: {}  #! `from:` (a column) or `value:` (a constant) is missing
                  title: { from: [], update: sometimes }  #! at least one column belongs here
                  _x: y  #! the field "_x" does not exist
                required: [phone, title]  #! "title" is required but no column is mapped to it
            """)
    }

    @Test func whatAnEntityNeedsMustBeMapped() {
        expectMarked(
            """
            records:
              - entity: tickets
                columns:
                  status: Status  #! tickets need a value for "subject" #! tickets need a value for "contact"
              - entity: contacts
                columns:
                  last_name: Name  #! contacts need something that identifies them: email, or phone
              - entity: accounts
                mode: update
                columns:
                  city: City  #! no key is mapped by which accounts could be found
            """)
    }

    @Test func optionsMustSuitTheirField() {
        expectMarked(
            """
            records:
              - entity: contacts
                key: [external_id]  #! the key needs external_id, and no column is mapped to it
                columns:
                  email: { from: { all: E-mail } }  #! `all:` does not belong here, "email" holds one value only
                  phone: { from: P, separator: "," }  #! `separator:` does not belong here
                  title: { from: T, refers_to: agents.email }  #! "title" refers to nothing
                  city: { value: X, transform: [trim] }  #! `transform:` does not go with a constant
                  state: { from: S, value: X }  #! either `from:` or `value:`, not both
                  custom._x: X  #! a custom field needs a name that does not begin with an underscore
                  country: { from: C, on_unknown: warn }  #! has no list of values
                  account: { from: A, refers_to: accounts.account_number, on_missing: create }  #! they need name
                  language: { from: L, values: { Polski: Polish language } }  #! which takes a code like pl
                  fax: { from: F, zone: Mars }  #! the time zone "Mars" is not known #! `zone:` does not belong here
            """)
    }

    @Test func parametersOfTransformsAreChecked() {
        expectMarked(
            #"""
            records:
              - entity: contacts
                columns:
                  email:
                    from: E
                    transform:
                      - upper  #! the transform "upper" is not known here; did you mean "uppercase"?
                      - { pefix: x }  #! did you mean "prefix"?
                      - zzz  #! (known: trim, collapse,
                      - { lowercase: yes }  #! `lowercase` takes no parameters
                      - prefix  #! `prefix` needs parameters: `{ prefix: "PL-" }`
                      - { suffix: [a] }  #! one text belongs here, such as
                      - { prefix: a, suffix: b }  #! one transform belongs here
                      - { phone: pl }  #! for the country "pl"; did you mean "PL"?
                      - { phone: Poland }  #! for the country "Poland" (known: AE,
                      - { split: { by: ",", prt: 1 } }  #! `part:` is missing #! the key "prt" is not known here; did you mean "part"?
                      - { split: { by: "", part: 0 } }  #! the text between the parts belongs here
                      - { split: { by: ";", part: 0 } }  #! a whole number from 1, a negative one
                      - { regex: { match: "(a", with: "" } }  #! "(a" is no regular expression
                      - { regex: { match: "(a)", with: "$2" } }  #! $2 belongs to no group: the expression has one group
                      - { regex: { match: a } }  #! `with:` is missing
                      - { replace: {} }  #! at least one text and what replaces it
                      - { replace: { "": x, y: [z] } }  #! the text to replace belongs here #! one text belongs here
                      - { lookup: { file: a.docx, from: code, to: name } }  #! a file with a header belongs here: .csv, .tsv or .txt
                      - { lookup: { file: a.csv, form: code, to: name } }  #! `from:` is missing #! did you mean "from"?
                      - { lookup: { file: a.csv, from: a, to: b, on_missing: drop } }  #! the value "drop" is not known
                      - { default: }  #! one text belongs here
                      - []  #! one text belongs here
            """#)
    }

    @Test func joinsTakeSeveralColumns() {
        expectMarked(
            """
            records:
              - entity: contacts
                columns:
                  email: E
                  country: { from: { join: A, with: " " } }  #! `join:` takes a list of columns, at least two
                  city: { from: { join: [A, B], wiht: " " } }  #! the key "wiht" is not known here; did you mean "with"?
                  state: { from: { with: " " } }  #! `join:` takes a list of columns
                  street: { from: { join: [A, B], with: [x] } }  #! one text belongs here
            """)
    }

    @Test func brokenYAMLNamesTheLine() {
        expectMarked("name: a\nrecords: [  \n}  #! this is not valid YAML")
        expectMarked("name: a  #! the key \"name\" is given twice\nname: b\n")
        #expect(MappingParser.examine("", name: "m.yaml").mistakes.map(\.message) == ["the file holds no mapping"])
        #expect(MappingParser.examine("just text", name: "m.yaml").mistakes.count == 1)
    }

    @Test func oneFailureHoldsAllMistakes() {
        let yaml = "nmae: x\nrecords:\n  - entity: departments\n    columns: { nam: Name }\n"
        let failure = #expect(throws: ImportFailure.self) { try MappingParser.parse(yaml, name: "m.yaml") }
        #expect(failure?.code == "mapping.invalid" && failure?.status == .usage)
        #expect(failure?.message == "The mapping m.yaml has 3 mistakes.")
        #expect(failure?.details.first == #"m.yaml:1:1: nmae: the key "nmae" is not known here; did you mean "name"?"#)
    }
}

extension Substring {
    /// The parts behind each occurrence of the mark, trimmed.
    fileprivate func components(after mark: String) -> [String] {
        let parts = String(self).split(separator: mark, omittingEmptySubsequences: false).dropFirst()
        return parts.map { String($0).trimmingSuffix(while: \.isWhitespace) }
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, predicate(last) { text.removeLast() }
        return String(text)
    }
}
