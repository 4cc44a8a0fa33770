import HelpDesk
import Tables

/// Rules that put a word into a record's field: what a blank means, and what light agents may write.
extension BatchDecision {
    /// Brings the words of the pass's rules into the batch's text, once.
    mutating func prepareTexts() {
        ruleSpans = plan.rules.texts.map { rule in
            let start = records.rows.text.count
            var value = rule.value
            value.withUTF8 { records.rows.text.append($0.baseAddress!, count: $0.count) }
            return TextSpan(start: start, length: rule.value.utf8.count, kind: .text)
        }
    }

    /// Fills what a new record leaves open.
    func fillTexts(_ row: Int) {
        for (place, rule) in plan.rules.texts.enumerated() {
            let spans = records.values.column(rule.column)
            switch rule.kind {
            case .fallback:
                if !spans[row].hasValue { spans[row] = ruleSpans[place] }
            case .light(let author, let standings):
                let id = batch.references.column(author)[row]
                guard id != 0, standings.standing(id).contains(.light), text(rule.column, row) != rule.value else {
                    continue
                }
                report(.agentLight, .warning, row, column: rule.column, value: light(id), [rule.value])
                spans[row] = ruleSpans[place]
                let label = plan.shape.columns[rule.column].target.field.flatMap { plan.shape.column($0.labelName) }
                if let label { records.values.column(label)[row] = .blank }
            }
        }
    }

    /// What is written into a field that a row clears.
    func cleared(_ field: Field) -> StoredValue {
        for case .fallback(field.name, let value) in plan.entity.rules { return .text(value) }
        return .null
    }

    /// The field of a known record that its author may not choose, with the word that belongs there: whoever the author
    /// is after the row, and whatever the row says.
    func lightField(_ row: Int, _ stored: StoredRecord) -> (field: Field, value: String, author: UInt32)? {
        for case .lightWrites(let name, let value, let author) in plan.entity.rules {
            guard let field = plan.entity.field(name), let target = plan.entity.field(author)?.target,
                let index = resolver.indexes[target]
            else { continue }
            let id = reference(author, row, stored)
            if id != 0 && index.standing(id).contains(.light) { return (field, value, id) }
        }
        return nil
    }

    /// What a reference names after the row.
    private func reference(_ name: String, _ row: Int, _ stored: StoredRecord) -> UInt32 {
        if let place = plan.references.firstIndex(where: { $0.field.name == name }) {
            let id = batch.references.column(place)[row]
            if id != 0 { return id }
            if plan.references[place].column.map({ isReplaced($0, row) }) == true { return 0 }
        }
        guard case .integer(let id) = stored.value(name) else { return 0 }
        return UInt32(truncatingIfNeeded: id)
    }

    func light(_ id: UInt32) -> String { resolver.label(id, of: Catalog.actors.name) }
}
