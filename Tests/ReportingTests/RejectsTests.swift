import CIconv
import Foundation
import Tables
import Testing

@testable import Reporting

@Suite struct RejectsTests {
    private let temporary: TemporaryFolder
    private let folder: ReportFolder

    init() throws {
        temporary = try TemporaryFolder()
        folder = try temporary.report("7")
    }

    private func writer(
        _ prologue: String, header: Int? = 0, delimiter: Character = ",", lineEnd: String = "\n", bom: [UInt8] = [],
        quote: UInt8? = UInt8(ascii: "\""),
        encode: @escaping RejectsFormat.Encoder = { Array($0) }
    ) -> TextRejects {
        let format = RejectsFormat(
            delimiter: delimiter.asciiValue!, quote: quote, lineEnd: Array(lineEnd.utf8),
            prologue: Array(prologue.utf8),
            header: header, bom: bom, encode: encode)
        return TextRejects(folder: folder, name: "a.csv", file: "in/a.csv", format: format)
    }

    private func add(
        _ writer: TextRejects, pass: Int = 0, _ row: Int, _ codes: [String], _ messages: [String], _ source: String,
        fallback: [String] = []
    ) throws {
        var rejected = RejectedRow(number: row, codes: codes, messages: messages)
        rejected.fallback = fallback
        try writer.add(rejected, pass: pass, from: .record(source), at: 0)
    }

    private func finish(_ writer: TextRejects) throws -> String {
        let file = try writer.finish()
        return try TemporaryFolder.text(folder.path(try #require(file).path))
    }

    @Test func columnsStandBeforeTheRecordsOriginalBytes() throws {
        let writer = writer("name,email\r\n", lineEnd: "\r\n")
        try add(writer, 2, ["email.invalid"], ["Say \"x\", please."], " \"Ola\" ,=1+1,\"a\nb\"\r\n")
        try add(writer, 9, ["row.short"], ["Too few."], "last")
        #expect(
            try finish(writer) == """
                _row,_codes,_messages,name,email\r
                r7:in/a.csv:2,email.invalid,"Say ""x"", please.", "Ola" ,=1+1,"a\nb"\r
                r7:in/a.csv:9,row.short,Too few.,last\r

                """)
    }

    @Test func preambleAndSeparatorLineAreCopiedAndASecondHeaderGetsEmptyCells() throws {
        let writer = writer(
            "sep=;\nReport \"of\" today; north\n\n\"na\nme\";email\nName;E-mail\n", header: 3, delimiter: ";")
        try add(writer, 7, ["x"], ["m;n"], "Ola;o@x.example\n")
        #expect(
            try finish(writer) == """
                sep=;
                Report "of" today; north

                _row;_codes;_messages;"na
                me";email
                ;;;Name;E-mail
                r7:in/a.csv:7;x;"m;n";Ola;o@x.example

                """)
    }

    @Test func twoPassesOverARowMakeOneRow() throws {
        let writer = writer("name\n")
        for row in [3, 5, 8] { try add(writer, pass: 0, row, ["a", "same"], ["A.", "Same."], "row\(row)\n") }
        for row in [2, 5, 9] { try add(writer, pass: 1, row, ["same", "b"], ["Same.", "B."], "row\(row)\n") }
        let records = PlainCSV.records(try finish(writer)).dropFirst()
        #expect(records.map(\.[3]) == ["row2", "row3", "row5", "row8", "row9"])
        #expect(Array(records)[2] == ["r7:in/a.csv:5", "a same b", "A. Same. B.", "row5"])
    }

    @Test func rowsOutOfOrderAreMergedToo() throws {
        let writer = writer("name\n")
        for row in [5, 9, 2, 7, 2, 9, 9] { try add(writer, row, ["c\(row)"], ["M\(row)."], "row\(row)\n") }
        #expect(PlainCSV.records(try finish(writer)).map(\.[3]) == ["name", "row2", "row5", "row7", "row9"])
    }

