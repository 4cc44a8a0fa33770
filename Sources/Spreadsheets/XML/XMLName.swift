import Tables

/// A local name as a parser holds it: names of one parser are equal if their pointers are.
package struct XMLName: Hashable {
    let pointer: UnsafePointer<UInt8>?
}

/// The elements that a handler knows, for a `switch` over their names.
package final class XMLTags<Tag: RawRepresentable<String> & CaseIterable> {
    /// By pointer, for they are asked at every element.
    private let names: UnsafeMutableBufferPointer<XMLName>
    private let tags: UnsafeMutableBufferPointer<Tag>

    package init(_ parser: any XMLNaming) {
        let all = Array(Tag.allCases)
        names = .allocate(capacity: all.count)
        tags = .allocate(capacity: all.count)
        _ = names.initialize(from: all.map { parser.name($0.rawValue) })
        _ = tags.initialize(from: all)
    }

    deinit {
        names.deallocate()
        tags.deinitialize()
        tags.deallocate()
    }

    /// Nil for all other names.
    package subscript(_ name: XMLName) -> Tag? {
        for index in names.indices where names[index] == name { return tags[index] }
        return nil
    }
}

/// A piece of text or the value of an attribute, in UTF-8; valid during the call that brings it.
package struct XMLText {
    package let bytes: UnsafeBufferPointer<UInt8>

    init(start: UnsafePointer<UInt8>?, count: Int) {
        bytes = UnsafeBufferPointer(start: start, count: start == nil ? 0 : max(count, 0))
    }

    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// A whole number in decimal digits, with white space around it at most; nil for all else and for overflow.
    package var integer: Int? {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        let isNegative = start < end && bytes[start] == UInt8(ascii: "-")
        if isNegative { start += 1 }
        guard start < end, end - start <= 18 else { return nil }
        var number = 0
        for index in start..<end {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return isNegative ? -number : number
    }

    /// What schemas call a boolean: `1`, `true`; `on` is written here and there.
    package var isTrue: Bool { self == "1" || self == "true" || self == "on" }

    package static func == (text: XMLText, other: StaticString) -> Bool {
        guard text.bytes.count == other.utf8CodeUnitCount else { return false }
        return text.bytes.elementsEqual(UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
    }
}

/// The attributes of an element; valid during the call that brings them.
package struct XMLAttributes {
    /// Five pointers each: local name, prefix, namespace, start and end of the value.
    private let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    package let count: Int

    init(base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
        self.base = base
        self.count = base == nil ? 0 : count
    }

    /// The value of an attribute by its local name, whatever its namespace.
    package subscript(_ name: XMLName) -> XMLText? {
        for index in 0..<count where base?[index * 5] == name.pointer { return value(index) }
        return nil
    }

    /// The value of an attribute of a namespace, which is given by its URI.
    package subscript(_ name: XMLName, in namespace: XMLName) -> XMLText? {
        for index in 0..<count
        where base?[index * 5] == name.pointer && base?[index * 5 + 2] == namespace.pointer {
            return value(index)
        }
        return nil
    }

    /// The value of an attribute that has a namespace, or that has none.
    package subscript(_ name: XMLName, isQualified isQualified: Bool) -> XMLText? {
        for index in 0..<count
        where base?[index * 5] == name.pointer && (base?[index * 5 + 2] != nil) == isQualified {
            return value(index)
        }
        return nil
    }

    /// The local name of an attribute by its place, `0..<count`.
    package func name(_ index: Int) -> XMLName { XMLName(pointer: base?[index * 5] ?? nil) }

    package func value(_ index: Int) -> XMLText {
        guard let start = base?[index * 5 + 3], let end = base?[index * 5 + 4] else {
            return XMLText(start: nil, count: 0)
        }
        return XMLText(start: start, count: end - start)
    }
}
