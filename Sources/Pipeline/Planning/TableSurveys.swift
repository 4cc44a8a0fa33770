import Mapping
import Tables

/// The surveys of a run's tables: none is read as a whole more than once, as far as that can be known.
///
/// A proposal needs evidence before there is a mapping, deciding how dates are read needs trials of mapped columns, the
/// watch over shapes needs evidence again. Whoever asks first gets one pass over the table that collects what the others
/// will ask for as well.
final class TableSurveys {
    private struct Surveyed {
        let table: any TableSource
        let survey: TableSurvey
        let header: [String]
        let nullValues: [String]
        let trials: TableTrials?
    }

    /// Rows of each table that the run will read; nil: all.
    private let limit: Int?
    /// Ends a survey at its next batch.
    private let control: RunControl?
    private var surveyed: [Surveyed] = []

    init(limit: Int?, control: RunControl? = nil) {
        self.limit = limit
        self.control = control
    }

    /// What the columns of a table hold, as far as the run will read it.
    ///
    /// - Parameter trials: are run on the way, on all rows, if the table is read now.
    func survey(
        _ table: any TableSource, header: [String], nullValues: [String] = [], with trials: TableTrials? = nil
    ) throws(ImportFailure) -> TableSurvey {
        if let known = known(table, header, nullValues) { return known }
        let collector = EvidenceCollector(header: header, nullValues: nullValues)
        let survey = try TableSurvey.run(table, limit: limit, collector, trials: trials, control: control)
        surveyed.append(
            Surveyed(table: table, survey: survey, header: header, nullValues: nullValues, trials: trials))
        return survey
    }

    /// What the columns of a table hold that a mapping is bound to.
    func survey(_ table: BoundTable, with trials: TableTrials? = nil) throws(ImportFailure) -> TableSurvey {
        try survey(table.table, header: table.columnNames, nullValues: table.mapping.read.nullValues, with: trials)
    }

    /// Runs the trials over all rows of their table, unless that was done.
    func run(_ trials: TableTrials) throws(ImportFailure) {
        let table = trials.table
        let tried = surveyed.filter { Self.areSame($0.table, table.table) }.compactMap(\.trials)
        if tried.contains(where: trials.take) { return }
        if table.mapping.seen != nil, known(table.table, table.columnNames, table.mapping.read.nullValues) == nil {
            _ = try survey(table, with: trials)
        } else {
            _ = try TableSurvey.run(table.table, limit: nil, nil, trials: trials, control: control)
        }
    }

    private func known(_ table: any TableSource, _ header: [String], _ nullValues: [String]) -> TableSurvey? {
        surveyed.first {
            $0.header == header && $0.nullValues == nullValues && Self.areSame($0.table, table)
        }?.survey
    }

    /// The same rows, read in the same way; who has said how does not matter.
    private static func areSame(_ one: any TableSource, _ other: any TableSource) -> Bool {
        one.file.path == other.file.path && one.sheet == other.sheet && one.header == other.header
            && values(one) == values(other)
    }

    private static func values(_ table: any TableSource) -> [String: String] {
        Dictionary(table.readSettings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