    @Test func manyAndLongRowsAreMergedFromDisk() throws {
        let writer = writer("name\n")
        let long = String(repeating: "x", count: 300_000)
        for pass in 0..<3 {
            for row in 1...3_000 where row % (pass + 2) == 0 {
                try add(
                    writer, pass: pass, row, ["p\(pass)"], ["Message \(pass)."], row == 30 ? long + "\n" : "v\(row)\n")
            }
        }
        let records = PlainCSV.records(try finish(writer)).dropFirst()
        let expected = (1...3_000).filter { $0 % 2 == 0 || $0 % 3 == 0 || $0 % 4 == 0 }
        #expect(records.map { RowReference($0[0])?.row } == expected)
        #expect(Array(records)[expected.firstIndex(of: 12)!][1] == "p0 p1 p2")
        #expect(Array(records)[expected.firstIndex(of: 30)!][3] == long)
    }

    @Test func spoolsAreGoneAndTablesWithoutRejectsHaveNoFile() throws {
        #expect(try writer("name\n").finish() == nil)
        let writer = writer("name\n")
        try add(writer, 2, ["x"], ["m"], "v\n")
        #expect(try writer.finish() == RejectsFile(path: "rejects/a.csv", file: "in/a.csv", rows: 1))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.partialPath)
        #expect(names.filter { !$0.hasPrefix(".") || $0.contains("spool") } == ["rejects"])
    }

    @Test func aCorrectedRejectsFileGetsNewCellsNotMore() throws {
        let writer = writer("\"_row\", _codes,_messages,name\n,,,Second\n")
        try add(writer, 3, ["new"], ["New."], "r6:old.csv:12,\"old\",\"old, \"\"text\"\"\nmore\",Ola,\"x\"\n")
        try add(writer, 4, ["new"], ["New."], "only\n")
        try add(writer, 5, ["new"], ["New."], ",,,Ola\n")
        #expect(
            try finish(writer) == """
                "_row", _codes,_messages,name
                ,,,Second
                r7:in/a.csv:3,new,New.,Ola,"x"
                r7:in/a.csv:4,new,New.,
                r7:in/a.csv:5,new,New.,Ola

                """)
    }

    @Test func encodingIsTheSourcesOwn() throws {
        let writer = writer("imię;miasto\n", delimiter: ";", encode: Iconv.encoder("CP1250"))
        try add(writer, 2, ["x"], ["Nie ma „Łódź”."], "Żaneta;Łódź\n")
        try add(writer, 3, ["x"], ["没有客户。"], "Ola;Kraków\n", fallback: ["No customer … 客 ø"])
        let file = try #require(try writer.finish())
        let bytes = try TemporaryFolder.bytes(folder.path(file.path))
        let text = Iconv.decode(bytes, "CP1250")
        #expect(
            text == """
                _row;_codes;_messages;imię;miasto
                r7:in/a.csv:2;x;Nie ma „Łódź”.;Żaneta;Łódź
                r7:in/a.csv:3;x;No customer … ? o;Ola;Kraków

                """)
        #expect(file.lossyRows == 0)
    }

    @Test func wideEncodingsAndTheirMarkComeBack() throws {
        let writer = writer("name\n", bom: [0xFF, 0xFE], encode: Iconv.encoder("UTF-16LE"))
        try add(writer, 2, ["x"], ["m"], "客户\n")
        let bytes = try TemporaryFolder.bytes(folder.path(try #require(try writer.finish()).path))
        #expect(bytes.starts(with: [0xFF, 0xFE]))
        #expect(
            Iconv.decode(Array(bytes.dropFirst(2)), "UTF-16LE") == "_row,_codes,_messages,name\nr7:in/a.csv:2,x,m,客户\n")
    }

    @Test func aRecordThatCannotBeEncodedIsCounted() throws {
        let writer = writer("name\n", encode: Iconv.encoder("CP1250"))
        try add(writer, 2, ["x"], ["m"], "客 Łódź\n")
        let file = try #require(try writer.finish())
        #expect(file.lossyRows == 1)
        #expect(Iconv.decode(try TemporaryFolder.bytes(folder.path(file.path)), "CP1250").hasSuffix(",? Łódź\n"))
    }

    @Test func filesWithoutQuotesGetMessagesWithoutSeparators() throws {
        let writer = writer("a|b\n", delimiter: "|", quote: nil)
        try add(writer, 2, ["x"], ["a|b \"c\"\nd"], "1|2\n")
        #expect(try finish(writer).hasSuffix("\nr7:in/a.csv:2|x|a b \"c\" d|1|2\n"))
    }

    @Test func messagesCannotBeFormulas() throws {
        let writer = writer("a\n")
        try add(writer, 2, ["x"], ["=1+1"], "v\n")
        #expect(try finish(writer).contains(",'=1+1,"))
    }

    @Test func oldMacintoshLineEndsStay() throws {
        let writer = writer("a,b\r", lineEnd: "\r")
        try add(writer, 2, ["x"], ["m"], "1,2")
        #expect(try finish(writer) == "_row,_codes,_messages,a,b\rr7:in/a.csv:2,x,m,1,2\r")
    }

    @Test func aRowIsNamedByRunFileAndRow() {
        let reference = RowReference(run: "7", file: "c:/x:y.xlsx", sheet: "A", row: 12)
        #expect(reference.description == "r7:c:/x:y.xlsx#A:12")
        #expect(RowReference(reference.description) == RowReference(run: "7", file: "c:/x:y.xlsx#A", row: 12))
        for text in ["", "r7", "r7:12", "x7:a:1", "r7:a:0", "r7:a:b", "r7:a:-1"] { #expect(RowReference(text) == nil) }
    }

    private func names(_ files: String...) -> [String] { RejectsNames.names(files.map { ($0, false) }) }

    @Test func aFileKeepsItsNameWhereverItLies() {
        #expect(names("/tmp/in/contacts.csv.gz") == ["contacts.csv"])
        #expect(
            names("../../etc/x.txt", "-", "/", ".hidden.csv") == ["x.txt", "table.csv", "table-2.csv", "hidden.csv"])
        #expect(names(String(repeating: "客", count: 300) + ".csv")[0].utf8.count <= 210)
    }

    @Test func foldersTellFilesOfTheSameNameApart() {
        #expect(names("/d/north/a.csv", "/d/south/A.csv", "/d/b.csv") == ["north-a.csv", "south-A.csv", "b.csv"])
        #expect(names("/1/x/a.csv", "/2/x/a.csv") == ["1-x-a.csv", "2-x-a.csv"])
        #expect(names("a.csv", "x/a.csv", "x-a.csv") == ["a.csv", "x-a.csv", "x-a-2.csv"])
        #expect(names("in/a.csv", "in/a.csv.gz") == ["a.csv", "a-2.csv"])
    }
}

