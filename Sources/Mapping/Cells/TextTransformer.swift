import Foundation
import Tables

/// Applies transforms to values; changed texts are appended to the batch's text, unchanged ones stay where they are.
struct TextTransformer {
    let transforms: [Transform]

    init(_ transforms: [Transform]) {
        self.transforms = transforms.filter { $0 != .trim }
    }

    func apply(to values: UnsafeMutablePointer<TextSpan>, count: Int, in text: RawArray<UInt8>) {
        for transform in transforms {
            for row in 0..<count where values[row].hasValue {
                values[row] = Self.apply(transform, values[row], text)
            }
        }
    }

    private static func apply(_ transform: Transform, _ span: TextSpan, _ text: RawArray<UInt8>) -> TextSpan {
        switch transform {
        case .trim: span
        case .lowercase: recase(span, text, upper: false)
        case .uppercase: recase(span, text, upper: true)
        case .collapse: collapse(span, text)
        case .digits: digits(span, text)
        case .givenName: words(span, text, family: false)
        case .familyName: words(span, text, family: true)
        }
    }

    private static func recase(_ span: TextSpan, _ text: RawArray<UInt8>, upper: Bool) -> TextSpan {
        let first: UInt8 = upper ? 0x61 : 0x41
        let bytes = UnsafeBufferPointer(start: text.base + Int(span.start), count: span.length)
        if bytes.contains(where: { $0 >= 0x80 }) {
            let string = String(decoding: bytes, as: UTF8.self)
            return append(upper ? string.uppercased() : string.lowercased(), like: span, text)
        }
        guard bytes.contains(where: { $0 &- first < 26 }) else { return span }
        return write(span, text) { byte, _ in byte &- first < 26 ? byte ^ 0x20 : byte }
    }

    private static func collapse(_ span: TextSpan, _ text: RawArray<UInt8>) -> TextSpan {
        text.reserve(span.length)
        let bytes = UnsafeBufferPointer(start: text.base + Int(span.start), count: span.length)
        let out = text.base + text.count
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
        return length == span.length ? span : finish(length, like: span, text)
    }

    private static func digits(_ span: TextSpan, _ text: RawArray<UInt8>) -> TextSpan {
        write(span, text) { byte, _ in byte &- 0x30 < 10 ? byte : nil }
    }

    /// The part of a full name before, or after, its last space; a name of one word is a family name.
    private static func words(_ span: TextSpan, _ text: RawArray<UInt8>, family: Bool) -> TextSpan {
        let start = Int(span.start)
        let bytes = UnsafeBufferPointer(start: text.base + start, count: span.length)
        guard let space = bytes.lastIndex(of: 0x20) else { return family ? span : .blank }
        if family { return TextSpan(start: start + space + 1, length: span.length - space - 1, kind: span.kind) }
        let given = WhiteSpace.trimmed(UnsafeBufferPointer(rebasing: bytes[..<space]))
        return TextSpan(start: start, length: given.upperBound, kind: given.isEmpty ? .blank : span.kind)
    }

    /// Copies the value byte by byte, changed or (nil) left out.
    private static func write(
        _ span: TextSpan, _ text: RawArray<UInt8>, _ change: (UInt8, Int) -> UInt8?
    ) -> TextSpan {
        text.reserve(span.length)
        let source = text.base + Int(span.start)
        let out = text.base + text.count
        var length = 0
        for index in 0..<span.length {
            guard let byte = change(source[index], index) else { continue }
            out[length] = byte
            length += 1
        }
        return finish(length, like: span, text)
    }

    private static func append(_ string: String, like span: TextSpan, _ text: RawArray<UInt8>) -> TextSpan {
        var string = string
        let length = string.withUTF8 { bytes in
            text.reserve(bytes.count)
            (text.base + text.count).update(from: bytes.baseAddress!, count: bytes.count)
            return bytes.count
        }
        return finish(length, like: span, text)
    }

    /// Takes the bytes written behind the text as the new value.
    private static func finish(_ length: Int, like span: TextSpan, _ text: RawArray<UInt8>) -> TextSpan {
        if length == 0 { return .blank }
        let start = text.count
        text.count += length
        return TextSpan(start: start, length: length, kind: span.kind)
    }
}
