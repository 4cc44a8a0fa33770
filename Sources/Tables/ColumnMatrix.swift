/// Values of several columns, one run of memory per column, all with room for the same number of rows.
public final class ColumnMatrix<Element: BitwiseCopyable> {
    @exclusivity(unchecked) public var base: UnsafeMutablePointer<Element>
    @exclusivity(unchecked) public var columns: Int
    @exclusivity(unchecked) public var rowCapacity: Int

    @inlinable public init(columns: Int, rows: Int) {
        self.columns = columns
        rowCapacity = max(rows, 1)
        base = .allocate(capacity: max(columns * rowCapacity, 1))
    }

    deinit {
        base.deallocate()
    }

    /// Makes room for `rows` rows in every column; what was there is gone.
    @inlinable public func resize(rows: Int) {
        guard rows > rowCapacity else { return }
        base.deallocate()
        rowCapacity = max(rows, rowCapacity * 2)
        base = .allocate(capacity: max(columns * rowCapacity, 1))
    }

    @inlinable public func column(_ index: Int) -> UnsafeMutablePointer<Element> {
        precondition(index < columns, "column \(index) of \(columns)")
        return base + index * rowCapacity
    }

    /// Makes room for `rows` rows in every column and keeps what is there.
    public func grow(rows: Int) {
        guard rows > rowCapacity else { return }
        let wider = max(rows, rowCapacity * 2)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: max(columns * wider, 1))
        for column in 0..<columns {
            (moved + column * wider).update(from: base + column * rowCapacity, count: rowCapacity)
        }
        base.deallocate()
        base = moved
        rowCapacity = wider
    }
}
