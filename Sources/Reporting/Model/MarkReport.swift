/// How far a growing source of a job was read, and will be.
package struct MarkReport: Codable, Sendable, Equatable {
    /// The pattern, as the job file has it.
    package var source: String
    package var entity: String
    /// The column whose times count.
    package var column: String
    /// The mark before the run; instants are ISO 8601 in UTC.
    package var former: String?
    /// Rows from here on were read; nil: all.
    package var from: String?
    /// The mark behind the run; nil where no time could be read.
    package var mark: String?
    /// Rows that were left out.
    package var older: Int
    /// Rows whose time cannot be read; they are always read.
    package var undated: Int
    /// The oldest row that was turned away, if it keeps the mark from moving on.
    package var heldBy: String?

    package init(
        source: String, entity: String, column: String, former: String?, from: String?, mark: String?, older: Int,
        undated: Int, heldBy: String?
    ) {
        self.source = source
        self.entity = entity
        self.column = column
        self.former = former
        self.from = from
        self.mark = mark
        self.older = older
        self.undated = undated
        self.heldBy = heldBy
    }

    /// What the run has left out, and how far the next one will go back.
    package var sentence: String {
        var parts: [String] = []
        if let from {
            parts.append(
                "\(NumberText.count(older, "row")) of \(source) \(older == 1 ? "is" : "are") older than \(from) "
                    + "(\(column)) and \(older == 1 ? "was" : "were") left out")
        } else {
            parts.append("all rows of \(source) were read, for there was no mark")
        }
        if undated > 0 {
            parts.append(
                "\(NumberText.count(undated, "row")) without a readable time \(undated == 1 ? "was" : "were") read")
        }
        switch mark {
        case nil: parts.append("there is no mark, since no time could be read")
        case former: parts.append("the mark stays at \(mark ?? "")")
        default: parts.append("the mark is \(mark ?? "") now")
        }
        if let heldBy { parts.append("held there by \(heldBy), which was turned away") }
        let text = parts.joined(separator: "; ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
