import HelpDesk

/// Finds options that do not go with the field they are given for.
struct ColumnCheck {
    let column: ColumnMapping
    let fields: [String: YAMLPlace]
    let key: YAMLPlace

    func run() {
        refuse("date", unless: isTime, "is no date")
        refuse("zone", unless: isTime, "is no date")
        refuse("unit", unless: isNumber, "is no duration")
        refuse("separator", unless: holdsSeveral, "holds one value only")
        refuse("many", unless: holdsSeveral, "holds one value only")
        if fields["values"] == nil, column.target.field?.picklist == nil, column.target != .action {
            refuse("on_unknown", unless: false, "has no list of values (`values:`)")
        }
        checkAction()
        checkAll()
        checkConstant()
    }

    /// What is to be done is never guessed, and like a record's number it is not kept.
    private func checkAction() {
        guard column.target == .action || column.target == .recordID else { return }
        for option in ["update", "blanks"] { refuse(option, unless: false, "is not kept with the record") }
        guard column.target == .action else { return }
        for option in ["on_invalid", "on_unknown"] where fields[option]?.text != "reject" {
            refuse(option, unless: false, "that is not understood always rejects its row")
        }
    }

    private func refuse(_ option: String, unless holds: Bool, _ why: String) {
        guard !holds else { return }
        fields[option]?.mistake("`\(option):` does not belong here, \"\(column.target.name)\" \(why)")
    }

    private func checkAll() {
        guard case .all = column.source, !holdsSeveral else { return }
        (fields["from"] ?? key).mistake("`all:` does not belong here, \"\(column.target.name)\" holds one value only")
    }

    private func checkConstant() {
        guard case .constant(let text) = column.source, let place = fields["value"] else { return }
        if column.target == .externalID { place.mistake("an external id cannot be the same for all records") }
        if column.target == .recordID { place.mistake("an id cannot be the same for all records") }
        if column.target == .action { FieldValue.check(text, of: .recordAction, column.target.name, place) }
        if let field = column.target.field { FieldValue(field: field).check(text, place) }
        for option in ["transform", "values", "optional"] {
            fields[option]?.mistake("`\(option):` does not go with a constant")
        }
    }

    private var type: FieldType? { column.target.field?.type }
    private var isTime: Bool { type == .date || type == .instant }
    private var isNumber: Bool { type == .integer || type == .decimal || type == .duration }
    private var holdsSeveral: Bool { column.target.field?.isMany == true || type == .tags }
}
