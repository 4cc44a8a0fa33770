import Foundation

/// Hands items from one thread to another, a few at a time, so that neither runs far ahead.
final class BoundedQueue<Item: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var items: [Item] = []
    private var isClosed = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Waits for room; false when the other side has closed the queue.
    func push(_ item: Item) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while items.count >= limit && !isClosed { condition.wait() }
        guard !isClosed else { return false }
        items.append(item)
        condition.signal()
        return true
    }

    /// Waits for an item; nil when the queue is closed and empty.
    func pop() -> Item? {
        condition.lock()
        defer { condition.unlock() }
        while items.isEmpty && !isClosed { condition.wait() }
        guard !items.isEmpty else { return nil }
        condition.signal()
        return items.removeFirst()
    }

    /// Lets both sides end.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}
