import HelpDesk
import Tables
import Testing

@testable import Mapping

@Suite struct ColumnMapperTests {
    /// Maps rows with one contact per row; the columns stand for `columns:` of a mapping.
    private func map(
        _ columns: String, header: [String], _ rows: [[String]], read: String = "{}", when: String? = nil
    ) throws -> (RecordBatch, BoundRecord) {
        let condition = when.map { "when: \($0), " } ?? ""
        let yaml = """
            read: \(read)
            unmapped: ignore
            records: [{ entity: contacts, \(condition)columns: { email: M, \(columns) } }]
            """
        let file = try MappingParser.parse(yaml, name: "m.yaml")
        let table = MemoryTable("c.csv", [["M"] + header])
        let argument = MapArgument(pattern: TablePattern("*"), mapping: file)
        let bound = try MappingBinder(arguments: [argument], presets: []).bind([table]).bound[0].records[0]
        let batch = RecordBatch(rows: RowBatch(), columns: bound.shape.columns.count, hashColumns: 1)
        batch.rows.fill(rows.map { ["m"] + $0 })
        ColumnMapper(bound: bound, tableIndex: 3).fill(batch)
        return (batch, bound)
    }

    /// The texts of the second bound column; nil for blank, "∅" for cleared.
    private func texts(
        _ columns: String, header: [String], _ rows: [[String]], read: String = "{}"
    ) throws -> [String?] {
        let (batch, _) = try map(columns, header: header, rows, read: read)
        return (0..<batch.count).map { row in
            let span = batch.values.column(1)[row]
            if span.kind == .clear { return "∅" }
            return span.hasValue ? batch.rows.string(span) : nil
        }
    }

    private func texts(_ column: String, _ cells: [String], read: String = "{}") throws -> [String?] {
        try texts(column, header: ["A"], cells.map { [$0] }, read: read)
    }

    @Test func plainCellsAreSpansOfTheRow() throws {
        let (batch, _) = try map("city: A", header: ["A"], [["Łódź"], ["北京"], [""]])
        #expect(batch.rows.string(batch.values.column(1)[0]) == "Łódź")
        #expect(batch.values.column(1)[1].start == batch.rows.cells[3].start)
        #expect(batch.values.column(1)[2].isBlank)
        #expect(batch.count == 3 && batch.findings.isEmpty)
    }

    @Test func whiteSpaceAtTheEndsIsTrimmed() throws {
        let cells = [
            "  a b\t\r\n", "\u{A0}x\u{A0} ", "\u{FEFF}y", "z\u{200B}", "\u{3000}北京\u{3000}", "à", " \u{A0}\u{2009}",
            "\u{202F}1\u{2060}", "…", "ą ", "\u{1F}",
        ]
        let wanted = ["a b", "x", "y", "z", "北京", "à", nil, "1", "…", "ą", "\u{1F}"]
        #expect(try texts("city: A", cells) == wanted)
    }

    @Test func spreadsheetTextFormulasAreTexts() throws {
        let cells = ["=\"00123\"", " =\"7\" ", "=\"\"", "=SUM(A1)", "=\"a\"&\"b\"", "'00123", "=", "=\""]
        #expect(try texts("city: A", cells) == ["00123", "7", nil, "=SUM(A1)", "=\"a\"&\"b\"", "'00123", "=", "=\""])
    }

    @Test func nullValuesAndClearToken() throws {
        let read = #"{ null_values: ["-", NULL, "-None-"], clear_token: "<clear>" }"#
        let cells = ["-", "NULL", " -None- ", "null", "--", "<clear>", "x", "<clear"]
        #expect(try texts("city: A", cells, read: read) == [nil, nil, nil, "null", "--", "∅", "x", "<clear"])
    }

    @Test func firstOfSeveralThatHasAValue() throws {
        let rows = [["1", "2", "3"], ["", "2", "3"], [" ", "-", "3"], ["", "", ""]]
        let read = #"{ null_values: ["-"] }"#
        #expect(try texts("city: [C, B, A]", header: ["C", "B", "A"], rows, read: read) == ["1", "2", "3", nil])
    }

