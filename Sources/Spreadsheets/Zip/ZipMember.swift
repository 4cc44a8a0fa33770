import CZlib
import Tables

/// Where a member's bytes stand.
struct ZipMember: Sendable {
    let archive: String
    let entry: ZipEntry
    let file: RandomAccessFile
    /// Offset of its first packed byte in the file.
    let start: Int

    var damaged: ImportFailure { .zipDamaged(archive, member: entry.name) }
}

/// A member that was stored as it is.
final class StoredSource: ByteSource {
    private let member: ZipMember
    private var position = 0
    private var crc: UInt = 0

    init(_ member: ZipMember) { self.member = member }

    func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        let wanted = min(capacity, member.entry.size - position, 1 << 30)
        guard wanted > 0 else { return 0 }
        let count = try member.file.read(at: member.start + position, into: pointer, count: wanted)
        guard count == wanted else { throw member.damaged }
        position += count
        crc = crc32(crc, pointer.assumingMemoryBound(to: UInt8.self), UInt32(count))
        if position == member.entry.size, crc != UInt(member.entry.crc) { throw member.damaged }
        return count
    }
}

/// A member that was deflated, unpacked by zlib; exactly as many bytes as its entry says, with the CRC it says.
final class InflateSource: ByteSource {
    private let member: ZipMember
    private let input: UnsafeMutablePointer<UInt8>
    private let stream: UnsafeMutablePointer<z_stream>
    private var packedRead = 0
    private var position = 0
    private var crc: UInt = 0

    private static let inputBytes = 64 * 1024

    init(_ member: ZipMember) {
        self.member = member
        input = .allocate(capacity: Self.inputBytes)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib cannot be initialised: \(status)")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        let room = min(capacity, member.entry.size - position, 1 << 30)
        guard room > 0 else { return 0 }
        let output = pointer.assumingMemoryBound(to: UInt8.self)
        let (count, isEnd) = try inflateSome(into: output, room)
        crc = crc32(crc, output, UInt32(count))
        position += count
        if position == member.entry.size {
            if !isEnd { try finish() }
            if crc != UInt(member.entry.crc) { throw member.damaged }
        } else if isEnd {
            throw member.damaged
        }
        return count
    }

    /// Unpacks until there is no room left or the packed data ends.
    private func inflateSome(
        into output: UnsafeMutablePointer<UInt8>, _ room: Int
    ) throws(ImportFailure) -> (count: Int, isEnd: Bool) {
        stream.pointee.next_out = output
        stream.pointee.avail_out = UInt32(room)
        while stream.pointee.avail_out > 0 {
            try refill()
            let status = inflate(stream, Z_NO_FLUSH)
            if status == Z_STREAM_END { return (room - Int(stream.pointee.avail_out), true) }
            guard status == Z_OK else { throw member.damaged }
        }
        return (room, false)
    }

    private func refill() throws(ImportFailure) {
        guard stream.pointee.avail_in == 0 else { return }
        let wanted = min(Self.inputBytes, member.entry.packedSize - packedRead)
        let count = try member.file.read(at: member.start + packedRead, into: input, count: wanted)
        guard count > 0 else { throw member.damaged }
        packedRead += count
        stream.pointee.next_in = input
        stream.pointee.avail_in = UInt32(count)
    }

    /// All bytes are there; the packed data must end now, without another one.
    private func finish() throws(ImportFailure) {
        var extra: UInt8 = 0
        let more = try withUnsafeMutablePointer(to: &extra) { pointer throws(ImportFailure) in
            try inflateSome(into: pointer, 1)
        }
        if more.count > 0 || !more.isEnd { throw member.damaged }
    }
}
