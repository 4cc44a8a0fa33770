/// A text in front of the value, where it does not stand there already.
struct Prefix: CellTransform {
    static let name = "prefix"
    static let otherNames = ["prepend", "add_prefix"]

    private let added: [UInt8]

    static func parse(_ parameters: TransformParameters) -> Prefix? {
        parameters.text(example: "\"PL-\"").map { Prefix(added: Array($0.utf8)) }
    }

    func room(for count: Int) -> Int { count + added.count }

    func change(_ cell: CellText) -> CellChange {
        if cell.bytes.starts(with: added) { return .kept }
        guard let base = cell.bytes.baseAddress else { return .kept }
        let out = cell.out
        out.update(from: added, count: added.count)
        (out + added.count).update(from: base, count: cell.count)
        return .written(cell.count + added.count)
    }
}
