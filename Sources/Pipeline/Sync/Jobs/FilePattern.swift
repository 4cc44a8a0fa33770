import Foundation
import Tables

/// Guesses from the name of one file what its successors are called.
enum FilePattern {
    /// `in/contacts-2026-11-21.csv` → `in/contacts-*.csv`: dates, times and counters are what changes.
    ///
    /// A name that is nothing but a number becomes `[0-9]*.csv`, which no other kind of file fits.
    static func guess(_ path: String) -> String {
        let leaf = PathName.leaf(of: path)
        let ending = leaf.firstIndex(of: ".").map { String(leaf[$0...]) } ?? ""
        let isDotted = ending.contains(where: \.isNumber)
        let tail = isDotted ? (PathName.ending(of: leaf).isEmpty ? "" : "." + PathName.ending(of: leaf)) : ending
        let stem = guess(stem: String(leaf.dropLast(tail.count)))
        let folder = PathName.folder(of: path)
        return PathName.joined(folder.isEmpty ? "" : escaped(folder), stem + escaped(tail))
    }

    private static func guess(stem: String) -> String {
        var pattern = ""
        var rest = stem[...]
        // Digits, and what stands between the parts of dates and times.
        while let match = rest.firstMatch(of: /[0-9]+(?:[-_. :T]?[0-9]+)*Z?/) {
            let before = rest[..<match.range.lowerBound]
            let isEnd = match.range.upperBound == stem.endIndex || rest[match.range.upperBound...] == ")"
            pattern += escaped(String(before))
            pattern +=
                isVarying(match.output, after: before.last, isEnd: isEnd)
                ? (pattern.isEmpty ? "[0-9]*" : "*") : String(match.output)
            rest = rest[match.range.upperBound...]
        }
        return pattern + escaped(String(rest))
    }

    /// Four digits and more are a date or a running number; fewer count where they stand apart at the end.
    private static func isVarying(_ number: Substring, after last: Character?, isEnd: Bool) -> Bool {
        number.count(where: \.isNumber) >= 4 || isEnd && last.map { "-_. (".contains($0) } ?? true
    }

    /// A name that stands for itself alone, whatever is in it.
    static func escaped(_ text: String) -> String {
        String(text.flatMap { "\\*?[".contains($0) ? ["\\", $0] : [$0] })
    }
}
