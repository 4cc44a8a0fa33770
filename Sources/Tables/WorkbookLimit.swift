/// The limits of `WorkbookLimits` by the names that people type: `--max member-bytes=16GiB`.
package enum WorkbookLimit: String, CaseIterable, Sendable {
    case entries
    case memberBytes = "member-bytes"
    case totalBytes = "total-bytes"
    case ratio
    case xmlDepth = "xml-depth"
    case sharedStrings = "shared-strings"
    case sharedStringBytes = "shared-string-bytes"
    case cellBytes = "cell-bytes"
    case rows
    case columns
    case cells

    /// What is limited, as a phrase behind a number.
    package var unit: String {
        switch self {
        case .entries: "members in an archive"
        case .memberBytes: "bytes in one part, unpacked"
        case .totalBytes: "bytes in all parts, unpacked"
        case .ratio: "bytes unpacked from one packed byte"
        case .xmlDepth: "elements inside each other"
        case .sharedStrings: "texts that cells share"
        case .sharedStringBytes: "bytes of texts that cells share"
        case .cellBytes: "bytes in one cell"
        case .rows: "rows in a sheet"
        case .columns: "columns in a sheet"
        case .cells: "cells in a sheet"
        }
    }

    /// Whether its value is a number of bytes, so that it can be typed with a unit.
    package var isBytes: Bool { rawValue.hasSuffix("bytes") }

    /// Twice what is allowed, as it can be typed.
    package func example(_ limits: WorkbookLimits) -> String {
        let twice = limits[self].multipliedReportingOverflow(by: 2)
        let value = twice.overflow ? limits[self] : twice.partialValue
        guard isBytes, value >= 1 << 20, value % (1 << 20) == 0 else { return String(value) }
        return value % (1 << 30) == 0 ? "\(value >> 30)GiB" : "\(value >> 20)MiB"
    }
}

extension WorkbookLimits {
    package subscript(limit: WorkbookLimit) -> Int {
        get { self[keyPath: Self.path(limit)] }
        set { self[keyPath: Self.path(limit)] = newValue }
    }

    private static func path(_ limit: WorkbookLimit) -> WritableKeyPath<WorkbookLimits, Int> {
        switch limit {
        case .entries: \.entries
        case .memberBytes: \.memberBytes
        case .totalBytes: \.totalBytes
        case .ratio: \.ratio
        case .xmlDepth: \.xmlDepth
        case .sharedStrings: \.sharedStrings
        case .sharedStringBytes: \.sharedStringBytes
        case .cellBytes: \.cellBytes
        case .rows: \.rows
        case .columns: \.columns
        case .cells: \.cells
        }
    }
}
