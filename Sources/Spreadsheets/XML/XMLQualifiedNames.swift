import Glibc
import Tables

/// The names of a document, each kept once: `table:table-cell` is a number, with its local name and its namespace.
final class XMLQualifiedNames {
    private struct Entry: BitwiseCopyable {
        let start: UnsafePointer<UInt8>
        let count: Int
        let local: UnsafePointer<UInt8>
        /// Bytes before the colon; 0 where there is none.
        let prefixLength: Int
        /// `xmlns` or `xmlns:…`
        let isDeclaration: Bool
        /// The namespace, as it was when the bindings had this number.
        var namespace: UnsafePointer<UInt8>?
        var epoch = -1
    }

    private let entries = RawArray<Entry>(capacity: 64)
    private var byName: [String: Int] = [:]
    private var kept: [String: UnsafePointer<UInt8>] = [:]
    /// Where a name of a hash was found last: a guess that is checked.
    private let recent = RawArray<Int32>(capacity: slots)
    /// Declarations that hold, the innermost last.
    private var bindings: [(prefix: String, namespace: UnsafePointer<UInt8>, depth: Int)] = []
    @exclusivity(unchecked) private var innermost = 0
    /// Counts changes of the bindings.
    @exclusivity(unchecked) private var epoch = 0

    /// As many as a hash has values.
    private static let slots = 1 << 12
    /// More names than any document has; each is kept until its end.
    private static let maxNames = 1 << 16

    init() {
        recent.count = Self.slots
        recent.base.update(repeating: -1, count: Self.slots)
    }

    deinit {
        for pointer in kept.values { pointer.deallocate() }
    }

    /// The name as handlers know it.
    func local(_ text: String) -> XMLName { XMLName(pointer: keep(text)) }

    private func keep(_ text: String) -> UnsafePointer<UInt8> {
        if let known = kept[text] { return known }
        let bytes = Array(text.utf8) + [0]
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        kept[text] = UnsafePointer(copy)
        return UnsafePointer(copy)
    }

    /// The number of a name; nil where a document has too many. Eight bytes behind it may be read.
    @inline(__always)
    func index(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        let guess = Int(recent.base[Self.hash(start, count)])
        if guess >= 0, entries.base[guess].count == count, memcmp(entries.base[guess].start, start, count) == 0 {
            return guess
        }
        return add(start, count)
    }

    @inline(__always)
    private static func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let length = UInt64(truncatingIfNeeded: count)
        let first = TextScan.load8(start)
        let last = count >= 8 ? TextScan.load8(start + count - 8) : first << ((8 - length) * 8)
        let mixed = ((count >= 8 ? first : 0) ^ length) &* 0x9E37_79B9_7F4A_7C15
        return Int(((mixed ^ mixed >> 32 ^ last) &* 0xBF58_476D_1CE4_E5B9) >> 52)
    }

    @inline(never)
    private func add(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        let name = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        let index = byName[name] ?? entries.count
        if index == entries.count {
            guard index < Self.maxNames else { return nil }
            entries.append(entry(name))
            byName[name] = index
        }
        recent[Self.hash(start, count)] = Int32(truncatingIfNeeded: index)
        return index
    }

    private func entry(_ name: String) -> Entry {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = parts.count > 1 ? parts[0] : ""
        let local = prefix.isEmpty ? name : String(parts.last ?? "")
        return Entry(
            start: keep(name), count: name.utf8.count, local: keep(local),
            prefixLength: prefix.utf8.count, isDeclaration: prefix == "xmlns" || name == "xmlns")
    }

    @inline(__always)
    func localName(_ index: Int) -> XMLName { XMLName(pointer: entries.base[index].local) }

    // MARK: Namespaces

    @inline(__always)
    func isDeclaration(_ index: Int) -> Bool { entries.base[index].isDeclaration }

    /// `xmlns:office="…"` of the element at `depth`.
    func declare(_ index: Int, _ namespace: XMLText, depth: Int) {
        let prefix = entries[index].prefixLength > 0 ? String(cString: entries[index].local) : ""
        bindings.append((prefix, keep(namespace.string), depth))
        innermost = depth
        epoch += 1
    }

    /// The element at `depth` has ended, and with it its declarations.
    @inline(__always)
    func end(_ depth: Int) {
        if innermost >= depth { unbind(depth) }
    }

    private func unbind(_ depth: Int) {
        while let last = bindings.last, last.depth >= depth { bindings.removeLast() }
        innermost = bindings.last?.depth ?? 0
        epoch += 1
    }

    /// The namespace of an attribute; nil without a prefix.
    @inline(__always)
    func namespace(_ index: Int) -> UnsafePointer<UInt8>? {
        let entry = entries.base + index
        return entry.pointee.epoch == epoch ? entry.pointee.namespace : resolve(index)
    }

    private func resolve(_ index: Int) -> UnsafePointer<UInt8>? {
        let entry = entries[index]
        let prefix = String(
            decoding: UnsafeBufferPointer(start: entry.start, count: entry.prefixLength), as: UTF8.self)
        entries.base[index].namespace = prefix.isEmpty ? nil : bindings.last { $0.prefix == prefix }?.namespace
        entries.base[index].epoch = epoch
        return entries[index].namespace
    }
}
