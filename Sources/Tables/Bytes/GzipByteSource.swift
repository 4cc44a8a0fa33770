import CZlib

/// The unpacked bytes of a gzip file, which may have several members one behind the other.
package final class GzipByteSource: ByteSource {
    private let source: any ByteSource
    private let name: String
    private let input: UnsafeMutablePointer<UInt8>
    private let stream: UnsafeMutablePointer<z_stream>
    private var state = State.betweenMembers
    private var inputEnded = false
    private var consumed = 0
    private var members = 0

    private enum State {
        case betweenMembers, inMember, ended
    }

    private static let inputBytes = 64 * 1024

    /// Whether a file starts like a gzip file.
    package static func matches(_ head: some Collection<UInt8>) -> Bool { head.starts(with: [0x1F, 0x8B]) }

    package init(_ source: any ByteSource, name: String) {
        self.source = source
        self.name = name
        input = .allocate(capacity: Self.inputBytes)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib cannot be initialised: \(status)")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    package func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        let room = min(capacity, 1 << 30)
        stream.pointee.next_out = pointer.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(room)
        while stream.pointee.avail_out == room, state != .ended {
            try refill()
            switch state {
            case .betweenMembers: try startMember()
            case .inMember: try inflateSome()
            case .ended: break
            }
        }
        return room - Int(stream.pointee.avail_out)
    }

    private func refill() throws(ImportFailure) {
        guard stream.pointee.avail_in == 0, !inputEnded else { return }
        let count = try source.read(into: input, capacity: Self.inputBytes)
        consumed += count
        inputEnded = count == 0
        stream.pointee.next_in = input
        stream.pointee.avail_in = UInt32(count)
    }

    /// Goes on with the next member; zero bytes that pad the file to a block size are passed over.
    private func startMember() throws(ImportFailure) {
        while members > 0, stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
        }
        if stream.pointee.avail_in > 0 {
            inflateReset(stream)
            members += 1
            state = .inMember
        } else if inputEnded {
            state = .ended
        }
    }

    private func inflateSome() throws(ImportFailure) {
        if stream.pointee.avail_in == 0 { throw .gzipTruncated(name) }
        let status = inflate(stream, Z_NO_FLUSH)
        switch status {
        case Z_OK, Z_BUF_ERROR: return
        case Z_STREAM_END: state = .betweenMembers
        default:
            let cause = stream.pointee.msg.map { String(cString: $0) }
            throw .gzipCorrupt(name, offset: consumed - Int(stream.pointee.avail_in), cause: cause)
        }
    }
}
