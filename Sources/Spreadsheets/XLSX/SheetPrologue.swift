import Tables

/// What the first bytes of a sheet's XML say about its encoding.
enum SheetPrologue {
    /// Bytes that are looked at.
    static let bytes = 1_024

    /// How many bytes of a mark stand before the XML that our scanner can read: UTF-8, XML 1.0. Nil for all other
    /// XML, and for what is none; that is left to libxml2.
    static func mark(_ head: UnsafeBufferPointer<UInt8>) -> Int? {
        let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = head[mark...]
        guard text.first == Mark.open else { return nil }
        guard text.starts(with: Array("<?xml ".utf8)) else {
            return text.dropFirst().first.map { Mark.endsName($0) } == false ? mark : nil
        }
        guard let end = text.firstIndex(of: Mark.close) else { return nil }
        let declaration = String(decoding: text[..<end], as: UTF8.self).lowercased().replacing("'", with: "\"")
        let isKnown = declaration.contains(/version *= *"1\.0"/)
        let encoding = declaration.firstMatch(of: /encoding *= *"([^"]*)"/)?.1 ?? "utf-8"
        return isKnown && ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding) ? mark : nil
    }
}
