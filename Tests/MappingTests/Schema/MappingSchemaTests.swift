import Foundation
import Testing
import Yams

@testable import Mapping

/// The schema is that of the parser: `docs/mapping.schema.json` is what the program prints, and what may be written may
/// stand in it.
@Suite struct MappingSchemaTests {
    private func mistakes(_ yaml: String) throws -> [String] {
        let validator = try SchemaValidator(MappingSchema.json)
        var mistakes: [String] = []
        for node in try compose_all(yaml: yaml) where node.scalar?.string.isEmpty != true {
            mistakes += validator.mistakes(Self.value(node))
        }
        return mistakes
    }

    /// As YAML 1.2 reads scalars, which editors do.
    static func value(_ node: Node) -> Any {
        switch node {
        case .mapping(let mapping):
            Dictionary(mapping.map { ($0.key.string ?? "", value($0.value)) }, uniquingKeysWith: { first, _ in first })
        case .sequence(let sequence): sequence.map(value)
        case .scalar(let scalar) where scalar.style == .plain: plain(scalar.string)
        case .scalar(let scalar): scalar.string
        case .alias: "?"
        }
    }

    private static func plain(_ text: String) -> Any {
        if text == "true" || text == "false" { return text == "true" }
        if let number = Int(text) { return number }
        if let number = Double(text) { return number }
        return text
    }

    @Test func fileIsWhatTheProgramPrints() throws {
        let path = MappingAccuracy.root.appending(path: "docs/mapping.schema.json").path
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        #expect(text == MappingSchema.json, "deskferry map schema > docs/mapping.schema.json")
    }

    @Test func everyPresetIsValid() throws {
        let folder = PresetsTests.folder
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        #expect(files.count > 5)
        for file in files {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            #expect(try mistakes(text) == [], "\(file)")
        }
    }

    @Test func documentedExamplesAreValid() throws {
        let text = try String(
            contentsOfFile: MappingAccuracy.root.appending(path: "docs/mapping-files.md").path, encoding: .utf8)
        let examples = text.components(separatedBy: "```").filter { $0.hasPrefix("yaml\n") }
        #expect(examples.count > 5)
        for example in examples {
            #expect(try mistakes(String(example.dropFirst("yaml\n".count))) == [], "\(example)")
        }
    }

    @Test func documentedTransformsAreValid() throws {
        let text = try String(
            contentsOfFile: MappingAccuracy.root.appending(path: "docs/transforms.md").path, encoding: .utf8)
        let blocks = text.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        #expect(blocks.count >= TransformList.all.count)
        for block in blocks where !block.contains("records:") {
            let lines = block.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
            let entity = block.hasPrefix("subject") || block.hasPrefix("resolution") ? "tickets" : "contacts"
            let mapping = "records:\n  - entity: \(entity)\n    columns:\n\(lines)\n"
            guard MappingParser.examine(mapping, name: "m").mistakes.allSatisfy({ $0.message.contains(" need ") })
            else {
                continue
            }
            #expect(try mistakes(mapping) == [], "\(block)")
        }
    }

    @Test func proposedMappingIsValid() throws {
        for name in ProposedMappingTests.samples.prefix(20) {
            let proposed = try ProposedMappingTests.proposed(name)
            guard proposed.proposal != nil, proposed.missing.isEmpty else { continue }
            #expect(try mistakes(MappingText(proposed).document(date: "2026-01-31")) == [], "\(name)")
        }
    }

    @Test func mistakesAreFound() throws {
        #expect(try mistakes("records:\n  - entity: contcts\n    columns: { email: E }\n") != [])
        #expect(try mistakes("records:\n  - entity: contacts\n    columns: { emial: E }\n") != [])
        #expect(try mistakes("records:\n  - entity: tickets\n    columns: { email: E }\n") != [])
        #expect(try mistakes("raed: {}\nrecords:\n  - { entity: contacts, columns: { email: E } }\n") != [])
        #expect(
            try mistakes("records:\n  - { entity: contacts, columns: { email: { from: E, transform: [upper] } } }\n")
                != [])
        #expect(try mistakes("records:\n  - { entity: contacts, columns: { custom._x: E } }\n") != [])
        #expect(try mistakes("records:\n  - { entity: contacts, columns: { custom.x: E } }\n") == [])
    }

    @Test func entitiesOfTheWholeHelpDeskAreKnown() throws {
        let comment = "records: [{ entity: comments, columns: { ticket: T, body: B, author:"
        #expect(try mistakes("\(comment) { from: A, refers_to: [agents.email, contacts.full_name] } } }]") == [])
        #expect(try mistakes("\(comment) { from: A, refers_to: agents.email } } }]") == [])
        #expect(try mistakes("\(comment) { from: A, refers_to: [accounts.name] } } }]") != [])
        let edit = "records: [{ entity: contacts, key: [id], columns: { id: No, action:"
        #expect(try mistakes("\(edit) { from: A, values: { Weg: delete } } } }]") == [])
        #expect(try mistakes("\(edit) { from: A, values: { Weg: delte } } } }]") != [])
        #expect(try mistakes("records: [{ entity: agents, mode: members, columns: { email: E, teams: T } }]") == [])
        #expect(try mistakes("records: [{ entity: agents, mode: member, columns: { email: E, teams: T } }]") != [])
    }

    @Test func everyTransformIsKnown() throws {
        for type in TransformList.all {
            let takesNone = TransformSchema.parameters(type.name) == nil
            #expect(takesNone == (type is any PlainTransform.Type), "\(type.name)")
        }
    }
}

/// The schema of job files, which the parser's own tests hold to the program.
@Suite struct JobSchemaTests {
    private static let root = MappingAccuracy.root

    private func mistakes(_ yaml: String) throws -> [String] {
        let schema = try String(contentsOf: Self.root.appending(path: "docs/job.schema.json"), encoding: .utf8)
        let node = try #require(try compose(yaml: yaml))
        return try SchemaValidator(schema).mistakes(MappingSchemaTests.value(node))
    }

    @Test func documentedJobsAndTheSampleAreValid() throws {
        let text = try String(contentsOf: Self.root.appending(path: "docs/sync.md"), encoding: .utf8)
        let examples = text.components(separatedBy: "```yaml\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        let sample = try String(contentsOf: Self.root.appending(path: "samples/sync/nightly.yaml"), encoding: .utf8)
        for example in examples.filter({ $0.contains("sources:") }) + [sample] {
            #expect(try mistakes(example) == [], "\(example)")
        }
    }

    @Test func whatTheParserRefusesTheSchemaRefuses() throws {
        let wrong = [
            "db: x", "sources: []", "sources: [{take: all}]", "sources: [{file: a, take: neuest}]",
            "sources: [{file: a}]\nnmae: x", "sources: [{file: a, min_rows: many}]",
            "sources: [{file: a, missing: drop}]",
            "sources: [{file: a, since: {overlap: 1h}}]", "sources: [{file: a}]\non_rejects: {all: true}",
        ]
        for yaml in wrong { #expect(try mistakes(yaml) != [], "\(yaml)") }
    }
}
