/// Bytes in memory, read as little-endian numbers and only where they are: nil beyond their end.
///
/// Who makes one keeps the memory alive.
struct ByteView {
    let base: UnsafeRawPointer
    let count: Int

    init(_ base: UnsafeRawPointer, count: Int) {
        self.base = base
        self.count = count
    }

    init(_ buffer: UnsafeRawBufferPointer) {
        // An empty buffer may have no address; nothing is ever read from this one.
        base = buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
        count = buffer.count
    }

    func has(_ offset: Int, _ length: Int) -> Bool {
        offset >= 0 && length >= 0 && offset <= count && length <= count - offset
    }

    func u8(_ offset: Int) -> Int? {
        has(offset, 1) ? Int(base.load(fromByteOffset: offset, as: UInt8.self)) : nil
    }

    func u16(_ offset: Int) -> Int? { has(offset, 2) ? base.u16(offset) : nil }

    func u32(_ offset: Int) -> Int? { has(offset, 4) ? base.u32(offset) : nil }

    /// A part of it; what is not there is left out.
    func slice(_ offset: Int, _ length: Int) -> ByteView {
        guard offset >= 0, offset <= count, length > 0 else { return ByteView(base, count: 0) }
        return ByteView(base + offset, count: min(length, count - offset))
    }

    func dropFirst(_ length: Int) -> ByteView { slice(length, count) }

    var bytes: [UInt8] { [UInt8](UnsafeRawBufferPointer(start: base, count: count)) }
}

extension UnsafeRawPointer {
    /// Unchecked: the caller knows that the bytes are there.
    @inline(__always)
    func u16(_ offset: Int) -> Int {
        Int(UInt16(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
    }

    @inline(__always)
    func u32(_ offset: Int) -> Int {
        Int(UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    @inline(__always)
    func double(_ offset: Int) -> Double {
        Double(bitPattern: UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
}
