import Tables

/// One input file: what it was, how it was read, what it held.
package struct SourceReport: Codable, Sendable, Equatable {
    /// As it was typed.
    package var file: String
    /// Bytes.
    package var size: Int
    /// Lower-case hexadecimal.
    package var sha256: String?
    package var settings: [SettingReport]
    package var tables: [TableReport]

    package init(
        file: String, size: Int, sha256: String? = nil, settings: [SettingReport] = [], tables: [TableReport] = []
    ) {
        self.file = file
        self.size = size
        self.sha256 = sha256
        self.settings = settings
        self.tables = tables
    }

    package init(_ file: SourceFile, settings: [ReadSetting], tables: [TableReport] = []) {
        self.init(
            file: file.name, size: file.size, sha256: file.sha256, settings: settings.map(SettingReport.init),
            tables: tables)
    }
}

/// One way of how a file was read: "encoding windows-1250, detected (no other candidate spells Polish)".
package struct SettingReport: Codable, Sendable, Equatable {
    package var name: String
    package var value: String
    /// `given` or `detected`.
    package var origin: String
    package var evidence: String?

    package init(_ setting: ReadSetting) {
        name = setting.name
        value = setting.value
        origin = setting.origin.rawValue
        evidence = setting.evidence
    }

    /// "detected: no other candidate spells Polish"
    var why: String { [origin, evidence].compactMap(\.self).joined(separator: ": ") }
}

/// One table of a file, in rows; its passes count in records.
package struct TableReport: Codable, Sendable, Equatable {
    package var sheet: String?
    /// The mapping's name; nil where none was bound.
    package var mapping: String?
    /// The header's row, from 1; 0 where there is none.
    package var headerRow: Int
    /// Rows that the header takes; two where the columns' names are spread over them.
    package var headerRows: Int
    /// Lines above the header that were passed over.
    package var preambleRows: Int
    /// Rows of data that were read, blank ones left out.
    package var rows: Int
    package var blankRows: Int
    /// Rows that were left out since they are older than what the job has read before; nil where none could be.
    package var older: Int?
    package var passes: [PassReport]
    /// What the person who made the sheet has hidden.
    package var hidden = HiddenReport()
    /// Where the mapping was not given, but proposed.
    package var proposal: ProposalReport?
    /// How dates and decimals were read, column by column.
    package var decided: [DecisionReport] = []
    /// Of a rejects file: whose rows it has.
    package var corrects: CorrectedTable?

    package init(
        sheet: String? = nil, mapping: String? = nil, headerRow: Int = 1, headerRows: Int = 1, preambleRows: Int = 0,
        rows: Int = 0, blankRows: Int = 0, passes: [PassReport] = []
    ) {
        self.sheet = sheet
        self.mapping = mapping
        self.headerRow = headerRow
        self.headerRows = headerRows
        self.preambleRows = preambleRows
        self.rows = rows
        self.blankRows = blankRows
        self.passes = passes
    }

    /// `book.xlsx#Notes`
    func label(in source: SourceReport) -> String { sheet.map { "\(source.file)#\($0)" } ?? source.file }

    /// "header in row 3", "header in rows 3 and 4", "no header".
    package var headerPlace: String {
        guard headerRow > 0 else { return "no header" }
        guard headerRows > 1 else { return "header in row \(headerRow)" }
        return "header in rows \(headerRow) \(headerRows > 2 ? "to" : "and") \(headerRow + headerRows - 1)"
    }

    /// Each pass accounts for each row: records and rows that make no record of its entity.
    package var balances: Bool {
        passes.allSatisfy { $0.counts.balances && $0.counts.read + $0.absent == rows }
    }
}

/// The table of an earlier run whose rejected rows a rejects file has, by what its first row says.
package struct CorrectedTable: Codable, Sendable, Hashable {
    package var run: String
    /// `contacts.csv`, `book.xlsx#Customers`
    package var table: String

    package init(run: String, table: String) {
        self.run = run
        self.table = table
    }

    package init(_ reference: RowReference) { self.init(run: reference.run, table: reference.file) }
}

/// What is hidden in a sheet, and what became of it.
package struct HiddenReport: Codable, Sendable, Equatable {
    /// The sheet itself.
    package var isSheet: Bool
    package var rows: Int
    package var columns: Int
    /// Hidden rows and columns were left out, as `--visible-only` asks for.
    package var isLeftOut: Bool

    package init(isSheet: Bool = false, rows: Int = 0, columns: Int = 0, isLeftOut: Bool = false) {
        self.isSheet = isSheet
        self.rows = rows
        self.columns = columns
        self.isLeftOut = isLeftOut
    }

    /// "the sheet is hidden, 2 hidden rows read"; nil where nothing is hidden.
    package var text: String? {
        let fate = isLeftOut ? "left out" : "read"
        let parts = [
            isSheet ? "the sheet is hidden" : nil,
            rows > 0 ? "\(NumberText.count(rows, "hidden row")) \(fate)" : nil,
            columns > 0 ? "\(NumberText.count(columns, "hidden column")) \(fate)" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

/// One entity read from one table.
package struct PassReport: Codable, Sendable, Equatable {
    package var entity: String
    package var counts: EntityCounts
    /// Rows that make no record of this entity, by the mapping's `when:` or because they repeat the header.
    package var absent: Int
    /// What was done to values without a finding, by column; nothing where the run ended before the pass.
    package var changes: [ColumnChanges]

    package init(entity: String, counts: EntityCounts, absent: Int = 0, changes: [ColumnChanges] = []) {
        self.entity = entity
        self.counts = counts
        self.absent = absent
        self.changes = changes
    }
}

/// A column that feeds no field.
package struct UnmappedColumn: Codable, Sendable, Equatable {
    package enum Fate: String, Codable, Sendable {
        /// Kept under the records' `custom`.
        case kept
        case ignored
    }

    package var file: String
    package var sheet: String?
    package var column: String
    package var fate: Fate

    package init(file: String, sheet: String? = nil, column: String, fate: Fate) {
        self.file = file
        self.sheet = sheet
        self.column = column
        self.fate = fate
    }
}

/// A file of rows that were not loaded.
package struct RejectsFile: Codable, Sendable, Equatable {
    /// Relative to the report folder: `rejects/contacts.csv`.
    package var path: String
    /// The source.
    package var file: String
    /// The sheets that have rows, in their order; nil for text files.
    package var sheets: [RejectsSheet]?
    package var rows: Int
    /// Rows that the file could not hold whole: characters that the source's encoding cannot write back stand as `?`,
    /// texts that are too long for a cell of a workbook end with the words that say so.
    package var lossyRows: Int

    package init(path: String, file: String, sheets: [RejectsSheet]? = nil, rows: Int, lossyRows: Int = 0) {
        self.path = path
        self.file = file
        self.sheets = sheets
        self.rows = rows
        self.lossyRows = lossyRows
    }
}

/// A sheet of a rejects file.
package struct RejectsSheet: Codable, Sendable, Equatable {
    package var name: String
    package var rows: Int

    package init(name: String, rows: Int) {
        self.name = name
        self.rows = rows
    }
}

extension RejectsFile {
    /// `Contacts 5, Tickets 7`, for a line; nil for text files.
    var sheetList: String? {
        guard let sheets else { return nil }
        let shown = sheets.prefix(Self.maxSheets).map { "\($0.name) \(NumberText.grouped($0.rows))" }
        let more = sheets.count > shown.count ? ["\(sheets.count - shown.count) more sheets"] : []
        return (shown + more).joined(separator: ", ")
    }

    private static let maxSheets = 5
}
