import CSV
import Tables
import Testing

/// The scanner and its reader against the reference scanner, whatever the blocks are cut at.
@Suite struct ScannerTests {
    static let chunks = [1, 2, 3, 7, 64, Int.max]
    static let dialects = [
        CSVDialect.standard, CSVDialect(delimiter: UInt8(ascii: ";")), CSVDialect(delimiter: 0x09, quote: nil),
        CSVDialect(delimiter: UInt8(ascii: "|"), quote: UInt8(ascii: "'")),
    ]

    @Test func agreesWithTheReferenceOnRandomText() throws {
        var random = SplitMix(seed: 42)
        for round in 0..<400 {
            let dialect = random.pick(Self.dialects)
            try compare(randomText(&random, dialect, length: round % 300), dialect)
        }
    }

    @Test(.enabled(if: Corpus.folder != nil, "the corpus is not here"))
    func agreesWithTheReferenceOnTheCorpus() throws {
        let cases = try #require(try Corpus.csvCases())
        for item in cases {
            for dialect in Self.dialects { try compare(item.bytes, dialect) }
        }
    }

    @Test(arguments: [
        "a,b\r\nc,d", "a\rb\nc\r\nd", "\"a\r\nb\",c\r\n\r\n,\r\nx", "\"\"", "\"\",\n", "a,", ",", "\n\n\n",
        "\"a\"\"b\" \t,c",
        "\"a\"b\"c,d\n", "\"a\" \"b\",c", "a\"b\"\"c\n", "\"a\r", "\r\n\"", "\"x\"\r\n", "\"x\"\r", "\"\r\"\r\r\n",
    ])
    func agreesWithTheReferenceOnTrickyText(text: String) throws {
        for dialect in Self.dialects { try compare(Array(text.utf8), dialect) }
    }

    @Test func cellsAcrossWideBlocksAreWhole() throws {
        let cell = String(repeating: "x", count: 63)
        let text = (0..<200).map { "\(cell),\"\(cell)\"\"\($0)\"" }.joined(separator: "\n")
        try compare(Array(text.utf8), .standard)
    }

    private func compare(_ bytes: [UInt8], _ dialect: CSVDialect) throws {
        for keepsBlankRows in [false, true] {
            let expected = ReferenceScanner.read(bytes, dialect, keepsBlankRows: keepsBlankRows)
            for chunk in Self.chunks {
                for blockBytes in [TableLimits.blockBytes, 16] where blockBytes > 16 || chunk == 7 {
                    let found = read(bytes, dialect, keepsBlankRows, chunk: chunk, blockBytes: blockBytes)
                    #expect(
                        found == expected,
                        "\(String(decoding: bytes, as: UTF8.self).debugDescription) \(dialect) \(chunk)")
                    if found != expected { return }
                }
            }
        }
    }

    private func read(
        _ bytes: [UInt8], _ dialect: CSVDialect, _ keepsBlankRows: Bool, chunk: Int, blockBytes: Int
    ) -> ReferenceScanner.Result {
        var options = CSVReader.Options()
        options.keepsBlankRows = keepsBlankRows
        options.blockBytes = blockBytes
        let source = MemoryByteSource(bytes, chunk: chunk)
        let reader = CSVReader(source, dialect: dialect, name: "t.csv", options: options)
        let batch = RowBatch()
        var rows: [ReferenceScanner.Row] = []
        do {
            while try reader.next(into: batch) {
                for index in 0..<batch.rows.count { rows.append(row(batch, index, bytes)) }
            }
        } catch {
            let digits = error.message.split(separator: "line ").last?.prefix { $0.isNumber }
            return .unclosed(line: Int(digits ?? "") ?? 0)
        }
        return .rows(rows)
    }

    private func row(_ batch: RowBatch, _ index: Int, _ bytes: [UInt8]) -> ReferenceScanner.Row {
        let info = batch.rows[index]
        let cells = (0..<Int(info.cellCount)).map { column in
            let span = batch.cells[Int(info.firstCell) + column]
            #expect(span.isBlank == (span.length == 0))
            return ReferenceScanner.Cell(bytes: Array(batch.bytes(span)), wasQuoted: span.wasQuoted)
        }
        #expect(Array(batch.source(row: index)) == Array(bytes[info.offset..<info.offset + Int(info.sourceLength)]))
        return ReferenceScanner.Row(
            cells: cells, number: info.number, line: info.line, offset: info.offset, length: Int(info.sourceLength))
    }

    private func randomText(_ random: inout SplitMix, _ dialect: CSVDialect, length: Int) -> [UInt8] {
        let quote = dialect.quote ?? UInt8(ascii: "\"")
        let pieces: [[UInt8]] = [
            [dialect.delimiter], [quote], [quote], [0x0A], [0x0D], [0x0D, 0x0A], [0x20], [0x09], Array("ab".utf8),
            Array("Łódź".utf8), [0], [quote, dialect.delimiter, quote], Array("long cell text".utf8),
        ]
        var text: [UInt8] = []
        while text.count < length { text += random.pick(pieces) }
        return text
    }
}
