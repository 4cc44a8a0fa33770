import Foundation

/// Looks for a text in bytes.
package enum ByteSearch {
    /// Where `needle` (not empty) stands first, at or behind `start`.
    @inlinable
    package static func first(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let end = bytes.count - needle.count
        var index = start
        while index <= end, let found = memchr(base + index, Int32(needle[0]), end - index + 1) {
            index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if isHere(needle, bytes, index) { return index }
            index += 1
        }
        return nil
    }

    /// Whether two texts of the same length are the same.
    @inlinable
    package static func equal(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>?, _ count: Int) -> Bool {
        count == 0 || right.map { memcmp(left, $0, count) == 0 } ?? false
    }

    /// Whether `needle` begins at `index`.
    @inlinable @inline(__always)
    package static func isHere(_ needle: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index + needle.count <= bytes.count else { return false }
        for offset in 0..<needle.count where bytes[index + offset] != needle[offset] { return false }
        return true
    }
}
