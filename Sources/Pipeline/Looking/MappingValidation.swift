import Foundation
import Mapping
import Tables

/// Finds all mistakes of mapping files, and how the mappings fit tables.
package struct MappingValidation: Codable, Sendable, Equatable {
    /// A mistake in a file.
    package struct Mistake: Codable, Sendable, Equatable {
        package var file: String
        /// From 1; 0 where the file as a whole is meant.
        package var line: Int
        package var column: Int
        /// The keys that lead there.
        package var key: String
        package var message: String
        /// The nearest right name.
        package var suggestion: String?
        /// All of it in one line.
        package var text: String
    }

    /// How a table is read by the mapping that knows most of it.
    package struct Table: Codable, Sendable, Equatable {
        /// `book.xlsx#Contacts`
        package var label: String
        package var mapping: String
        package var fits: Bool
        /// Headers that the mapping needs and the table lacks.
        package var missing: [String]
        /// A preset that fits where the mapping does not.
        package var betterPreset: String?
        /// Columns that the mapping does not map.
        package var unmapped: [String]
    }

    /// How many mappings the files hold.
    package private(set) var mappings = 0
    package private(set) var mistakes: [Mistake] = []
    package private(set) var tables: [Table] = []

    /// No mistake, and a mapping for every table.
    package var isSound: Bool { mistakes.isEmpty && tables.allSatisfy(\.fits) }

    /// - Parameters:
    ///   - files: mapping files, or names of presets.
    ///   - options: with the sources, and how to read them; none: only the files are looked at.
    package init(files: [String], options: RunOptions) throws(ImportFailure) {
        let presets = Presets.find()
        var known: [TableMapping] = []
        for file in files {
            let result = try presets.examine(file)
            known += result.file.tables
            mistakes += result.mistakes.map(Mistake.init)
        }
        mappings = known.count
        guard !options.sources.isEmpty, !known.isEmpty else { return }
        let opened = try SourceTables(options)
        let all = try presets.all()
        tables = opened.tables.filter { !$0.header.names.isEmpty }.map { Self.table($0, known, all) }
        withExtendedLifetime(opened) {}
    }

    private static func table(_ table: any TableSource, _ known: [TableMapping], _ presets: [TableMapping]) -> Table {
        let trials = known.map { (mapping: $0, trial: MappingBinder.trial($0, on: table)) }
        let best = trials.max { left, right in
            (left.trial.fits ? 1 : 0, left.trial.found, -left.trial.missing.count)
                < (right.trial.fits ? 1 : 0, right.trial.found, -right.trial.missing.count)
        }!
        let preset = best.trial.fits ? nil : MappingBinder.fitting(table, presets).first
        return Table(
            label: table.label, mapping: best.mapping.name, fits: best.trial.fits, missing: best.trial.missing,
            betterPreset: preset, unmapped: best.trial.unmapped)
    }
}

extension MappingValidation.Mistake {
    init(_ mistake: MappingMistake) {
        self.init(
            file: mistake.file, line: mistake.line, column: mistake.column, key: mistake.path, message: mistake.message,
            suggestion: mistake.suggestion, text: mistake.text)
    }
}

extension MappingValidation {
    /// What there is to say, a line each.
    package var lines: [String] {
        var lines = mistakes.map(\.text)
        let count = mappings == 1 ? "1 mapping" : "\(mappings) mappings"
        lines.append(
            mistakes.isEmpty
                ? "\(count), no mistakes."
                : "\(count), \(mistakes.count == 1 ? "1 mistake" : "\(mistakes.count) mistakes").")
        return lines + tables.flatMap(\.lines)
    }
}

extension MappingValidation.Table {
    fileprivate var lines: [String] {
        var lines = [
            fits
                ? "\(label): read by \(mapping)."
                : "\(label): \(mapping) comes nearest, but "
                    + (missing.isEmpty ? "does not read it." : "lacks \(Self.quoted(missing)).")
        ]
        if let betterPreset { lines.append("  The preset \(betterPreset) fits it: --map \(betterPreset)") }
        if !unmapped.isEmpty { lines.append("  Not mapped: \(Self.quoted(unmapped))") }
        return lines
    }

    private static func quoted(_ names: [String]) -> String {
        names.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
