import HelpDesk

/// A mapping file as it was read: one table mapping per YAML document.
package struct MappingFile: Sendable {
    /// The name that people see; for presets the path below `mappings/`.
    package var name: String
    package var tables: [TableMapping]

    package init(name: String, tables: [TableMapping]) {
        self.name = name
        self.tables = tables
    }
}

/// What becomes of columns that no record maps.
package enum UnmappedPolicy: String, Sendable, CaseIterable {
    /// Kept under the main record's `custom`.
    case keep
    /// Left out, and named in the report.
    case ignore
}

/// Whether a file may lack columns that its mapping names.
package enum MissingColumnsPolicy: String, Sendable, CaseIterable {
    /// Every column must be there, unless it says `optional: true`.
    case stop
    /// Only what makes a record must be there: required fields, and something that identifies it. For presets, because
    /// the same system exports differing sets of columns.
    case allow
}

/// Where a mapping was found.
package enum MappingOrigin: Sendable, Hashable {
    /// In the folder of presets; `file` then counts from the folder above.
    case preset
    case user
    /// Nowhere: it was proposed for the table; its text.
    case proposed(String)
}

/// How the tables of one kind become records.
package struct TableMapping: Sendable, Hashable {
    /// `zoho-desk/contacts`
    package var name: String
    /// For people: `Zoho Desk – contacts export`.
    package var title: String
    /// The system whose external ids these are.
    package var source: String
    package var read: ReadOptions
    /// Headers by which a table is known to be of this kind: all of them, each by any of its names.
    package var recognise: [[String]]
    /// At least one; the last one is the main record, which takes the unmapped columns.
    package var records: [RecordMapping]
    package var unmapped: UnmappedPolicy
    package var missingColumns: MissingColumnsPolicy
    /// What the file looked like that the mapping was made for.
    package var seen: SeenTable?
    package var origin: MappingOrigin
    /// The file and line where it stands, for messages.
    package var file: String
    package var line: Int
    /// The folder that the paths of lookup files count from; empty for the current one.
    package var folder: String

    /// The system of mappings that name none: hand-made files share their ids with each other.
    package static let defaultSource = "spreadsheet"
}
