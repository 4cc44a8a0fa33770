import HelpDesk
import Tables

/// A mapping that is proposed for a table: what its rows become, and why.
package struct ProposedMapping: Sendable {
    /// As the mapping is called: `kunder-2024`.
    package let name: String
    package let table: any TableSource
    /// What the columns are called, where the labels of two header rows are joined; else nil.
    let joinedNames: [String]?
    package let evidence: [ColumnEvidence]
    package let rows: Int
    private let words: ValueWords
    package private(set) var proposal: TableProposal?
    private(set) var records: [ProposedRecord] = []
    private(set) var leftOut: [ProposedColumn] = []
    private(set) var doubtful: [ProposedColumn] = []

    /// - Parameters:
    ///   - names: what the columns are called, if not as the header says.
    ///   - evidence: of the columns that hold data.
    package init(
        _ proposal: TableProposal?, of table: any TableSource, names: [String]? = nil, evidence: [ColumnEvidence],
        rows: Int, words: ValueWords = .installed
    ) {
        self.table = table
        joinedNames = names == table.header.names ? nil : names
        self.evidence = evidence
        self.rows = rows
        self.words = words
        self.proposal = proposal
        name = Self.name(table)
        guard let proposal else { return }
        let headers = HeaderNames(names ?? table.header.names)
        let read = { (column: ColumnProposal) in
            ProposedColumn(
                proposal: column, source: headers.reference(column.column),
                reading: evidence.first { $0.column == column.column }.map { ProposedReading(column, $0, words) }
                    ?? ProposedReading())
        }
        let split = ProposedRecords(proposal, columns: proposal.columns.map(read))
        records = split.records
        leftOut = split.leftOut
        doubtful = proposal.doubtful.map(read)
    }

    /// What the main record needs and no column was recognised for.
    package var missing: [String] { records.last?.missing ?? [] }

    /// The entity of the main record; nil where nothing was recognised.
    package var entity: Entity? { records.last?.entity }

    /// True where nothing is left to doubt: nothing that a record needs is missing, and no guess is below the bar but for
    /// fields that a sure column has already.
    package var isSure: Bool {
        let taken = Set(columns.map(\.target))
        return proposal != nil && guesses.allSatisfy { taken.contains($0.target) } && missing.isEmpty
            && !records.isEmpty
            && records.allSatisfy { $0.columns.allSatisfy { $0.proposal.confidence >= TableProposal.bar } }
    }

    /// The columns that are proposed, record by record.
    package var columns: [ColumnProposal] { records.flatMap { $0.columns.map(\.proposal) } }

    /// The guesses below the bar.
    package var guesses: [ColumnProposal] { doubtful.map(\.proposal) }

    /// Columns of the table that no record takes and nobody has a guess for.
    package var unknown: [ColumnEvidence] {
        let used = Set((records.flatMap(\.columns) + doubtful + leftOut).map(\.proposal.column))
        return evidence.filter { !used.contains($0.column) }
    }

    /// Columns that a person may decide on: those with a guess, then those without.
    package var openColumns: [ColumnEvidence] {
        let guessed = Set(doubtful.map(\.proposal.column))
        return evidence.filter { guessed.contains($0.column) } + unknown.filter { $0.filled > 0 }
    }

    /// The same table with another proposal.
    package func replacing(_ proposal: TableProposal) -> ProposedMapping {
        ProposedMapping(
            proposal, of: table, names: joinedNames, evidence: evidence, rows: rows, words: words)
    }

    /// The mapping as the parser reads it; nil, with the mistakes, where something is missing.
    package func mapping() -> (mapping: TableMapping?, mistakes: [MappingMistake]) {
        let text = MappingText(self).bare
        let result = MappingParser.examine(text, name: name, origin: .proposed(text))
        return (result.mistakes.isEmpty ? result.file.tables.first : nil, result.mistakes)
    }

    /// `exports/Kunder 2024.csv` → `kunder-2024`, with the sheet's name behind it.
    private static func name(_ table: any TableSource) -> String {
        let file = table.file.name.split(separator: "/").last.map(String.init) ?? ""
        let stem = file.split(separator: ".").first.map(String.init) ?? file
        let words = [stem, table.sheet ?? ""].map { HeaderForm.customKey($0).replacing("_", with: "-") }
        let name = words.filter { !$0.isEmpty }.joined(separator: "-")
        return name.isEmpty ? "table" : name
    }
}

extension ColumnProposal {
    /// `contacts.email`
    fileprivate var target: String { "\(entity).\(field)" }
}

/// How a mapping names the columns of a header.
struct HeaderNames {
    private let names: [String]
    private let index: HeaderIndex

    init(_ names: [String]) {
        self.names = names
        index = HeaderIndex(rows: [names])
    }

    /// By the name alone where that finds the column, else with its number among its namesakes.
    func reference(_ column: Int) -> HeaderReference {
        let name = HeaderForm.trimmed(names[safe: column] ?? "")
        let plain = HeaderReference(name)
        guard index.column(plain) != column, let nth = index.columns(name).firstIndex(of: column) else { return plain }
        return HeaderReference(name, nth: nth + 1)
    }
}
