import Mapping
import Tables

/// Proposes mappings: surveys a table, recognises its headers, says what its rows become.
struct TableProposer {
    /// A table bound by what is proposed for it, as a run would read it; nil where something is missing.
    typealias Tentative = (ProposedMapping) throws(ImportFailure) -> BoundTable?

    private let book: LabelBook
    private let recogniser: HeaderRecogniser
    private let surveys: TableSurveys

    /// Reads the labels that headers are known by.
    ///
    /// - Parameter surveys: where the tables are read.
    init(_ surveys: TableSurveys) throws(ImportFailure) {
        guard let folder = LabelBook.folder else { throw .labelsMissing() }
        book = try LabelBook(folder: folder)
        recogniser = HeaderRecogniser(book)
        self.surveys = surveys
    }

    /// - Parameter tentative: binds what the first rows alone would be proposed to be. What such a mapping leaves open is
    ///   tried while the table is surveyed, so that deciding it needs no second reading.
    func propose(
        _ table: any TableSource, tentative: Tentative = { (_) throws(ImportFailure) in nil }
    ) throws(ImportFailure) -> ProposedMapping {
        try propose(try LabelledHeader(table, book), tentative: tentative)
    }

    func propose(
        _ header: LabelledHeader, tentative: Tentative = { (_) throws(ImportFailure) in nil }
    ) throws(ImportFailure) -> ProposedMapping {
        var trials: TableTrials?
        if let bound = try tentative(try proposed(header, try TableSurvey.sample(header.table, header.names))) {
            trials = try TableTrials(bound).runSample()
        }
        let survey = try surveys.survey(
            header.table, header: header.names, with: trials?.isEmpty == true ? nil : trials)
        return try proposed(header, survey)
    }

    private func proposed(_ header: LabelledHeader, _ survey: TableSurvey) throws(ImportFailure) -> ProposedMapping {
        let (table, names) = (header.table, header.names)
        let data = survey.evidence.filter { !HeaderIndex.ownColumns.contains($0.header) }
        let proposal = recogniser.propose(data, file: table.file.name, sheet: table.sheet)
        return ProposedMapping(
            proposal, of: table, names: names, evidence: data, rows: survey.rows, words: book.values)
    }
}
