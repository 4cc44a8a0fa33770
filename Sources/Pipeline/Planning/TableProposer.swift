import Mapping
import Tables

/// Proposes mappings: surveys a table, recognises its headers, says what its rows become.
struct TableProposer {
    private let recogniser: HeaderRecogniser
    private let words: ValueWords

    /// Reads the labels that headers are known by.
    init() throws(ImportFailure) {
        guard let folder = LabelBook.folder else { throw .labelsMissing() }
        let library = try LabelBook(folder: folder)
        recogniser = HeaderRecogniser(library)
        words = library.values
    }

    /// - Parameter limit: rows to look at; nil: all.
    func propose(_ table: any TableSource, limit: Int? = nil) throws(ImportFailure) -> ProposedMapping {
        let survey = try TableSurvey.run(table, limit: limit)
        let data = survey.evidence.filter { !HeaderIndex.ownColumns.contains($0.header) }
        let proposal = recogniser.propose(data, file: table.file.name, sheet: table.sheet)
        return ProposedMapping(proposal, of: table, evidence: data, rows: survey.rows, words: words)
    }
}
