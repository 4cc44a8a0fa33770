import Foundation
import HelpDesk
import Mapping
import Reporting
import Spreadsheets
import Tables
import VCard

/// Says what files are: how they are read and why, and what each column of each table holds, by all of its values.
package struct FileInspection: Sendable {
    private let options: RunOptions

    package init(_ options: RunOptions) { self.options = options }

    package func run() throws(ImportFailure) -> InspectionReport {
        let sources = try SourceTables(options)
        defer { withExtendedLifetime(sources) {} }
        try checkSheets(sources)
        let binder = MappingBinder(presets: try Presets.find().all(), reread: sources.opener.reread)
        let book = try LabelBook.folder.map { folder throws(ImportFailure) in try LabelBook(folder: folder) }
        let inspector = TableInspector(binder: binder, book: book, limit: options.limit)
        var report = InspectionReport()
        report.skipped = sources.skipped
        for table in sources.tables { try add(table, inspector, to: &report) }
        return report
    }

    /// Every pattern has to match at least one sheet.
    private func checkSheets(_ sources: SourceTables) throws(ImportFailure) {
        for pattern in options.reading.sheets.map({ TablePattern($0) })
        where !sources.tables.contains(where: pattern.matches) {
            throw .sheetUnknown(pattern.text, sources.sheets)
        }
    }

    private func add(
        _ table: any TableSource, _ inspector: TableInspector, to report: inout InspectionReport
    ) throws(ImportFailure) {
        let (inspected, source) = try inspector.inspect(table)
        if let known = report.files.firstIndex(where: { $0.file == table.file.name }) {
            return report.files[known].tables.append(inspected)
        }
        // Where the header stands is said with the table.
        let settings = source.readSettings.filter { $0.name != "header_row" }.map(SettingReport.init)
        var file = InspectedFile(
            file: table.file.name, size: table.file.size, kind: try kind(of: table), settings: settings)
        file.tables = [inspected]
        report.files.append(file)
    }

    private func kind(of table: any TableSource) throws(ImportFailure) -> String {
        if table is VCardTable { return "vcard" }
        guard case .workbook(let kind) = try FileKind.of(table.file, limits: options.limits) else { return "text" }
        return "\(kind)"
    }
}

/// Looks at one table after the other.
private struct TableInspector {
    let binder: MappingBinder
    let book: LabelBook?
    let limit: Int?

    /// - Returns: what there is to say, and the table as the preset that fits wants it read.
    func inspect(_ table: any TableSource) throws(ImportFailure) -> (table: InspectedTable, source: any TableSource) {
        // What no preset fits is looked at as it stands.
        let bound = (try? binder.bind([table]))?.bound.first
        let labelled = try book.map { book throws(ImportFailure) in try LabelledHeader(table, book) }
        let source = bound?.table ?? labelled?.table ?? table
        let header = bound?.columnNames ?? labelled?.names ?? table.header.names
        let survey = try TableSurvey.run(
            source, limit: limit, header: header, nullValues: bound?.mapping.read.nullValues ?? [])
        let proposal = book.map(HeaderRecogniser.init)?.propose(
            survey.evidence, file: source.file.name, sheet: source.sheet)
        var inspected = InspectedTable()
        inspected.sheet = source.sheet
        inspected.isHidden = source.isHidden
        inspected.headerRow = source.header.row
        inspected.rows = survey.rows
        inspected.blankRows = survey.blankRows
        inspected.isCut = survey.isCut
        inspected.preset = bound.map(PresetMatch.init)
        inspected.proposal = proposal.map(ProposedTable.init)
        inspected.columns = survey.evidence.map { InspectedColumn($0, proposal) }
        return (inspected, source)
    }
}

extension PresetMatch {
    fileprivate init(_ bound: BoundTable) {
        let taken = bound.columnNames.count - bound.keptHeaders.count - bound.ignoredHeaders.count
        self.init(name: bound.mapping.name, title: bound.mapping.title, columns: taken)
    }
}

extension ProposedTable {
    fileprivate init(_ proposal: TableProposal) {
        self.init(entity: proposal.entity.rawValue, language: proposal.language, confidence: proposal.confidence)
    }
}

extension ProposedField {
    fileprivate init(_ proposal: ColumnProposal) {
        self.init(
            entity: proposal.entity.rawValue, field: proposal.field, confidence: proposal.confidence,
            label: proposal.label, language: proposal.language)
    }
}

extension InspectedColumn {
    fileprivate init(_ evidence: ColumnEvidence, _ proposal: TableProposal?) {
        self.init(number: evidence.column + 1, header: evidence.header, filled: evidence.filled, of: evidence.rows)
        distinct = evidence.distinct
        distinctIsEstimate = evidence.values == nil && evidence.filled > 0
        longest = evidence.longest
        type = evidence.inspectedType
        samples = evidence.samples
        values = evidence.values?.map { ValueCount($0.key, $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        fields = (proposal?.columns ?? []).filter { $0.column == evidence.column }.map(ProposedField.init)
        guess = (proposal?.doubtful ?? []).first { $0.column == evidence.column }.map(ProposedField.init)
    }
}
