/// Names of sheets as spreadsheet programs allow them: at most 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at
/// either end, not "History", no two alike without regard to case.
package struct SheetNames {
    private var taken: Set<String> = []
    private static let maxUnits = 31
    private static let forbidden = Set("[]:*?/\\".unicodeScalars)

    package init() {}

    /// The name, or what comes nearest to it.
    package mutating func add(_ name: String) -> String {
        let wanted = Self.allowed(name)
        var unique = wanted
        var number = 2
        while !taken.insert(unique.lowercased()).inserted {
            let ending = " (\(number))"
            unique = Self.cut(wanted, to: Self.maxUnits - ending.utf16.count) + ending
            number += 1
        }
        return unique
    }

    private static func allowed(_ name: String) -> String {
        let scalars = name.unicodeScalars.map { forbidden.contains($0) || $0.isUnwritable ? "_" : $0 }
        var allowed = cut(String(String.UnicodeScalarView(scalars)), to: maxUnits)
        if allowed.first == "'" { allowed = "_" + allowed.dropFirst() }
        if allowed.last == "'" { allowed = allowed.dropLast() + "_" }
        if allowed.allSatisfy(\.isWhitespace) { return "Sheet" }
        // A program keeps this name for itself.
        return allowed.lowercased() == "history" ? allowed + "_" : allowed
    }

    private static func cut(_ text: String, to units: Int) -> String {
        var text = text
        while text.utf16.count > units { text.removeLast() }
        return text
    }
}

extension Unicode.Scalar {
    /// A control character, or one that XML may not hold.
    var isUnwritable: Bool { properties.generalCategory == .control || value == 0xFFFE || value == 0xFFFF }
}
