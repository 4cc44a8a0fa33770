import Glibc

/// Standard input, kept in a temporary file so that it can be read more than once.
///
/// The file is removed when the object goes away, and has no name in the file system from the start where the system
/// allows to open it by its descriptor.
package final class SpooledInput: Sendable {
    package let file: SourceFile
    private let descriptor: Int32

    private init(descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        file = SourceFile(path: "/proc/self/fd/\(descriptor)", name: "-", size: size)
    }

    deinit {
        close(descriptor)
    }

    /// Copies a descriptor, standard input unless told, to an unnamed temporary file.
    package static func spool(from input: Int32 = STDIN_FILENO, limit: Int = .max) throws(ImportFailure) -> SpooledInput
    {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let descriptor = try temporaryFile(in: folder)
        do throws(ImportFailure) {
            let size = try copy(from: input, to: descriptor, folder: folder, limit: limit)
            return SpooledInput(descriptor: descriptor, size: size)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func temporaryFile(in folder: String) throws(ImportFailure) -> Int32 {
        var template = Array("\(folder)/deskferry-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .spoolFailed(folder, code: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return descriptor
    }

    private static func copy(
        from input: Int32, to output: Int32, folder: String, limit: Int
    ) throws(ImportFailure) -> Int {
        let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
        defer { block.deallocate() }
        var size = 0
        while true {
            let count = read(input, block, TableLimits.blockBytes)
            if count == 0 { return size }
            if count < 0 {
                if errno == EINTR { continue }
                throw .cannotRead("-", code: errno)
            }
            size += count
            if size > limit { throw .spoolLimit(limit) }
            try writeAll(block, count: count, to: output, folder: folder)
        }
    }

    private static func writeAll(
        _ block: UnsafeMutableRawPointer, count: Int, to output: Int32, folder: String
    ) throws(ImportFailure) {
        var written = 0
        while written < count {
            let step = write(output, block + written, count - written)
            if step >= 0 {
                written += step
            } else if errno != EINTR {
                throw .spoolFailed(folder, code: errno)
            }
        }
    }
}
