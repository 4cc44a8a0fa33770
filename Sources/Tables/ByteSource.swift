/// Bytes from somewhere, in order.
package protocol ByteSource: AnyObject {
    /// Fills up to `capacity` bytes at `pointer`; returns how many, 0 at the end.
    func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int
}

/// A file as the run knows it, found and readable.
package struct SourceFile: Sendable, Hashable {
    /// The path to open; for standard input and archive members a temporary file.
    package var path: String
    /// The name that people see and that goes into reports and rejects, relative as it was typed.
    package var name: String
    /// Bytes of the file.
    package var size: Int
    /// Lower-case hexadecimal SHA-256 of the file's bytes, once the survey made it.
    package var sha256: String?
    /// Of a file that a job reads, or of a member of one: the number of the job's source, from 0.
    package var source: Int?

    package init(path: String, name: String, size: Int, sha256: String? = nil) {
        self.path = path
        self.name = name
        self.size = size
        self.sha256 = sha256
    }
}
