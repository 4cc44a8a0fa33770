import Glibc
import Tables

/// The texts that the cells of a workbook share: one arena of UTF-8 and four bytes a text.
///
/// Filled by one thread, then read by any number of them. Addresses for as many bytes as the part has are reserved at
/// once, memory is used only for what is written: so the texts never cost more than their bytes and eight more each.
final class SharedStrings: @unchecked Sendable {
    @exclusivity(unchecked) private(set) var count = 0
    @exclusivity(unchecked) private(set) var byteCount = 0
    private let bytes: ReservedMemory<UInt8>
    private let ends: ReservedMemory<UInt32>

    /// Readable behind the last text, so that short texts can be copied 16 bytes at a time.
    static let padding = 16
    /// `<si/>`
    private static let leastBytes = 5
    /// A byte of ISO 8859 may become two of UTF-8, two of UTF-16 three.
    private static let growth = 2

    /// `partBytes`: bytes of the part's XML, which bound its texts. Nil where there are no addresses left.
    init?(partBytes: Int) {
        let most = min(partBytes, Int(UInt32.max)) * Self.growth + Self.padding
        guard let bytes = ReservedMemory<UInt8>(most),
            let ends = ReservedMemory<UInt32>(min(partBytes, Int(UInt32.max)) / Self.leastBytes + 2)
        else { return nil }
        self.bytes = bytes
        self.ends = ends
    }

    /// Where the texts stand; valid as long as this object, once no text is added any more.
    var view: View { View(bytes: bytes.base, ends: ends.base, count: count) }

    struct View {
        let bytes: UnsafePointer<UInt8>
        /// Where each text begins; the next one begins where it ends.
        let ends: UnsafePointer<UInt32>
        let count: Int
    }

    /// Adds bytes to the text that is being made; false where the part has more than it should.
    func append(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let source = text.baseAddress, text.count > 0 else { return true }
        guard byteCount + text.count + Self.padding <= bytes.count else { return false }
        (bytes.base + byteCount).update(from: source, count: text.count)
        byteCount += text.count
        return true
    }

    /// Ends the text that is being made; the next one begins. False where the part has more than it should.
    func endText() -> Bool {
        guard count + 2 <= ends.count else { return false }
        count += 1
        ends.base[count] = UInt32(truncatingIfNeeded: byteCount)
        return true
    }

    /// The text that is being made, for changes in its place.
    var current: UnsafeMutableBufferPointer<UInt8> {
        let start = Int(ends.base[count])
        return UnsafeMutableBufferPointer(start: bytes.base + start, count: byteCount - start)
    }

    /// Cuts bytes off the text that is being made.
    func removeLast(_ extra: Int) { byteCount -= extra }
}

/// Addresses whose memory is used when it is written to for the first time; zero before.
final class ReservedMemory<Element: BitwiseCopyable> {
    let base: UnsafeMutablePointer<Element>
    let count: Int

    /// Nil where the system has no addresses left.
    init?(_ count: Int) {
        let size = max(count, 1) * MemoryLayout<Element>.stride
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), start != MAP_FAILED else { return nil }
        base = start.assumingMemoryBound(to: Element.self)
        self.count = count
    }

    deinit {
        munmap(base, max(count, 1) * MemoryLayout<Element>.stride)
    }
}
