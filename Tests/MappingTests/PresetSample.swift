import Foundation
import Tables

@testable import Mapping

/// One line of `samples/presets/INDEX.tsv`: a file with the header of a real export, and the preset that is for it.
struct PresetSample: Sendable, CustomStringConvertible {
    let file: String
    let preset: String
    let section: String
    let mark: String
    let encoding: String
    let delimiter: Character

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("samples/presets")
    static let all = Result { try readIndex() }
    static var tables: [PresetSample] { ((try? all.get()) ?? []).filter { !$0.file.hasSuffix(".vcf") } }

    var description: String { file }

    private static func readIndex() throws -> [PresetSample] {
        let text = try String(contentsOf: folder.appendingPathComponent("INDEX.tsv"), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let marks: [String: Character] = ["comma": ",", "semicolon": ";", "tab": "\t"]
            return PresetSample(
                file: cells[0], preset: cells[1], section: cells[2], mark: cells[3], encoding: cells[4],
                delimiter: marks[cells[5]] ?? ",")
        }
    }

    /// All rows of the file, the header's first.
    func rows() throws -> [[String]] {
        let rows = PlainCSV.rows(try text(), delimiter: delimiter)
        return rows.first?.first?.hasPrefix("sep=") == true ? Array(rows.dropFirst()) : rows
    }

    private func text() throws -> String {
        let path = Self.folder.appendingPathComponent(file).path
        let name = encoding.replacing(" with BOM", with: "")
        let source = try FileByteSource(path: path)
        var bytes: [UInt8] = []
        try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { room in
            let decoder = try TextDecoder(source, encoding: .named(name), name: file)
            while case let count = try decoder.read(into: room.baseAddress!, capacity: room.count), count > 0 {
                bytes += room.prefix(count)
            }
        }
        return String(decoding: bytes, as: UTF8.self).replacing("\u{FEFF}", with: "")
    }
}

/// Just enough CSV to read the samples.
enum PlainCSV {
    static func rows(_ text: String, delimiter: Character) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        for character in text.replacing("\"\"", with: "\u{0}") {
            switch character {
            case "\"": isQuoted.toggle()
            case delimiter where !isQuoted:
                row.append(cell)
                cell = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted:
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.append(character == "\u{0}" ? "\"" : character)
            }
        }
        return row.isEmpty && cell.isEmpty ? rows : rows + [row + [cell]]
    }
}
