import Tables

/// How a mapping fits a table that it is tried on.
package struct MappingTrial: Sendable {
    /// Whether the table is of the mapping's kind, and nothing that its records need is missing.
    package var fits: Bool
    /// Headers that it is known by, or needs, and the table lacks.
    package var missing: [String]
    /// Headers of the table that no record takes.
    package var unmapped: [String]
    /// How many columns of the table it knows.
    package var found: Int
}

extension MappingBinder {
    /// The names of those mappings that fit the table best: none, one, or several that nothing tells apart.
    package static func fitting(_ table: any TableSource, _ mappings: [TableMapping]) -> [String] {
        MappingChooser(table: table).fitting(mappings).filter { $0.lacking.isEmpty }.map(\.mapping.name)
    }

    /// Tries a mapping on a table, on the row that suits it best.
    package static func trial(_ mapping: TableMapping, on table: any TableSource) -> MappingTrial {
        let candidate = MappingChooser(table: table).best(mapping)
        let used = candidate.used
        let names = candidate.header.names
        let unmapped = names.indices.filter {
            !used.contains($0) && !HeaderIndex.isOwn(names[$0]) && !HeaderForm.trimmed(names[$0]).isEmpty
        }
        let missing = (candidate.missing + candidate.lacking).uniqued()
        return MappingTrial(
            fits: candidate.fits && candidate.lacking.isEmpty, missing: missing, unmapped: unmapped.map { names[$0] },
            found: candidate.found)
    }
}
