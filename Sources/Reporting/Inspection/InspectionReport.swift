import Tables

/// What files are: what `inspect --format json` prints, and what its text and its page show.
package struct InspectionReport: Codable, Sendable, Equatable {
    /// Changes when a program that reads this would have to change.
    package var format = 1
    package var files: [InspectedFile] = []
    /// Sheets and archives that were not looked at, and why.
    package var skipped: [SkippedReport] = []

    package init() {}

    package func json() throws -> [UInt8] { try ReportJSON.encode(self) }
}

package struct InspectedFile: Codable, Sendable, Equatable {
    package var file: String
    /// Bytes.
    package var size: Int
    /// `text`, `vcard`, `xlsx`, `xls`, `ods`, `html`
    package var kind: String
    /// How the file is read: encoding, delimiter, quotes, each with its evidence.
    package var settings: [SettingReport]
    package var tables: [InspectedTable] = []

    package init(file: String, size: Int, kind: String, settings: [SettingReport]) {
        self.file = file
        self.size = size
        self.kind = kind
        self.settings = settings
    }
}

package struct InspectedTable: Codable, Sendable, Equatable {
    package var sheet: String?
    package var isHidden: Bool
    /// From 1; 0 where there is none.
    package var headerRow: Int
    package var rows: Int
    package var blankRows: Int
    /// Rows were left unread, as `--limit` asks for.
    package var isCut: Bool
    /// The preset that would read the table; nil where none fits.
    package var preset: PresetMatch?
    /// What its headers say that it is.
    package var proposal: ProposedTable?
    package var columns: [InspectedColumn] = []

    package init(
        sheet: String?, isHidden: Bool, headerRow: Int, rows: Int, blankRows: Int, isCut: Bool,
        preset: PresetMatch? = nil, proposal: ProposedTable? = nil
    ) {
        self.sheet = sheet
        self.isHidden = isHidden
        self.headerRow = headerRow
        self.rows = rows
        self.blankRows = blankRows
        self.isCut = isCut
        self.preset = preset
        self.proposal = proposal
    }
}

/// A preset and how many of the table's columns it takes into fields.
package struct PresetMatch: Codable, Sendable, Equatable {
    package var name: String
    package var title: String
    package var columns: Int

    package init(name: String, title: String, columns: Int) {
        self.name = name
        self.title = title
        self.columns = columns
    }
}

/// The entity that the headers speak of, and their language.
package struct ProposedTable: Codable, Sendable, Equatable {
    package var entity: String
    package var language: String
    /// 0…1: the least sure of the proposed columns.
    package var confidence: Double

    package init(entity: String, language: String, confidence: Double) {
        self.entity = entity
        self.language = language
        self.confidence = confidence
    }
}

package struct InspectedColumn: Codable, Sendable, Equatable {
    /// From 1.
    package var number: Int
    package var header: String
    /// Rows with a value.
    package var filled: Int
    /// 0…1; 0 where there are no rows.
    package var filledShare: Double
    /// Different values; an estimate where `distinctIsEstimate`.
    package var distinct: Int
    package var distinctIsEstimate: Bool
    /// Characters of the longest value.
    package var longest: Int
    /// Nil where the column is empty.
    package var type: InspectedType?
    package var samples: [String]
    /// All values with their counts, the most frequent first, while they are few.
    package var values: [ValueCount]?
    /// The fields that the column is proposed for; none below the bar.
    package var fields: [ProposedField] = []
    /// A guess below the bar, which nothing takes without asking.
    package var guess: ProposedField?

    package init(
        number: Int, header: String, filled: Int, rows: Int, distinct: Int, distinctIsEstimate: Bool, longest: Int,
        type: InspectedType?, samples: [String], values: [ValueCount]?
    ) {
        self.number = number
        self.header = header
        self.filled = filled
        filledShare = rows == 0 ? 0 : Double(filled) / Double(rows)
        self.distinct = distinct
        self.distinctIsEstimate = distinctIsEstimate
        self.longest = longest
        self.type = type
        self.samples = samples
        self.values = values
    }
}

