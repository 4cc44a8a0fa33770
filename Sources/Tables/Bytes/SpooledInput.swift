import Glibc

/// What has no file of its own (standard input, a member of an archive), kept in a temporary file so that it can be read
/// more than once.
///
/// The file is removed when the object goes away, and has no name in the file system from the start where the system
/// allows to open it by its descriptor.
package final class SpooledInput: Sendable {
    package let file: SourceFile
    private let descriptor: Int32

    private init(descriptor: Int32, name: String, size: Int, source: Int? = nil) {
        self.descriptor = descriptor
        var file = SourceFile(path: "/proc/self/fd/\(descriptor)", name: name, size: size)
        file.source = source
        self.file = file
    }

    deinit {
        close(descriptor)
    }

    /// Copies a descriptor, standard input unless told, to an unnamed temporary file.
    package static func spool(from input: Int32 = STDIN_FILENO, limit: Int = .max) throws(ImportFailure) -> SpooledInput
    {
        try spool(DescriptorSource(input, limit: limit), name: "-")
    }

    /// Copies a source to an unnamed temporary file; `name` is what people call it, `number` the job's source.
    package static func spool(
        _ source: any ByteSource, name: String, of number: Int? = nil
    ) throws(ImportFailure) -> SpooledInput {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let descriptor = try temporaryFile(in: folder, for: name)
        do throws(ImportFailure) {
            let size = try copy(source, to: descriptor) { .spoolFailed(name, folder, code: $0) }
            return SpooledInput(descriptor: descriptor, name: name, size: size, source: number)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func temporaryFile(in folder: String, for name: String) throws(ImportFailure) -> Int32 {
        var template = Array("\(folder)/deskferry-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .spoolFailed(name, folder, code: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return descriptor
    }

    private static func copy(
        _ source: any ByteSource, to output: Int32, failure: (Int32) -> ImportFailure
    ) throws(ImportFailure) -> Int {
        let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
        defer { block.deallocate() }
        var size = 0
        while true {
            let count = try source.read(into: block, capacity: TableLimits.blockBytes)
            if count == 0 { return size }
            size += count
            var written = 0
            while written < count {
                let step = write(output, block + written, count - written)
                if step < 0 && errno != EINTR { throw failure(errno) }
                written += max(step, 0)
            }
        }
    }
}

/// What comes from a descriptor that somebody else has opened.
private final class DescriptorSource: ByteSource {
    private let descriptor: Int32
    private let limit: Int
    private var size = 0

    init(_ descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        self.limit = limit
    }

    func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        while true {
            let count = Glibc.read(descriptor, pointer, capacity)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw .cannotRead("-", code: errno) }
            size += count
            if size > limit { throw .spoolLimit(limit) }
            return count
        }
    }
}
