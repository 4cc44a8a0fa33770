/// Values addressed by record id, in pages made on first use: ids are dense, but need not start at 1.
final class PagedArray<Element: BitwiseCopyable> {
    private var pages: [UnsafeMutablePointer<Element>?] = []
    private let empty: Element
    private static var pageBits: Int { 14 }
    private static var pageSize: Int { 1 << pageBits }

    init(empty: Element) { self.empty = empty }

    deinit {
        for page in pages { page?.deallocate() }
    }

    @inline(__always)
    subscript(id: UInt32) -> Element {
        get {
            let page = Int(id >> UInt32(Self.pageBits))
            guard page < pages.count, let base = pages[page] else { return empty }
            return base[Int(id) & (Self.pageSize - 1)]
        }
        set {
            let page = Int(id >> UInt32(Self.pageBits))
            let base = (page < pages.count ? pages[page] : nil) ?? makePage(page)
            base[Int(id) & (Self.pageSize - 1)] = newValue
        }
    }

    @inline(never)
    private func makePage(_ page: Int) -> UnsafeMutablePointer<Element> {
        while pages.count <= page { pages.append(nil) }
        let base = UnsafeMutablePointer<Element>.allocate(capacity: Self.pageSize)
        base.update(repeating: empty, count: Self.pageSize)
        pages[page] = base
        return base
    }
}
