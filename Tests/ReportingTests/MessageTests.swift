import Foundation
import Tables
import Testing

@testable import Reporting

@Suite struct MessageTests {
    private let english = MessageCatalog.english

    @Test(arguments: FindingCode.allCases)
    func everyCodeHasASentenceWithoutHoles(code: FindingCode) {
        let example = ExampleFindings.finding(code)
        for severity in Severity.allCases {
            var finding = example
            finding.severity = severity
            check(english.message(for: finding, tables: ExampleFindings.tables))
        }
        check(english.message(for: Finding(code, .error, at: Position(table: 9, row: 1))))
        #expect(example.code == code && !english.title(code).isEmpty)
    }

    private func check(_ message: String) {
        #expect(message.hasSuffix("."))
        #expect(message.first?.isUppercase == true)
        #expect(message.count > 20)
        for hole in ["#0", "\\(", "{", "}", "%@", "nil", "Optional", "  ", "\"\"", ".."] {
            #expect(!message.contains(hole), "\(message)")
        }
    }

    @Test func aSheetHasColumnsAndNoSeparators() {
        let sheet = [TableLabel(file: "book.xlsx", sheet: "Contacts", columns: ["Name"])]
        let finding = Finding(.rowLong, .error, at: Position(table: 0, row: 9), ["18", "17"])
        let message = english.message(for: finding, tables: sheet)
        #expect(message.contains("column 18") && message.contains("column 17") && !message.contains("separator"))
        check(message)
    }

    @Test(arguments: FindingCode.allCases)
    func whatTheExampleNamesIsInItsSentence(code: FindingCode) {
        let finding = ExampleFindings.finding(code)
        let message = english.message(for: finding, tables: ExampleFindings.tables)
        for parameter in finding.parameters where parameter.count > 2 && code != .recordBinned {
            let name = parameter.replacingOccurrences(of: "_", with: " ")
            let isNamed = message.contains(parameter) || message.contains(name) || message.contains(name.dropLast())
            #expect(isNamed, "\(parameter) in \(message)")
        }
    }

    @Test func namesTheRemedy() {
        var finding = ExampleFindings.finding(.referenceUnknown)
        finding.parameters.removeLast()
        #expect(
            english.message(for: finding, tables: ExampleFindings.tables)
                == "No contact with email \"ola@firma.example\" is in the database or in these files. "
                + "Import the contact first, or correct the cell.")
    }

    @Test func otherTablesMayBeGivenByNumber() {
        var finding = ExampleFindings.finding(.keyDuplicate)
        finding.parameters[0] = "#2"
        #expect(
            english.message(for: finding, tables: ExampleFindings.tables).contains("agents.xlsx, sheet People, row 12"))
        finding.parameters[0] = "other.csv"
        #expect(english.message(for: finding).contains("stands in other.csv, row 12"))
    }

    @Test func aRowMayWaitForARecordThatIsNowhere() {
        var finding = ExampleFindings.finding(.referenceParked)
        finding.parameters = ["contacts", "", ""]
        #expect(
            english.message(for: finding)
                == "No contact \"ola@firma.example\" was found, so this row waits. Import it first, then this row again."
        )
    }

    @Test func valuesAreShortAndOnOneLine() {
        let finding = Finding(
            .emailInvalid, .error, at: Position(table: 0, row: 1), field: "email",
            value: "a\nb\u{202E}c" + String(repeating: "x", count: 500))
        let message = english.message(for: finding)
        #expect(message.contains("\"a b cxxx") && message.contains("…\"") && message.count < 200)
        #expect(!message.unicodeScalars.contains { $0.isControl })
    }

    @Test func englishSentencesAreASCIIButForValues() {
        for code in FindingCode.allCases {
            let message = english.message(for: ExampleFindings.finding(code), tables: ExampleFindings.tables)
            #expect(message.utf8.allSatisfy { $0 < 0x80 }, "\(message)")
        }
    }
}

@Suite struct FindingsDocumentTests {
    private let text: String

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        text = try String(contentsOf: root.appendingPathComponent("docs/findings.md"), encoding: .utf8)
    }

    /// The text below each `###` heading.
    private var sections: [String: String] {
        var sections: [String: String] = [:]
        for part in text.components(separatedBy: "\n### ").dropFirst() {
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            sections[String(lines[0])] = lines.count > 1 ? String(lines[1]) : ""
        }
        return sections
    }

    @Test func hasASectionForEveryCodeAndNoOther() {
        let parts = text.components(separatedBy: "\n### ").dropFirst()
        let headings = parts.map { String($0.prefix { $0 != "\n" }) }
        #expect(Set(headings) == Set(FindingCode.allCases.map(\.rawValue)))
        #expect(headings == FindingCode.allCases.map(\.rawValue), "in the order of the codes, each once")
    }

    @Test(arguments: FindingCode.allCases)
    func showsTheSentenceThatPeopleGet(code: FindingCode) throws {
        let section = try #require(sections[code.rawValue])
        let message = MessageCatalog.english.message(
            for: ExampleFindings.finding(code), tables: ExampleFindings.tables)
        let quoted = section.split(separator: "\n").filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
            .joined(separator: " ")
        #expect(quoted == message)
    }

    @Test(arguments: FindingCode.allCases)
    func saysSeverityParametersAndRemedy(code: FindingCode) throws {
        let section = try #require(sections[code.rawValue])
        for part in ["**\(MessageCatalog.english.title(code)).**", "Severity:", "Parameters:", "Remedy:"] {
            #expect(section.contains(part), "\(part)")
        }
    }
}
