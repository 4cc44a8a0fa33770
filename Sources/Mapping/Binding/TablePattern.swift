import Foundation
import Tables

/// A table as a person names it on the command line: a glob on the file's name, and perhaps a sheet.
package struct TablePattern: Sendable, Hashable {
    package let text: String

    /// `exports/*.csv`, `book.xlsx#Contacts`, or the name of a sheet alone.
    package init(_ text: String) { self.text = text }

    package func matches(_ table: any TableSource) -> Bool {
        matches(file: table.file.name, sheet: table.sheet)
    }

    package func matches(file: String, sheet: String?) -> Bool {
        Self.matches(text, file: file) || sheet.map { namesSheet($0, of: file) } ?? false
    }

    /// Whether the pattern speaks of the sheet, not of all sheets of its file: `book.xlsx#Contacts`, `#Contacts`,
    /// `Contacts`.
    package func namesSheet(_ sheet: String, of file: String) -> Bool {
        if !Self.matches(text, file: file), Self.matches(text, sheet: sheet) { return true }
        return text.indices.contains { mark in
            text[mark] == "#" && Self.matches(String(text[text.index(after: mark)...]), sheet: sheet)
                && (mark == text.startIndex || Self.matches(String(text[..<mark]), file: file))
        }
    }

    /// The pattern may be of the whole name or of its last part; a name stands for itself, whatever is in it.
    private static func matches(_ glob: String, file: String) -> Bool {
        let leaf = PathName.leaf(of: file)
        return glob == file || glob == leaf || fnmatch(glob, file, 0) == 0 || fnmatch(glob, leaf, 0) == 0
    }

    /// Spreadsheet programs know no two sheets whose names differ in case only.
    private static func matches(_ glob: String, sheet: String) -> Bool {
        glob.lowercased() == sheet.lowercased() || fnmatch(glob.lowercased(), sheet.lowercased(), 0) == 0
    }
}

/// What `--map` says: this mapping, for these tables or for whichever it recognises.
package struct MapArgument: Sendable {
    package var pattern: TablePattern?
    /// The source of a job whose files it is for; nil: `pattern` says.
    package var source: Int?
    package var mapping: MappingFile

    package init(pattern: TablePattern? = nil, mapping: MappingFile) {
        self.pattern = pattern
        self.mapping = mapping
    }

    /// Whether it is for whatever it recognises.
    package var isGeneral: Bool { pattern == nil && source == nil }

    /// Whether it is for this file or sheet.
    package func names(_ file: SourceFile, sheet: String? = nil) -> Bool {
        source.map { $0 == file.source } ?? pattern?.matches(file: file.name, sheet: sheet) ?? false
    }

    /// Reads `[PATTERN[#SHEET]=]FILE`; FILE is a path or the name of a preset.
    package init(parsing text: String, presets: Presets) throws(ImportFailure) {
        guard let sign = text.firstIndex(of: "="), !FileManager.default.fileExists(atPath: text) else {
            self.init(mapping: try presets.load(text))
            return
        }
        let name = String(text[text.index(after: sign)...])
        self.init(pattern: TablePattern(String(text[..<sign])), mapping: try presets.load(name))
    }
}

extension TableSource {
    /// As a person names the table: `book.xlsx#Contacts`.
    package var label: String { sheet.map { "\(file.name)#\($0)" } ?? file.name }
}