extension RowBatch {
    /// One row that was read from a text file.
    static func record(_ source: String) -> RowBatch {
        let batch = RowBatch()
        let bytes = Array(source.utf8)
        batch.text.append(bytes, count: bytes.count)
        batch.rows.append(
            RowInfo(
                firstCell: 0, cellCount: 0, sourceStart: 0, sourceLength: bytes.count, number: 1, line: 1, offset: 0))
        return batch
    }
}

/// The system's converter, as the CSV room uses it.
enum Iconv {
    static func encoder(_ name: String) -> RejectsFormat.Encoder {
        { text in convert(Array(text), from: "UTF-8", to: name) }
    }

    static func decode(_ bytes: [UInt8], _ name: String) -> String {
        convert(bytes, from: name, to: "UTF-8").map { String(decoding: $0, as: UTF8.self) } ?? "?"
    }

    private static func convert(_ input: [UInt8], from: String, to: String) -> [UInt8]? {
        let handle = deskferry_iconv_open(to, from)
        guard deskferry_iconv_failed(handle) == 0 else { return nil }
        defer { deskferry_iconv_close(handle) }
        var output = [UInt8](repeating: 0, count: input.count * 4 + 16)
        let room = output.count
        var left = room
        let status = input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                var read = source.bindMemory(to: CChar.self).baseAddress
                var write = target.bindMemory(to: CChar.self).baseAddress
                var count = source.count
                return deskferry_iconv(handle, &read, &count, &write, &left)
            }
        }
        return status == 0 ? Array(output[..<(room - left)]) : nil
    }
}
