import Tables

/// White space and invisible characters at the ends are dropped. Every cell is trimmed anyway; this is for what another
/// transform has left.
struct Trim: PlainTransform, CellTransform {
    static let name = "trim"
    static let otherNames = ["strip"]
    static let keepsKind = true

    func change(_ cell: CellText) -> CellChange {
        let inner = WhiteSpace.trimmed(cell.bytes)
        if inner.count == cell.count { return .kept }
        return inner.isEmpty ? .blank : .part(start: inner.lowerBound, count: inner.count)
    }
}
