import Tables

/// A change to the texts of a column before they are read as their field's type: one item of `transform:`.
///
/// Each transform is one file of this folder, one line in `TransformList` and one section of `docs/transforms.md`, whose
/// examples are run as tests. Most look at one value at a time and are a `CellTransform`.
protocol Transform: Sendable, Hashable {
    /// As mapping files write it, and as the ledger names its changes.
    static var name: String { get }
    /// Other names that people try; they only lead to a suggestion.
    static var otherNames: [String] { get }
    /// Reads what stands behind the name; nil, with the mistakes noted at their places, where it makes no sense.
    static func parse(_ parameters: TransformParameters) -> Self?
    /// Reads the files that it needs; called once, before the first row.
    func prepared(_ files: LookupFiles) throws(ImportFailure) -> Self
    /// Changes the values of one column of a batch: one dispatch and one loop.
    func apply(to column: TransformColumn)
}

extension Transform {
    static var otherNames: [String] { [] }

    func prepared(_ files: LookupFiles) throws(ImportFailure) -> Self { self }
}

/// A transform without parameters.
protocol PlainTransform: Transform {
    init()
}

extension PlainTransform {
    static func parse(_ parameters: TransformParameters) -> Self? {
        parameters.areNone() ? Self() : nil
    }
}

/// A transform of whatever kind, as a column mapping keeps it.
package struct AnyTransform: Sendable, Hashable {
    let base: any Transform

    init(_ base: any Transform) { self.base = base }

    /// As mapping files write it.
    package var name: String { type(of: base).name }

    func prepared(_ files: LookupFiles) throws(ImportFailure) -> AnyTransform {
        AnyTransform(try base.prepared(files))
    }

    package static func == (left: AnyTransform, right: AnyTransform) -> Bool {
        AnyHashable(left.base) == AnyHashable(right.base)
    }

    package func hash(into hasher: inout Hasher) { base.hash(into: &hasher) }
}
