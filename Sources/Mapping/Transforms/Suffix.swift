/// A text behind the value, where it does not stand there already.
struct Suffix: CellTransform {
    static let name = "suffix"
    static let otherNames = ["append", "add_suffix", "postfix"]

    private let added: [UInt8]

    static func parse(_ parameters: TransformParameters) -> Suffix? {
        parameters.text(example: "\" PLN\"").map { Suffix(added: Array($0.utf8)) }
    }

    func room(for count: Int) -> Int { count + added.count }

    func change(_ cell: CellText) -> CellChange {
        if cell.bytes.suffix(added.count).elementsEqual(added) { return .kept }
        guard let base = cell.bytes.baseAddress else { return .kept }
        let out = cell.out
        out.update(from: base, count: cell.count)
        (out + cell.count).update(from: added, count: added.count)
        return .written(cell.count + added.count)
    }
}
