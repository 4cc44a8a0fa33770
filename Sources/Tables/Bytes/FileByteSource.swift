import Glibc

/// The bytes of a file on disk.
package final class FileByteSource: ByteSource {
    private let descriptor: Int32
    private let name: String
    /// Bytes handed out so far.
    package private(set) var position = 0
    /// Bytes of the file when it was opened.
    package let size: Int
    /// Is fed with all bytes on their way, where somebody wants to know the file's SHA-256.
    private let digest: FileDigest?

    /// Opens a file for reading; `name` is what failures call it.
    package init(path: String, name: String? = nil, digesting: Bool = false) throws(ImportFailure) {
        let name = name ?? path
        let digest = digesting ? try FileDigest() : nil
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(name, code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw .cannotOpen(name, code: code)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw .isDirectory(name)
        }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        self.descriptor = descriptor
        self.name = name
        self.digest = digest
        size = Int(status.st_size)
    }

    /// Goes on elsewhere in the file.
    package func seek(to offset: Int) throws(ImportFailure) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .cannotRead(name, code: errno) }
        position = offset
    }

    package convenience init(_ file: SourceFile, digesting: Bool = false) throws(ImportFailure) {
        try self.init(path: file.path, name: file.name, digesting: digesting)
    }

    deinit {
        close(descriptor)
    }

    package func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        while true {
            let count = Glibc.read(descriptor, pointer, capacity)
            if count >= 0 {
                position += count
                digest?.update(pointer, count: count)
                return count
            }
            if errno != EINTR { throw .cannotRead(name, code: errno) }
        }
    }
}

extension FileByteSource {
    /// Reads what is left of the file; the SHA-256 of all of it, nil where it is not being made. Once only.
    package func finishDigest() throws(ImportFailure) -> String? {
        guard let digest else { return nil }
        let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
        defer { block.deallocate() }
        while try read(into: block, capacity: TableLimits.blockBytes) > 0 {}
        return digest.finish()
    }
}

extension ByteSource {
    /// Reads until `capacity` bytes are there or the source has ended.
    package func fill(_ pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        var filled = 0
        while filled < capacity {
            let count = try read(into: pointer + filled, capacity: capacity - filled)
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// The first `limit` bytes, or fewer where the source ends before.
    package func prefix(_ limit: Int) throws(ImportFailure) -> [UInt8] {
        let block = UnsafeMutableRawPointer.allocate(byteCount: max(limit, 1), alignment: 1)
        defer { block.deallocate() }
        let count = try fill(block, capacity: limit)
        return [UInt8](UnsafeRawBufferPointer(start: block, count: count))
    }
}

/// Bytes that are in memory already.
package final class MemoryByteSource: ByteSource {
    private let bytes: [UInt8]
    private let chunk: Int
    private var position = 0

    /// Hands out at most `chunk` bytes a call.
    package init(_ bytes: [UInt8], chunk: Int = .max) {
        self.bytes = bytes
        self.chunk = chunk
    }

    package func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        let count = min(capacity, chunk, bytes.count - position)
        guard count > 0 else { return 0 }
        bytes.withUnsafeBytes { pointer.copyMemory(from: $0.baseAddress! + position, byteCount: count) }
        position += count
        return count
    }
}
