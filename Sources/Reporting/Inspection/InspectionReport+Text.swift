// How an inspection is told, on the terminal and on the page.

extension InspectedTable {
    /// "1,204 rows, 3 blank, header in row 1, hidden"
    var shape: String {
        let count = NumberText.count(rows, "row") + (isCut ? " (the first ones only)" : "")
        let parts = [
            count, blankRows > 0 ? "\(NumberText.grouped(blankRows)) blank" : nil,
            NumberText.count(columns.count, "column"), headerRow > 0 ? "header in row \(headerRow)" : "no header",
            isHidden ? "hidden" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// "zoho-desk/contacts takes 9 of 12 columns"
    var presetText: String {
        guard let preset else { return "no preset fits" }
        return "\(preset.name) takes \(preset.columns) of \(NumberText.count(columns.count, "column"))"
    }

    /// "contacts, labels in pl"; nil where nothing is proposed.
    var proposalText: String? { proposal.map { "\($0.entity), labels in \($0.language)" } }
}

extension InspectedColumn {
    /// `1,204`, `~ 48,000`
    var distinctText: String { (distinctIsEstimate ? "~" : "") + NumberText.grouped(distinct) }

    var filledText: String {
        filledShare == 0 ? "empty" : Share.text(Int((filledShare * 1_000_000).rounded()), of: 1_000_000)
    }

    /// The values with their counts where there are few, else samples; a cell's line ends become spaces.
    var examples: String {
        let texts: [String]
        if let values, !values.isEmpty, values.count * 3 <= filled {
            texts = values.prefix(5).map { "\($0.value) (\(NumberText.grouped($0.count)))" }
        } else {
            texts = Array(samples.prefix(3))
        }
        return texts.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }.joined(separator: " · ")
    }

    /// `email 98 %`, `title? 70 % (en)`, `accounts.name 90 %`, a dash where nothing is known: the entity and the language
    /// are named where they are not the table's.
    func fieldText(_ table: ProposedTable?) -> String {
        guard let shown = fields.first ?? guess else { return "–" }
        let names =
            fields.isEmpty
            ? shown.name(in: table) + "?" : fields.map { $0.name(in: table) }.joined(separator: " + ")
        let language = shown.language == table?.language ? "" : " (\(shown.language))"
        return "\(names) \(Share.text(shown.confidence))\(language)"
    }
}

extension ProposedField {
    fileprivate func name(in table: ProposedTable?) -> String { entity == table?.entity ? field : name }
}
