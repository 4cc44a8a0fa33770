import HelpDesk
import Mapping
import Reporting
import Tables
import Validation

/// Decides how dates and decimals are read where nobody has said so, by all values of the column; what these leave open
/// stops the run before a row is written.
///
/// The first rows tell whether there is anything to decide: mostly dates are ISO 8601 and numbers have a point. Only
/// the tables in which there is are read as a whole, once, and only the columns in question are mapped.
struct ReadingDecider {
    private let surveys: TableSurveys
    private var tables: [BoundTable]
    private var decided: [[DecisionReport]]
    private var doubts: [String] = []
    private var doubtful: Set<ReadingQuestion> = []

    /// The tables with what was decided written into their columns, and how every column of dates and decimals is read.
    ///
    /// - Parameter surveys: where the tables are read.
    static func decide(
        _ tables: [BoundTable], by surveys: TableSurveys
    ) throws(ImportFailure) -> (tables: [BoundTable], decided: [[DecisionReport]]) {
        var decider = ReadingDecider(tables: tables, surveys)
        for index in tables.indices { try decider.decide(index) }
        guard decider.doubts.isEmpty else {
            throw .readingsUndecided(
                decider.doubts, dates: decider.doubtful.contains(.dates), decimals: decider.doubtful.contains(.decimals)
            )
        }
        return (decider.tables, decider.decided)
    }

    private init(tables: [BoundTable], _ surveys: TableSurveys) {
        self.surveys = surveys
        self.tables = tables
        decided = tables.map { _ in [] }
    }

    private mutating func decide(_ index: Int) throws(ImportFailure) {
        let table = tables[index]
        for record in table.records { decided[index] += record.shape.columns.compactMap { Self.given($0, record) } }
        let trials = TableTrials(table)
        if trials.isEmpty { return }
        let open = try trials.runSample()
        for place in trials.places where !trials.isOpen(place) { settle(trials, place, index) }
        if open.isEmpty { return }
        try surveys.run(open)
        for place in open.places { settle(open, place, index) }
    }

    private mutating func settle(_ trials: TableTrials, _ place: TableTrials.Place, _ index: Int) {
        let evidence = trials.evidence(place)
        let record = tables[index].records[place.record]
        let column = record.shape.columns[place.column]
        let all = evidence.tallies
        let answers = evidence.question.answers
        switch evidence.verdict {
        case .plain:
            guard evidence.question == .dates, evidence.plain > 0 else { return }
            note(
                index, column, record, .dates, "iso",
                ReadingText.plain(
                    evidence.plain, values: evidence.values, isFirst: trials.areFirst))
        case .settled(let answer):
            // A point is what is taken without being told; it is worth saying where something spoke for a comma.
            if evidence.question == .decimals, answer == 0, !trials.isOpen(place) { return }
            let others = all.indices.filter { $0 != answer }.map { all[$0] }
            let text = ReadingText.settled(all[answer], others: others, values: evidence.values)
            note(index, column, record, evidence.question, all[answer].name, text)
            tables[index].records[place.record].shape.columns[place.column].reading.take(answers[answer])
        case .open(let fitting):
            let text = ReadingText.open(fitting.map { all[$0] }, values: evidence.values)
            doubt(index, column, evidence.question, text, evidence.openSamples.texts)
        case .contradictory:
            doubt(index, column, evidence.question, ReadingText.contradictory(all, values: evidence.values), [])
        }
    }

    private mutating func doubt(
        _ index: Int, _ column: ShapeColumn, _ question: ReadingQuestion, _ text: String, _ samples: [String]
    ) {
        let shown = samples.isEmpty ? "" : ": " + samples.map { "\"\($0)\"" }.joined(separator: ", ")
        doubts.append("\(tables[index].table.label), column \"\(column.name)\": \(text)\(shown)")
        doubtful.insert(question)
    }

    private mutating func note(
        _ index: Int, _ column: ShapeColumn, _ record: BoundRecord, _ question: ReadingQuestion, _ value: String,
        _ evidence: String
    ) {
        decided[index].append(
            DecisionReport(
                column: column.name, field: record.field(column), question: question.rawValue, value: value,
                origin: "detected", evidence: evidence))
    }

    /// What the mapping or the command line says of a column.
    private static func given(_ column: ShapeColumn, _ record: BoundRecord) -> DecisionReport? {
        guard let type = column.target.field?.type, column.sourceColumn != nil else { return nil }
        let (question, value): (ReadingQuestion, String?) =
            switch type {
            case .date, .instant: (.dates, column.reading.date?.name)
            case .decimal: (.decimals, column.reading.decimalMark.map { ReadingAnswer.decimals($0).name })
            default: (.dates, nil)
            }
        guard let value else { return nil }
        return DecisionReport(
            column: column.name, field: record.field(column), question: question.rawValue, value: value, origin: "given"
        )
    }
}

extension ShapeColumn {
    fileprivate var name: String { header ?? target.name }
}

extension BoundRecord {
    fileprivate func field(_ column: ShapeColumn) -> String { "\(shape.entity.name).\(column.target.name)" }
}

extension DateReading {
    fileprivate var name: String {
        switch self {
        case .order(let order): order.rawValue
        case .pattern(let text): text
        }
    }
}

extension ReadingAnswer {
    /// As an option says it.
    fileprivate var name: String {
        switch self {
        case .dates(let order): order.rawValue
        case .decimals(let mark): mark == UInt8(ascii: ",") ? "comma" : "point"
        }
    }
}

extension ReadingEvidence {
    fileprivate var tallies: [ReadingTally] {
        question.answers.enumerated().map { index, answer in
            ReadingTally(name: answer.name, fits: fits[index], unfitSamples: unfitSamples[index].texts)
        }
    }
}

extension ValueReading {
    fileprivate mutating func take(_ answer: ReadingAnswer) {
        switch answer {
        case .dates(let order): date = .order(order)
        case .decimals(let mark): decimalMark = mark
        }
    }
}
