import Foundation
import HelpDesk
import Tables

@testable import Mapping

/// A small CSV file of a test, read whole: no hot path, no dirt.
struct SampleTable {
    let header: [String]
    let rows: [[String]]

    init(path: String, encoding: String.Encoding? = nil) throws {
        let data = try Data(contentsOf: URL(filePath: path))
        let text =
            String(data: data, encoding: encoding ?? Self.encoding(of: data)) ?? String(decoding: data, as: UTF8.self)
        let all = Self.parse(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
        header = all.first ?? []
        rows = Array(all.dropFirst()).filter { row in row.contains { !$0.isEmpty } }
    }

    /// By the byte order mark.
    private static func encoding(of data: Data) -> String.Encoding {
        if data.starts(with: [0xFF, 0xFE, 0, 0]) { return .utf32LittleEndian }
        if data.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32BigEndian }
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) { return .utf16 }
        return .utf8
    }

    private static func parse(_ text: String) -> [[String]] {
        let first = text.prefix { $0 != "\n" && $0 != "\r\n" }
        let separator: Character = first.filter { $0 == ";" }.count > first.filter { $0 == "," }.count ? ";" : ","
        var rows: [[String]] = [[""]]
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
                continue
            }
            let isBreak = character == "\n" || character == "\r\n" || character == "\r"
            if isQuoted || (character != separator && !isBreak) {
                rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
            } else if isBreak {
                rows.append([""])
            } else {
                rows[rows.count - 1].append("")
            }
        }
        return rows
    }

    var evidence: [ColumnEvidence] {
        let collector = EvidenceCollector(header: header)
        let batch = RowBatch()
        for start in stride(from: 0, to: rows.count, by: 512) {
            batch.fill(Array(rows[start..<min(start + 512, rows.count)]))
            collector.add(batch)
        }
        return collector.evidence
    }
}
