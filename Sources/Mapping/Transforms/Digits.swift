/// Only the digits 0 to 9 stay.
struct Digits: PlainTransform, CellTransform {
    static let name = "digits"
    static let otherNames = ["digits_only", "only_digits", "numbers"]
    static let keepsKind = true

    func change(_ cell: CellText) -> CellChange {
        let out = cell.out
        let bytes = cell.bytes
        var length = 0
        for byte in bytes {
            out[length] = byte
            length &+= byte &- 0x30 < 10 ? 1 : 0
        }
        if length == bytes.count { return .kept }
        return length == 0 ? .blank : .written(length)
    }
}
