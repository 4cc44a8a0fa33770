import Foundation
import Mapping
import Tables

/// Writes what a command makes to a file that was named with `-o`.
package enum FileOutput {
    /// - Parameter replacing: false for what somebody may have edited: a file that is there is then not written over.
    package static func write(
        _ bytes: some Sequence<UInt8>, to path: String, replacing: Bool = true
    ) throws(ImportFailure) {
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

extension ImportFailure {
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
