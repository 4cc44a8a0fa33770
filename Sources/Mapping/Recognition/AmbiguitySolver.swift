import HelpDesk

/// Applies the rules for labels with several meanings.
struct AmbiguitySolver {
    let rules: [AmbiguityRule]
    let words: ValueWords

    /// The view with every column that the rules settle settled. What is meant where nothing else holds is decided
    /// last, when the columns are settled that it may depend on.
    func solved(_ view: EntityView) -> EntityView {
        var view = view
        for isLast in [false, true] {
            for column in view.columns.indices where !view.candidates[column].isEmpty { solve(&view, column, isLast) }
        }
        return view
    }

    private func solve(_ view: inout EntityView, _ column: Int, _ isLast: Bool) {
        var settled: Set<Set<String>> = []
        for rule in rules where rule.entity == nil || rule.entity == view.entity {
            if rule.condition == .otherwise && !isLast { continue }
            let keys = view.keys(column)
            guard rule.keys.isSubset(of: keys), !settled.contains(rule.keys),
                holds(rule.condition, view, column)
            else { continue }
            settled.insert(rule.keys)
            view.keep(column) { $0.match.key == rule.meant || !rule.keys.contains($0.match.key) }
        }
    }

    private func holds(_ condition: AmbiguityRule.Condition, _ view: EntityView, _ column: Int) -> Bool {
        let evidence = view.columns[column].evidence
        switch condition {
        case .otherwise: return true
        case .column(let keys): return hasOther(keys, view, column)
        case .after(let keys): return column > 0 && !view.sureKeys(column - 1).isDisjoint(with: keys)
        case .before(let keys):
            return column + 1 < view.columns.count && !view.keys(column + 1).isDisjoint(with: keys)
        case .values(let list): return areWords(evidence, list)
        case .shape(let shape): return evidence.mostly(shape)
        case .dates: return evidence.areDates
        case .blank: return evidence.filled == 0
        case .distinct: return evidence.isDistinct
        case .nth(let number): return view.columns[column].nth == number
        }
    }

    private func hasOther(_ keys: Set<String>, _ view: EntityView, _ column: Int) -> Bool {
        view.columns.indices.contains { $0 != column && !view.sureKeys($0).isDisjoint(with: keys) }
    }

    private func areWords(_ evidence: ColumnEvidence, _ list: String) -> Bool {
        if list == "company" { return evidence.mentions(list, words, share: 0.4) }
        let count = evidence.words(list, picklist: nil, words) ?? 0
        return evidence.filled > 0 && Double(count) >= 0.6 * Double(evidence.filled)
    }
}
