import Foundation
import Testing

/// A folder of its own in which the real program runs.
final class Shop: @unchecked Sendable {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/deskferry-shop-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The program, found from this file: tests and program are built together.
    static let program: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.appendingPathComponent(".build/debug/deskferry").path
    }()

    // MARK: Files

    func path(_ name: String) -> String { folder + "/" + name }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = URL(fileURLWithPath: path(name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name)))) }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Names in the folder, hidden ones too.
    func names(_ name: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
    }

    // MARK: The program

    struct Result {
        let status: Int32
        let output: String
        let error: String

        /// Standard output read as JSON.
        func json() throws -> Any {
            try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
        }

        func object() throws -> [String: Any] { try #require(try json() as? [String: Any]) }

        var firstLine: String { String(output.split(separator: "\n", maxSplits: 1).first ?? "") }
    }

    /// Runs the program in the folder, on a database `desk.sqlite` there unless told otherwise.
    func run(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws -> Result {
        try run(arguments, input: input.map { Data($0.utf8) }, environment: environment)
    }

    func run(_ arguments: [String], input: Data? = nil, environment: [String: String] = [:]) throws -> Result {
        try start(arguments, input: input, environment: environment).wait()
    }

    func start(_ arguments: [String], input: Data? = nil, environment: [String: String] = [:]) throws -> Running {
        try Running(folder: folder, arguments: arguments, input: input, environment: environment)
    }

    /// A program on its way; what it prints goes to files, so that it never waits for a reader.
    final class Running {
        let process = Process()
        private let output: URL
        private let error: URL

        init(folder: String, arguments: [String], input: Data?, environment: [String: String]) throws {
            let place = FileManager.default.temporaryDirectory.appendingPathComponent("deskferry-" + UUID().uuidString)
            output = place.appendingPathExtension("out")
            error = place.appendingPathExtension("err")
            process.executableURL = URL(fileURLWithPath: Shop.program)
            process.arguments = arguments
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("DESKFERRY_") }
            variables["DESKFERRY_DB"] = folder + "/desk.sqlite"
            process.environment = variables.merging(environment) { $1 }
            process.standardOutput = try Self.file(output)
            process.standardError = try Self.file(error)
            let spool = place.appendingPathExtension("in")
            try (input ?? Data()).write(to: spool)
            process.standardInput = try FileHandle(forReadingFrom: spool)
            try process.run()
            try FileManager.default.removeItem(at: spool)
        }

        private static func file(_ url: URL) throws -> FileHandle {
            try Data().write(to: url)
            return try FileHandle(forWritingTo: url)
        }

        var printed: String { (try? String(contentsOf: error, encoding: .utf8)) ?? "" }

        func wait() throws -> Result {
            process.waitUntilExit()
            defer {
                try? FileManager.default.removeItem(at: output)
                try? FileManager.default.removeItem(at: error)
            }
            let status = process.terminationStatus
            return Result(
                status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
                output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
                error: String(decoding: try Data(contentsOf: error), as: UTF8.self))
        }
    }
}

extension Shop {
    /// Runs a line of shell in the folder.
    func runShell(_ line: String) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(["DESKFERRY_DB": path("desk.sqlite")]) { $1 }
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let printed = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: output.fileHandleForReading.availableData, as: UTF8.self),
            error: String(decoding: printed, as: UTF8.self))
    }
}
