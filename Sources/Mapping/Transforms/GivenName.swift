/// Of a full name what is not the surname; blank where there is nothing else.
struct GivenName: PlainTransform, CellTransform {
    static let name = "given_name"
    static let otherNames = ["first_name", "forename", "firstname"]
    static let keepsKind = true

    func change(_ cell: CellText) -> CellChange { cell.part(PersonName.parts(of: cell.bytes).given) }
}

extension CellText {
    /// A range of the value as its new text.
    func part(_ range: Range<Int>) -> CellChange {
        if range.isEmpty { return .blank }
        return range.count == count ? .kept : .part(start: range.lowerBound, count: range.count)
    }
}
