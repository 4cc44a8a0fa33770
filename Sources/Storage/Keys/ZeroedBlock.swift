import Glibc

/// Memory that is all zeros at first. Larger blocks are the system's own pages, and go back to it: the parts of a map grow
/// at about the same time, and on the heap the places of the smaller ones would stay behind, too small for anything else.
enum ZeroedBlock {
    private static let pagesFrom = 32 << 10

    static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
        let block =
            bytes < pagesFrom
            ? calloc(1, bytes) : mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let block, block != MAP_FAILED else { fatalError("There is no memory for \(bytes) more bytes of keys.") }
        return block
    }

    /// - Parameter bytes: as many as were asked for.
    static func release(_ block: UnsafeMutableRawPointer, _ bytes: Int) {
        if bytes < pagesFrom { free(block) } else { munmap(block, bytes) }
    }
}
