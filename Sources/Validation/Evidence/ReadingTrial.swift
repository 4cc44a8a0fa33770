import HelpDesk
import Tables

/// Reads the values of one column in every way that comes into question, with the very readers that an import uses, and
/// counts which of them fit; in constant memory.
package final class ReadingTrial {
    package private(set) var evidence: ReadingEvidence
    private let reader: any TrialReader

    /// Nil where the column leaves nothing open: it has no dates and no decimals, or somebody has said how they are.
    package init?(_ column: ShapeColumn) {
        guard let field = column.target.field, column.sourceColumn != nil, column.reading.values.isEmpty else {
            return nil
        }
        switch field.type {
        case .date, .instant:
            guard column.reading.date == nil else { return nil }
            evidence = ReadingEvidence(.dates)
            reader = DateTrial()
        case .decimal, .integer:
            guard column.reading.decimalMark == nil, column.reading.unit != .clock else { return nil }
            evidence = ReadingEvidence(.decimals)
            reader = DecimalTrial(demandsWhole: field.type == .integer && column.reading.unit == .seconds)
        default: return nil
        }
    }

    /// Whether what was seen so far leaves something to be decided by all values.
    package var isOpen: Bool {
        switch evidence.question {
        case .dates: evidence.values > evidence.plain
        // A dot is what is taken without being told.
        case .decimals: evidence.fits[0] < evidence.values - evidence.unfit || evidence.differing[0] > 0
        }
    }

    /// Takes the column of a batch as it was mapped. The cells of a row that has too many or too few may belong to other
    /// columns, so such rows say nothing.
    ///
    /// - Parameter before: rows of the table before those of the batch.
    package func add(_ batch: RecordBatch, column: Int, before: Int = 0) {
        reader.add(batch, column: column, before: before, to: &evidence)
    }

    /// Adds what a trial of the same column has found in other rows.
    package func merge(_ other: ReadingTrial) { evidence.merge(other.evidence) }

    /// Bytes; longer values are no dates and no numbers.
    static let longest = 100
}
