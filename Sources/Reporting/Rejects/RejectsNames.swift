import Foundation
import Tables

/// Gives each source a file name of its own under `rejects/`, whatever folders the sources lie in.
package struct RejectsNames: Sendable {
    private var taken: Set<String> = []
    private static let maxBytes = 200

    /// Names for all sources of a run, in step: the file's own name, with as many of its folders in front as it takes to
    /// tell it from the others, and a number where nothing else differs.
    ///
    /// `north/contacts.csv.gz` → `contacts.csv`, or `north-contacts.csv` beside `south/contacts.csv`; workbooks of all
    /// kinds are written as `.xlsx`.
    package static func names(_ sources: [(file: String, isWorkbook: Bool)]) -> [String] {
        let paths = sources.map { folders($0.file) }
        var depths = paths.map { _ in 1 }
        func parts(_ index: Int) -> (stem: String, ext: String) {
            Self.parts(paths[index].suffix(depths[index]), sources[index].isWorkbook)
        }
        while true {
            let groups = Dictionary(grouping: sources.indices) { parts($0).stem.lowercased() + "." + parts($0).ext }
            let alike = groups.values.filter { Set($0.map { paths[$0] }).count > 1 }
            let growing = alike.joined().filter { depths[$0] < paths[$0].count }
            if growing.isEmpty { break }
            for index in growing { depths[index] += 1 }
        }
        var names = RejectsNames()
        return sources.indices.map { names.unique(parts($0)) }
    }

    private mutating func unique(_ parts: (stem: String, ext: String)) -> String {
        var name = parts.stem + "." + parts.ext
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = "\(parts.stem)-\(number).\(parts.ext)"
            number += 1
        }
        return name
    }

    /// The parts of a path that say something; without the ending of a compressed file.
    private static func folders(_ file: String) -> [Substring] {
        let path = file.lowercased().hasSuffix(".gz") ? file.dropLast(3) : file[...]
        return path.split(separator: "/").filter { $0 != "." && $0 != ".." }
    }

    private static func parts(_ path: ArraySlice<Substring>, _ isWorkbook: Bool) -> (stem: String, ext: String) {
        let flat = path.joined(separator: "-")
        let stem = cut(safe(PathName.stem(of: flat)))
        if isWorkbook { return (stem, "xlsx") }
        // A text whose name says that it is a workbook, or a file of vCards, would not open.
        let ending = PathName.ending(of: flat)
        let isText = !ending.isEmpty && !otherKinds.contains(ending.lowercased())
        return (stem, isText ? safe(ending) : "csv")
    }

    private static let otherKinds: Set<String> = ["xlsx", "xlsm", "xls", "ods", "html", "htm", "vcf"]

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
