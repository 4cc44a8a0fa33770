import HelpDesk

/// What becomes of a row with fewer cells than the header.
package enum ShortRowPolicy: String, Sendable, CaseIterable {
    case reject
    /// The missing cells are blank, with a warning.
    case complete
}

/// The sheet that a mapping is for.
package enum SheetSelector: Sendable, Hashable {
    case name(String)
    /// Counted from 1.
    case number(Int)
}

/// How a mapping wants its files read. What is nil is detected.
package struct ReadOptions: Sendable, Hashable {
    /// Any name iconv knows.
    package var encoding: String?
    package var delimiter: Character?
    package var quote: Character?
    /// "." or ","; nil: a dot.
    package var decimal: Character?
    /// The row (from 1) of the header.
    package var headerRow: Int?
    /// The first row of data (from 1); rows between the header and it are further headers.
    package var dataRow: Int?
    package var sheet: SheetSelector?
    /// Cells that mean nothing, compared byte by byte after trimming.
    package var nullValues: [String] = []
    /// Endings that headers may have and names in the mapping lack.
    package var stripSuffix: [String] = []
    package var shortRows = ShortRowPolicy.reject
    package var blanks = BlankPolicy.keep
    /// A cell with this text empties its field.
    package var clearToken: String?
    package var duplicates = DuplicatePolicy.first
    package var binned = BinnedPolicy.create

    package init() {}
}
