import CSV
import Foundation
import Tables
import Testing

@Suite struct EncodingTests {
    /// The code pages that each language's files come in.
    static let pages: [String: [String]] = {
        let western = ["windows-1252", "iso-8859-1", "iso-8859-15", "cp850", "mac-roman"]
        var pages = ["pl": ["windows-1250", "iso-8859-2", "cp852", "mac-centraleurope"], "zh": ["gb18030"]]
        for language in ["en", "pt", "nb", "de", "fr", "es", "it"] { pages[language] = western }
        return pages
    }()

    @Test(arguments: HelpdeskRows.all.map(\.language))
    func detectsEveryPageOfALanguage(language: String) throws {
        let rows = try #require(HelpdeskRows.all.first { $0.language == language })
        for page in try #require(Self.pages[language]) {
            for (count, seeds) in [(2, 12), (20, 6), (2_000, 1)] {
                for seed in 1...seeds {
                    try check(rows.text(rows: count, seed: UInt64(seed)), page, rows: count)
                }
            }
        }
    }

    /// Never a wrong guess; a refusal only under 20 rows, and then it shows both readings and the option to type.
    private func check(_ text: String, _ page: String, rows: Int) throws {
        let bytes = encoded(text, page)
        let truth = try decoded(bytes, page)
        do throws(ImportFailure) {
            let answer = try detect(bytes)
            let found = try decoded(bytes, answer.encoding.name)
            #expect(found == truth, "\(page) with \(rows) rows was read as \(answer.encoding.name)")
        } catch {
            #expect(rows < 20, "\(page) with \(rows) rows: \(error.details)")
            #expect(error.code == "encoding.undecided" && error.status == .usage)
            #expect(error.details.count == 2 && error.details.allSatisfy { $0.hasPrefix("--encoding ") })
        }
    }

    /// At least 95 %. Right is the same text, or the same name: iconv leaves the eight-byte syllables of EUC-KR apart.
    /// What is missed are 23 bytes of the rarest characters of Big5-HKSCS.
    @Test(.enabled(if: Corpus.folder != nil, "the corpus is not here"))
    func readsTextsOfOtherSuites() throws {
        let folder = try #require(Corpus.folder)
        let index = try #require(try Corpus.json(folder + "/encoding/index.json") as? [String: Any])
        let files = try #require(index["files"] as? [[String: Any]])
        var right = 0
        for file in files where try isRight(file) { right += 1 }
        #expect(files.count == 33)
        #expect(right >= 32, "\(right) of \(files.count)")
    }

    private func isRight(_ item: [String: Any]) throws -> Bool {
        let folder = try #require(Corpus.folder)
        let path = try #require(item["file"] as? String)
        let bytes = try Corpus.bytes(folder + "/" + path)
        guard let answer = try? detect(bytes) else { return false }
        if answer.encoding.name == (item["encoding"] as? String)?.replacing("_", with: "-") { return true }
        let scratch = try Scratch()
        let text = try scratch.file("text", decoded(bytes, answer.encoding.name))
        return try FileDigest.sha256(text.path) == item["utf8_sha256"] as? String
    }

    @Test func marksDecideAndAreNotPartOfTheText() throws {
        let text = "Imię;Miasto\nŁucja;Łódź\n"
        for (name, mark) in [("utf-16le", [0xFF, 0xFE]), ("utf-16be", [0xFE, 0xFF]), ("utf-8", [0xEF, 0xBB, 0xBF])] {
            let table = try open(mark.map(UInt8.init) + encoded(text, name))
            #expect(table.encoding.name == name)
            #expect(table.header.names == ["Imię", "Miasto"])
            #expect(table.prologue.starts(with: [0xEF, 0xBB, 0xBF]))
        }
    }

    @Test func utf16WithoutAMarkIsSeenByItsZeros() throws {
        for name in ["utf-16le", "utf-16be"] {
            #expect(try open(encoded("Name;City\nAnn;Oslo\nZoë;Łódź\n", name)).encoding.name == name)
        }
    }

    @Test func aNamedEncodingIsUsedWhateverItsSpelling() throws {
        let bytes = encoded("Imię\nŁucja\n", "windows-1250")
        for name in ["windows-1250", "CP1250", "cp1250", "WINDOWS_1250"] {
            #expect(try open(bytes, encoding: name).header.names == ["Imię"])
        }
        let failure = try #require(failure { try open(bytes, encoding: "klingon") })
        #expect(failure.code == "encoding.unknown" && failure.status == .usage)
    }

    @Test func decodesIntoAnyRoomAndFromAnyChunks() throws {
        let text = HelpdeskRows.polish.text(rows: 50, seed: 5)
        for (page, mark) in [("windows-1250", []), ("gb18030", []), ("utf-16le", [UInt8(0xFF), 0xFE])] {
            let original = page == "gb18030" ? HelpdeskRows.chinese.text(rows: 50, seed: 5) : text
            let bytes = encoded(original, page)
            for (chunk, room) in [(1, 1), (3, 2), (7, 5), (1_000, 3), (2, 100)] {
                let source = MemoryByteSource(bytes, chunk: chunk)
                let decoder = try TextDecoder(source, encoding: TextEncoding(page, mark: mark), name: "t.csv")
                #expect(try drained(decoder, room: room) == Array(original.utf8), "\(page) \(chunk) \(room)")
            }
        }
    }

    @Test func namesOfManyLanguagesInOneFileAreRead() throws {
        let text = "Name,City\nAna Gonçalves,São Paulo\nØystein Ødegård,Oslo\nMüller,Lódz\nZaneta Wójcik,Kraków\n"
        #expect(try detect(encoded(text, "windows-1252")).encoding.name == "windows-1252")
    }

    @Test func encodesBackWhatTheEncodingCarries() throws {
        let table = try open(encoded("Imię\nŁucja\n", "windows-1250"), encoding: "windows-1250")
        let back = Array("Łucja".utf8).withUnsafeBufferPointer { table.encode($0) }
        #expect(back == [0xA3, 0x75, 0x63, 0x6A, 0x61])
        #expect(Array("李".utf8).withUnsafeBufferPointer { table.encode($0) } == nil)
    }

    @Test func wrongBytesAreNamedWithTheirPlace() throws {
        let broken =
            Array("Name\nAnn\nŁucja Wójcik\nŻaneta\nZ".utf8) + [0xC5, 0x20] + Array("ź Łódź Kraków Święta\n".utf8)
        let named = try #require(failure { try open(broken, encoding: "utf-8") })
        #expect(named.code == "encoding.invalid" && named.status == .badInput)
        #expect(named.message.contains("line 5") && named.message.contains("0x20"))
        #expect(failure { try open(broken) }?.code == "encoding.invalid")
        let cut = Array("Name\nŁucja\nZo".utf8) + [0xC3]
        let truncated = try #require(failure { try open(cut) })
        #expect(truncated.code == "encoding.truncated" && truncated.message.contains("line 3"))
        let table = try open([0x61, 0x0A, 0x62, 0x0A, 0x81, 0x0A], encoding: "windows-1252", readsAll: true)
        #expect(table == nil)
    }

    @Test func aFileThatIsCutInACharacterIsRefusedHoweverSmall() throws {
        // The only other letter stands in the same word.
        let cut = try #require(failure { try open(Array("email,name\na@x.example,Zażó".utf8) + [0xC5]) })
        #expect(cut.code == "encoding.truncated" && cut.status == .badInput)
        #expect(cut.message.contains("line 2") && cut.hint?.contains("--encoding") == true)
    }

    @Test(arguments: [[0xC5], [0xE9], [0xE5, 0xBC], [0xF0, 0x9F, 0x98]] as [[UInt8]])
    func aLastByteThatMayBeALetterOrHalfOfOneIsAsked(tail: [UInt8]) throws {
        let bytes = Array("email,name\na@x.example,Jos".utf8) + tail
        let asked = try #require(failure { try open(bytes) })
        #expect(asked.code == "encoding.undecided" && asked.status == .usage)
        #expect(asked.message.contains("byte 27") && asked.details.count >= 2)
        #expect(asked.details[0].hasPrefix("--encoding ") && asked.details[0].contains(": Jos"))
        #expect(asked.details.last?.hasPrefix("--encoding utf-8: ") == true)
        #expect(failure { try open(bytes, encoding: "utf-8") }?.code == "encoding.truncated")
        #expect(try open(bytes, encoding: "windows-1252").header.names == ["email", "name"])
        #expect(failure { try open(bytes + [0x0A]) }?.code != "encoding.truncated")
    }

    // Helpers

    private func detect(_ bytes: [UInt8]) throws(ImportFailure) -> EncodingDetector.Answer {
        let scratch = try! Scratch()
        let file = try! scratch.file("t.csv", bytes)
        let survey = try FileSurvey(file)
        return try EncodingDetector.detect(survey, name: file.name) { () throws(ImportFailure) in
            try FileByteSource(file)
        }
    }

    private func open(_ bytes: [UInt8], encoding: String? = nil) throws(ImportFailure) -> CSVTable {
        let scratch = try! Scratch()
        return try CSVTable.open(file: try! scratch.file("t.csv", bytes), options: CSVOptions(encoding: encoding))
    }

    private func open(_ bytes: [UInt8], encoding: String, readsAll: Bool) throws -> CSVTable? {
        let error = failure { try open(bytes, encoding: encoding) }
        #expect(error?.code == "encoding.invalid")
        #expect(error?.message.contains("line 3") == true)
        return nil
    }

    private func drained(_ source: any ByteSource, room: Int) throws -> [UInt8] {
        let block = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 1)
        defer { block.deallocate() }
        var bytes: [UInt8] = []
        while true {
            let count = try source.read(into: block, capacity: room)
            if count == 0 { return bytes }
            bytes += UnsafeRawBufferPointer(start: block, count: count)
        }
    }

    private func failure(_ body: () throws -> CSVTable) -> ImportFailure? {
        do { _ = try body() } catch { return error as? ImportFailure }
        return nil
    }

    private func decoded(_ bytes: [UInt8], _ name: String) throws(ImportFailure) -> [UInt8] {
        let encoding = try TextEncoding.named(name).withMark(of: bytes)
        if encoding.isUTF8 { return bytes }
        let source = MemoryByteSource(bytes)
        _ = try source.prefix(encoding.mark.count)
        return try TextDecoder(source, encoding: encoding, name: "t.csv").prefix(bytes.count * 4 + 16)
    }

    /// A text in a code page, with what that lacks written as people do without it.
    private func encoded(_ text: String, _ page: String) -> [UInt8] {
        let encoder = TextEncoder(try! TextEncoding.named(page))
        var known: [Unicode.Scalar: [UInt8]] = [:]
        return text.unicodeScalars.flatMap { scalar in
            if let bytes = known[scalar] { return bytes }
            let bytes = Array(String(scalar).utf8).withUnsafeBufferPointer { encoder.encode($0) }
            let result = bytes ?? Array((Self.substitutes[scalar] ?? "?").utf8)
            known[scalar] = result
            return result
        }
    }

    private static let substitutes: [Unicode.Scalar: String] = [
        "’": "'", "–": "-", "“": "\"", "”": "\"", "€": "EUR", "œ": "oe",
    ]
}
