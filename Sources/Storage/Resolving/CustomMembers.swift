import Tables

/// Writes the `custom` of rows that keep nothing but their own columns: the same JSON as `CustomValues`, byte by byte,
/// with the keys quoted and sorted once instead of for every row.
struct CustomMembers {
    private let members: [(column: Int, name: [UInt8])]

    /// Nil where a key stands in a group, which `CustomValues` nests.
    init?(_ columns: [(column: Int, key: String)]) {
        guard !columns.contains(where: { $0.key.hasPrefix("_") }), Set(columns.map(\.key)).count == columns.count else {
            return nil
        }
        members = columns.sorted { $0.key < $1.key }.map {
            ($0.column, Array((CustomValues.quoted($0.key) + ":").utf8))
        }
    }

    /// Nil where no column has a value.
    func json(_ records: RecordBatch, _ row: Int) -> String? {
        var out: [UInt8] = []
        for member in members {
            let span = records.values.column(member.column)[row]
            guard span.hasValue else { continue }
            out.append(UInt8(ascii: out.isEmpty ? "{" : ","))
            out.append(contentsOf: member.name)
            Self.quote(records.rows.bytes(span), into: &out)
        }
        guard !out.isEmpty else { return nil }
        out.append(UInt8(ascii: "}"))
        return String(decoding: out, as: UTF8.self)
    }

    static func quote(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        if text.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            let quoted = CustomValues.quoted(String(decoding: text, as: UTF8.self))
            out.append(contentsOf: quoted.utf8.dropFirst())
        } else {
            out.append(contentsOf: text)
            out.append(UInt8(ascii: "\""))
        }
    }
}

extension BatchDecision {
    /// The JSON of what the row puts under `custom`; nil where there is nothing.
    func customJSON(_ row: Int) -> String? {
        if let members = plan.customMembers, !hasKept(row) { return members.json(records, row) }
        return customValues(row).json
    }
}
