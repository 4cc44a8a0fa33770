import Tables

/// The value is taken apart at a separator, and one part of it stays, trimmed.
struct Split: CellTransform {
    static let name = "split"
    static let otherNames = ["part", "split_part"]

    enum Part: Hashable {
        /// Counted from 1, or with a negative number from the end.
        case number(Int)
        /// All behind the first separator.
        case rest
    }

    private let separator: [UInt8]
    private let part: Part

    static func parse(_ parameters: TransformParameters) -> Split? {
        let example = "{ by: \",\", part: 1 }"
        guard let fields = parameters.fields(["by", "part"], example: example) else { return nil }
        guard let by = separator(fields["by"]), let part = part(fields["part"]) else { return nil }
        return Split(separator: Array(by.utf8), part: part)
    }

    private static func separator(_ place: YAMLPlace?) -> String? {
        guard let text = place?.node.scalar?.string, !text.isEmpty else {
            place?.mistake("the text between the parts belongs here, such as \",\"")
            return nil
        }
        return text
    }

    private static func part(_ place: YAMLPlace?) -> Part? {
        if place?.text == "rest" { return .rest }
        if let number = place?.text.flatMap({ Int($0) }), number != 0, abs(number) <= 1_000 { return .number(number) }
        place?.mistake("a whole number from 1, a negative one (-1 is the last part) or `rest` belongs here")
        return nil
    }

    func change(_ cell: CellText) -> CellChange {
        guard let range = range(in: cell.bytes) else { return .blank }
        let part = WhiteSpace.trimmed(UnsafeBufferPointer(rebasing: cell.bytes[range]))
        if part.count == cell.count { return .kept }
        return part.isEmpty ? .blank : .part(start: range.lowerBound + part.lowerBound, count: part.count)
    }

    private func range(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        switch part {
        case .rest: next(bytes, 0).map { $0 + separator.count..<bytes.count }
        case .number(let number): number > 0 ? fromStart(bytes, number) : fromEnd(bytes, -number)
        }
    }

    private func fromStart(_ bytes: UnsafeBufferPointer<UInt8>, _ number: Int) -> Range<Int>? {
        var start = 0
        for _ in 1..<number {
            guard let end = next(bytes, start) else { return nil }
            start = end + separator.count
        }
        return start..<(next(bytes, start) ?? bytes.count)
    }

    private func fromEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ number: Int) -> Range<Int>? {
        var end = bytes.count
        for _ in 1..<number {
            guard let start = last(bytes, before: end) else { return nil }
            end = start
        }
        return (last(bytes, before: end).map { $0 + separator.count } ?? 0)..<end
    }

    /// Where the separator stands next, at or behind `start`.
    private func next(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        ByteSearch.first(separator, in: bytes, from: start)
    }

    /// Where the last separator that ends at or before `end` begins.
    private func last(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int? {
        var start = end - separator.count
        while start >= 0 {
            if ByteSearch.isHere(separator, bytes, start) { return start }
            start -= 1
        }
        return nil
    }
}
