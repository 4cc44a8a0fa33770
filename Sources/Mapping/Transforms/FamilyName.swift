/// Of a full name the surname.
struct FamilyName: PlainTransform, CellTransform {
    static let name = "family_name"
    static let otherNames = ["last_name", "surname", "lastname"]
    static let keepsKind = true

    func change(_ cell: CellText) -> CellChange { cell.part(PersonName.parts(of: cell.bytes).family) }
}
