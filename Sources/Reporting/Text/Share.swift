/// Shares as people read them: never 100 % where something is missing, never 0 % where something is there.
enum Share {
    static func text(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        if part == whole { return "100 %" }
        if part == 0 { return "0 %" }
        return "\(min(max(Int((Double(part) * 100 / Double(whole)).rounded()), 1), 99)) %"
    }

    /// Rounded down: what is below a bar must not seem to reach it.
    static func text(_ share: Double) -> String { "\(Int((share * 100).rounded(.down))) %" }
}
