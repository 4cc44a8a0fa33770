import HelpDesk
import Tables

/// Rows that wait for a record they refer to.
extension BatchDecision {
    func keepOpen(_ row: Int) throws(ImportFailure) {
        let codes = zip(records.findings, records.findingRows).filter { $0.1 == row }.map(\.0.code.rawValue)
        batch.openRows.append(
            OpenRow(
                entity: plan.entity.name, position: position(row), codes: codes, source: plan.shape.source,
                key: try openKey(row), bytes: records.rows.record(row: row)))
    }

    /// The key by which the row's record is known when it comes again: its texts, since what they refer to may not be
    /// there yet.
    private func openKey(_ row: Int) throws(ImportFailure) -> OpenKey? {
        if isMembership { return OpenKey(field: OpenKey.membership, text: membershipText(row)) }
        let matches = plan.keys.filter(\.isMatch)
        let whole = matches.compactMap { openKey(row, $0) }
        if let single = whole.first(where: { $0.parts == 1 }) ?? whole.first { return single.key }
        let isKeyless = !plan.keys.indices.contains { plan.keys[$0].isMatch && keyHashes[$0][row] != 0 }
        return isKeyless ? OpenKey(field: KeyIdentity.origin.spec.description, text: try originKey(row)) : nil
    }

    /// Nil where the row lacks a part of the key.
    private func openKey(_ row: Int, _ key: KeyPlan) -> (key: OpenKey, parts: Int)? {
        var texts: [String] = []
        for (part, name) in zip(key.parts, key.identity.spec.fields) {
            guard let text = openText(row, part, name) else { return nil }
            texts.append(text)
        }
        let text = texts.joined(separator: OpenKey.separator)
        return (OpenKey(field: key.identity.spec.description, text: text), texts.count)
    }

    private func openText(_ row: Int, _ part: KeyPlan.Part, _ name: String) -> String? {
        switch part {
        case .fullName(let first, let last):
            let name = FullName.join(text(first, row), text(last, row))
            return name.isEmpty ? nil : name
        case .optionalReference: return text(plan.shape.column(name), row) ?? ""
        case .hash, .reference, .value: return text(plan.shape.column(name), row)
        }
    }
}
