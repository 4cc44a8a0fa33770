import CSV
import Foundation
import Tables
import Testing

/// The test suites of other CSV readers: every case comes out right, or stands here with the reason why not.
@Suite struct CSVCorpusTests {
    /// Options of other readers that this one does not have; a case that needs one is not counted.
    static let foreignOptions = [
        "escapechar": "there is no escape character besides the doubled quote",
        "comment": "lines are never comments: a ticket may start with #",
        "terminator": "only CR, LF and CR LF end a record",
        "doublequote": "a doubled quote always means one",
        "skipinitialspace": "spaces are part of the cell; the mapping trims",
        "dynamicTyping": "the reader leaves numbers as the text they are",
        "skipFirstNLines": "a header row is named instead of lines to skip",
        "preview": "the caller stops reading",
    ]

    private enum Reason {
        static let middle =
            "CleverCSV lets a quote in the middle of a cell open a quoted part; here it is an ordinary character"
        static let unclosed = "a quote that is never closed stops the run, since the file may be cut off"
        static let always = "there is always a delimiter"
        static let spaces = "spaces are part of the cell"
        static let tail =
            "text behind a closing quote is appended and the cell goes on unquoted, as in Python and rust-csv"
        static let names = "column names stay as they are, the mapping tells equal ones apart"
        static let mixed = "LF, CR and CR LF end a record in any mixture"
        static let header = "the header is a row like the others here"
        static let oneByte = "a delimiter is one byte"
        static let blank = "rows of spaces only are kept; the mapping decides what is blank"
        static let mark = "the JSON reader of this test drops the mark that is expected inside the cell"
        static let same = "quote and delimiter cannot be the same"
    }

    /// Cases that are read differently on purpose.
    static let differences = [
        "clevercsv/test_no_delim_2": Reason.middle,
        "clevercsv/test_no_delim_3": Reason.middle,
        "clevercsv/test_no_delim_4": Reason.middle,
        "clevercsv/test_read_eof_1": Reason.unclosed,
        "clevercsv/test_read_eof_2": Reason.unclosed,
        "clevercsv/test_simple_3": Reason.always,
        "cpython/test_read_eof_1": Reason.unclosed,
        "cpython/test_read_eof_2": Reason.unclosed,
        "cpython/test_read_quoting_4": Reason.spaces,
        "papaparse/core_019_Quoted_field_has_no_closing_quote": Reason.unclosed,
        "papaparse/core_020_Quoted_field_has_invalid_trailing_quote_after_delimiter_with_a_valid_cl": Reason.tail,
        "papaparse/core_021_Quoted_field_has_invalid_trailing_quote_after_delimiter": Reason.tail,
        "papaparse/core_022_Quoted_field_has_invalid_trailing_quote_before_delimiter": Reason.tail,
        "papaparse/core_023_Quoted_field_has_invalid_trailing_quote_after_new_line": Reason.tail,
        "papaparse/core_059_Simple_duplicated_header_names": Reason.names,
        "papaparse/core_061_Duplicated_header_names_existing_column": Reason.names,
        "papaparse/core_062_Duplicate_header_names_with___proto___field": Reason.names,
        "papaparse/parse_009_Mixed_slash_n_and_slash_r_should_choose_first_as_precident": Reason.mixed,
        "papaparse/parse_011_Header_row_only": Reason.header,
        "papaparse/parse_025_Multi-character_delimiter": Reason.oneByte,
        "papaparse/parse_026_Multi-character_delimiter_length_2_with_quoted_field": Reason.oneByte,
        "papaparse/parse_088_Parsing_with_skipEmptyLines_set_to_greedy_": Reason.blank,
        "papaparse/parse_089_Parsing_with_skipEmptyLines_set_to_greedy_with_quotes_and_delimiters_a":
            Reason.blank,
        "rust-csv/bom_at_field_start": Reason.mark,
        "rust-csv/quote_delimiter": Reason.same,
    ]

    @Test(.enabled(if: Corpus.folder != nil, "the corpus is not here"))
    func everyCaseIsRightOrHasAReason() throws {
        let cases = try #require(try Corpus.csvCases())
        var right = 0
        for item in cases {
            if isRight(item) {
                right += 1
                #expect(Self.differences[item.name] == nil, "\(item.name) is right, its reason is out of date")
            } else if Self.foreignOptions.keys.allSatisfy({ item.options[$0] == nil || item.options[$0] is NSNull }) {
                #expect(Self.differences[item.name] != nil, "\(item.name): \(found(item)), not \(expected(item))")
            }
        }
        #expect(cases.count == 274)
        #expect(right >= 198, "\(right)")
    }

    private func isRight(_ item: Corpus.CSVCase) -> Bool {
        guard let found = found(item) else { return item.isRefused }
        return !item.isRefused && found == expected(item)
    }

    /// What comes out, without blank lines; nil where the file is refused.
    private func found(_ item: Corpus.CSVCase) -> [[String]]? {
        var options = CSVOptions()
        options.delimiter = (item.options["delimiter"] as? String).flatMap(CSVDialect.byte(named:))
        if let quote = item.options["quotechar"] {
            options.quote = .some((quote as? String).flatMap(CSVDialect.byte(named:)))
        }
        if item.options["quoting"] as? Bool == false { options.quote = .some(nil) }
        if item.options["quoting"] as? String == "csv.QUOTE_NONE" { options.quote = .some(nil) }
        let file = SourceFile(path: item.path, name: item.name, size: item.bytes.count)
        do {
            let table = try CSVTable.open(file: file, options: options)
            let reader = try table.makeReader(from: 1, keepsBlankRows: true)
            let batch = RowBatch()
            var rows: [[String]] = []
            while try reader.next(into: batch) {
                for row in 0..<batch.rows.count {
                    rows.append((0..<Int(batch.rows[row].cellCount)).map { batch.string(row: row, column: $0)! })
                }
            }
            rows.removeAll { $0 == [""] }
            return item.options["header"] as? Bool == true && item.rows == nil ? named(rows) : rows
        } catch {
            return error.code == "file.empty" ? [] : nil
        }
    }

    private func expected(_ item: Corpus.CSVCase) -> [[String]] {
        if let rows = item.rows { return rows.filter { $0 != [""] } }
        return (item.records ?? []).map { record in
            record.map { key, value in
                let values = (value as? [Any])?.map(Corpus.text).joined(separator: "|") ?? Corpus.text(value)
                return "\(key)=\(values)"
            }.sorted()
        }
    }

    /// Rows as `name=value`, sorted, as far as both are there.
    private func named(_ rows: [[String]]) -> [[String]] {
        guard let header = rows.first else { return [] }
        return rows.dropFirst().map { row in
            var cells = zip(header, row).map { "\($0)=\($1)" }
            if row.count > header.count {
                cells.append("__parsed_extra=\(row[header.count...].joined(separator: "|"))")
            }
            return cells.sorted()
        }
    }
}
