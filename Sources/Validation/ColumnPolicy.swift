import HelpDesk
import Tables

/// What becomes of the cells of one column that have no value, or none that fits; the slow half of every rule.
final class ColumnPolicy: Sendable {
    let index: Int
    let field: String
    /// Characters at most.
    let maxLength: Int
    /// Bytes that a rule looks at: what is longer cannot become short enough, and costs no memory this way.
    var longestCell: Int { maxLength * 4 + 1_024 }
    /// A blank cell is worth a finding.
    let blanksMatter: Bool
    /// Counts the values that are stored in another form than the cell's.
    let ledger: ColumnLedger

    private let table: Int
    private let sourceColumn: Int?
    private let keptKey: String
    private let actions: RowActions
    /// A row that may make a record needs a value.
    private let isDemanded: Bool
    /// A known record cannot lose its value.
    private let isNeeded: Bool
    private let rejectsBlanks: Bool
    private let isQuiet: Bool
    /// Whether a value that does not fit rejects any row.
    private let rejectsInvalid: Bool

    /// Characters of a set of references, or of a field that the catalog does not know.
    private static let customLength = 65_535

    init(_ column: ShapeColumn, index: Int, table: Int, actions: RowActions, sink: (any LedgerSink)? = nil) {
        self.index = index
        self.table = table
        ledger = ColumnLedger(
            table: table, column: column.sourceColumn, header: column.header, field: column.target.name, sink: sink)
        isQuiet = false
        field = column.target.name
        sourceColumn = column.sourceColumn
        self.actions = actions
        isNeeded = column.target.field?.isRequired == true
        isDemanded = (column.isRequired || isNeeded) && actions.mayAnyCreate
        rejectsBlanks = column.blanks == .reject
        blanksMatter = isDemanded || rejectsBlanks
        // What is to be done, and with which record, is never guessed; and a membership has no place for more.
        rejectsInvalid =
            column.onInvalid == .reject || column.target == .action || column.target == .recordID
            || actions.isMembership
        keptKey = Self.keptKey(column.target)
        maxLength = Self.maxLength(column.target)
    }

    /// The same column, for a pass before the one that reports what is missing.
    init(quietly other: ColumnPolicy) {
        index = other.index
        ledger = other.ledger
        field = other.field
        maxLength = other.maxLength
        blanksMatter = false
        table = other.table
        sourceColumn = other.sourceColumn
        keptKey = other.keptKey
        actions = other.actions
        isDemanded = other.isDemanded
        isNeeded = other.isNeeded
        rejectsBlanks = other.rejectsBlanks
        rejectsInvalid = other.rejectsInvalid
        isQuiet = true
    }

    private static func keptKey(_ target: ColumnTarget) -> String {
        if case .custom(let key) = target { "_invalid." + key } else { "_invalid." + target.name }
    }

    private static func maxLength(_ target: ColumnTarget) -> Int {
        switch target {
        case .field(let field): field.isMany ? customLength : field.maxLength
        case .custom: customLength
        case .externalID, .recordID, .action: 255
        }
    }

    /// Looks at a cell that is blank, cleared, an error of the spreadsheet, or out of the rule's reach.
    @inline(never)
    func handleUnusual(_ batch: RecordBatch, row: Int) {
        guard !isQuiet, batch.state(row) != .absent else { return }
        let span = batch.values.column(index)[row]
        switch span.kind {
        case .clear: reportMissing(batch, row: row, clearCode(batch, row))
        case .error: refuse(batch, row: row, .cellError, [batch.rows.string(span)])
        case .invalid: break
        default: if span.length > longestCell { checkLength(batch, row: row) } else { empty(batch, row: row) }
        }
    }

    /// A cell with nothing in it.
    func empty(_ batch: RecordBatch, row: Int) {
        batch.values.column(index)[row] = .blank
        reportMissing(batch, row: row, isQuiet ? nil : blankCode(batch, row))
    }

    private func blankCode(_ batch: RecordBatch, _ row: Int) -> FindingCode? {
        if isDemanded && actions.mayCreate(batch, row) { return .requiredMissing }
        return rejectsBlanks && actions.writes(batch, row) ? .blankRejected : nil
    }

    private func clearCode(_ batch: RecordBatch, _ row: Int) -> FindingCode? {
        if isDemanded && actions.mayCreate(batch, row) { return .requiredMissing }
        return isNeeded && actions.writes(batch, row) ? .requiredMissing : nil
    }

    private func reportMissing(_ batch: RecordBatch, row: Int, _ code: FindingCode?) {
        guard let code else { return }
        report(batch, row: row, code, .error, nil, [])
    }

    /// A value that does not fit: an error, or a warning with the raw text kept beside the record.
    @inline(never)
    func refuse(_ batch: RecordBatch, row: Int, _ code: FindingCode, _ parameters: [String], always: Bool = false) {
        let spans = batch.values.column(index)
        let span = spans[row]
        defer { spans[row] = TextSpan(start: Int(span.start), length: span.length, kind: .invalid) }
        guard actions.looks(at: field, batch, row) else { return }
        let isError = rejectsInvalid || always || (isDemanded && actions.mayCreate(batch, row))
        report(batch, row: row, code, isError ? .error : .warning, span, parameters)
        if !isError { batch.kept.append(KeptText(row: row, key: keptKey, text: batch.rows.string(span))) }
    }

    /// A warning about a value that stays.
    @inline(never)
    func note(
        _ batch: RecordBatch, row: Int, _ code: FindingCode, _ parameters: [String], _ severity: Severity = .warning
    ) {
        guard actions.looks(at: field, batch, row) else { return }
        report(batch, row: row, code, severity, batch.values.column(index)[row], parameters)
    }

    /// Counts the characters of a text whose bytes are more than the field's characters.
    @inline(never)
    func checkLength(_ batch: RecordBatch, row: Int, tail: inout TextTail) {
        tail.close()
        checkLength(batch, row: row)
    }

    func checkLength(_ batch: RecordBatch, row: Int) {
        let characters = TextScan.scalars(batch.rows.bytes(batch.values.column(index)[row]))
        guard characters > maxLength else { return }
        refuse(batch, row: row, .textTooLong, [String(characters), String(maxLength)])
    }

    private func report(
        _ batch: RecordBatch, row: Int, _ code: FindingCode, _ severity: Severity, _ span: TextSpan?,
        _ parameters: [String]
    ) {
        let info = batch.rows.rows[row]
        let position = Position(table: table, row: info.number, line: info.line, offset: info.offset)
        let finding = Finding(
            code, severity, at: position, column: sourceColumn, field: field,
            value: span.map { TextScan.excerpt(batch.rows.bytes($0)) }, parameters)
        batch.report(finding, row: row)
    }
}
