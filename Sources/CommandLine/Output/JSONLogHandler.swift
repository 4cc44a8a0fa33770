import Foundation
import Logging
import Pipeline

/// Writes each event as one line of JSON to standard error: `time`, `level`, `event`, `message`, then the rest by name.
struct JSONLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var values = metadata.merging(event.metadata ?? [:]) { _, own in own }
        let name = values.removeValue(forKey: RunLog.eventKey)
        var members = [("time", Self.text(Self.time())), ("level", Self.text(event.level.rawValue))]
        if let name { members.append((RunLog.eventKey, Self.json(name))) }
        members.append(("message", Self.text(event.message.description)))
        members += values.sorted { $0.key < $1.key }.map { ($0.key, Self.json($0.value)) }
        let line = "{" + members.map { Self.text($0.0) + ":" + $0.1 }.joined(separator: ",") + "}\n"
        // One write for a line: those of several processes do not mix.
        Terminal.write(Array(line.utf8), to: STDERR_FILENO)
    }

    /// RFC 3339 in UTC, to the millisecond.
    private static func time() -> String {
        Date().formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }

    private static func json(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): text.isEmpty ? "\"\"" : Self.text(text)
        case .stringConvertible(let number as Int): "\(number)"
        case .stringConvertible(let number as Int32): "\(number)"
        case .stringConvertible(let number as Double): number.isFinite ? "\(number)" : "null"
        case .stringConvertible(let flag as Bool): flag ? "true" : "false"
        case .stringConvertible(let other): Self.text(other.description)
        case .array(let values): "[" + values.map(json).joined(separator: ",") + "]"
        case .dictionary(let values):
            "{" + values.sorted { $0.key < $1.key }.map { text($0.key) + ":" + json($0.value) }.joined(separator: ",")
                + "}"
        @unknown default: "null"
        }
    }

    private static func text(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
