import Foundation
import HelpDesk
import Mapping
import Tables

/// What `--max NAME=VALUE` says.
package enum LimitArguments {
    /// The limits with what was typed put in; a name may be written `memberBytes`, too.
    package static func parse(_ arguments: [String]) throws(ImportFailure) -> WorkbookLimits {
        var limits = WorkbookLimits()
        for argument in arguments {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw .limitWithoutValue(argument) }
            guard let limit = WorkbookLimit.allCases.first(where: { plain($0.rawValue) == plain(parts[0]) }) else {
                throw .limitUnknown(parts[0], nearest: NearestName.of(parts[0], among: names))
            }
            guard let value = value(parts[1], isBytes: limit.isBytes) else {
                throw .limitValue(parts[1], of: limit)
            }
            limits[limit] = value
        }
        return limits
    }

    private static var names: [String] { WorkbookLimit.allCases.map(\.rawValue) }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0 != "-" && $0 != "_" }
    }

    /// A whole number above zero; of bytes also with a unit: `512MiB`, `4GiB`.
    private static func value(_ text: String, isBytes: Bool) -> Int? {
        let units = [("gib", 30), ("mib", 20), ("kib", 10)]
        let lower = text.lowercased()
        let unit = isBytes ? units.first { lower.hasSuffix($0.0) } : nil
        let digits = lower.dropLast(unit?.0.count ?? 0).filter { $0 != "_" }
        guard let number = Int(digits), number > 0 else { return nil }
        let product = number.multipliedReportingOverflow(by: 1 << (unit?.1 ?? 0))
        return product.overflow ? nil : product.partialValue
    }
}

extension ImportFailure {
    static func limitWithoutValue(_ text: String) -> ImportFailure {
        ImportFailure(
            "limit.value", .usage, "\"\(text)\" is no limit: a name and a value belong there.",
            hint: "Such as: --max rows=2000000")
    }

    static func limitUnknown(_ name: String, nearest: String?) -> ImportFailure {
        ImportFailure(
            "limit.unknown", .usage, "There is no limit \"\(name)\".",
            hint: nearest.map { "Did you mean \($0)?" }
                ?? "There are: \(WorkbookLimit.allCases.map(\.rawValue).joined(separator: ", ")).")
    }

    static func limitValue(_ text: String, of limit: WorkbookLimit) -> ImportFailure {
        ImportFailure(
            "limit.value", .usage, "\"\(text)\" is no value for the limit \(limit.rawValue).",
            hint: limit.isBytes ? "Use a number of bytes, or one with MiB or GiB, such as 4GiB." : "Use a whole number."
        )
    }
}
