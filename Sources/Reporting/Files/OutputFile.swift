import Foundation
import Tables

/// A file of the report, written from front to back through a buffer. Used by one thread.
final class OutputFile {
    let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferBytes = 64 * 1024

    /// Makes the file; one that is there already is emptied.
    init(creating path: String) throws(ImportFailure) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw .report("create", path, errno: errno) }
        buffer.reserveCapacity(Self.bufferBytes + 4_096)
    }

    deinit {
        close(descriptor)
    }

    func write(_ bytes: some Collection<UInt8>) throws(ImportFailure) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    func write(_ text: String) throws(ImportFailure) {
        try write(text.utf8)
    }

    /// Hands the buffer to the system; it is on the disk only after `ReportFolder.sync`.
    func flush() throws(ImportFailure) {
        try Self.write(buffer, to: descriptor, path)
        buffer.removeAll(keepingCapacity: true)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(ImportFailure) {
        if let error = DescriptorOutput.write(bytes, to: descriptor) { throw .report("write", path, errno: error) }
    }
}
