/// A growable array of plain values that the hot loops address by pointer.
///
/// A class, so that batches can hold several and hand them between threads without copies; the owner guarantees that
/// only one thread uses it at a time; that is why its properties go without the runtime's exclusivity checks (15 ns
/// each where they are tracked). Other modules have to go through accessors that are inlined: the compiler does not see
/// there that a stored property is unchecked (reading 650,000 cells of a workbook took 0.09 s with checks, and 0.03 s
/// without). Growing moves the storage: take `base` again after every `reserve` or `append`.
public final class RawArray<Element: BitwiseCopyable> {
    @exclusivity(unchecked) @usableFromInline var storedBase: UnsafeMutablePointer<Element>
    @exclusivity(unchecked) @usableFromInline var storedCapacity: Int
    @exclusivity(unchecked) @usableFromInline var storedCount: Int

    @inlinable public var base: UnsafeMutablePointer<Element> {
        @inline(__always) get { storedBase }
    }

    @inlinable public var capacity: Int {
        @inline(__always) get { storedCapacity }
    }

    @inlinable public var count: Int {
        @inline(__always) get { storedCount }
        @inline(__always) set { storedCount = newValue }
    }

    @inlinable public init(capacity: Int = 16) {
        storedCapacity = max(capacity, 1)
        storedBase = .allocate(capacity: storedCapacity)
        storedCount = 0
    }

    deinit {
        storedBase.deallocate()
    }

    /// Makes room for `extra` more elements after the present ones.
    @inlinable @inline(__always)
    public func reserve(_ extra: Int) {
        if count + extra > capacity { grow(to: count + extra) }
    }

    @inlinable @inline(never)
    public func grow(to needed: Int) {
        let grown = max(needed, capacity * 2)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: grown)
        moved.update(from: base, count: count)
        base.deallocate()
        storedBase = moved
        storedCapacity = grown
    }

    @inlinable public func append(_ element: Element) {
        reserve(1)
        base[count] = element
        count += 1
    }

    @inlinable public func append(_ source: UnsafePointer<Element>, count extra: Int) {
        reserve(extra)
        (base + count).update(from: source, count: extra)
        count += extra
    }

    @inlinable public func removeAll() {
        count = 0
    }

    @inlinable public subscript(index: Int) -> Element {
        get { base[index] }
        set { base[index] = newValue }
    }

    /// The elements as a buffer; valid until the array grows.
    @inlinable public var buffer: UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: base, count: count)
    }
}
