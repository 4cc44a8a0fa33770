import Foundation
import Mapping
import Reporting
import Tables

/// Writes what a command makes to a file that was named with `-o`.
package enum FileOutput {
    /// The name that stands for standard output.
    package static let standardOutput = "-"

    /// Throws where not all of it arrives, as when the reader of a pipe went away.
    ///
    /// - Parameter replacing: false for what somebody may have edited: a file that is there is then not written over.
    package static func write(
        _ bytes: some Sequence<UInt8>, to path: String, replacing: Bool = true
    ) throws(ImportFailure) {
        if path == standardOutput { return try writeToStandardOutput(Array(bytes)) }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue { throw .outputIsFolder(path) }
            if !replacing { throw .outputExists(path) }
        }
        guard let file = fopen(path, replacing ? "w" : "wx") else { throw .outputUnwritable(path, errno: errno) }
        let bytes = Array(bytes)
        let written = fwrite(bytes, 1, bytes.count, file)
        let number = errno
        guard fclose(file) == 0 else { throw .outputUnwritable(path, errno: errno) }
        if written < bytes.count { throw .outputUnwritable(path, errno: number) }
    }
}

extension FileOutput {
    private static func writeToStandardOutput(_ bytes: [UInt8]) throws(ImportFailure) {
        // A reader that went away is a failure to be told, not the end of the program.
        signal(SIGPIPE, SIG_IGN)
        if let error = DescriptorOutput.write(bytes, to: STDOUT_FILENO) { throw .standardOutputLost(errno: error) }
    }
}

extension ImportFailure {
    fileprivate static func standardOutputLost(errno number: Int32) -> ImportFailure {
        ImportFailure(
            "output.unwritable", .unavailable, "Standard output cannot be written.",
            hint: "Nobody reads it any more, or there is no space; name a file with -o. Nothing was marked.",
            cause: String(cString: strerror(number)))
    }

    fileprivate static func outputExists(_ path: String) -> ImportFailure {
        ImportFailure(
            "output.exists", .usage, "There is a file \(path) already.",
            hint: "Choose another name with -o, or remove the file.")
    }

    fileprivate static func outputIsFolder(_ path: String) -> ImportFailure {
        ImportFailure(
            "output.folder", .usage, "\(path) is a folder, not a file.",
            hint: "Name a file in it with -o, such as -o \(PathName.joined(path, "FILE"))")
    }

    fileprivate static func outputUnwritable(_ path: String, errno number: Int32) -> ImportFailure {
        ImportFailure(
            "output.unwritable", .unavailable, "The file \(path) cannot be written.",
            hint: "Check the folder and its permissions, or give another name with -o.",
            cause: String(cString: strerror(number)))
    }
}

/// The JSON Schema of mapping files.
package enum MappingSchemaText {
    package static func json() -> String { MappingSchema.json }
}
