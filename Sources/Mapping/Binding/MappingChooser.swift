import HelpDesk
import Tables

/// Finds the mappings that fit a table, each on the row with the most labels that it knows.
struct MappingChooser {
    let table: any TableSource
    private let search: HeaderSearch

    init(table: any TableSource) {
        self.table = table
        search = HeaderSearch(table: table)
    }

    /// The mapping tried on the row that suits it best: the one with the most of its labels on which it fits.
    func best(_ mapping: TableMapping) -> Candidate {
        if let row = mapping.read.headerRow { return Candidate(mapping, table, at: HeaderPlace(row: row)) }
        var first: Candidate?
        for place in search.places(for: mapping) {
            let candidate = Candidate(mapping, table, at: place)
            if candidate.fits { return candidate }
            first = first ?? candidate
        }
        return first ?? Candidate(mapping, table, at: HeaderPlace(row: table.header.row))
    }

    /// True where no row has labels enough of any of these mappings: the table was not meant to be read.
    func isForeign(to mappings: [TableMapping]) -> Bool {
        mappings.allSatisfy { search.mostLabels(of: $0) < HeaderSearch.fewestLabels }
    }

    /// The mappings that fit best: one, or several that nothing tells apart.
    func fitting(_ mappings: [TableMapping]) -> [Candidate] {
        let fitting = mappings.filter(isForSheet).map(best).filter { $0.fits && $0.header.names.count > 0 }
        let known = leading(fitting) { $0.used.count }
        return leading(leading(known) { nameHint($0.mapping) }) { $0.recognised + $0.found }
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
        let ofEntity =
            entity.map { [$0.name.rawValue, $0.singular].contains { name.contains(HeaderForm.normal($0)) } } ?? false
        return (ofSystem ? 2 : 0) + (ofEntity ? 1 : 0)
    }

    /// Whether the mapping is for any sheet, or for this one.
    func isForSheet(_ mapping: TableMapping) -> Bool {
        guard let wanted = mapping.read.sheet, let sheet = table.sheet else { return true }
        return switch wanted {
        case .name(let name): HeaderForm.normal(name) == HeaderForm.normal(sheet)
        case .number(let number): number == table.sheetNumber
        }
    }
}
