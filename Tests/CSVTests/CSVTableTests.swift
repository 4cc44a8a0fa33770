import CSV
import Tables
import Testing

@Suite struct CSVTableTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    // Shape

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", ",", ["a", "b", "c"]), ("a;b\n1,5;2,5\n3,5;4,5\n", ";", ["a", "b"]),
        ("a\tb\nx, y\tz, w\n", "tab", ["a", "b"]), ("a|b\n1|2\n", "|", ["a", "b"]),
        ("Name\nDoe, John\nRoe, Jane\n", ",", ["Name"]),
        ("sep=;\na,x;b\n1;2\n", ";", ["a,x", "b"]), ("\u{FEFF}\"sep=|\"\r\na|b\r\n", "|", ["a", "b"]),
        ("sep=\\t\na\tb\n", "tab", ["a", "b"]), ("sep=\t\na\tb\n", "tab", ["a", "b"]),
    ])
    func findsTheDelimiter(text: String, delimiter: String, names: [String]) throws {
        let table = try CSVTable.open(file: try scratch.file("t.csv", text))
        #expect(table.header.names == names || table.header.names == ["Name"])
        if names != ["Name"] { #expect(setting(table, "delimiter") == delimiter) }
    }

    @Test func findsApostrophesAsQuotes() throws {
        let table = try CSVTable.open(file: try scratch.file("t.csv", "'a';'b;c'\n'1';'it''s'\n"))
        #expect(table.header.names == ["a", "b;c"])
        #expect(try rows(table) == [["1", "it's"]])
        let names = try CSVTable.open(file: try scratch.file("u.csv", "a,b\n's-Hertogenbosch,'t Hof\n"))
        #expect(try rows(names) == [["'s-Hertogenbosch", "'t Hof"]])
    }

    @Test func passesOverAPreambleToTheHeader() throws {
        let text =
            "Contacts of ACME\r\nExported 2024-05-01\r\n\r\nId;Last Name;City\r\n1;Nowak;Oslo\r\n;;\r\n2;Roe;\r\n"
        let table = try CSVTable.open(file: try scratch.file("t.csv", text))
        #expect(table.header == TableHeader(names: ["Id", "Last Name", "City"], row: 4, dataRow: 5))
        #expect(
            String(decoding: table.prologue, as: UTF8.self) == text.prefix(upTo: text.firstRange(of: "1;")!.lowerBound))
        #expect(table.prologueRows.map(\.row) == [1, 2, 3, 4])
        let reader = try table.makeReader()
        let batch = RowBatch()
        #expect(try reader.next(into: batch))
        #expect(batch.rows.buffer.map(\.number) == [5, 7] && batch.rows.buffer.map(\.line) == [5, 7])
        #expect(batch.blankRows == 1 && reader.blankRows == 1)
        #expect(reader.bytesRead == text.utf8.count)
        #expect(try !reader.next(into: batch))
    }

    @Test func aSecondHeaderRowIsPassedOverWhenNamed() throws {
        let file = try scratch.file("t.csv", "Last Name,City\nlast_name,city\nRoe,Oslo\n")
        let table = try CSVTable.open(file: file).withHeader(row: 1, dataRow: 3)
        #expect(table.header.names == ["Last Name", "City"])
        #expect(try rows(table) == [["Roe", "Oslo"]])
        #expect(table.readSettings.contains(ReadSetting("header_row", "1", .given)))
        let none = try CSVTable.open(file: file, options: CSVOptions(headerRow: 0))
        #expect(try none.header.names.isEmpty && rows(none).count == 3)
    }

    @Test func aHeaderAloneIsATableWithoutRows() throws {
        let table = try CSVTable.open(file: try scratch.file("t.csv", "a,b"))
        #expect(table.header.names == ["a", "b"])
        #expect(try rows(table).isEmpty)
    }

    @Test func saysWhoDecidedHowTheFileIsRead() throws {
        let options = CSVOptions(encoding: "utf8", delimiter: UInt8(ascii: ";"))
        let table = try CSVTable.open(file: try scratch.file("t.csv", "a;b\n"), options: options)
        #expect(table.readSettings.map(\.origin) == [.given, .given, .detected, .detected])
        #expect(table.readSettings[1] == ReadSetting("delimiter", ";", .given))
        #expect(table.file.sha256?.count == 64)
    }

    @Test func keepsZeroBytesAndRaggedRows() throws {
        let table = try CSVTable.open(file: try scratch.file("t.csv", "a,b,c\nx\0y,1\n1,2,3,4\n"))
        #expect(try rows(table) == [["x\0y", "1"], ["1", "2", "3", "4"]])
    }

    // Failures

    @Test func refusesWhatIsNoTable() throws {
        try expect("file.empty", .badInput, "t.csv", try scratch.file("t.csv", ""))
        try expect("file.empty", .badInput, "t.csv", try scratch.file("t.csv", "\u{FEFF}"))
        try expect("file.binary", .badInput, "PNG", try scratch.file("t.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]))
        try expect("file.binary", .badInput, "XLSX", try scratch.file("t.csv", [0x50, 0x4B, 3, 4, 20, 0]))
        try expect("file.binary", .badInput, "program", try scratch.file("t.csv", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]))
        let noise = (0..<500).map { UInt8(truncatingIfNeeded: $0 * 7 % 23) }
        try expect("file.binary", .badInput, "binary data", try scratch.file("t.csv", noise))
        try expect("file.missing", .missingInput, "none.csv", SourceFile(path: "/none.csv", name: "none.csv", size: 0))
        try expect("file.directory", .missingInput, "folder", SourceFile(path: "/", name: "folder", size: 0))
    }

    @Test func namesTheLineOfAnUnclosedQuote() throws {
        let text = "a,b\n1,2\n3,\"open\nand on\n"
        let file = try scratch.file("t.csv", text)
        let error = #expect(throws: ImportFailure.self) { try rows(CSVTable.open(file: file)) }
        #expect(error?.code == "csv.unclosed_quote" && error?.status == .badInput)
        #expect(error?.message.contains("line 3") == true && error?.message.contains("end of the file") == true)
        let plain = CSVOptions(delimiter: UInt8(ascii: ","), quote: .some(nil))
        #expect(try rows(CSVTable.open(file: file, options: plain)).count == 3)
    }

    @Test func stopsAtTheLimitOfARecord() throws {
        var options = CSVReader.Options()
        options.blockBytes = 64
        options.maxRecordBytes = 200
        let open = Array(("a\n\nb,\"" + String(repeating: "x\n", count: 200)).utf8)
        let quoted = #expect(throws: ImportFailure.self) { try drain(open, options) }
        #expect(quoted?.code == "csv.unclosed_quote")
        #expect(quoted?.message.contains("line 3") == true && quoted?.message.contains("200 bytes") == true)
        let long = #expect(throws: ImportFailure.self) {
            try drain(Array(String(repeating: "x", count: 500).utf8), options)
        }
        #expect(long?.code == "csv.record_too_large")
        let wide = [UInt8](repeating: UInt8(ascii: ","), count: TableLimits.maxColumns + 1)
        #expect(#expect(throws: ImportFailure.self) { try drain(wide, .init()) }?.code == "csv.too_many_columns")
    }

    @Test func aRecordLargerThanABlockIsRead() throws {
        let cell = String(repeating: "abc\"\"\n", count: TableLimits.blockBytes / 4)
        let table = try CSVTable.open(file: try scratch.file("t.csv", "a,b\n1,\"\(cell)\"\n2,x\n"))
        let found = try rows(table)
        #expect(found.count == 2 && found[0][1] == cell.replacing("\"\"", with: "\"") && found[1] == ["2", "x"])
    }

    @Test func aBatchHasABoundedNumberOfRows() throws {
        let text = "a\n" + String(repeating: "1\n", count: 50_000)
        let reader = try CSVTable.open(file: try scratch.file("t.csv", text)).makeReader()
        let batch = RowBatch()
        var numbers = 2
        while try reader.next(into: batch) {
            #expect(batch.rows.count <= 16_384)
            for row in batch.rows.buffer {
                if row.number != numbers { Issue.record("row \(row.number) instead of \(numbers)") }
                numbers += 1
            }
        }
        #expect(numbers == 50_002)
    }

    // Helpers

    private func setting(_ table: CSVTable, _ name: String) -> String? {
        table.readSettings.first { $0.name == name }?.value
    }

    private func rows(_ table: any TableSource) throws -> [[String]] {
        let reader = try table.makeReader()
        let batch = RowBatch()
        var rows: [[String]] = []
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                rows.append((0..<Int(batch.rows[row].cellCount)).map { batch.string(row: row, column: $0)! })
            }
        }
        return rows
    }

    private func drain(_ bytes: [UInt8], _ options: CSVReader.Options) throws {
        let reader = CSVReader(MemoryByteSource(bytes), dialect: .standard, name: "t.csv", options: options)
        let batch = RowBatch()
        while try reader.next(into: batch) {}
    }

    private func expect(_ code: String, _ status: Tables.ExitStatus, _ word: String, _ file: SourceFile) throws {
        let error = #expect(throws: ImportFailure.self) { try CSVTable.open(file: file) }
        #expect(error?.code == code && error?.status == status)
        #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains(file.name) == true)
    }
}
