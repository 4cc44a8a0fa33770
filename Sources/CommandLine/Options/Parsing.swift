import ArgumentParser
import Foundation
import HelpDesk
import Pipeline
import Tables

/// Reads option values; what cannot be read says what would be right.
enum Parsing {
    static func character(_ text: String) throws -> Character {
        if let character = OptionValue.delimiter(text) { return character }
        throw ValidationError("\"\(text)\" is no delimiter. Use one character, or \\t for a tab.")
    }

    /// `none`: quotes are ordinary characters.
    static func quote(_ text: String) throws -> Character? {
        if let quote = OptionValue.quote(text) { return quote }
        throw ValidationError("\"\(text)\" is no quote character. Use one character, or none if there is none.")
    }

    static func dateOrder(_ text: String) throws -> DateOrder {
        guard let order = DateOrder(rawValue: text.lowercased()) else {
            throw ValidationError("\"\(text)\" is no order of dates. Use dmy, mdy or ymd.")
        }
        return order
    }

    static func decimalMark(_ text: String) throws -> Character {
        if let mark = OptionValue.decimalMark(text) { return mark }
        throw ValidationError("\"\(text)\" is no decimal mark. Use point or comma.")
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
        if let seconds = OptionValue.duration(text) { return seconds }
        throw ValidationError("\"\(text)\" is no duration. Use a number and s, m, h or d, such as 60s.")
    }

    /// `512MiB`, `2GiB`, `64MB`: bytes.
    static func size(_ text: String) throws -> Int {
        if let bytes = OptionValue.size(text) { return bytes }
        throw ValidationError("\"\(text)\" is no size. Use a number and MiB or GiB, such as 512MiB.")
    }
}
