/// Runs of white space, line breaks included, become one space.
struct Collapse: PlainTransform, CellTransform {
    static let name = "collapse"
    static let otherNames = ["collapse_spaces", "squeeze", "normalize_spaces", "squish"]
    static let keepsKind = true

    func change(_ cell: CellText) -> CellChange {
        let out = cell.out
        let bytes = cell.bytes
        var length = 0
        var index = 0
        while index < bytes.count {
            let blank = WhiteSpace.blankLength(bytes, index, bytes.count)
            if blank == 0 {
                out[length] = bytes[index]
                length += 1
            } else if length > 0 && out[length - 1] != 0x20 {
                out[length] = 0x20
                length += 1
            }
            index += max(blank, 1)
        }
        if cell.isSame(length) { return .kept }
        return length == 0 ? .blank : .written(length)
    }
}
