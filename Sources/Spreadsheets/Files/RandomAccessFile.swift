import Glibc
import Tables

/// A file that is opened once and read at any place, by several threads at a time.
package final class RandomAccessFile: Sendable {
    package let file: SourceFile
    /// Bytes of the file when it was opened.
    package let size: Int
    private let descriptor: Int32

    package init(_ file: SourceFile) throws(ImportFailure) {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(file.name, code: errno) }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
            let failure: ImportFailure = isKnown ? Self.failure(status, file) : .cannotOpen(file.name, code: errno)
            close(descriptor)
            throw failure
        }
        self.file = file
        self.descriptor = descriptor
        size = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    private static func failure(_ status: stat, _ file: SourceFile) -> ImportFailure {
        status.st_mode & S_IFMT == S_IFDIR ? .isDirectory(file.name) : .notAFile(file.name)
    }

    /// Fills up to `count` bytes from `offset` on; returns how many, fewer only where the file ends.
    package func read(
        at offset: Int, into pointer: UnsafeMutableRawPointer, count: Int
    ) throws(ImportFailure) -> Int {
        var filled = 0
        while filled < count, offset >= 0, offset <= size {
            let step = pread(descriptor, pointer + filled, count - filled, off_t(offset + filled))
            if step == 0 { break }
            if step > 0 {
                filled += step
            } else if errno != EINTR {
                throw .cannotRead(file.name, code: errno)
            }
        }
        return filled
    }

    /// Up to `count` bytes from `offset` on.
    package func bytes(at offset: Int, count: Int) throws(ImportFailure) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        let wanted = min(count, size - offset)
        let block = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
        defer { block.deallocate() }
        let filled = try read(at: offset, into: block, count: wanted)
        return [UInt8](UnsafeRawBufferPointer(start: block, count: filled))
    }
}
