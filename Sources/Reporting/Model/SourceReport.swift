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
}

/// One table of a file, in rows; its passes count in records.
package struct TableReport: Codable, Sendable, Equatable {
    package var sheet: String?
    /// The mapping's name; nil where none was bound.
    package var mapping: String?
    /// The header's row, from 1; 0 where there is none.
    package var headerRow: Int
    /// Lines above the header that were passed over.
    package var preambleRows: Int
    /// Rows of data that were read, blank ones left out.
    package var rows: Int
    package var blankRows: Int
    package var passes: [PassReport]

    package init(
        sheet: String? = nil, mapping: String? = nil, headerRow: Int = 1, preambleRows: Int = 0, rows: Int = 0,
        blankRows: Int = 0, passes: [PassReport] = []
    ) {
        self.sheet = sheet
        self.mapping = mapping
        self.headerRow = headerRow
        self.preambleRows = preambleRows
        self.rows = rows
        self.blankRows = blankRows
        self.passes = passes
    }

    /// Each pass accounts for each row: records and rows that make no record of its entity.
    package var balances: Bool {
        passes.allSatisfy { $0.counts.balances && $0.counts.read + $0.absent == rows }
    }
}

/// One entity read from one table.
package struct PassReport: Codable, Sendable, Equatable {
    package var entity: String
    package var counts: EntityCounts
    /// Rows that make no record of this entity, by the mapping's `when:`.
    package var absent: Int

    package init(entity: String, counts: EntityCounts, absent: Int = 0) {
        self.entity = entity
        self.counts = counts
        self.absent = absent
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
    package var sheet: String?
    package var rows: Int
    /// Rows with characters that the source's encoding cannot write back; they stand as `?`.
    package var lossyRows: Int

    package init(path: String, file: String, sheet: String? = nil, rows: Int, lossyRows: Int = 0) {
        self.path = path
        self.file = file
        self.sheet = sheet
        self.rows = rows
        self.lossyRows = lossyRows
    }
}
