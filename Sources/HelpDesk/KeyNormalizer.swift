import Foundation
import Tables

/// Hashes the normal form of keys, so that `"  JAN  Kowalski"` and `"Jan Kowalski"` are one name.
///
/// ASCII, the Latin letters of Europe and Han characters are folded in a scratch buffer; other text takes Foundation's
/// slow way once and is then remembered in a small direct-mapped cache, because names of accounts, agents and teams
/// repeat. One per thread.
package final class KeyNormalizer {
    package let hasher: ByteHasher
    private let scratch = RawArray<UInt8>(capacity: 1_024)
    private let cacheKeys: UnsafeMutablePointer<UInt64>
    private let cacheValues: UnsafeMutablePointer<UInt64>
    private static let cacheSlots = 1 << 16

    package init(hasher: ByteHasher) {
        self.hasher = hasher
        cacheKeys = .allocate(capacity: Self.cacheSlots)
        cacheValues = .allocate(capacity: Self.cacheSlots)
        cacheKeys.update(repeating: 0, count: Self.cacheSlots)
        cacheValues.update(repeating: 0, count: Self.cacheSlots)
    }

    deinit {
        cacheKeys.deallocate()
        cacheValues.deallocate()
    }

    /// The hash of the text's normal form; 0 where nothing is left of it.
    package func hash(_ pointer: UnsafePointer<UInt8>, _ count: Int, form: KeyForm) -> UInt64 {
        switch form {
        case .exact: count == 0 ? 0 : hasher.hash(pointer, count)
        case .caseless: caseless(pointer, count)
        case .phone: phone(pointer, count)
        }
    }

    package func hash(_ text: String, form: KeyForm) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return hash(base, bytes.count, form: form)
        }
    }

    private func caseless(_ pointer: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let length = fold(pointer, count)
        if length < 0 { return cached(pointer, count) }
        return length == 0 ? 0 : hasher.hash(scratch.base, length)
    }

    /// Hands the caseless form of a text over, for as long as `body` runs.
    package func withCaselessForm<Value>(
        _ pointer: UnsafePointer<UInt8>, _ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        let length = fold(pointer, count)
        if length >= 0 { return body(UnsafeBufferPointer(start: scratch.base, count: length)) }
        let text = String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
        var normal = Self.caselessForm(text)
        return normal.withUTF8(body)
    }

    /// Writes the caseless form into the scratch buffer and returns its length; -1 where a text needs the slow way.
    @inline(__always)
    private func fold(_ pointer: UnsafePointer<UInt8>, _ count: Int) -> Int {
        scratch.removeAll()
        scratch.reserve(count)
        let out = scratch.base
        var length = 0
        var pendingSpace = false
        var index = 0
        while index < count {
            let byte = pointer[index]
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                pendingSpace = length > 0
                index += 1
                continue
            }
            if pendingSpace {
                out[length] = 0x20
                length += 1
                pendingSpace = false
            }
            if byte < 0x80 {
                out[length] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                length += 1
                index += 1
                continue
            }
            let width = CaselessFold.fold(pointer + index, count - index, into: out + length)
            if width == 0 { return -1 }
            length += width
            index += width
        }
        return length
    }

    private func cached(_ pointer: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let raw = hasher.hash(pointer, count)
        let slot = Int(raw >> 48) & (Self.cacheSlots - 1)
        if cacheKeys[slot] == raw { return cacheValues[slot] }
        let text = String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
        var normal = Self.caselessForm(text)
        let value = normal.withUTF8 { $0.count == 0 ? 0 : hasher.hash($0.baseAddress!, $0.count) }
        cacheKeys[slot] = raw
        cacheValues[slot] = value
        return value
    }

    private func phone(_ pointer: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        scratch.removeAll()
        scratch.reserve(count)
        var length = 0
        for index in 0..<count {
            let byte = pointer[index]
            guard byte &- 0x30 < 10 || (byte == 0x2B && length == 0) else { continue }
            scratch.base[length] = byte
            length += 1
        }
        return length == 0 ? 0 : hasher.hash(scratch.base, length)
    }

    /// The normal form as a text, to compare what the hashes only suggest.
    package static func normalForm(_ text: String, _ form: KeyForm) -> String {
        switch form {
        case .exact: return text
        case .caseless: return caselessForm(text)
        case .phone:
            let digits = text.filter { $0.isASCII && $0.isNumber }
            return text.first { $0 == "+" || $0.isNumber } == "+" ? "+" + digits : digits
        }
    }

    /// The form by which people compare what a field of this form holds: they write a number with `+`, with `00` or
    /// with neither in front.
    package static func comparedForm(_ text: String, _ form: KeyForm) -> String {
        form == .phone ? dialledDigits(text) : normalForm(text, form)
    }

    /// The digits of a phone number from its country code on, without what stands in front of that.
    package static func dialledDigits(_ text: String) -> String {
        let digits = normalForm(text, .phone)
        if digits.hasPrefix("+") { return String(digits.dropFirst()) }
        return digits.hasPrefix("00") ? String(digits.dropFirst(2)) : digits
    }

    /// NFKC, folded to lower case, white space collapsed.
    package static func caselessForm(_ text: String) -> String {
        let isComposed = text.unicodeScalars.allSatisfy(isComposed)
        if isComposed, !text.utf8.contains(where: { $0 <= 0x20 }) { return text.lowercased() }
        let composed = isComposed ? text : text.precomposedStringWithCompatibilityMapping
        return composed.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Characters that are their own NFKC form and join with nothing: ASCII, Latin letters, Han; see `CaselessFold`.
    private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x132, 0x133, 0x13F, 0x140, 0x149, 0x17F: false
        case 0...0x7F, 0xC0...0x17E, 0x4E00...0x9FFF: true
        default: false
        }
    }
}
