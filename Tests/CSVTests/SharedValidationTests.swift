import Foundation
import Testing

@testable import Tables

/// Large files are looked at in parts, on several threads.
@Suite struct SharedValidationTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func shared(_ bytes: [UInt8], parts: Int) throws -> UTF8Validator? {
        try SharedValidation.run(
            try scratch.file("t\(parts).csv", bytes), size: bytes.count, fewestBytes: 1, parts: parts)
    }

    @Test(arguments: [2, 3, 4, 7]) func cutsNoCharacter(_ parts: Int) throws {
        let text = Array(String(repeating: "a,é,ł,李,😀\n", count: 37).utf8)
        // Cuts fall on every byte of a character.
        for more in 0..<8 {
            let bytes = text + [UInt8](repeating: 0x61, count: more)
            let found = try #require(try shared(bytes, parts: parts))
            #expect(found.count == bytes.count && found.isValid && !found.isASCII && !found.hasNUL)
        }
    }

    @Test func saysWhatThereIs() throws {
        let ascii = try #require(try shared(Array("abc,def\n".utf8), parts: 2))
        #expect(ascii.isASCII && !ascii.hasNUL)
        let nul = try #require(try shared(Array("abc,def\n".utf8) + [0], parts: 2))
        #expect(nul.isASCII && nul.hasNUL)
    }

    @Test(arguments: [0, 20, 57]) func leavesMistakesToTheWholePass(_ place: Int) throws {
        var bytes = Array(String(repeating: "ab,cd\n", count: 10).utf8)
        bytes[place] = 0xFF
        #expect(try shared(bytes, parts: 3) == nil)
    }

    @Test func leavesCutEndsToTheWholePass() throws {
        #expect(try shared(Array("abcdefg,ł".utf8).dropLast(), parts: 2) == nil)
    }

    @Test func largeFilesAreSurveyedAsBefore() throws {
        let line = "1,Łódź,李小龙,plain text of some length\n"
        var bytes = Array(String(repeating: line, count: SharedValidation.fewestBytes / line.utf8.count + 1).utf8)
        let file = try scratch.file("large.csv", bytes)
        let (alone, shared) = (try FileSurvey(file), try FileSurvey(file, wantsDigest: false))
        #expect(shared.size == bytes.count && shared.textBytes == alone.textBytes && shared.head == alone.head)
        #expect(shared.isUTF8 && alone.isUTF8 && !shared.isASCII && shared.sha256 == nil)
        bytes[bytes.count / 2] = 0xC0
        let broken = try FileSurvey(try scratch.file("broken.csv", bytes), wantsDigest: false)
        #expect(!broken.isUTF8 && broken.invalidOffset == bytes.count / 2 && broken.size == bytes.count)
    }
}
