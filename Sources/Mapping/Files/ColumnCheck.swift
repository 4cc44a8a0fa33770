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
        if fields["values"] == nil, column.target.field?.picklist == nil {
            refuse("on_unknown", unless: false, "has no list of values (`values:`)")
        }
        checkAll()
        checkConstant()
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
        if let field = column.target.field { FieldValue(field: field).check(text, place) }
        for option in ["transform", "values", "optional"] {
            fields[option]?.mistake("`\(option):` does not go with a constant")
        }
    }

    private var type: FieldType? { column.target.field?.type }
    private var isTime: Bool { type == .date || type == .instant }
    private var isNumber: Bool { type == .integer || type == .decimal }
    private var holdsSeveral: Bool { column.target.field?.isMany == true || type == .tags }
}
