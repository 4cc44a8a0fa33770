import HelpDesk
import Tables

/// A line of `ambiguous.tsv`: of several keys that a column's label may mean, which one, and when.
struct AmbiguityRule: Sendable {
    enum Condition: Sendable, Equatable {
        /// Another column is surely one of these keys.
        case column(Set<String>)
        /// So is the column before, or behind.
        case after(Set<String>)
        case before(Set<String>)
        /// Most values are words of the list.
        case values(String)
        case shape(ValueShape)
        case dates
        case blank
        case distinct
        /// The n-th of several columns with this header.
        case nth(Int)
        case otherwise
    }

    /// Nil: any.
    let entity: EntityName?
    let keys: Set<String>
    /// Nil: none of them.
    let meant: String?
    let condition: Condition

    static func all(folder: String) throws(ImportFailure) -> [AmbiguityRule] {
        let file = try DataFile(folder, "ambiguous.tsv", columns: 4)
        var rules: [AmbiguityRule] = []
        for (line, cells) in file.rows {
            guard let condition = condition(cells[3]) else {
                throw .labelsInvalid(folder + "/" + file.name, line: line)
            }
            rules.append(
                AmbiguityRule(
                    entity: cells[0] == "*" ? nil : EntityName(rawValue: String(cells[0])),
                    keys: Set(cells[1].split(separator: " ").map(String.init)),
                    meant: cells[2] == "-" ? nil : String(cells[2]), condition: condition))
        }
        return rules
    }

    private static func condition(_ text: Substring) -> Condition? {
        let words = text.split(separator: " ")
        let argument = words.last.map(String.init) ?? ""
        let keys = Set(argument.split(separator: ",").map(String.init))
        switch words.dropLast().joined(separator: " ") {
        case "" where argument == "else": return .otherwise
        case "" where argument == "distinct": return .distinct
        case "" where argument == "blank": return .blank
        case "" where argument == "dates": return .dates
        case "column": return .column(keys)
        case "after": return .after(keys)
        case "before": return .before(keys)
        case "values": return .values(argument)
        case "shape": return ValueShape(rawValue: argument).map { .shape($0) }
        case "nth": return Int(argument).map { .nth($0) }
        default: return nil
        }
    }
}
