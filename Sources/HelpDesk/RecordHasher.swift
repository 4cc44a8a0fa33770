import Tables

/// A text column of a shape whose normal form is hashed: part of a key, or the text of a reference.
package struct HashColumn: Sendable, Hashable {
    /// The column of the shape.
    package let column: Int
    package let form: KeyForm
    /// Part of a key, perhaps a reference as well.
    package let isKey: Bool
}

extension RecordShape {
    /// The hash columns of this shape's batches: one for each key part, external id and single
    /// reference, in column order.
    package var hashColumns: [HashColumn] {
        let parts = Set(keys.flatMap(\.fields))
        return columns.indices.compactMap { index in
            let column = columns[index]
            let isKey = parts.contains(column.target.name) || column.target == .externalID
            if let reference = column.reference, column.target.field?.isMany != true {
                return HashColumn(column: index, form: Self.form(of: reference), isKey: isKey)
            }
            guard isKey else { return nil }
            return HashColumn(column: index, form: column.target.field?.keyForm ?? .exact, isKey: true)
        }
    }

    /// Place of a column's hash in `hashColumns`; nil where it has none.
    package func hashColumn(of column: Int) -> Int? {
        hashColumns.firstIndex { $0.column == column }
    }

    /// How texts that name a record by this reference's key are compared.
    package static func form(of reference: ReferenceBinding) -> KeyForm {
        if reference.key == .fullName { return .caseless }
        guard let name = reference.key.fields.last, let entity = Catalog.entity(reference.entity) else { return .exact }
        return entity.field(name)?.keyForm ?? .exact
    }

    /// Whether a column takes part in the content hash: plain fields that an update may write.
    package func countsForContent(_ column: Int) -> Bool {
        guard columns[column].update != .never, columns[column].reference == nil else { return false }
        if case .field = columns[column].target { return true }
        return false
    }
}

/// Fills the hashes of record batches; the last thing that happens to a batch before the resolver gets it.
package final class RecordHasher {
    private let shape: RecordShape
    private let hashColumns: [HashColumn]
    private let contentColumns: [Int]
    private let normalizer: KeyNormalizer

    package init(shape: RecordShape, hasher: ByteHasher) {
        self.shape = shape
        hashColumns = shape.hashColumns
        contentColumns = shape.columns.indices.filter(shape.countsForContent)
        normalizer = KeyNormalizer(hasher: hasher)
    }

    /// Hashes keys and references, and the content where `content` says that the target has records to compare with.
    package func fill(_ batch: RecordBatch, content: Bool) {
        for (index, column) in hashColumns.enumerated() {
            fillKeys(batch, column, into: batch.hashes.column(index))
        }
        guard content else { return }
        for column in contentColumns { addContent(batch, column) }
    }

    private func fillKeys(_ batch: RecordBatch, _ column: HashColumn, into out: UnsafeMutablePointer<UInt64>) {
        let text = UnsafePointer(batch.rows.text.base)
        let spans = batch.values.column(column.column)
        let states = batch.states.base
        for row in 0..<batch.count {
            let span = spans[row]
            // The key of a rejected row counts even where it is no valid one: those who refer to it are parked. What an
            // invalid reference names is not looked for: the row has its finding.
            let isRejected = states[row] == RowState.rejected.rawValue
            let counts = span.hasValue || (span.kind == .invalid && isRejected && column.isKey)
            out[row] = counts ? normalizer.hash(text + Int(span.start), span.length, form: column.form) : 0
        }
    }

    private func addContent(_ batch: RecordBatch, _ column: Int) {
        let text = UnsafePointer(batch.rows.text.base)
        let spans = batch.values.column(column)
        let content = batch.content.base
        let hasher = normalizer.hasher
        for row in 0..<batch.count {
            let span = spans[row]
            guard span.hasValue else { continue }
            let value = hasher.hash(text + Int(span.start), span.length)
            content[row] &+= ByteHasher.share(column: column, value)
        }
    }
}
