/// Values addressed by record id, in pages made on first use: ids are dense, but need not start at 1.
///
/// Used by one thread; its properties go without the runtime's exclusivity checks, because the resolver reads and
/// writes here for every row.
final class PagedArray<Element: BitwiseCopyable> {
    @exclusivity(unchecked) private var pages: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>
    @exclusivity(unchecked) private var pageCount: Int
    private let empty: Element
    private static var pageBits: Int { 14 }
    private static var pageSize: Int { 1 << pageBits }

    init(empty: Element) {
        self.empty = empty
        pageCount = 64
        pages = .allocate(capacity: pageCount)
        pages.initialize(repeating: nil, count: pageCount)
    }

    deinit {
        for page in 0..<pageCount { pages[page]?.deallocate() }
        pages.deallocate()
    }

    @inline(__always)
    subscript(id: UInt32) -> Element {
        get {
            let page = Int(id >> UInt32(Self.pageBits))
            guard page < pageCount, let base = pages[page] else { return empty }
            return base[Int(id) & (Self.pageSize - 1)]
        }
        set {
            let page = Int(id >> UInt32(Self.pageBits))
            let base = (page < pageCount ? pages[page] : nil) ?? makePage(page)
            base[Int(id) & (Self.pageSize - 1)] = newValue
        }
    }

    @inline(never)
    private func makePage(_ page: Int) -> UnsafeMutablePointer<Element> {
        if page >= pageCount { grow(to: max(page + 1, pageCount * 2)) }
        let base = UnsafeMutablePointer<Element>.allocate(capacity: Self.pageSize)
        base.update(repeating: empty, count: Self.pageSize)
        pages[page] = base
        return base
    }

    private func grow(to count: Int) {
        let grown = UnsafeMutablePointer<UnsafeMutablePointer<Element>?>.allocate(capacity: count)
        grown.initialize(repeating: nil, count: count)
        grown.update(from: pages, count: pageCount)
        pages.deallocate()
        pages = grown
        pageCount = count
    }
}

extension PagedArray where Element == UInt32 {
    /// Whether the ids lead from one record to another, parent by parent.
    func leads(from start: UInt32, to end: UInt32) -> Bool {
        var id = start
        // Bounded: a database from elsewhere could hold a ring already.
        for _ in 0..<1_000 where id != 0 && id != UInt32.max {
            if id == end { return true }
            id = self[id]
        }
        return false
    }
}
