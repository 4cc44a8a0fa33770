/// The measurement as a page of the documentation.
struct AccuracyReport {
    let leavingOut: [AccuracyGroup]
    let whole: [AccuracyGroup]

    var text: String {
        """
        # How rightly columns are recognised

        Made by `scripts/mapping-accuracy`; `Tests/MappingTests` holds the bounds: at least 95 % of the columns that have a
        field of the help desk proposed rightly, none wrongly above the bar of confidence (0.85).

        Each sample has an answer file beside it in `samples/localized`: header, then entity and field, for references also
        the key that the cells hold; `-` for no field. Answers are judgements about the file, not what the program said;
        where two readings can be defended both are given, and a column of which one is `-` does not count as having a
        field. A proposal counts as right only with the right entity, field and key. What is proposed below the bar counts
        as missed. Rows are invented.

        Measured *leave one source out*: before a file of a system is judged, every label that is known from that system
        only is taken out of the data, as if nobody had ever seen an export of it. Labels of hand-made tables belong to no
        system; there nothing can be taken out.

        ## What to expect of a file nobody has seen

        Less than the table says, since everything below has been used to make the recogniser better. The first
        measurement of each set, before anything was changed because of it, tells more:

        | set, when first measured | with a field | rightly | share | wrong |
        |---|---|---|---|---|
        | tables made by hand, second set: written to be hard, measured first | 220 | 141 | 64.1 % | 2 |
        | headers found in public code, measured second | 263 | 229 | 87.1 % | 4 |
        | headers found in public code, later: measured last | 146 | 129 | 88.3 % | 1 |

        The headers found in public code are those of import templates and exports, found by searching for two or three
        common headers in each language; among them are tables that are none of the help desk's, such as bank statements,
        tasks and parcels. Files of other projects (corpus) are listed where they are there.

        ## Now

        \(summary)
        \(leavingOut.map(table).joined(separator: "\n"))
        """
    }

    private var summary: String {
        var lines = [
            "| set | files | columns | with a field | rightly | share | wrong | with all labels: rightly | wrong |",
            "|---|---|---|---|---|---|---|---|---|",
        ]
        for (group, all) in zip(leavingOut, whole) {
            lines.append(Self.row(group.title, group.scores.count, group.total, all.total))
        }
        let own = zip(leavingOut, whole).filter { $0.0.title != "Corpus" }
        let sum = own.reduce(AccuracyScore()) { $0 + $1.0.total }
        let all = own.reduce(AccuracyScore()) { $0 + $1.1.total }
        lines.append(Self.row("**own samples together**", own.reduce(0) { $0 + $1.0.scores.count }, sum, all))
        return lines.joined(separator: "\n")
    }

    private static func row(_ title: String, _ files: Int, _ score: AccuracyScore, _ whole: AccuracyScore) -> String {
        "| \(title) | \(files) | \(score.columns) | \(score.canonical) | \(score.right) | \(percent(score)) "
            + "| \(score.wrong.count) | \(whole.right) (\(percent(whole))) | \(whole.wrong.count) |"
    }

    private static func percent(_ score: AccuracyScore) -> String {
        let permille = Int((score.share * 1_000).rounded(.down))
        return "\(permille / 10).\(permille % 10) %"
    }

    private func table(_ group: AccuracyGroup) -> String {
        var lines = [
            "", "### \(group.title)", "", "| file | left out | columns | with a field | rightly | wrong | missed |",
            "|---|---|---|---|---|---|---|",
        ]
        for (sample, score) in group.scores {
            let source = sample.source == "general" ? "–" : sample.source
            lines.append(
                "| \(sample.name) | \(source) | \(score.columns) | \(score.canonical) | \(score.right) "
                    + "| \(Self.list(score.wrong)) | \(Self.list(score.missed)) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func list(_ headers: [String]) -> String {
        headers.isEmpty
            ? "0" : "\(headers.count): " + headers.map { $0.replacing("|", with: "\\|") }.joined(separator: "; ")
    }
}
