import Tables

/// The texts that the cells of a workbook share (SST), as UTF-8 one behind the other, and where each begins.
///
/// How many there are is what is found, not what the record claims: both numbers in it are wrong in some files.
struct BIFFStringTable {
    private let text = RawArray<UInt8>()
    private let starts = RawArray<UInt32>()

    init() {
        starts.append(0)
    }

    /// Reads the record and what continues it.
    init(_ record: BIFFRecord, in stream: ByteView, _ limits: WorkbookLimits, name: String) throws(ImportFailure) {
        self.init()
        var source = ContinuedRecord(record, in: stream)
        source.skip(Self.countsBytes)
        while source.appendText(to: text) {
            guard starts.count <= limits.sharedStrings else { throw .limitExceeded(name, .sharedStrings, limits) }
            guard text.count <= min(limits.sharedStringBytes, Int(UInt32.max)) else {
                throw .limitExceeded(name, .sharedStringBytes, limits)
            }
            starts.append(UInt32(text.count))
        }
        // What a text that is cut off left behind belongs to none.
        text.count = Int(starts[starts.count - 1])
    }

    private static let countsBytes = 8

    var count: Int { starts.count - 1 }

    /// The bytes of a text; `index` is less than `count`.
    @inline(__always)
    func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(starts.base[index])
        return UnsafeBufferPointer(start: text.base + start, count: Int(starts.base[index + 1]) - start)
    }
}
