import Foundation

/// Gives each source table a file name of its own under `rejects/`, whatever folders the sources lie in.
package struct RejectsNames: Sendable {
    private var taken: Set<String> = []
    private static let maxBytes = 200

    package init() {}

    /// `north/contacts.csv.gz` → `north-contacts.csv`; `book.xlsx`, sheet `A/B` → `book-A_B.csv`.
    package mutating func name(file: String, sheet: String? = nil) -> String {
        let (stem, ext) = Self.parts(file, sheet)
        var name = stem + "." + ext
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = "\(stem)-\(number).\(ext)"
            number += 1
        }
        return name
    }

    private static func parts(_ file: String, _ sheet: String?) -> (stem: String, ext: String) {
        var path = file
        if path.lowercased().hasSuffix(".gz") { path.removeLast(3) }
        let folders = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
        let flat = folders.joined(separator: "-") as NSString
        let ext = sheet == nil && !flat.pathExtension.isEmpty ? flat.pathExtension : "csv"
        let stem = [flat.deletingPathExtension, sheet].compactMap(\.self).joined(separator: "-")
        return (cut(safe(stem)), safe(ext))
    }

    /// Only characters that every file system takes; never hidden, never empty.
    private static func safe(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.isControl || forbidden.contains($0) ? "_" : $0 }
        var name = String(String.UnicodeScalarView(scalars))
        while let first = name.first, first == "." || first == "-" || first == " " { name.removeFirst() }
        return name.isEmpty ? "table" : name
    }

    private static let forbidden = Set("/\\:*?\"<>|".unicodeScalars)

    private static func cut(_ text: String) -> String {
        var text = text
        while text.utf8.count > maxBytes { text.removeLast() }
        return text
    }
}
