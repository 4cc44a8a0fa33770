/// Small letters become capitals.
struct Uppercase: PlainTransform, CellTransform {
    static let name = "uppercase"
    static let otherNames = ["upper", "upper_case", "upcase", "to_upper"]
    static let keepsKind = true

    func change(_ cell: CellText) -> CellChange {
        LetterCase.change(cell, from: UInt8(ascii: "a")) { $0.uppercased() }
    }
}
