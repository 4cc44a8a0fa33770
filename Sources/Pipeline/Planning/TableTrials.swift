import HelpDesk
import Mapping
import Tables
import Validation

/// The trials of one table's columns: their values as the mapping gives them, read in every way in question.
///
/// Used by one thread; several threads have one each (`twin`), and what these have found is put together at the end.
final class TableTrials {
    /// A column of one of the table's records.
    struct Place: Hashable {
        var record: Int
        var column: Int
    }

    let table: BoundTable
    private var trials: [(place: Place, trial: ReadingTrial)] = []
    private var mappers: [(mapper: ColumnMapper, trials: [ReadingTrial])] = []
    /// Only the first rows were looked at.
    private(set) var areFirst = false
    /// One for each batch of rows that goes round, and each record.
    private var batches: [ObjectIdentifier: [RecordBatch]] = [:]

    /// Only columns that leave something open, and of these only the wanted ones.
    init(_ table: BoundTable, where isWanted: (Place) -> Bool = { _ in true }) {
        self.table = table
        for (index, record) in table.records.enumerated() {
            let found = record.shape.columns.indices.compactMap { column -> (Place, ReadingTrial)? in
                let place = Place(record: index, column: column)
                guard isWanted(place) else { return nil }
                return ReadingTrial(record.shape.columns[column]).map { (place, $0) }
            }
            guard !found.isEmpty else { continue }
            trials += found
            mappers.append((ColumnMapper(bound: record.only(found.map(\.0.column)), tableIndex: 0), found.map(\.1)))
        }
    }

    var isEmpty: Bool { trials.isEmpty }
    var places: [Place] { trials.map(\.place) }

    func evidence(_ place: Place) -> ReadingEvidence { trial(place)!.evidence }
    func isOpen(_ place: Place) -> Bool { trial(place)?.isOpen == true }

    private func trial(_ place: Place) -> ReadingTrial? { trials.first { $0.place == place }?.trial }

    /// Those columns of which the first batch leaves something open, in new trials; it tells whether there is anything
    /// to decide.
    func runSample() throws(ImportFailure) -> TableTrials {
        let rows = RowBatch()
        let reader = try table.table.makeReader()
        areFirst = true
        if try reader.next(into: rows) { add(rows, before: 0) }
        return TableTrials(table) { isOpen($0) }
    }

    /// - Parameter before: rows of the table before those of the batch.
    func add(_ rows: RowBatch, before: Int) {
        let records =
            batches[ObjectIdentifier(rows)]
            ?? mappers.map { entry in
                RecordBatch(rows: rows, columns: entry.trials.count, hashColumns: 0)
            }
        batches[ObjectIdentifier(rows)] = records
        for (entry, batch) in zip(mappers, records) {
            entry.mapper.fill(batch)
            for (column, trial) in entry.trials.enumerated() { trial.add(batch, column: column, before: before) }
        }
    }

    // MARK: Putting together

    /// New trials of the same columns, for other rows of the table.
    func twin() -> TableTrials {
        let places = Set(places)
        return TableTrials(table) { places.contains($0) }
    }

    /// Adds what a twin has found.
    func merge(_ twin: TableTrials) {
        for (mine, other) in zip(trials, twin.trials) { mine.trial.merge(other.trial) }
    }

    /// Takes over what others have found in the same table, if they have tried all of these columns; false if not.
    func take(from others: TableTrials) -> Bool {
        let found = trials.map { mine in
            others.trials.first { other in
                let (place, same) = (mine.place, other.place)
                return table.records[place.record]
                    .reads(place.column, as: others.table.records[same.record], same.column)
            }
        }
        guard found.allSatisfy({ $0 != nil }) else { return false }
        for (mine, other) in zip(trials, found) { if let other { mine.trial.merge(other.trial) } }
        return true
    }
}

extension BoundRecord {
    /// The same record with these columns alone, and no keys.
    fileprivate func only(_ columns: [Int]) -> BoundRecord {
        var record = self
        record.shape.columns = columns.map { shape.columns[$0] }
        record.shape.keys = []
        record.sources = columns.map { sources[$0] }
        record.transforms = columns.map { transforms[$0] }
        return record
    }
}
