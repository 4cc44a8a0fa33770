import CSQLite
import Tables

extension StoreSession {
    /// Runs `body`, and ends it at the next row or so once `isInterrupted` says yes: SQLite asks in the middle of long
    /// statements, too.
    func interruptible(
        _ isInterrupted: (@Sendable () -> Bool)?, _ body: (StoreSession) throws(ImportFailure) -> Bool
    ) throws(ImportFailure) -> Bool {
        guard let isInterrupted else { return try body(self) }
        let question = Question(isInterrupted)
        sqlite3_progress_handler(
            connection, Self.stepsBetweenQuestions, answer, Unmanaged.passUnretained(question).toOpaque())
        defer { sqlite3_progress_handler(connection, 0, nil, nil) }
        return try withExtendedLifetime(question) { () throws(ImportFailure) in try body(self) }
    }

    /// Steps of SQLite's machine: well under a millisecond.
    private static let stepsBetweenQuestions: Int32 = 10_000
}

private final class Question {
    let isInterrupted: @Sendable () -> Bool

    init(_ isInterrupted: @escaping @Sendable () -> Bool) { self.isInterrupted = isInterrupted }
}

/// Anything but 0 ends the statement with SQLITE_INTERRUPT.
private let answer: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
    guard let context else { return 0 }
    return Unmanaged<Question>.fromOpaque(context).takeUnretainedValue().isInterrupted() ? 1 : 0
}
