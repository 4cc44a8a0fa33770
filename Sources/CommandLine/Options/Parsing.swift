import ArgumentParser
import Foundation
import HelpDesk
import Pipeline
import Tables

/// Reads option values; what cannot be read says what would be right.
enum Parsing {
    static func character(_ text: String) throws -> Character {
        let names: [String: Character] = ["\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"]
        if let named = names[text.lowercased()] { return named }
        guard text.count == 1, let character = text.first, character.isASCII else {
            throw ValidationError("\"\(text)\" is no delimiter. Use one character, or \\t for a tab.")
        }
        return character
    }

    /// `none`: quotes are ordinary characters.
    static func quote(_ text: String) throws -> Character? {
        if text.lowercased() == "none" { return nil }
        guard text.count == 1, let character = text.first, character.isASCII else {
            throw ValidationError("\"\(text)\" is no quote character. Use one character, or none if there is none.")
        }
        return character
    }

    static func dateOrder(_ text: String) throws -> DateOrder {
        guard let order = DateOrder(rawValue: text.lowercased()) else {
            throw ValidationError("\"\(text)\" is no order of dates. Use dmy, mdy or ymd.")
        }
        return order
    }

    static func decimalMark(_ text: String) throws -> Character {
        switch text.lowercased() {
        case "point", ".": return "."
        case "comma", ",": return ","
        default: throw ValidationError("\"\(text)\" is no decimal mark. Use point or comma.")
        }
    }

    static func rejectLimit(_ text: String) throws -> RejectLimit {
        guard let limit = RejectLimit(text) else {
            throw ValidationError("\"\(text)\" is no limit. Use a number of rows such as 25, or a share such as 5%.")
        }
        return limit
    }

    /// An entity by its name, plural or singular; `time-entries` will do.
    static func entity(_ text: String) throws(ImportFailure) -> Entity {
        let name = text.lowercased().replacing("-", with: "_")
        if let entity = Catalog.entities.first(where: { $0.name.rawValue == name || $0.singular == name }) {
            return entity
        }
        throw .entityUnknown(text, known: Catalog.entities.map(\.name.rawValue))
    }

    static func positive(_ number: Int) throws -> Int {
        guard number > 0 else { throw ValidationError("\(number) is too small. Use 1 or more.") }
        return number
    }

    /// `90`, `60s`, `10m`, `26h`, `2d`: seconds.
    static func duration(_ text: String) throws -> TimeInterval {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        guard let number = Double(unit == nil ? text : String(text.dropLast())), number >= 0 else {
            throw ValidationError("\"\(text)\" is no duration. Use a number and s, m, h or d, such as 60s.")
        }
        return number * (unit ?? 1)
    }

    /// `512MiB`, `2GiB`, `64MB`: bytes.
    static func size(_ text: String) throws -> Int {
        let units = [("gib", 30), ("gb", 30), ("g", 30), ("mib", 20), ("mb", 20), ("m", 20)]
        let lower = text.lowercased()
        guard let unit = units.first(where: { lower.hasSuffix($0.0) }),
            let number = Double(lower.dropLast(unit.0.count).trimmingCharacters(in: .whitespaces)), number > 0,
            number < 1_000_000_000
        else { throw ValidationError("\"\(text)\" is no size. Use a number and MiB or GiB, such as 512MiB.") }
        return Int(number * Double(1 << unit.1))
    }
}
