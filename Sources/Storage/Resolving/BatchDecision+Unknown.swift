import HelpDesk
import Tables

/// Rows that can only be about a known record, and find none.
extension BatchDecision {
    /// Names the key that found nothing, and the known one that was probably meant.
    ///
    /// - Parameter place: the key; nil for the first one of which the row has all parts.
    func reportUnknown(_ row: Int, by place: Int? = nil) {
        let entity = plan.entity.name.rawValue
        guard let place = place ?? plan.keys.indices.first(where: { isKey($0, of: row) }) else {
            return report(
                .recordUnknown, .error, row, column: plan.keys.first?.columns.first, value: label(row), [entity])
        }
        let key = plan.keys[place]
        let (columns, names) = givenParts(of: key, row)
        report(
            .recordUnknown, .error, row, column: columns.last,
            value: columns.compactMap { text($0, row) }.joined(separator: " · "),
            [entity, names] + nearestKey(row))
    }

    /// Says of a row that asks for something to be done with a record that it names none; false where it has a key.
    func reportKeyless(_ row: Int) -> Bool {
        guard case .keyless = match(row) else { return false }
        let keys = plan.keys.filter(\.isMatch).map(\.identity.spec.description)
        report(.identityMissing, .error, row, column: plan.keys.first?.columns.first, [keys.joined(separator: " or ")])
        return true
    }

    /// The columns of a key that the row has values in, and their names, `parent + name`: an account without a parent is
    /// known by its name.
    func givenParts(of key: KeyPlan, _ row: Int) -> (columns: [Int], names: String) {
        let columns = key.columns.filter { text($0, row) != nil }
        return (columns, columns.map { plan.shape.columns[$0].target.name }.joined(separator: " + "))
    }

    private func isKey(_ place: Int, of row: Int) -> Bool { plan.keys[place].isMatch && keyHashes[place][row] != 0 }

    /// What the row's record is probably called; nothing where no key of one text is near.
    private func nearestKey(_ row: Int) -> [String] {
        for (place, key) in plan.keys.enumerated() where isKey(place, of: row) && key.columns.count == 1 {
            guard let text = text(key.columns[0], row),
                plan.shape.columns[key.columns[0]].target.field?.keyForm == .caseless,
                let found = resolver.nearestKeys.find(
                    text, plan.entity.name, key.identity, in: key.map, resolver.normalizer)
            else { continue }
            return [found]
        }
        return []
    }
}
