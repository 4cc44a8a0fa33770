import Tables

/// What a sheet says about its columns: which are hidden, and the format of cells that have none of their own.
struct ODSColumns {
    private(set) var hidden: [Bool] = []
    private var styles: [UInt16] = []
    /// The style that the cell above had, by column: mostly that of the next cell too.
    private var recent: [(name: [UInt8], format: UInt16)] = []

    mutating func add(_ count: Int, isHidden: Bool, style: UInt16?, limit: Int) {
        let count = min(count, max(limit - hidden.count, 0))
        hidden += [Bool](repeating: isHidden, count: count)
        styles += [UInt16](repeating: style ?? 0, count: count)
    }

    func style(_ column: Int) -> UInt16 { column < styles.count ? styles[column] : 0 }

    /// The format of a cell's style; looked up only where the cell above had another one.
    mutating func format(_ name: XMLText, _ column: Int, _ find: (String) -> UInt16) -> UInt16 {
        guard column < Self.maxRecent else { return find(name.string) }
        while recent.count <= column { recent.append(([], 0)) }
        if recent[column].name.elementsEqual(name.bytes) { return recent[column].format }
        let format = find(name.string)
        recent[column] = (Array(name.bytes), format)
        return format
    }

    private static let maxRecent = 1_024
}
