import HelpDesk
import Tables

/// How files are read, as the command line says it of all of them, or a job of those of one source. What is nil is
/// detected, or said by the mapping.
package struct SourceReading: Sendable, Equatable {
    /// A mapping file, absolute, or a preset; nil: whatever fits.
    package var mapping: String?
    /// Only tables that match one of these; empty: all.
    package var sheets: [String] = []
    /// Tables to leave out.
    package var skips: [String] = []
    package var encoding: String?
    package var delimiter: Character?
    /// `.some(nil)`: quotes are ordinary characters.
    package var quote: Character??
    package var dates: DateOrder?
    /// "." or ","
    package var decimal: Character?
    package var zone: String?

    package init() {}
}

extension RunOptions {
    /// How a file is read: as its source in the job says, else as was typed.
    func reading(_ file: SourceFile) -> SourceReading {
        guard let job, let source = file.source else { return reading }
        return job.sources[source].reading
    }
}
