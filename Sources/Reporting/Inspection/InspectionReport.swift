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
    package var isHidden = false
    /// From 1; 0 where there is none.
    package var headerRow = 0
    package var rows = 0
    package var blankRows = 0
    /// Rows were left unread, as `--limit` asks for.
    package var isCut = false
    /// The preset that would read the table; nil where none fits.
    package var preset: PresetMatch?
    /// What its headers say that it is.
    package var proposal: ProposedTable?
    package var columns: [InspectedColumn] = []

    package init() {}
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
