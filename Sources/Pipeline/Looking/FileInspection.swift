import Foundation
import HelpDesk
import Mapping
import Reporting
import Spreadsheets
import Tables
import VCard

/// Says what files are: how they are read and why, and what each column of each table holds, by all of its values.
package struct FileInspection: Sendable {
    package var sources: [String] = []
    /// Names or patterns of sheets; empty: all.
    package var sheets: [String] = []
    /// Rows of each table at most; nil: all.
    package var limit: Int?
    package var encoding: String?
    package var delimiter: Character?
    package var visibleOnly = false
    package var xml = SheetXMLParser.scanner
    package var limits = WorkbookLimits()

    package init() {}

    package func run() throws(ImportFailure) -> InspectionReport {
        let found = try SourceFinder.find(sources)
        defer { withExtendedLifetime(found) {} }
        let opener = TableOpener(options: options, arguments: [])
        let opened = try opener.open(found)
        defer { withExtendedLifetime(opened) {} }
        let binder = MappingBinder(presets: try Presets.find().all(), reread: opener.reread)
        let library = try LabelLibrary.folder.map { folder throws(ImportFailure) in try LabelLibrary(folder: folder) }
        let inspector = TableInspector(binder: binder, library: library, limit: limit)
        var report = InspectionReport()
        report.skipped = opened.skipped
        for table in try chosen(opened.tables) { try add(table, inspector, to: &report) }
        return report
    }

    private var options: RunOptions {
        var options = RunOptions()
        options.encoding = encoding
        options.delimiter = delimiter
        options.visibleOnly = visibleOnly
        options.xml = xml
        options.limits = limits
        return options
    }

    /// Every pattern has to match at least one sheet.
    private func chosen(_ tables: [any TableSource]) throws(ImportFailure) -> [any TableSource] {
        if sheets.isEmpty { return tables }
        let patterns = sheets.map { TablePattern($0) }
        for pattern in patterns where !tables.contains(where: { Self.isNamed($0, by: pattern) }) {
            throw .sheetUnknown(pattern.text, tables.filter { $0.sheet != nil }.map(\.label))
        }
        return tables.filter { table in patterns.contains { Self.isNamed(table, by: $0) } }
    }

    private static func isNamed(_ table: any TableSource, by pattern: TablePattern) -> Bool {
        table.sheet.map { pattern.namesSheet($0, of: table.file.name) } ?? false
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
        guard case .workbook(let kind) = try FileKind.of(table.file, limits: limits) else { return "text" }
        return "\(kind)"
    }
}

/// Looks at one table after the other.
private struct TableInspector {
    let binder: MappingBinder
    let library: LabelLibrary?
    let limit: Int?

    /// - Returns: what there is to say, and the table as the preset that fits wants it read.
    func inspect(_ table: any TableSource) throws(ImportFailure) -> (table: InspectedTable, source: any TableSource) {
        // What no preset fits is looked at as it stands.
        let bound = (try? binder.bind([table]))?.bound.first
        let labelled = try library.map { library throws(ImportFailure) in try LabelledHeader(table, library) }
        let source = bound?.table ?? labelled?.table ?? table
        let header = bound?.columnNames ?? labelled?.names ?? table.header.names
        let survey = try TableSurvey.run(
            source, limit: limit, header: header, nullValues: bound?.mapping.read.nullValues ?? [])
        let proposal = library.map(HeaderRecogniser.init)?.propose(
            survey.evidence, file: source.file.name, sheet: source.sheet)
        var inspected = InspectedTable(
            sheet: source.sheet, isHidden: source.isHidden, headerRow: source.header.row, rows: survey.rows,
            blankRows: survey.blankRows, isCut: survey.isCut,
            preset: bound.map(PresetMatch.init), proposal: proposal.map(ProposedTable.init))
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
        let values = evidence.values?.map { ValueCount($0.key, $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        self.init(
            number: evidence.column + 1, header: evidence.header, filled: evidence.filled, rows: evidence.rows,
            distinct: evidence.distinct, distinctIsEstimate: evidence.values == nil && evidence.filled > 0,
            longest: evidence.longest, type: evidence.inspectedType, samples: evidence.samples, values: values)
        fields = (proposal?.columns ?? []).filter { $0.column == evidence.column }.map(ProposedField.init)
        guess = (proposal?.doubtful ?? []).first { $0.column == evidence.column }.map(ProposedField.init)
    }
}
