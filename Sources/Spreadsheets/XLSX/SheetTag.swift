import Tables

/// Reads the attributes of a start tag: those that mean something in a sheet.
struct SheetTag {
    private let markup: MarkupScanner
    /// Takes values that had entities.
    private let scratch: RawArray<UInt8>
    private(set) var attributes = SheetAttributes()
    private(set) var isEmpty = false
    /// The offset behind the tag.
    private(set) var end = 0

    enum Failure: Error { case incomplete, malformed }

    /// Reads from behind the tag's name.
    init(_ markup: MarkupScanner, from start: Int, scratch: RawArray<UInt8>) throws(Failure) {
        self.markup = markup
        self.scratch = scratch
        scratch.removeAll()
        // Values point into the scratch space, so it must not move.
        scratch.reserve(Self.scratchBytes)
        var index = start
        while true {
            let next = markup.skipSpace(index)
            guard next < markup.end else { throw .incomplete }
            if try readsEnd(next) { return }
            guard next > index else { throw .malformed }
            index = try readAttribute(next)
        }
    }

    private mutating func readsEnd(_ index: Int) throws(Failure) -> Bool {
        if markup.base[index] == Mark.close {
            end = index + 1
            return true
        }
        guard markup.base[index] == Mark.slash else { return false }
        guard index + 1 < markup.end else { throw .incomplete }
        guard markup.base[index + 1] == Mark.close else { throw .malformed }
        isEmpty = true
        end = index + 2
        return true
    }

    private mutating func readAttribute(_ start: Int) throws(Failure) -> Int {
        var index = start
        var local = start
        while index < markup.end, !Mark.endsName(markup.base[index]) {
            if markup.base[index] == Mark.colon { local = index + 1 }
            index += 1
        }
        let nameEnd = index
        index = markup.skipSpace(index)
        guard index < markup.end else { throw .incomplete }
        guard nameEnd > start, !Mark.cannotStartName(markup.base[start]), markup.base[index] == Mark.equals else {
            throw .malformed
        }
        let name = UnsafeBufferPointer(start: markup.base + local, count: nameEnd - local)
        let value = try readValue(markup.skipSpace(index + 1))
        try set(name, markup.base + value.lowerBound, value.count)
        return value.upperBound + 1
    }

    private func readValue(_ open: Int) throws(Failure) -> Range<Int> {
        guard open < markup.end else { throw .incomplete }
        let quote = markup.base[open]
        guard quote == Mark.quote || quote == Mark.apostrophe else { throw .malformed }
        var index = open + 1
        while index < markup.end, markup.base[index] != quote {
            guard markup.base[index] != Mark.open else { throw .malformed }
            index += 1
        }
        guard index < markup.end else { throw .incomplete }
        return open + 1..<index
    }

    private mutating func set(
        _ name: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>, _ count: Int
    ) throws(Failure) {
        guard let name = Self.known(name) else { return }
        let written = UnsafeBufferPointer(start: start, count: count)
        guard written.contains(Mark.ampersand) else { return attributes.set(name, XMLText(start: start, count: count)) }
        guard scratch.count + count <= scratch.capacity else { throw .malformed }
        let place = scratch.count
        guard XMLEntities.append(written, to: scratch) else { throw .malformed }
        attributes.set(name, XMLText(start: scratch.base + place, count: scratch.count - place))
    }

    /// References, types, numbers and ranges are much shorter.
    private static let scratchBytes = 4_096

    private static func known(_ name: UnsafeBufferPointer<UInt8>) -> SheetAttributes.Name? {
        let text = XMLText(start: name.baseAddress, count: name.count)
        switch name.count {
        case 1:
            switch name[0] {
            case UInt8(ascii: "r"): return .r
            case UInt8(ascii: "s"): return .s
            case UInt8(ascii: "t"): return .t
            default: return nil
            }
        case 3: return text == "min" ? .min : text == "max" ? .max : text == "ref" ? .ref : nil
        case 5: return text == "space" ? .space : nil
        case 6: return text == "hidden" ? .hidden : nil
        default: return nil
        }
    }
}
