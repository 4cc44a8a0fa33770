import HelpDesk
import Tables
import Testing

@testable import Mapping

/// Which rows of a table are taken for its header.
@Suite struct HeaderRowTests {
    private static let yaml = """
        recognise: [Email, Last name]
        records:
          - entity: contacts
            columns:
              email: Email
              first_name: First name
              last_name: Last name
              phone: [Phone, Phone number]
              street: Address street
              city: [City, Address city]
        missing_columns: allow
        """

    private func bind(_ table: MemoryTable) throws -> BoundTable {
        let mapping = try MappingParser.parse(Self.yaml, name: "m.yaml", origin: .user)
        return try MappingBinder(arguments: [MapArgument(mapping: mapping)], presets: []).bind([table]).bound[0]
    }

    private func header(_ rows: [[String]], detected: Int = 1) throws -> TableHeader {
        try bind(MemoryTable("b.xlsx", sheet: "S", rows, headerRow: detected)).table.header
    }

    private static let ada = ["Ada", "Lovelace", "ada@desk.example", "+44 20 1"]
    private static let names = ["First name", "Last name", "Email", "Phone"]

    @Test func rowWithMostLabelsWins() throws {
        let rows = [["Contact list", "Email"], [], ["Last name", "Email", "Export"], Self.names, Self.ada]
        #expect(try header(rows) == TableHeader(names: Self.names, row: 4, dataRow: 5))
    }

    @Test func ofEqualRowsTheDetectedOneWinsThenTheFirst() throws {
        let rows = [["x"], Self.names, Self.ada, Self.names, Self.ada]
        #expect(try header(rows, detected: 4).row == 4)
        #expect(try header(rows, detected: 1).row == 2)
    }

    @Test func oneKnownWordIsNoHeader() throws {
        let table = MemoryTable("b.xlsx", sheet: "S", [["Email", "how to reach us"], ["a", "b"]])
        #expect(throws: ImportFailure.self) { try bind(table) }
    }

    @Test func groupLineAboveTheLabelsIsPassedOver() throws {
        let rows = [["Person", "", "Reached at", ""], Self.names, Self.ada]
        let bound = try bind(MemoryTable("b.xlsx", sheet: "S", rows))
        #expect(bound.table.header == TableHeader(names: Self.names, row: 2, dataRow: 3))
        #expect(bound.headerRows == 1)
    }

    @Test func labelsOverTwoRowsBelongTogether() throws {
        let rows = [["First", "Last", "Email", "Phone"], ["name", "name", "", "number"], Self.ada]
        let bound = try bind(MemoryTable("b.xlsx", sheet: "S", rows))
        #expect(bound.table.header.row == 1 && bound.table.header.dataRow == 3 && bound.headerRows == 2)
        #expect(bound.columnNames == ["First name", "Last name", "Email", "Phone number"])
        #expect(bound.keptHeaders.isEmpty)
    }

    @Test func groupNamesWhatStandsBelowIt() throws {
        let rows = [
            ["Last name", "Email", "Address", "", "Machine", ""], ["", "", "Street", "City", "Model", "Serial"],
            ["Lovelace", "ada@desk.example", "Row 1", "London", "AE", "7"],
        ]
        let bound = try bind(MemoryTable("b.xlsx", sheet: "S", rows))
        #expect(bound.columnNames[2...3] == ["Address Street", "Address City"])
        #expect(bound.keptHeaders.map(\.key) == ["machine_model", "machine_serial"])
    }

    @Test func rowOfDataIsNotTheSecondHalfOfAHeader() throws {
        let rows = [["Last name", "Email", "Asks by", "About"], ["Lovelace", "ada@desk.example", "Phone", "City"]]
        #expect(try header(rows).dataRow == 2)
        let short = [rows[0], ["Moore", "", "Phone", "City", "Paris"], ["", "ada@desk.example", "Phone", "City"]]
        #expect(try header(short).dataRow == 2)
        #expect(try header([rows[0], short[2]]).dataRow == 2)
    }

