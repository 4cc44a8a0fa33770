import HelpDesk
import Mapping
import Tables
import Validation

/// The trials of one table's columns: their values as the mapping gives them, read in every way in question.
final class TableTrials {
    /// A column of one of the table's records.
    struct Place: Hashable {
        var record: Int
        var column: Int
    }

    private let table: BoundTable
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

    /// The first batch, which tells whether there is anything to decide.
    func runSample() throws(ImportFailure) {
        let rows = RowBatch()
        let reader = try table.table.makeReader()
        areFirst = true
        if try reader.next(into: rows) { add(rows) }
    }

    /// The whole table.
    func runAll() throws(ImportFailure) {
        _ = try TableStream.read(table.table) { add($0) }
    }

    private func add(_ rows: RowBatch) {
        let records =
            batches[ObjectIdentifier(rows)]
            ?? mappers.map { entry in
                RecordBatch(rows: rows, columns: entry.trials.count, hashColumns: 0)
            }
        batches[ObjectIdentifier(rows)] = records
        for (entry, batch) in zip(mappers, records) {
            entry.mapper.fill(batch)
            for (column, trial) in entry.trials.enumerated() { trial.add(batch, column: column) }
        }
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
