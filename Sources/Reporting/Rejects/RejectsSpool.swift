import Foundation
import Tables

/// A row on its way into a rejects file.
struct SpooledRow {
    var row: RejectedRow
    /// The row itself, as the writer wants it: a record's text, or cells.
    var source: [UInt8]
}

/// Rows that were rejected, as they come; a temporary file takes them once they are more than a few.
///
/// Rows come ascending within a pass, but passes over the same table come one after the other: each ascending stretch
/// is a segment of the file, and all segments are merged by row at the end. The file is open only while it is written
/// to or merged, so that a run may have thousands of tables.
final class RejectsSpool {
    private let path: String
    private var buffer: [UInt8] = []
    private var written = 0
    private var segments: [Segment] = []
    private var last: (pass: Int, row: Int)?
    private static let bufferBytes = 64 * 1024
    /// For all segments together while they are merged.
    private static let mergeBytes = 4 * 1024 * 1024

    struct Segment {
        var start: Int
        var end: Int
    }

    init(path: String) {
        self.path = path
    }

    var isEmpty: Bool { segments.isEmpty }

    /// Bytes that the rows take.
    var size: Int { written + buffer.count }

    func add(_ row: RejectedRow, pass: Int, source: some Collection<UInt8>) throws(ImportFailure) {
        if last.map({ $0.pass != pass || $0.row > row.number }) ?? true {
            segments.append(Segment(start: written + buffer.count, end: 0))
        }
        last = (pass, row.number)
        append(row, source)
        segments[segments.count - 1].end = written + buffer.count
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    private func append(_ row: RejectedRow, _ source: some Collection<UInt8>) {
        let texts = [row.codes, row.messages, row.fallback, row.marks.map(\.description)].map {
            Array($0.map(\.utf8).joined(separator: [Self.separator]))
        }
        for number in [row.number] + texts.map(\.count) + [source.count] {
            withUnsafeBytes(of: number) { buffer.append(contentsOf: $0) }
        }
        for text in texts { buffer.append(contentsOf: text) }
        buffer.append(contentsOf: source)
    }

    static let separator: UInt8 = 0x1F

    private func flush() throws(ImportFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .report("create", path, errno: errno) }
        defer { close(descriptor) }
        try OutputFile.write(buffer, to: descriptor, path)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    /// Hands on every row once, ascending, with what all passes said about it; then the temporary file is gone.
    func drain(_ body: (SpooledRow) throws(ImportFailure) -> Void) throws(ImportFailure) {
        guard !isEmpty else { return }
        defer { discard() }
        try flush()
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .report("open", path, errno: errno) }
        defer { close(descriptor) }
        let bytes = max(4_096, min(Self.bufferBytes, Self.mergeBytes / segments.count))
        var cursors: [SpoolCursor] = []
        for segment in segments {
            cursors.append(try SpoolCursor(descriptor, path, segment, bytes))
        }
        while let row = try Self.next(cursors) { try body(row) }
    }

    private static func next(_ cursors: [SpoolCursor]) throws(ImportFailure) -> SpooledRow? {
        guard let number = cursors.compactMap(\.current?.row.number).min() else { return nil }
        var merged: SpooledRow?
        for cursor in cursors {
            while let current = cursor.current, current.row.number == number {
                if merged == nil { merged = current } else { merged!.row.join(current.row) }
                try cursor.advance()
            }
        }
        return merged
    }

    private func discard() {
        unlink(path)
        segments = []
    }
}

/// Reads one segment of a spool from front to back.
private final class SpoolCursor {
    private let descriptor: Int32
    private let path: String
    private var offset: Int
    private let end: Int
    private let chunk: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private(set) var current: SpooledRow?

    init(_ descriptor: Int32, _ path: String, _ segment: RejectsSpool.Segment, _ chunk: Int) throws(ImportFailure) {
        self.descriptor = descriptor
        self.path = path
        self.chunk = chunk
        offset = segment.start
        end = segment.end
        try advance()
    }

    func advance() throws(ImportFailure) {
        guard position < buffer.count || offset < end else {
            current = nil
            return
        }
        let word = MemoryLayout<Int>.size
        let numbers = try take(6 * word).withUnsafeBytes { bytes in
            (0..<6).map { bytes.loadUnaligned(fromByteOffset: $0 * word, as: Int.self) }
        }
        var row = RejectedRow(number: numbers[0], codes: try texts(numbers[1]), messages: try texts(numbers[2]))
        row.fallback = try texts(numbers[3])
        row.marks = try texts(numbers[4]).compactMap(CellMark.init)
        current = SpooledRow(row: row, source: try take(numbers[5]))
    }

    private func texts(_ count: Int) throws(ImportFailure) -> [String] {
        guard count > 0 else { return [] }
        return try take(count).split(separator: RejectsSpool.separator, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private func take(_ count: Int) throws(ImportFailure) -> [UInt8] {
        if buffer.count - position < count { try fill(count) }
        defer { position += count }
        return Array(buffer[position..<position + count])
    }

    private func fill(_ count: Int) throws(ImportFailure) {
        buffer.removeFirst(position)
        position = 0
        let wanted = min(max(chunk, count), buffer.count + end - offset)
        while buffer.count < wanted {
            let old = buffer.count
            buffer.append(contentsOf: repeatElement(0, count: wanted - old))
            let read = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress! + old, wanted - old, offset) }
            buffer.removeLast(wanted - old - max(read, 0))
            if read < 0 && errno == EINTR { continue }
            if read <= 0 { throw .report("read", path, errno: read < 0 ? errno : EIO) }
            offset += read
        }
    }
}