    @Test func nthAndAllOfARepeatedHeader() throws {
        let rows = [["a", "b", "c"], ["a", "", "c"], ["", "", ""], ["", "b", ""]]
        #expect(
            try texts("city: { from: { header: L, nth: 2 }, optional: false }", header: ["L", "L", "L"], rows)
                == ["b", nil, nil, "b"])
        #expect(
            try texts("tags: { from: { all: L } }", header: ["L", "L", "L"], rows)
                == ["a\u{1F}b\u{1F}c", "a\u{1F}c", nil, "b"])
    }

    @Test func constantsFillEveryRow() throws {
        #expect(try texts("type: { value: client }", header: [], [[], []]) == ["client", "client"])
    }

    @Test func derivedColumnsStayBlank() throws {
        let (batch, bound) = try map("invitation: A", header: ["A"], [["sent"]])
        #expect(bound.shape.columns.map(\.target.name) == ["email", "invitation", "invitation_label"])
        #expect(batch.values.column(2)[0].isBlank)
    }

    @Test(
        arguments: [
            ("lowercase", "JAN Kowalski", "jan kowalski"), ("lowercase", "ŁÓDŹ", "łódź"), ("lowercase", "abc", "abc"),
            ("uppercase", "de-1a", "DE-1A"), ("uppercase", "ß", "SS"), ("collapse", "a \u{A0} b\n\tc", "a b c"),
            ("collapse", "a b", "a b"), ("digits", "NIP 123-45", "12345"), ("digits", "none", nil),
            ("given_name", "Anna Maria Nowak", "Anna Maria"), ("given_name", "Nowak", nil),
            ("family_name", "Anna Maria Nowak", "Nowak"), ("family_name", "Nowak", "Nowak"), ("trim", " x ", "x"),
        ] as [(String, String, String?)])
    func transforms(_ name: String, _ cell: String, _ wanted: String?) throws {
        #expect(try texts("city: { from: A, transform: [\(name)] }", [cell, ""]) == [wanted, nil])
    }

    @Test func transformsFollowEachOther() throws {
        let column = "city: { from: A, transform: [collapse, family_name, uppercase] }"
        #expect(try texts(column, ["Jan  van   Dijk"]) == ["VAN DIJK"])
    }

    @Test func appendedTextSurvivesGrowth() throws {
        let long = String(repeating: "A", count: 3_000)
        let cells = (0..<600).map { "\($0)\(long)" }
        let wanted = cells.map { $0.lowercased() }
        #expect(try texts("description: { from: A, transform: [lowercase] }", cells) == wanted)
    }

    @Test func rowsWithoutTheConditionsColumnMakeNoRecord() throws {
        let read = #"{ null_values: ["-"] }"#
        let (batch, _) = try map(
            "city: B", header: ["A", "B"], [["x", "1"], ["", "2"], ["-", "3"], []], read: read, when: "A")
        #expect((0..<4).map { batch.state($0) } == [.accepted, .absent, .absent, .absent])
        #expect(batch.findings.isEmpty)
    }

    @Test func raggedRowsAreFindings() throws {
        let rows = [["1", "2"], ["1"], ["1", "2", "3"], ["1", "2", "", " "], ["1", "2", "", "4"]]
        let (batch, _) = try map("city: A, state: B", header: ["A", "B"], rows)
        #expect(batch.findings.map(\.code) == [.rowShort, .rowLong, .rowLong, .rowLong])
        #expect(batch.findings.map(\.parameters) == [["2", "3"], ["4", "3"], ["5", "3"], ["5", "3"]])
        #expect(batch.findings.map(\.position.row) == [3, 4, 5, 6] && batch.findings[0].position.table == 3)
        #expect(batch.findingRows == [1, 2, 3, 4])
        #expect((0..<5).map { batch.state($0) } == [.accepted, .rejected, .rejected, .rejected, .rejected])
        #expect(batch.values.column(2)[1].isBlank)
    }

    @Test func shortRowsMayBeCompleted() throws {
        let (batch, _) = try map("city: A, state: B", header: ["A", "B"], [["1"]], read: "{ short_rows: complete }")
        #expect(batch.findings.map(\.severity) == [.warning] && batch.state(0) == .accepted)
    }

    @Test func kindsOfSpreadsheetCellsStay() throws {
        let (batch, bound) = try map("city: A", header: ["A"], [["5"]])
        let cell = batch.rows.cells[1]
        for kind in [CellKind.number, .date, .boolean, .error] {
            batch.rows.cells[1] = TextSpan(start: Int(cell.start), length: cell.length, kind: kind, quoted: true)
            ColumnMapper(bound: bound, tableIndex: 0).fill(batch)
            #expect(batch.values.column(1)[0].kind == kind && !batch.values.column(1)[0].wasQuoted)
        }
    }
}

extension RowBatch {
    /// Puts rows in as a reader does, the first one in row 2 of the table.
    func fill(_ rows: [[String]]) {
        removeAll()
        for (index, cells) in rows.enumerated() {
            let first = self.cells.count
            let start = text.count
            for cell in cells {
                self.cells.append(
                    TextSpan(start: text.count, length: cell.utf8.count, kind: cell.isEmpty ? .blank : .text))
                for byte in cell.utf8 { text.append(byte) }
            }
            self.rows.append(
                RowInfo(
                    firstCell: first, cellCount: cells.count, sourceStart: start, sourceLength: text.count - start,
                    number: index + 2, line: index + 2, offset: start))
        }
    }
}
