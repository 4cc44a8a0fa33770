import Tables

/// The lines of a vCard file, unfolded: a line that begins with a space or a tab goes on with the one before, and one
/// of quoted-printable text that ends in `=` goes on with the next.
final class VCardLines {
    private let source: any ByteSource
    private let name: String
    private var buffer: [UInt8] = []
    private var position = 0
    private var ended = false
    /// The physical line, from 1, at which the line given last begins.
    private(set) var lineNumber = 0
    private var physical = 0
    private var ahead: [UInt8]?

    private static let blockBytes = 64 * 1024

    init(_ source: any ByteSource, name: String) {
        self.source = source
        self.name = name
    }

    /// The next logical line; nil at the end.
    func next() throws(ImportFailure) -> [UInt8]? {
        guard var line = try takeAhead() else { return nil }
        lineNumber = physical
        while let more = try physicalLine() {
            if Self.isSoftBreak(line) {
                line.removeLast()
                line += more
            } else if let first = more.first, first == 0x20 || first == 0x09 {
                line += more.dropFirst()
            } else {
                ahead = more
                break
            }
            if line.count > TableLimits.maxRecordBytes { throw .vcardLineTooLong(name, line: lineNumber) }
        }
        return line
    }

    private func takeAhead() throws(ImportFailure) -> [UInt8]? {
        if let line = ahead {
            ahead = nil
            return line
        }
        return try physicalLine()
    }

    private static func isSoftBreak(_ line: [UInt8]) -> Bool {
        guard line.last == UInt8(ascii: "=") else { return false }
        let head = String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).uppercased()
        return head.contains("QUOTED-PRINTABLE")
    }

    private func physicalLine() throws(ImportFailure) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if let end = buffer[position...].firstIndex(of: 0x0A) {
                line += buffer[position..<end]
                position = end + 1
                physical += 1
                if line.last == 0x0D { line.removeLast() }
                return line
            }
            line += buffer[position...]
            if line.count > TableLimits.maxRecordBytes { throw .vcardLineTooLong(name, line: physical + 1) }
            guard try refill() else {
                physical += 1
                return line.isEmpty ? nil : line
            }
        }
    }

    private func refill() throws(ImportFailure) -> Bool {
        buffer = try source.prefix(Self.blockBytes)
        position = 0
        return !buffer.isEmpty
    }
}
