import Foundation
import Testing

@testable import Mapping

/// `docs/presets.md` says what the presets do. `scripts/presets-docs` writes its tables anew.
@Suite struct PresetsDocumentTests {
    private static let file = PresetSample.folder.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/presets.md")

    @Test func tablesAreThoseOfThePresets() throws {
        let document = PresetsDocument(
            presets: try Presets(folder: PresetsTests.folder).all(), samples: try PresetSample.all.get())
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let begin = try #require(text.range(of: PresetsDocument.begin)).upperBound
        let end = try #require(text.range(of: PresetsDocument.end)).lowerBound
        let made = "\n\n" + document.text + "\n"
        if ProcessInfo.processInfo.environment["DESKFERRY_WRITE_DOCS"] != nil {
            try text.replacingCharacters(in: begin..<end, with: made).write(
                to: Self.file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[begin..<end] == made, "docs/presets.md is out of date: run scripts/presets-docs")
        }
    }
}
