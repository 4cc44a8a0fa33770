import Foundation
import Tables

/// A table as a person names it on the command line: a glob on the file's name, and perhaps a sheet.
package struct TablePattern: Sendable, Hashable {
    package let text: String

    /// `exports/*.csv`, `book.xlsx#Contacts`
    package init(_ text: String) { self.text = text }

    package func matches(_ table: any TableSource) -> Bool {
        matches(file: table.file.name, sheet: table.sheet)
    }

    package func matches(file: String, sheet: String?) -> Bool {
        if Self.matches(text, file: file) { return true }
        guard let mark = text.lastIndex(of: "#"), let sheet else { return false }
        let named = text[text.index(after: mark)...]
        return Self.matches(String(text[..<mark]), file: file) && fnmatch(String(named), sheet, 0) == 0
    }

    /// The pattern may be of the whole name or of its last part.
    private static func matches(_ glob: String, file: String) -> Bool {
        fnmatch(glob, file, 0) == 0 || fnmatch(glob, (file as NSString).lastPathComponent, 0) == 0
    }
}

/// What `--map` says: this mapping, for these tables or for whichever it recognises.
package struct MapArgument: Sendable {
    package var pattern: TablePattern?
    package var mapping: MappingFile

    package init(pattern: TablePattern? = nil, mapping: MappingFile) {
        self.pattern = pattern
        self.mapping = mapping
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
