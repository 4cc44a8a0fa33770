import Synchronization
import Tables
import Testing

@testable import Mapping

@Suite struct LookupTests {
    private static let regions = [
        ["code", "Name", "note"], ["PL", "Poland", ""], [" DE ", " Germany", "x"], ["PL", "Poland"], ["", "nothing"],
        ["ł", "Łódź"], ["a1", "lower"], ["A1", "upper"], ["XX"],
    ]

    private struct Bench {
        var batch: RecordBatch
        var bound: BoundTable
        var mapper: ColumnMapper
    }

    /// Maps a column through a lookup; the files are those given by path.
    private func map(
        _ cells: [String], _ options: String = "", files: [String: [[String]]] = ["lists/regions.csv": regions],
        mapping: String = "lists/m.yaml", file: String = "regions.csv"
    ) throws -> Bench {
        let lookup = "{ file: \(file), from: CODE, to: name\(options) }"
        let yaml = """
            unmapped: ignore
            records: [{ entity: contacts, columns: { email: M, country: { from: A, transform: [{ lookup: \(lookup) }] } } }]
            """
        let argument = MapArgument(pattern: TablePattern("*"), mapping: try MappingParser.parse(yaml, name: mapping))
        let open: LookupOpening = { path throws(ImportFailure) in
            guard let rows = files[path] else { throw ImportFailure("file.missing", .missingInput, "No \(path).") }
            return MemoryTable(path, rows)
        }
        let binder = MappingBinder(arguments: [argument], presets: [], openLookup: open)
        let bound = try binder.bind([MemoryTable("c.csv", [["M", "A"]])]).bound[0]
        let batch = RecordBatch(rows: RowBatch(), columns: 2, hashColumns: 1)
        batch.rows.fill(cells.map { ["m", $0] })
        let mapper = ColumnMapper(bound: bound.records[0], tableIndex: 2)
        mapper.fill(batch)
        return Bench(batch: batch, bound: bound, mapper: mapper)
    }

    private func texts(_ bench: Bench) -> [String?] {
        (0..<bench.batch.count).map { row in
            let span = bench.batch.values.column(1)[row]
            return span.hasValue ? bench.batch.rows.string(span) : nil
        }
    }

    private func failure(_ body: () throws -> Bench) -> ImportFailure? {
        #expect(throws: ImportFailure.self) { _ = try body() }
    }

    @Test func takesWhatStandsForTheValue() throws {
        let bench = try map(["PL", "DE", "pl", "Ł", "a1", "A1", "", "XX", "FR"])
        let wanted = ["Poland", "Germany", "Poland", "Łódź", "lower", "upper", nil, nil, "FR"]
        #expect(texts(bench) == wanted)
        #expect(bench.bound.lookupFiles == ["lists/regions.csv"])
        #expect(bench.batch.findings.isEmpty)
        #expect(bench.mapper.ledger.map(\.kind) == [ChangeKind("lookup")] && bench.mapper.ledger[0].count == 7)
    }

    @Test func whatIsMissingMayBecomeBlank() throws {
        let bench = try map(["PL", "FR"], ", on_missing: blank")
        #expect(texts(bench) == ["Poland", nil] && bench.mapper.ledger[0].count == 2)
    }

    @Test func whatIsMissingMayRejectItsRow() throws {
        let bench = try map(["PL", "FR", ""], ", on_missing: reject")
        #expect(texts(bench) == ["Poland", nil, nil] && bench.batch.values.column(1)[1].kind == .invalid)
        let finding = try #require(bench.batch.findings.first)
        #expect(bench.batch.findings.count == 1 && bench.batch.state(1) == .rejected)
        #expect(finding.code == .lookupUnknown && finding.severity == .error && finding.value == "FR")
        #expect(finding.parameters == ["lists/regions.csv", "code"] && finding.field == "country")
        #expect(finding.column == 1 && finding.position.row == 3 && finding.position.table == 2)
    }

    @Test func pathsCountFromTheMappingsFolder() throws {
        let files = ["/etc/regions.csv": Self.regions, "regions.csv": Self.regions, "a/b/regions.csv": Self.regions]
        for (mapping, file, path) in [
            ("a/m.yaml", "b/regions.csv", "a/b/regions.csv"), ("m.yaml", "regions.csv", "regions.csv"),
            ("a/m.yaml", "/etc/regions.csv", "/etc/regions.csv"),
        ] {
            #expect(try map(["PL"], files: files, mapping: mapping, file: file).bound.lookupFiles == [path])
        }
    }

    @Test func filesThatCannotBeUsedStopBeforeTheFirstRow() throws {
        #expect(failure { try map([], files: [:]) }?.code == "file.missing")
        let columns = failure { try map([], files: ["lists/regions.csv": [["cod", "Name"]]]) }
        #expect(columns?.code == "lookup.columns_missing")
        #expect(columns?.message.contains(#""CODE" (did you mean "cod"?)"#) == true)
        let rows = [["code", "name"], ["PL", "a"], ["DE", "b"], ["PL", "c"]]
        let ambiguous = failure { try map([], files: ["lists/regions.csv": rows]) }
        #expect(ambiguous?.code == "lookup.ambiguous" && ambiguous?.message.contains("rows 2 and 4") == true)
    }

    /// Two columns that are looked up, each in a file.
    private func twoLookups(_ first: String, _ second: String) throws -> MapArgument {
        let yaml = """
            records:
              - entity: contacts
                columns:
                  email: M
                  city: { from: A, transform: [{ lookup: { file: \(first), from: x, to: y } }] }
                  state: { from: B, transform: [{ lookup: { file: \(second), from: x, to: y } }] }
            """
        return MapArgument(mapping: try MappingParser.parse(yaml, name: "m.yaml"))
    }

    @Test func allUnusableFilesAreNamedAtOnce() throws {
        let argument = try twoLookups("a.csv", "b.csv")
        let failure = #expect(throws: ImportFailure.self) {
            _ = try MappingBinder(arguments: [argument], presets: []).bind([MemoryTable("c.csv", [["M", "A", "B"]])])
        }
        #expect(failure?.details.count == 2 && failure?.code == "lookup.unavailable")
    }

    @Test func aFileIsReadOnceForTheSameColumns() throws {
        let argument = try twoLookups("a.csv", "a.csv")
        let opened = Mutex(0)
        let open: LookupOpening = { path throws(ImportFailure) in
            opened.withLock { $0 += 1 }
            return MemoryTable(path, [["x", "y"], ["1", "2"]])
        }
        let binder = MappingBinder(arguments: [argument], presets: [], openLookup: open)
        _ = try binder.bind([MemoryTable("c.csv", [["M", "A", "B"]])])
        #expect(opened.withLock { $0 } == 1)
    }

    @Test func largeFilesAreFoundInWhole() throws {
        let rows = [["code", "name"]] + (0..<5_000).map { ["key\($0)", "value\($0 * 7)"] }
        let cells = (0..<5_000).map { "key\($0)" }
        let bench = try map(cells, files: ["lists/regions.csv": rows])
        #expect(texts(bench) == (0..<5_000).map { "value\($0 * 7)" })
    }
}
