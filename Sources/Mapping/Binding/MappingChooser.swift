import HelpDesk
import Tables

/// Finds the mappings that fit a table, looking for the header among its first rows where preamble stands above it.
struct MappingChooser {
    let table: any TableSource
    private let samples: [Set<String>]

    init(table: any TableSource) {
        self.table = table
        samples = table.sampleRows.map { Set($0.map(HeaderForm.normal)) }
    }

    /// The mapping tried on the row that suits it best.
    func best(_ mapping: TableMapping) -> Candidate {
        if let row = mapping.read.headerRow { return Candidate(mapping, table, headerRow: row) }
        let detected = Candidate(mapping, table, headerRow: table.header.row)
        if detected.fits { return detected }
        let others = likelyRows(mapping).map { Candidate(mapping, table, headerRow: $0) }
        return others.first(where: \.fits) ?? ([detected] + others).max { $0.found < $1.found } ?? detected
    }

    /// The mappings that fit best: one, or several that nothing tells apart.
    func fitting(_ mappings: [TableMapping]) -> [Candidate] {
        let fitting = mappings.filter(isForSheet).map(best).filter { $0.fits && $0.header.names.count > 0 }
        return leading(leading(fitting) { $0.recognised + $0.found }) { nameHint($0.mapping) }
    }

    /// The mapping that lacks least, for the message that none fits.
    func nearest(_ mappings: [TableMapping]) -> (mapping: TableMapping, missing: [String])? {
        let near = mappings.filter(isForSheet).map(best).filter { $0.recognised + $0.found > 0 }
        let best = near.min { left, right in
            let (few, many) = (left.wanting.count, right.wanting.count)
            return few == many ? left.found > right.found : few < many
        }
        return best.map { ($0.mapping, $0.wanting) }
    }

    private func leading(_ candidates: [Candidate], by score: (Candidate) -> Int) -> [Candidate] {
        let scores = candidates.map(score)
        return zip(candidates, scores).filter { $0.1 == scores.max() }.map(\.0)
    }

    /// A file named after the system (`onedesk-…`) or the entity (`agents.csv`) speaks for the mapping.
    private func nameHint(_ mapping: TableMapping) -> Int {
        let name = HeaderForm.normal(table.label)
        let entity = mapping.records.last?.entity
        let ofSystem = name.contains(HeaderForm.normal(mapping.source))
        let ofEntity = entity.map { name.contains($0.name.rawValue) || name.contains($0.singular) } ?? false
        return (ofSystem ? 2 : 0) + (ofEntity ? 1 : 0)
    }

    private func isForSheet(_ mapping: TableMapping) -> Bool {
        guard case .name(let wanted)? = mapping.read.sheet, let sheet = table.sheet else { return true }
        return HeaderForm.normal(wanted) == HeaderForm.normal(sheet)
    }

    /// Rows other than the detected header with at least two names that the mapping knows.
    private func likelyRows(_ mapping: TableMapping) -> [Int] {
        let known = Set(mapping.knownHeaders.map(HeaderForm.normal))
        let enough = mapping.read.stripSuffix.isEmpty ? min(2, known.count) : 0
        return samples.indices.filter { index in
            index + 1 != table.header.row && samples[index].intersection(known).count >= enough
        }.map { $0 + 1 }
    }
}
