import Tables

/// What a cell's style says about its number, by pointer: asked once a cell.
struct FormatLookup {
    private let byStyle: UnsafePointer<UInt16>
    private let plain: UnsafePointer<Bool>
    private let styles: Int

    /// Valid as long as the storage.
    init(_ storage: FormatStorage) {
        byStyle = UnsafePointer(storage.byStyle.base)
        plain = UnsafePointer(storage.plain.base)
        styles = storage.byStyle.count
    }

    /// The index of a style's number format; 0 for a style that is not there.
    @inline(__always)
    func format(ofStyle style: UInt16) -> UInt16 { Int(style) < styles ? byStyle[Int(style)] : 0 }

    /// Whether numbers of a format are plain.
    @inline(__always)
    func isPlain(_ format: UInt16) -> Bool { plain[Int(format)] }
}

/// Holds what a `FormatLookup` points to.
final class FormatStorage {
    fileprivate let byStyle = RawArray<UInt16>()
    fileprivate let plain = RawArray<Bool>()

    init(_ formats: CellFormats) {
        for format in formats.byStyle { byStyle.append(format) }
        for format in formats.formats { plain.append(format.kind == .number) }
    }
}

/// The shared texts by pointer: asked once a cell. Valid as long as the `SharedStrings` that it is made of.
struct SharedTexts {
    private let view: SharedStrings.View?

    init() { view = nil }

    init(_ strings: SharedStrings) { view = strings.view }

    /// Appends the text whose number is written in the batch's text; nil where there is no such text.
    @inline(__always)
    func append(_ start: Int, _ length: Int, to text: RawArray<UInt8>) -> TextSpan? {
        guard let view, let index = Self.index(text.base + start, length), index < view.count else { return nil }
        let first = Int(view.ends[index])
        let count = Int(view.ends[index + 1]) - first
        if count == 0 { return .blank }
        text.reserve(count + SharedStrings.padding)
        let place = text.count
        let (source, target) = (UnsafeRawPointer(view.bytes + first), UnsafeMutableRawPointer(text.base + place))
        // Most texts are short: whole chunks are copied, for both sides have room behind them.
        for offset in stride(from: 0, to: min(count, Self.inlineBytes), by: 16) {
            let chunk = source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
            target.storeBytes(of: chunk, toByteOffset: offset, as: SIMD16<UInt8>.self)
        }
        if count > Self.inlineBytes {
            (target + Self.inlineBytes).copyMemory(from: source + Self.inlineBytes, byteCount: count - Self.inlineBytes)
        }
        text.count = place + count
        return TextSpan(start: place, length: count, kind: .text)
    }

    private static let inlineBytes = 64

    @inline(__always)
    private static func index(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int? {
        var index = 0
        guard length > 0, length <= 10 else { return nil }
        for place in 0..<length {
            let digit = bytes[place] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            index = index &* 10 &+ Int(digit)
        }
        return index
    }
}
