import HelpDesk
import Pipeline
import Reporting

/// What `dedupe` says on the terminal.
enum DuplicateText {
    static func summary(_ result: DuplicateReview.Result, file: String?) -> String {
        let entity = result.table.entity
        let compared =
            "\(NumberText.grouped(result.records)) \(result.records == 1 ? entity.singular : entity.name.rawValue)"
        var lines: [String] = []
        if result.groups == 0 {
            lines.append("\(compared) compared: no likely duplicates.")
        } else {
            let records = NumberText.grouped(result.table.rows.count)
            let sure = result.sureGroups == 0 ? "" : ", \(NumberText.grouped(result.sureGroups)) of them sure"
            lines.append(
                "\(compared) compared: \(NumberText.count(result.groups, "group")) of likely duplicates with \(records) "
                    + "records\(sure).")
        }
        lines += result.notes.map { "Note: " + $0 }
        if let file {
            lines.append("Review   \(file)")
            lines.append("Write merge or keep into its column decision, then: deskferry dedupe merge \(file)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func preview(_ preview: MergePreview) -> String {
        let entity = preview.entity
        let merged =
            "\(NumberText.grouped(preview.merged)) \(preview.merged == 1 ? entity.singular : entity.name.rawValue)"
        var text =
            "\(merged) will become part of \(preview.groups == 1 ? "another one" : "\(NumberText.grouped(preview.groups)) others")"
            + " and go to the recycle bin"
        if !preview.moved.isEmpty { text += "; \(preview.moved.joined(separator: ", ")) will refer to what stays" }
        text += "."
        if preview.refused > 0 { text += " \(NumberText.count(preview.refused, "row")) cannot be merged." }
        return text
    }
}
