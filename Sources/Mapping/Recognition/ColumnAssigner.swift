import HelpDesk

/// Gives each field of an entity at most one column, except that sets take all columns of one header.
struct ColumnAssigner {
    let view: EntityView
    let words: LabelWords

    struct Assignment {
        /// In step with the view's columns.
        var chosen: [FieldCandidate?]
        /// Columns that would be for a field that another has, or that may be for several.
        var lost: [Int: FieldCandidate] = [:]
    }

    func assign() -> Assignment {
        var result = Assignment(chosen: view.columns.map { _ in nil })
        var owners: [String: Int] = [:]
        for column in order {
            guard let candidate = view.candidates[column].first else { continue }
            guard view.sureKey(column) != nil, isFree(candidate, column, owners) else {
                result.lost[column] = candidate
                continue
            }
            for target in candidate.meaning.target { owners[target] = column }
            result.chosen[column] = candidate
        }
        dropSides(&result)
        return result
    }

    private func isFree(_ candidate: FieldCandidate, _ column: Int, _ owners: [String: Int]) -> Bool {
        candidate.meaning.target.allSatisfy { target in
            owners[target].map { isSameSet(candidate, $0, column) } ?? true
        }
    }

    /// `Labels,Labels`: a header that occurs twice over a field with several values.
    private func isSameSet(_ candidate: FieldCandidate, _ first: Int, _ second: Int) -> Bool {
        let field = Catalog.entity(candidate.meaning.entity)?.field(candidate.meaning.parts[0].field)
        guard let field, field.type == .tags || field.isMany else { return false }
        return view.columns[first].header.form == view.columns[second].header.form
    }

    /// What decides between columns, the weightiest first: clear ones before guesses, those with values before those that
    /// are mostly blank, then as the lines of `fields.tsv` and the labels are ordered, then as in the file.
    private struct Precedence: Comparable {
        let ranks: [Int]

        static func < (left: Precedence, right: Precedence) -> Bool {
            left.ranks.lexicographicallyPrecedes(right.ranks)
        }
    }

    /// Of two columns for one field the one with so many more values is meant.
    private static let muchFuller = 10.0

    private static let address: Set<String> = ["street", "city", "state", "postal_code", "country"]
    /// So many columns of one address are a set of its own.
    private static let addressSet = 3

    /// Address books have several addresses: where one is marked as that of the business, it is meant as a whole.
    private var businessAddress: Set<Int> {
        let marked = view.columns.indices.filter { column in
            guard let candidate = view.candidates[column].first, Self.address.contains(candidate.meaning.parts[0].field)
            else { return false }
            return view.columns[column].header.form.words.contains {
                words.kinds($0, in: candidate.match.language).contains("work")
            }
        }
        return marked.count >= Self.addressSet ? Set(marked) : []
    }

    private func precedence(
        _ column: Int, _ candidate: FieldCandidate, fullest: [[String]: Double], business: Set<Int>
    ) -> Precedence {
        let share = view.columns[column].filledShare
        let isSparse = share * Self.muchFuller < fullest[candidate.meaning.target] ?? 0
        let match = candidate.match
        let isOtherAddress =
            !business.isEmpty && !business.contains(column) && Self.address.contains(candidate.meaning.parts[0].field)
        return Precedence(ranks: [
            isClear(candidate) ? 0 : 1, isOtherAddress ? 1 : 0, isSparse ? 1 : 0, candidate.meaning.order,
            match.reason == .exact ? 0 : 1,
            match.key == match.label.key ? match.label.rank : 0, Int(-1_000 * match.score), column,
        ])
    }

    /// Columns that may be a field, in the order in which they choose.
    private var order: [Int] {
        let candidates = view.columns.indices.compactMap { column in view.candidates[column].first.map { (column, $0) }
        }
        var fullest: [[String]: Double] = [:]
        for (column, candidate) in candidates {
            let share = view.columns[column].filledShare
            fullest[candidate.meaning.target] = max(fullest[candidate.meaning.target] ?? 0, share)
        }
        let business = businessAddress
        let ranked = candidates.map { ($0.0, precedence($0.0, $0.1, fullest: fullest, business: business)) }
        return ranked.sorted { $0.1 < $1.1 }.map(\.0)
    }

    private func isClear(_ candidate: FieldCandidate) -> Bool { candidate.confidence >= TableProposal.bar }

    /// Fields of the account of a contact need the column that names it.
    private func dropSides(_ result: inout Assignment) {
        let named = Set(result.chosen.compactMap { $0 }.compactMap(namedTarget))
        for column in view.columns.indices {
            guard let candidate = result.chosen[column], candidate.meaning.entity != view.entity,
                !named.contains(candidate.meaning.entity)
            else { continue }
            result.chosen[column] = nil
            result.lost[column] = candidate
        }
    }

    /// The entity that a column names the record of.
    private func namedTarget(_ candidate: FieldCandidate) -> EntityName? {
        guard candidate.meaning.entity == view.entity, candidate.meaning.by == ["name"] else { return nil }
        return Catalog.entity(view.entity)?.field(candidate.meaning.parts[0].field)?.target
    }
}