    @Test func tableMayBeWiderThanItsHeader() throws {
        let wide = ["Ada", "Lovelace", "ada@desk.example", "", "", "note"]
        let rows = [["Contacts"], Self.names, wide]
        var table = MemoryTable("b.xlsx", sheet: "S", rows)
        table.width = 6
        let bound = try bind(table)
        #expect(bound.records[0].width == 6 && bound.columnNames.count == 6)
    }

    // MARK: Sheets that are no tables

    @Test func sheetWithoutKnownLabelsIsPassedOverBesideOthers() throws {
        let mapping = try MappingParser.parse(Self.yaml, name: "m.yaml", origin: .user)
        let binder = MappingBinder(arguments: [MapArgument(mapping: mapping)], presets: [])
        let notes = MemoryTable("b.xlsx", sheet: "Notes", [["Code", "Meaning"], ["A", "all"]])
        let binding = try binder.bind([MemoryTable("b.xlsx", sheet: "S", [Self.names, Self.ada]), notes])
        #expect(binding.bound.count == 1)
        #expect(
            binding.skipped.map { $0.reason.text($0.table) } == [
                #"has the columns "Code", "Meaning"; no mapping knows any of them"#
            ])
        #expect(throws: ImportFailure.self) { try binder.bind([notes]) }
    }

    @Test func sheetOfKnownLabelsIsPassedOverWithTheMappingThatComesNearest() throws {
        let mapping = try MappingParser.parse(Self.yaml, name: "m.yaml", origin: .user)
        let binder = MappingBinder(arguments: [MapArgument(mapping: mapping)], presets: [])
        let near = MemoryTable("b.xlsx", sheet: "Old", [["First name", "Phone"], ["Ada", "1"]])
        let binding = try binder.bind([MemoryTable("b.xlsx", sheet: "S", [Self.names, Self.ada]), near])
        #expect(binding.skipped.map { $0.reason.text($0.table).contains("comes nearest, but needs") } == [true])
        #expect(throws: ImportFailure.self) { try binder.bind([near]) }
    }

    // MARK: A header among the data

    @Test func headerAmongTheDataIsNoRecord() throws {
        let bound = try bind(MemoryTable("b.xlsx", sheet: "S", [["Contacts"], Self.names, Self.ada]))
        let batch = mapped(
            bound.records[0], [Self.ada, Self.names + [], [" First name", "Last name ", "Email", "Phone"]])
        #expect((0..<3).map { batch.state($0) } == [.accepted, .absent, .absent])
        #expect(batch.findings.map(\.code) == [.rowHeader, .rowHeader])
        #expect(batch.findings[0].severity == .info && batch.findings[0].parameters == ["2"])
    }

    @Test func rowThatOnlyBeginsLikeTheHeaderIsARecord() throws {
        let bound = try bind(MemoryTable("b.xlsx", sheet: "S", [Self.names, Self.ada]))
        let batch = mapped(bound.records[0], [["First name", "Last name", "x@desk.example", "Phone"]])
        #expect(batch.state(0) == .accepted)
    }

    private func mapped(_ record: BoundRecord, _ rows: [[String]]) -> RecordBatch {
        let batch = RecordBatch(
            rows: RowBatch(), columns: record.shape.columns.count, hashColumns: record.shape.hashColumns.count)
        for (index, row) in rows.enumerated() { batch.rows.add(row, number: index + 10) }
        ColumnMapper(bound: record, tableIndex: 0).fill(batch)
        return batch
    }
}

extension RowBatch {
    fileprivate func add(_ row: [String], number: Int) {
        let first = cells.count
        for cell in row {
            let start = text.count
            let bytes = Array(cell.utf8)
            text.append(bytes, count: bytes.count)
            cells.append(TextSpan(start: start, length: bytes.count, kind: bytes.isEmpty ? .blank : .text))
        }
        rows.append(
            RowInfo(
                firstCell: first, cellCount: row.count, sourceStart: 0, sourceLength: 0, number: number, line: 0,
                offset: 0))
    }
}
