import Foundation
import Synchronization

/// Checks on all processors whether a large file is UTF-8, each a part of it. Parts begin where a character does, so
/// text that is valid is valid in all parts.
enum SharedValidation {
    /// A smaller file is through before the threads are.
    static let fewestBytes = 8 << 20
    private static let maxParts = 4

    /// Nil where the file is small, or not valid: then only one pass tells exactly what is wrong.
    static func run(
        _ file: SourceFile, size: Int, fewestBytes: Int = fewestBytes, parts: Int? = nil
    ) throws(ImportFailure) -> UTF8Validator? {
        let parts = parts ?? min(ProcessInfo.processInfo.activeProcessorCount, maxParts)
        guard size >= fewestBytes, parts > 1 else { return nil }
        let starts = try (0..<parts).map { part throws(ImportFailure) in try start(file, at: size / parts * part) }
        let ends = Array(starts.dropFirst()) + [Int.max]
        let isInvalid = Atomic(false)
        let results = Parallel.map(Array(zip(starts, ends))) { validate(file, from: $0.0, to: $0.1, isInvalid) }
        var whole = UTF8Validator()
        for result in results {
            guard let part = try result.get() else { return nil }
            whole.append(part)
        }
        return whole
    }

    /// The first byte from `offset` on that begins a character; bytes of no UTF-8 may stand anywhere.
    private static func start(_ file: SourceFile, at offset: Int) throws(ImportFailure) -> Int {
        let bytes = try FileByteSource(file)
        try bytes.seek(to: offset)
        return offset + (try bytes.prefix(3).prefix { $0 & 0xC0 == 0x80 }.count)
    }

    private static func validate(
        _ file: SourceFile, from start: Int, to end: Int, _ isInvalid: borrowing Atomic<Bool>
    ) -> Result<UTF8Validator?, ImportFailure> {
        do throws(ImportFailure) {
            let bytes = try FileByteSource(file)
            try bytes.seek(to: start)
            let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
            defer { block.deallocate() }
            var validator = UTF8Validator()
            while bytes.position < end, !isInvalid.load(ordering: .relaxed) {
                let count = try bytes.read(into: block, capacity: min(TableLimits.blockBytes, end - bytes.position))
                if count == 0 { break }
                validator.update(block, count: count)
                if validator.invalidOffset != nil { isInvalid.store(true, ordering: .relaxed) }
            }
            if !validator.isValid { isInvalid.store(true, ordering: .relaxed) }
            return .success(isInvalid.load(ordering: .relaxed) ? nil : validator)
        } catch {
            return .failure(error)
        }
    }
}
