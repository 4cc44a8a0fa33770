import Mapping
import Reporting

extension ColumnEvidence {
    /// What the values look like, as a person would say it; nil where there is none.
    var inspectedType: InspectedType? {
        guard filled > 0 else { return nil }
        return identifiers ?? dates ?? booleans ?? numbers
            ?? of([("email", .email), ("URL", .url), ("duration", .duration), ("phone", .phone), ("HTML", .html)])
            ?? InspectedType("text", fits: filled, of: filled)
    }

    /// Fewer values of a kind are chance, or mistakes of another kind.
    private static let most = 0.8

    private func isMost(_ count: Int) -> Bool { Double(count) >= Self.most * Double(filled) }

    private func of(_ shapes: [(name: String, shape: ValueShape)]) -> InspectedType? {
        let counts = shapes.map { ($0.name, shapes: self.shapes[$0.shape] ?? 0) }
        guard let best = counts.max(by: { $0.shapes < $1.shapes }), isMost(best.shapes) else { return nil }
        return InspectedType(best.0, fits: best.shapes, of: filled)
    }

    /// Digits with zeros in front, perhaps beside others without.
    private var identifiers: InspectedType? {
        let padded = shapes[.identifier] ?? 0
        let digits = padded + (shapes[.integer] ?? 0)
        guard padded > 0, isMost(digits) else { return nil }
        return InspectedType("digits", fits: digits, of: filled)
    }

    /// The orders that fit most values; ISO dates fit only one of them.
    private var dates: InspectedType? {
        let orders: [(name: String, shape: ValueShape)] = [("dmy", .dateDMY), ("mdy", .dateMDY), ("ymd", .dateYMD)]
        let counts = orders.map { ($0.name, count: shapes[$0.shape] ?? 0) }
        let best = counts.map(\.count).max() ?? 0
        guard isMost(best) else { return nil }
        let kind = isMost(shapes[.withTime] ?? 0) ? "date and time" : "date"
        if let iso = shapes[.dateISO], iso == best { return InspectedType("\(kind) ISO", fits: iso, of: filled) }
        let names = counts.filter { $0.count == best }.map(\.0)
        return InspectedType("\(kind) \(names.joined(separator: " or "))", fits: best, of: filled)
    }

    /// Zeros and ones alone are numbers as well.
    private var booleans: InspectedType? {
        distinct <= 2 ? of([("boolean", .boolean)]) : nil
    }

    private var numbers: InspectedType? {
        if let whole = of([("integer", .integer)]) { return whole }
        let point = shapes[.decimalPoint] ?? 0
        let comma = shapes[.decimalComma] ?? 0
        guard isMost(max(point, comma)) else { return nil }
        let name = point == comma ? "decimal point or comma" : point > comma ? "decimal point" : "decimal comma"
        return InspectedType(name, fits: max(point, comma), of: filled)
    }
}
