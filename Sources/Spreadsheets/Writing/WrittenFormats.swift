import CXlsxWriter
import Tables

/// What a cell's colour says.
package enum CellTint: Sendable, Hashable {
    case none
    /// Something is wrong here.
    case wrong
    /// Something here deserves a look.
    case doubtful
    /// Added by us, not of the source.
    case own
    /// Names the column.
    case header
}

/// The formats of a workbook's cells, each made once.
final class WrittenFormats {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var made: [Key: UnsafeMutablePointer<lxw_format>] = [:]
    private var kinds: [String: NumberFormat.Kind] = [:]
    private var writables: [String: Bool] = [:]

    private struct Key: Hashable {
        var code: String?
        var tint: CellTint
    }

    /// More codes than a program takes are not made.
    private static let maxFormats = 20_000
    /// What the library holds of a code.
    private static let maxCodeBytes = 127

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

    /// What a code makes of a number.
    func kind(_ code: String?) -> NumberFormat.Kind {
        guard let code else { return .number }
        if let known = kinds[code] { return known }
        let kind = NumberFormat(code: code).kind
        kinds[code] = kind
        return kind
    }

    /// Nil for a plain cell, and where there are too many already.
    func format(_ code: String?, _ tint: CellTint) -> UnsafeMutablePointer<lxw_format>? {
        let key = Key(code: code, tint: tint)
        if code == nil && tint == .none { return nil }
        if let known = made[key] { return known }
        guard made.count < Self.maxFormats, let format = workbook_add_format(workbook) else { return nil }
        if let code { format_set_num_format(format, code) }
        Self.paint(format, tint)
        made[key] = format
        return format
    }

    /// The code; nil where a file cannot hold it.
    func writable(_ code: String?) -> String? {
        guard let code else { return nil }
        if let known = writables[code] { return known ? code : nil }
        let isWritable = code.utf8.count <= Self.maxCodeBytes && code.unicodeScalars.allSatisfy { !$0.isUnwritable }
        writables[code] = isWritable
        return isWritable ? code : nil
    }

    private static func paint(_ format: UnsafeMutablePointer<lxw_format>, _ tint: CellTint) {
        switch tint {
        case .none: break
        case .wrong: fill(format, 0xFFC7CE)
        case .doubtful: fill(format, 0xFFEB9C)
        case .own:
            fill(format, 0xE7E6E6)
            format_set_bold(format)
        case .header: format_set_bold(format)
        }
    }

    private static func fill(_ format: UnsafeMutablePointer<lxw_format>, _ colour: lxw_color_t) {
        format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
        format_set_bg_color(format, colour)
    }
}
