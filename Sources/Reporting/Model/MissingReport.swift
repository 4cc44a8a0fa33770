import HelpDesk

/// What the files of a job no longer have of one entity.
package struct MissingReport: Codable, Sendable, Equatable {
    /// The canonical name, such as `contacts`.
    package var entity: String
    /// Records that the job held before the run.
    package var held: Int
    /// Records that are in none of its files, whatever becomes of them.
    package var missing = 0
    /// Of these: too few snapshots have missed them yet …
    package var waiting = 0
    /// … named only …
    package var marked = 0
    /// … held by another job too, and left to that one …
    package var shared = 0
    /// … on their way to the recycle bin, or removed.
    package var leaving = 0
    /// Records that go to the recycle bin along with them, of any entity.
    package var along = 0
    /// Why missing records were not looked for; nil where they were.
    package var unjudged: String?

    package init(entity: String, held: Int) {
        self.entity = entity
        self.held = held
    }

    /// A line of the summary; nil where there is nothing to say.
    package var sentence: String? {
        if let unjudged {
            return held > 0 ? "Whether \(entity) are missing was not looked at: \(unjudged)." : nil
        }
        guard missing > 0 else { return nil }
        let parts = [
            (leaving, "\(isRemoval ? "removed" : "moved to the recycle bin")\(alongText)"),
            (marked, "marked"), (waiting, waiting == 1 ? "waits for another snapshot" : "wait for another snapshot"),
            (shared, shared == 1 ? "left to another job that has it too" : "left to other jobs that have them too"),
        ]
        let fates = parts.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
        return "\(NumberText.grouped(missing)) of \(NumberText.grouped(held)) \(entity) "
            + "\(missing == 1 ? "is" : "are") missing from the job's files: \(fates.joined(separator: ", ")) "
            + "(\(MissingWriter.fileName))."
    }

    private var isRemoval: Bool { Catalog.entity(EntityName(rawValue: entity))?.isDeletable == false }

    private var alongText: String { along > 0 ? " with \(NumberText.count(along, "record")) that hang on them" : "" }
}
