import Tables

/// Texts within the value are replaced, wherever they stand: at each place the longest that fits, and what was put in is
/// not looked at again. Case counts.
struct Replace: CellTransform {
    static let name = "replace"
    static let otherNames = ["substitute", "gsub", "swap"]

    private struct Pair: Hashable {
        let from: [UInt8]
        let to: [UInt8]
    }

    /// The longest first.
    private let pairs: [Pair]
    /// Bit n: a text to be replaced begins with the byte n.
    private let firstBytes: [UInt64]

    private init(_ pairs: [Pair]) {
        self.pairs = pairs.sorted { $0.from.count > $1.from.count }
        firstBytes = pairs.reduce(into: [0, 0, 0, 0]) { $0[Int($1.from[0] >> 6)] |= 1 << UInt64($1.from[0] & 63) }
    }

    static func parse(_ parameters: TransformParameters) -> Replace? {
        guard let value = parameters.given(example: "{ \"from\": \"to\" }") else { return nil }
        guard let entries = value.entries("lines such as `\"from\": \"to\"`") else { return nil }
        if entries.isEmpty { value.mistake("at least one text and what replaces it belong here") }
        let pairs = entries.compactMap { pair($0.key, $0.value) }
        return pairs.count == entries.count && !pairs.isEmpty ? Replace(pairs) : nil
    }

    private static func pair(_ key: YAMLPlace, _ value: YAMLPlace) -> Pair? {
        guard let from = key.node.scalar?.string, !from.isEmpty else {
            key.mistake("the text to replace belongs here")
            return nil
        }
        guard let to = value.node.scalar?.string else {
            value.mistake("one text belongs here")
            return nil
        }
        return Pair(from: Array(from.utf8), to: Array((value.isEmpty ? "" : to).utf8))
    }

    func change(_ cell: CellText) -> CellChange {
        guard let first = firstMatch(cell.bytes) else { return .kept }
        let length = first + length(cell.bytes, from: first)
        // What is longer than any cell fits no field either; as it stands it is reported for its length.
        guard length <= TableLimits.maxCellBytes else { return .kept }
        if length == 0 { return .blank }
        if length > cell.room { return .needsRoom(length) }
        write(cell, first: first, into: cell.out)
        return .written(length)
    }

    private func firstMatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if pairs.count == 1 { return ByteSearch.first(pairs[0].from, in: bytes) }
        return bytes.indices.first { match(bytes, $0) != nil }
    }

    @inline(__always)
    private func match(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Pair? {
        let byte = bytes[index]
        guard firstBytes[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 else { return nil }
        return pairs.first { ByteSearch.isHere($0.from, bytes, index) }
    }

    private func length(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var length = 0
        var index = start
        while index < bytes.count {
            let pair = match(bytes, index)
            length += pair?.to.count ?? 1
            index += pair?.from.count ?? 1
        }
        return length
    }

    private func write(_ cell: CellText, first: Int, into out: UnsafeMutablePointer<UInt8>) {
        let bytes = cell.bytes
        out.update(from: bytes.baseAddress!, count: first)
        var length = first
        var index = first
        while index < bytes.count {
            if let pair = match(bytes, index) {
                (out + length).update(from: pair.to, count: pair.to.count)
                length += pair.to.count
                index += pair.from.count
            } else {
                out[length] = bytes[index]
                length += 1
                index += 1
            }
        }
    }
}
