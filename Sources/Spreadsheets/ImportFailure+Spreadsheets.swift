import Tables

extension ImportFailure {
    /// A limit against files that do harm; `part` names the part of the file that goes beyond it.
    static func limitExceeded(
        _ name: String, _ limit: WorkbookLimit, _ limits: WorkbookLimits, part: String? = nil
    ) -> ImportFailure {
        let place = part.map { "\"\($0)\" in \"\(name)\"" } ?? "\"\(name)\""
        return ImportFailure(
            "limit.\(limit.rawValue)", .badInput,
            "\(place) goes beyond the limit of \(limits[limit]) \(limit.unit).",
            hint: "If you trust the file, allow more, such as: --max \(limit.rawValue)=\(limit.example(limits))")
    }
}