/// What the values of a column look like, and how many of them.
package struct InspectedType: Codable, Sendable, Equatable {
    /// `date dmy`, `email`, `text`
    package var name: String
    package var fits: Int
    package var of: Int

    package init(_ name: String, fits: Int, of: Int) {
        self.name = name
        self.fits = fits
        self.of = of
    }

    /// `date dmy 4,211 of 4,211`, `email 98 %`; a text needs no count.
    var text: String {
        if name == "text" { return name }
        if fits == of { return "\(name) \(NumberText.grouped(fits)) of \(NumberText.grouped(of))" }
        return "\(name) \(Share.text(fits, of: of))"
    }
}

package struct ValueCount: Codable, Sendable, Equatable {
    package var value: String
    package var count: Int

    package init(_ value: String, _ count: Int) {
        self.value = value
        self.count = count
    }
}

package struct ProposedField: Codable, Sendable, Equatable {
    package var entity: String
    /// As a mapping writes it.
    package var field: String
    /// 0…1
    package var confidence: Double
    /// The label that the header was recognised by, and its language.
    package var label: String
    package var language: String

    package init(entity: String, field: String, confidence: Double, label: String, language: String) {
        self.entity = entity
        self.field = field
        self.confidence = confidence
        self.label = label
        self.language = language
    }

    /// `contacts.email`
    package var name: String { "\(entity).\(field)" }
}

/// Shares as people read them: never 100 % where something is missing, never 0 % where something is there.
enum Share {
    static func text(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        if part == whole { return "100 %" }
        if part == 0 { return "0 %" }
        return "\(min(max(Int((Double(part) * 100 / Double(whole)).rounded()), 1), 99)) %"
    }

    static func text(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

extension InspectedTable {
    /// "1,204 rows, 3 blank, header in row 1, hidden"
    var shape: String {
        let count = NumberText.count(rows, "row") + (isCut ? " (the first ones only)" : "")
        let parts = [
            count, blankRows > 0 ? "\(NumberText.grouped(blankRows)) blank" : nil,
            NumberText.count(columns.count, "column"), headerRow > 0 ? "header in row \(headerRow)" : "no header",
            isHidden ? "hidden" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// "zoho-desk/contacts takes 9 of 12 columns"
    var presetText: String {
        guard let preset else { return "no preset fits" }
        return "\(preset.name) takes \(preset.columns) of \(NumberText.count(columns.count, "column"))"
    }

    /// "contacts, labels in pl"; nil where nothing is proposed.
    var proposalText: String? { proposal.map { "\($0.entity), labels in \($0.language)" } }
}

extension InspectedColumn {
    /// `1,204`, `~ 48,000`
    var distinctText: String { (distinctIsEstimate ? "~" : "") + NumberText.grouped(distinct) }

    var filledText: String {
        filledShare == 0 ? "empty" : Share.text(Int((filledShare * 1_000_000).rounded()), of: 1_000_000)
    }

    /// The values with their counts where there are few, else samples; a cell's line ends become spaces.
    var examples: String {
        let texts: [String]
        if let values, !values.isEmpty, values.count * 3 <= filled {
            texts = values.prefix(5).map { "\($0.value) (\(NumberText.grouped($0.count)))" }
        } else {
            texts = Array(samples.prefix(3))
        }
        return texts.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }.joined(separator: " · ")
    }

    /// `email 98 %`, `title? 70 % (en)`, `accounts.name 90 %`, a dash where nothing is known: the entity and the language
    /// are named where they are not the table's.
    func fieldText(_ table: ProposedTable?) -> String {
        guard let shown = fields.first ?? guess else { return "–" }
        let names =
            fields.isEmpty
            ? shown.name(in: table) + "?" : fields.map { $0.name(in: table) }.joined(separator: " + ")
        let language = shown.language == table?.language ? "" : " (\(shown.language))"
        return "\(names) \(Share.text(shown.confidence))\(language)"
    }
}

extension ProposedField {
    fileprivate func name(in table: ProposedTable?) -> String { entity == table?.entity ? field : name }
}
