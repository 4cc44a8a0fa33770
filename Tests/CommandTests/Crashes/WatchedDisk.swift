import Foundation

/// What stands between the real program and the disk (`Fixtures/disk.c`): it counts the calls that change files of one
/// folder, and does something at one of them. So a crash is a number, not a matter of time.
enum WatchedDisk {
    enum Deed: String, Sendable {
        case kill, torn, full, broken, interrupt
        case interruptTwice = "interrupt-twice"
    }

    /// A call that changes a file, as the log has it.
    struct Call: Sendable {
        let number: Int
        let name: String
        let path: String
    }

    /// The library that is loaded into the program; nil where there is no C compiler.
    static let interposer: String? = {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/disk.c").path
        let library = FileManager.default.temporaryDirectory.path + "/deskferry-disk-\(getpid()).so"
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = ["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]
        guard (try? compiler.run()) != nil else { return nil }
        compiler.waitUntilExit()
        atexit { try? FileManager.default.removeItem(atPath: WatchedDisk.interposer ?? "") }
        return compiler.terminationStatus == 0 ? library : nil
    }()

    static var isThere: Bool { interposer != nil }

    /// The variables that put the library in its place for a run in `folder`.
    static func environment(_ folder: String, _ deed: Deed? = nil, at call: Int = 0, log: String? = nil)
        -> [String: String]
    {
        var variables = ["LD_PRELOAD": interposer ?? "", "DISK_FOLDER": folder]
        if let deed {
            variables["DISK_DEED"] = deed.rawValue
            variables["DISK_AT"] = String(call)
        }
        variables["DISK_LOG"] = log
        return variables
    }

    /// So many of the numbers, evenly.
    static func sample(_ range: ClosedRange<Int>, _ count: Int) -> [Int] {
        let size = range.count
        return size <= count ? Array(range) : (0..<count).map { range.lowerBound + $0 * size / count }
    }

    /// Runs to the end, and says which calls the run has made.
    static func calls(of arguments: [String], in shop: Shop) throws -> (result: Shop.Result, calls: [Call]) {
        let log = shop.folder + ".log"
        defer { try? FileManager.default.removeItem(atPath: log) }
        let result = try shop.run(
            arguments,
            environment: environment(shop.folder, log: log).merging(CrashCase.environment) { $1 })
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        return (
            result,
            lines.compactMap { line in
                let words = line.split(separator: " ", maxSplits: 2).map(String.init)
                return words.count == 3 ? Call(number: Int(words[0]) ?? 0, name: words[1], path: words[2]) : nil
            }
        )
    }
}

extension [WatchedDisk.Call] {
    /// Numbers of the calls from the first write to the database's file until its journal is gone, which is the commit:
    /// those of the last transaction, which is the run's.
    var committing: ClosedRange<Int> {
        get throws {
            let ends = filter { $0.name == "unlink" && $0.path.hasSuffix("-journal") }.map(\.number)
            guard let end = ends.last else { return 0...0 }
            let begin = ends.dropLast().last ?? 0
            let writes = filter { $0.name == "write" && $0.path.hasSuffix(".sqlite") && $0.number > begin }
            return (writes.first?.number ?? end)...end
        }
    }
}

extension Shop {
    /// A folder of its own with the same files.
    func copy() throws -> Shop {
        let copy = try Shop()
        for name in names() {
            try FileManager.default.copyItem(atPath: path(name), toPath: copy.path(name))
        }
        return copy
    }
}
