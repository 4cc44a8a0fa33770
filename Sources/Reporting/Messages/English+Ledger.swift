import Tables

extension English {
    var respelled: String { "the same value, written as it is stored" }

    func title(_ kind: ChangeKind) -> String {
        switch kind {
        case .trim: "spaces at the ends dropped"
        case .textFormula: "text formula read as its text"
        case .nullValue: "taken for nothing"
        case .clearToken: "empties the field"
        case .alias: "read as a value of the list"
        case .boolean: "read as yes or no"
        case .language: "read as a language"
        case .timeZone: "read as a time zone"
        case ChangeKind("default"): "filled in where it was blank"
        case ChangeKind("lookup"): "looked up in a second file"
        default: kind.isRespelling ? respelled : "changed by a transform"
        }
    }
}
