import Foundation
import Tables

/// Reads another source ahead on a thread of its own, a few blocks at most.
///
/// The thread ends when the source has ended or failed, or when this object goes away.
final class ReadAheadSource: ByteSource {
    private let ring: BlockRing
    private var block: UnsafeMutableRawPointer?
    private var blockCount = 0
    private var position = 0

    init(_ source: any ByteSource) {
        let ring = BlockRing()
        self.ring = ring
        nonisolated(unsafe) let source = source
        let thread = Thread { ring.fill(from: source) }
        thread.name = "unpacking"
        thread.start()
    }

    deinit {
        if let block { ring.giveBack(block) }
        ring.stop()
    }

    func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        if position == blockCount, try !takeBlock() { return 0 }
        guard let block else { return 0 }
        let count = min(capacity, blockCount - position)
        pointer.copyMemory(from: block + position, byteCount: count)
        position += count
        return count
    }

    private func takeBlock() throws(ImportFailure) -> Bool {
        if let block { ring.giveBack(block) }
        (block, position, blockCount) = (nil, 0, 0)
        guard let next = try ring.take() else { return false }
        (block, blockCount) = (next.pointer, next.count)
        return true
    }
}

/// Blocks between the thread that unpacks and the one that parses: full ones wait in order, empty ones are used again.
private final class BlockRing: @unchecked Sendable {
    private let condition = NSCondition()
    private var empty: [UnsafeMutableRawPointer]
    private var full: [(pointer: UnsafeMutableRawPointer, count: Int)] = []
    private var failure: ImportFailure?
    private var isEnded = false
    private var isStopped = false

    private static let blocks = 4

    init() {
        empty = (0..<Self.blocks).map { _ in .allocate(byteCount: TableLimits.blockBytes, alignment: 64) }
    }

    deinit {
        for block in empty { block.deallocate() }
        for block in full { block.pointer.deallocate() }
    }

    // MARK: The thread that unpacks

    func fill(from source: any ByteSource) {
        while let block = takeEmpty() {
            do throws(ImportFailure) {
                let count = try source.fill(block, capacity: TableLimits.blockBytes)
                put(block, count)
                if count < TableLimits.blockBytes { return }
            } catch {
                end(block, error)
                return
            }
        }
    }

    /// Nil when nobody wants more.
    private func takeEmpty() -> UnsafeMutableRawPointer? {
        condition.lock()
        defer { condition.unlock() }
        while empty.isEmpty && !isStopped { condition.wait() }
        return isStopped ? nil : empty.removeLast()
    }

    private func put(_ block: UnsafeMutableRawPointer, _ count: Int) {
        condition.lock()
        defer { condition.unlock() }
        if count > 0 { full.append((block, count)) } else { empty.append(block) }
        isEnded = count < TableLimits.blockBytes
        condition.signal()
    }

    private func end(_ block: UnsafeMutableRawPointer, _ failure: ImportFailure) {
        condition.lock()
        defer { condition.unlock() }
        empty.append(block)
        self.failure = failure
        isEnded = true
        condition.signal()
    }

    // MARK: The thread that parses

    /// The next block; nil at the end.
    func take() throws(ImportFailure) -> (pointer: UnsafeMutableRawPointer, count: Int)? {
        condition.lock()
        defer { condition.unlock() }
        while full.isEmpty && !isEnded { condition.wait() }
        if !full.isEmpty { return full.removeFirst() }
        if let failure { throw failure }
        return nil
    }

    func giveBack(_ block: UnsafeMutableRawPointer) {
        condition.lock()
        defer { condition.unlock() }
        empty.append(block)
        condition.signal()
    }

    func stop() {
        condition.lock()
        defer { condition.unlock() }
        isStopped = true
        condition.signal()
    }
}
